//! The JavaScript face's half in Rust: the only `#[wasm_bindgen]` exports of
//! the crate. The other half is in `js/`.
//!
//! What Rust tells in bulk crosses as a struct with getters, a closed set of
//! words as a string enum, a message's payload as the handle that it came as.
//! [`Driver`](driver::Driver) is the export that a client is built on,
//! [`Listener`](listener::Listener) the import that it tells and asks.

mod codes;
mod diagnosis;
mod driver;
mod events;
mod listener;
mod settings;
mod stats;
mod verdict;

/// A small allocator for a program that allocates a few times a connection:
/// dlmalloc, the default, weighs 7 KB more.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: the npm build has no threads: each worker has an instance and a memory of its own.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
