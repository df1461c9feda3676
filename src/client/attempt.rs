//! What the user is asked for each attempt at a connection.

use std::rc::Weak;

use super::callbacks::Callbacks;
use super::task::Task;
use crate::browser::{Driver, Endpoint};
use crate::close::Diagnosis;
use crate::session::{self, Generation};

/// What the provider, and the greeting of a handshake, is told of the attempt
/// that it is asked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The number of the retry; 0 for the first attempt.
    pub number: u32,
    /// Whether the credentials were, or may have been, refused: fresh ones are
    /// needed.
    pub fresh: bool,
    /// The diagnosis of the most recent connection, if there was one.
    pub last: Option<Diagnosis>,
    /// The URL and the subprotocols of the builder.
    pub endpoint: Endpoint,
}

impl Attempt {
    /// None where there is no client any more.
    pub(super) fn new(attempt: session::Attempt, driver: &Weak<Driver<Callbacks>>) -> Option<Self> {
        Some(Self {
            number: attempt.number,
            fresh: attempt.fresh,
            last: attempt.last,
            endpoint: driver.upgrade()?.delegate().configured.clone(),
        })
    }
}

/// Asks the user, whose future runs as the task and answers to the driver.
pub(super) type Ask = Box<dyn Fn(&Task, Weak<Driver<Callbacks>>, Generation, session::Attempt)>;
