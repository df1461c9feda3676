//! What the npm package is built on: the only `#[wasm_bindgen]` exports. They
//! pass numbers, strings and the user's own values; the JavaScript face gives
//! them names and shapes.

mod core;
mod face;
mod facts;

/// A small allocator for a program that allocates a few times a connection
/// and never for a message: dlmalloc weighs 7 KB more.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: the npm build has no threads: each worker has an instance and a memory of its own.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
