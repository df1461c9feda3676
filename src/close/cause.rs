//! The cause: what really happened.

/// What really happened, from the code and its context.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[repr(u8)]
pub enum Cause {
    /// This side asked for the close, and it was done.
    Requested,
    /// The peer sent a Close frame.
    ClosedByPeer,
    /// The connection failed before it opened; the browser hides why.
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
    /// Every cause, in the order of their numbers.
    pub const ALL: [Self; 10] = [
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

    /// The name as JavaScript sees it, such as `"closed-by-peer"`.
    pub const fn name(self) -> &'static str {
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
