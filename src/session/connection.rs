//! What is known of the live connection.

use std::time::Duration;

use super::Handed;
use super::time::{Millis, since};
use crate::close::Verdict;

/// What the session knows of the live connection; blank while there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Connection {
    /// When its socket was asked for.
    pub(super) dialed_at: Option<Millis>,
    /// The provider was asked for fresh credentials for it.
    pub(super) has_fresh_credentials: bool,
    /// A message has come from the peer, that of an application handshake included.
    pub(super) heard: bool,
    pub(super) last_received_at: Option<Millis>,
    /// When a message, a greeting or a probe last went out.
    pub(super) last_sent_at: Option<Millis>,
    /// Timers came late while it was open, as those of a hidden page do.
    pub(super) throttled: bool,
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

    /// For how long nothing has come in, if it has opened.
    pub(super) fn inbound_silence(&self, now: Millis) -> Option<Duration> {
        self.silence_since(self.last_received_at, now)
    }

    /// For how long nothing has gone out, if it has opened.
    pub(super) fn outbound_silence(&self, now: Millis) -> Option<Duration> {
        self.silence_since(self.last_sent_at, now)
    }

    fn silence_since(&self, last: Option<Millis>, now: Millis) -> Option<Duration> {
        let opened_at = self.opened_at?;
        Some(Duration::from_millis(since(last.unwrap_or(opened_at), now)))
    }

    /// How long the attempt has taken so far, if its socket has not opened.
    pub(super) fn elapsed(&self, now: Millis) -> Option<Duration> {
        let dialed_at = self.dialed_at.filter(|_| !self.has_connected)?;
        Some(Duration::from_millis(since(dialed_at, now)))
    }
}
