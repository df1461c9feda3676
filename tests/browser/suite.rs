//! What holds in a page and in a worker alike.

mod ending;
mod handshake;
mod liveness;
mod network;
mod opening;
mod provider;
mod reading;
mod reentry;
mod retrying;
mod sending;
pub mod support;
#[cfg(feature = "typed")]
mod typed;
