//! The cause: what really happened, as the code and its context tell it.

use std::fmt;

use super::context::{Close, Context, Initiator, Timeout};

/// What really happened, from the code and its context.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Cause {
    /// This side asked for the close, and it was done.
    Requested,
    /// The peer sent a Close frame.
    ClosedByPeer,
    /// The connection failed before it opened; from a page the browser hides why.
    NeverOpened,
    /// The connection did not open in time, and was given up.
    ConnectTimeout,
    /// The connection was open and went away with no Close frame.
    Dropped,
    /// Liveness failed: the peer had been silent for too long.
    Silent,
    /// The machine was offline.
    Offline,
    /// This side asked for the close, and the peer did not answer in time.
    CloseTimeout,
    /// The page was frozen or the machine asleep, and the connection did not survive it.
    Suspended,
    /// The session was aborted by its signal.
    Aborted,
}

impl Cause {
    /// Every cause.
    pub const ALL: &[Self] = &[
        Self::Requested,
        Self::ClosedByPeer,
        Self::NeverOpened,
        Self::ConnectTimeout,
        Self::Dropped,
        Self::Silent,
        Self::Offline,
        Self::CloseTimeout,
        Self::Suspended,
        Self::Aborted,
    ];

    /// The cause of a close: the first that explains it.
    ///
    /// What this side did comes first, since it knows that for certain, then
    /// the peer's Close frame, which explains itself. Only an end without one
    /// is explained by the machine.
    pub(super) fn of(close: &Close<'_>, context: &Context) -> Self {
        if context.aborted {
            Self::Aborted
        } else if context.timeout == Some(Timeout::Close) {
            Self::CloseTimeout
        } else if context.initiator == Initiator::Client {
            Self::Requested
        } else if context.timeout == Some(Timeout::Connect) {
            Self::ConnectTimeout
        } else if context.silent {
            Self::Silent
        } else if close.has_close_frame() {
            Self::ClosedByPeer
        } else if context.suspended {
            Self::Suspended
        } else if context.offline {
            Self::Offline
        } else if !context.opened {
            Self::NeverOpened
        } else {
            Self::Dropped
        }
    }

    /// Whether this side wanted the end.
    pub(super) const fn is_wanted(self) -> bool {
        matches!(self, Self::Requested | Self::Aborted | Self::CloseTimeout)
    }

    /// The word for it, as JavaScript and serde see it, such as `"closed-by-peer"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::ClosedByPeer => "closed-by-peer",
            Self::NeverOpened => "never-opened",
            Self::ConnectTimeout => "connect-timeout",
            Self::Dropped => "dropped",
            Self::Silent => "silent",
            Self::Offline => "offline",
            Self::CloseTimeout => "close-timeout",
            Self::Suspended => "suspended",
            Self::Aborted => "aborted",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
