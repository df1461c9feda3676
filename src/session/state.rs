//! Where a session stands: the states that users see, and the finer phases.

use super::words::display_as_str;

/// The state of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not started.
    Idle,
    /// A connection is being made.
    Connecting,
    /// A connection is open.
    Open,
    /// The user's close is under way.
    Closing,
    /// A retry is set.
    Waiting,
    /// Retries stand still: offline or frozen.
    Paused,
    /// Over.
    Ended,
}

impl State {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Idle,
        Self::Connecting,
        Self::Open,
        Self::Closing,
        Self::Waiting,
        Self::Paused,
        Self::Ended,
    ];

    /// The name as JavaScript knows it, such as `"connecting"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Connecting => "connecting",
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Waiting => "waiting",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

/// What brought a state about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StateReason {
    /// The user asked for it.
    Requested,
    /// The connection opened.
    Opened,
    /// The connection, or the attempt at one, ended.
    Closed,
    /// The time of the retry came.
    RetryDue,
    /// The network is back.
    Online,
    /// The network is gone.
    Offline,
    /// The page was frozen.
    Frozen,
    /// The page is back.
    Resumed,
}

impl StateReason {
    /// The name as JavaScript knows it, such as `"retry-due"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::RetryDue => "retry-due",
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Frozen => "frozen",
            Self::Resumed => "resumed",
        }
    }
}

display_as_str!(State, StateReason);

/// Where the session stands, in finer steps than [`State`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Phase {
    Idle,
    /// The provider has been asked for a URL and protocols.
    Providing,
    /// The socket exists and is not open yet.
    Dialing,
    /// The socket is open; the application handshake is not through.
    Handshaking,
    Open,
    /// The user has closed; the socket's close has not come.
    Closing,
    /// A connection has ended; the user's predicate is being asked.
    AwaitingOverride,
    Waiting,
    Paused,
    Ended,
}

impl Phase {
    pub(super) fn has_socket(self) -> bool {
        matches!(
            self,
            Self::Dialing | Self::Handshaking | Self::Open | Self::Closing
        )
    }

    /// The state that users see. There is none for the time that their predicate
    /// takes: the one before stays.
    pub(super) fn state(self) -> Option<State> {
        match self {
            Self::Idle => Some(State::Idle),
            Self::Providing | Self::Dialing | Self::Handshaking => Some(State::Connecting),
            Self::Open => Some(State::Open),
            Self::Closing => Some(State::Closing),
            Self::AwaitingOverride => None,
            Self::Waiting => Some(State::Waiting),
            Self::Paused => Some(State::Paused),
            Self::Ended => Some(State::Ended),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_listed_at_its_own_place() {
        for (place, &state) in State::ALL.iter().enumerate() {
            assert_eq!(place, state as usize);
        }
        assert_eq!(State::Ended as usize + 1, State::ALL.len());
    }
}
