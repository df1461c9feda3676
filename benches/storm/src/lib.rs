//! A crowd of clients loses its server at one moment and comes back. Each client is
//! a real [`closewise::session::Session`], or a peer's published policy; the server,
//! the network and the time are made up, and a run is the same for the same seed.
//!
//! `docs/storms.md` tells the question, the method and what came of it; the tests of
//! this package hold its tables, its pictures and its claims against the simulation.

pub mod client;
pub mod closewise;
pub mod contender;
pub mod metrics;
pub mod peer;
pub mod policies;
pub mod random;
pub mod report;
pub mod scenario;
pub mod server;
pub mod storm;
pub mod variants;
pub mod world;

/// A moment or a span, in ms of virtual time.
pub type Millis = u64;
