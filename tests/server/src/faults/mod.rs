//! What the server does to a client: a function an endpoint, which checks the parameters and returns
//! the plan.

pub mod announce;
pub mod application;
pub mod close;
pub mod cut;
pub mod echo;
pub mod ending;
pub mod handshake;
pub mod load;
pub mod outage;
pub mod refuse;
pub mod servers;
pub mod silence;
pub mod timeout;
pub mod violate;
