//! What holds in a page and in a worker alike.

mod announcing;
mod clock;
mod ending;
mod handshake;
mod liveness;
mod network;
mod opening;
mod platforms;
mod provider;
mod reading;
mod reentry;
mod reopening;
mod retrying;
mod sending;
pub mod support;
#[cfg(feature = "typed")]
mod typed;
mod unopened;
