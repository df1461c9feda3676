//! What is known of the live connection.

use super::Handed;
use super::time::{Millis, since};
use crate::close::Verdict;

/// What the session knows of the live connection; blank while there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Connection {
    /// The provider was asked for fresh credentials for it.
    pub(super) has_fresh_credentials: bool,
    /// A message has come from the peer, that of an application handshake included.
    pub(super) heard: bool,
    /// The verdict that the peer has announced for its close.
    pub(super) announced: Option<Verdict>,
    /// What was handed to it of the user's messages.
    pub(super) handed: Handed,
    /// The socket has opened, whether or not it has for the user.
    pub(super) has_connected: bool,
    /// The socket has fired `error`.
    pub(super) has_errored: bool,
    /// It did so before a close was asked for, and has not opened since.
    pub(super) has_failed: bool,
    /// The network was not there, or went, while the connection was being made.
    pub(super) lost_network: bool,
    /// The outbox is held back from it.
    pub(super) is_holding: bool,
    /// When the connection opened for the user, application handshake included.
    pub(super) opened_at: Option<Millis>,
    /// The machine or the page slept, and nothing has shown since that the
    /// connection survived it.
    pub(super) maybe_stale: bool,
    /// Bytes handed over since `bufferedAmount` was last looked at.
    pub(super) unmeasured: u64,
    /// `bufferedAmount` has reached the high-water mark and not yet come down
    /// to the low one.
    pub(super) above_high_water_mark: bool,
}

impl Connection {
    pub(super) fn uptime(&self, now: Millis) -> Millis {
        self.opened_at.map_or(0, |opened_at| since(opened_at, now))
    }
}
