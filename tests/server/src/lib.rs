//! The chaos server: does to a WebSocket client whatever a network or a server can do.
//!
//! One connection's way through the modules:
//! [`server`] accepts it, [`head`] reads the request head, [`endpoints`] finds the row of the table,
//! whose `prepare` checks the [`query`] and returns a plan; the plan (one of [`faults`]) is handed the
//! [`visit`] and does its deed on the [`socket`] or straight on the [`wire`].
//! What happened is in the [`record`], which [`control`] serves over HTTP.

pub mod control;
pub mod endpoints;
pub mod faults;
pub mod frame;
pub mod head;
pub mod memory;
pub mod query;
pub mod record;
pub mod response;
pub mod server;
pub mod socket;
pub mod traffic;
pub mod visit;
pub mod wire;

pub use server::Server;
