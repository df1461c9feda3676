//! Carries out what the session decides, and tells it what happens. It
//! decides nothing.

mod clock;
mod driver;
mod endpoint;
mod message;
mod page;
mod socket;

pub(crate) use driver::{Delegate, Driver, Request};
pub use endpoint::{DialError, Endpoint, ProtocolProblem};
pub use message::Message;
pub use socket::BinaryType;
