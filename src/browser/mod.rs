//! The one driver: carries out what the session decides, and tells it what
//! happens. It decides nothing.

mod clock;
mod delegate;
mod driver;
mod endpoint;
mod global;
mod investigate;
mod listen;
mod lookout;
mod message;
mod page;
mod socket;

pub(crate) use delegate::{Delegate, Received};
pub(crate) use driver::Driver;
pub use endpoint::{DialError, Endpoint, ProtocolProblem};
pub use investigate::investigate;
#[cfg(feature = "export")]
pub(crate) use investigate::{AbortSignal, investigate_within};
pub use message::Message;
pub use socket::BinaryType;
pub(crate) use socket::DialFailure;
