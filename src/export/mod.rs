//! What the npm package is built on: the only exports of the crate.
//!
//! The session alone is in the npm build. The JavaScript face drives the
//! socket, the timers and the page itself (js/driver.ts and
//! js/life.ts, the twin of [`crate::browser`]), because JavaScript calls the browser for nothing while
//! WebAssembly pays for each import and each closure. So only numbers pass
//! here, nothing is called back, a message is known by a number, and a text by
//! its line. docs/size.md has the figures.

mod cells;
mod client;
mod input;
mod output;
mod verdict;

/// A small allocator for a program that allocates a few times a connection
/// and never for a message: dlmalloc weighs 7 KB more.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: the npm build has no threads: each worker has an instance and a memory of its own.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
