//! closewise: the WebSocket client for the browser that knows why a connection
//! ended and does the right thing next.
//!
//! - [`close`]: WHY it ended and WHAT now. Pure data and functions; a server
//!   can use it without the rest.
//! - [`session`]: WHEN and IN WHAT ORDER. The life of a client as a state
//!   machine, without a browser, a clock or a random source.
//! - `browser` (wasm32 only): carries out what the session decides.
//! - `client` (wasm32 only): the face for Rust. Its events wait for their
//!   reader in an `inbox`, which knows no browser and is tested without one.
//! - `export` (wasm32 only, feature `export`): the same driver for JavaScript,
//!   which the npm package is built on.
//!
//! # Features
//!
//! None is on by default, and each only adds.
//!
//! - `serde`: `Serialize` and `Deserialize` for the types of [`close`].
//! - `typed`: messages of the user's own types in `client`, as JSON by serde.
//!   It adds some 48 kB of WebAssembly.
//! - `export`: the JavaScript exports and the allocator of the npm package, of
//!   no use to an app in Rust.
//!
//! # Beside this crate
//!
//! A client is a `Stream` and a `Sink`, whose methods (`next`, `send`) are
//! those of `StreamExt` and `SinkExt` in the crate `futures-util`, with its
//! feature `sink`. Any executor runs it; `wasm_bindgen_futures::spawn_local` is
//! the browser's own.

#![forbid(unsafe_op_in_unsafe_fn)]
#![warn(missing_docs)]

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod close;
#[cfg(all(target_arch = "wasm32", feature = "export"))]
mod export;
#[cfg(any(test, target_arch = "wasm32"))]
mod inbox;
pub mod session;

/// The documents whose examples are compiled with the documentation tests.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../docs/close-codes.md")]
    mod close_codes {}

    #[cfg(target_arch = "wasm32")]
    #[doc = include_str!("../README.md")]
    mod readme {}

    #[cfg(target_arch = "wasm32")]
    #[doc = include_str!("../docs/crate.md")]
    mod of_the_crate {}
}
