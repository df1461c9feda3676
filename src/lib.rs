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

#![forbid(unsafe_op_in_unsafe_fn)]
#![warn(missing_docs)]

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod close;
#[cfg(any(target_arch = "wasm32", test))]
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
}
