//! What comes out of a session: commands for the driver and events for the user.

use std::time::Duration;

use super::input::{Generation, ProviderFailure};
use super::state::{State, StateReason};
use super::words::display_as_str;
use crate::close::{CloseCode, Diagnosis};

/// Something to do or to tell, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<M> {
    /// To be done at once.
    Command(Command<M>),
    /// To be told to the user.
    Event(Event<M>),
}

/// Something that the driver has to do, at once and without a decision of its own.
///
/// It is exhaustive on purpose: a driver has to know every command.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<M> {
    /// Ask the provider; answer with `Provided` or `ProviderFailed`.
    Provide {
        /// The connection it is for.
        generation: Generation,
        /// What it is told.
        attempt: Attempt,
    },
    /// Make the socket of this generation; if that fails, answer with `DialRefused`.
    Dial(Generation),
    /// Send the first message of the application handshake, if there is one; answer
    /// with `Greeted`.
    SendGreeting {
        /// The connection it is for.
        generation: Generation,
        /// What the user's function is told.
        attempt: Attempt,
    },
    /// Hand a message to the socket. One that was queued comes back in `Transmitted`.
    Transmit {
        /// The payload.
        message: M,
        /// It was in the outbox.
        was_queued: bool,
    },
    /// Send the user's probe.
    SendProbe,
    /// Read `bufferedAmount`; answer with `Buffered`.
    MeasureBuffer(Generation),
    /// Start the closing handshake.
    CloseSocket {
        /// The code of the Close frame; none is sent if `None`.
        code: Option<CloseCode>,
        /// The reason of the Close frame.
        reason: String,
    },
    /// Let go of the socket: no event of it is wanted any more. It is closed.
    DropSocket {
        /// The code of the Close frame; none is sent if `None`.
        code: Option<CloseCode>,
        /// The reason of the Close frame.
        reason: String,
    },
    /// Ask the user's predicate for another verdict; answer with `Overridden`.
    AskOverride {
        /// What would hold without it.
        diagnosis: Diagnosis,
        /// The connection that has ended, as far as it is known; `None` where there
        /// was not even a socket.
        closed: Option<Box<Closed>>,
    },
    /// Ask the address of the attempt that ended last, by a plain request, who is there, and
    /// tell the user what that found. Nothing waits for it, and the end cancels it.
    Investigate {
        /// That of the attempt.
        diagnosis: Diagnosis,
    },
    /// The session is over: let go of everything but the events to tell.
    Release,
}

/// What those are told who have the credentials of an attempt: the provider, and
/// the greeting of the application handshake.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attempt {
    /// The number of the retry; 0 for the first attempt.
    pub number: u32,
    /// The credentials were refused, or may have been: fresh ones are needed.
    pub fresh: bool,
    /// The diagnosis of the attempt before this one, if there was one.
    pub last: Option<Diagnosis>,
}

/// Something that the user learns.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Event<M> {
    /// The session is in another state.
    State {
        /// The state before.
        from: State,
        /// The state now.
        to: State,
        /// What brought it about.
        reason: StateReason,
    },
    /// A connection is open, application handshake included.
    Opened,
    /// A message came.
    Message(M),
    /// A connection, or the attempt at one, has failed; its close follows.
    Error(Failure),
    /// A connection has ended.
    Closed(Box<Closed>),
    /// The provider failed, or gave what no socket can be made of; the attempt
    /// counts as failed.
    ProviderFailed(ProviderFailure),
    /// The next attempt is set.
    Retry {
        /// The number of the retry, from 1.
        attempt: u32,
        /// The wait before it.
        delay: Duration,
    },
    /// A message that was queued was handed to a socket.
    Sent(M),
    /// A message will not be sent.
    Undelivered(M, Undelivered),
    /// The outbox is empty, and `bufferedAmount` is at the low-water mark.
    Drained,
    /// The session is over. Nothing comes after this.
    Ended(End),
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The socket fired `error`.
    Socket,
    /// The connection did not open in time, application handshake included.
    ConnectTimeout,
    /// The application handshake was refused, or its greeting could not be made.
    HandshakeRefused,
    /// A probe was not answered in time.
    Silent,
    /// The machine slept for so long that the connection cannot be trusted.
    Suspended,
    /// The network changed while the connection was being made.
    NetworkChanged,
}

impl Failure {
    /// The name as JavaScript knows it, such as `"connect-timeout"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Socket => "socket",
            Self::ConnectTimeout => "connect-timeout",
            Self::HandshakeRefused => "handshake-refused",
            Self::Silent => "silent",
            Self::Suspended => "suspended",
            Self::NetworkChanged => "network-changed",
        }
    }
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Closed {
    /// The number of the connection.
    pub generation: Generation,
    /// The code that the browser reported; 1006 if the close is synthetic.
    pub code: CloseCode,
    /// The peer's reason.
    pub reason: String,
    /// `wasClean`, as the browser reported it.
    pub was_clean: bool,
    /// The session closed the connection by itself, without waiting for the
    /// browser to report a close.
    pub synthetic: bool,
    /// Why, and what now.
    pub diagnosis: Diagnosis,
    /// Another attempt follows.
    pub will_retry: bool,
    /// A message came from the peer while the connection lasted, that of an
    /// application handshake included.
    pub heard: bool,
    /// What was handed to the connection of the user's messages. If the peer was never
    /// heard, nothing shows that any of it arrived.
    pub handed: Handed,
    /// Bytes handed to the socket that had not left the machine.
    pub in_doubt: u64,
    /// How long the connection was open.
    pub uptime: Duration,
}

/// Messages that were handed to a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Handed {
    /// How many.
    pub messages: u64,
    /// Their size on the wire, without framing.
    pub bytes: u64,
}

/// How a session ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct End {
    /// Why there is no further attempt.
    pub reason: EndReason,
    /// The diagnosis of the last attempt, if there was one.
    pub diagnosis: Option<Diagnosis>,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EndReason {
    /// The user closed it.
    Requested,
    /// The user aborted it.
    Aborted,
    /// The verdict was to stop.
    Stopped,
    /// Reconnecting is off.
    ReconnectOff,
    /// The retries reached their limit.
    AttemptsExhausted,
    /// The time for retries is spent.
    TimeExhausted,
    /// Too many connections opened only to drop.
    Flapping,
}

impl EndReason {
    /// The name as JavaScript knows it, such as `"attempts-exhausted"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Aborted => "aborted",
            Self::Stopped => "stopped",
            Self::ReconnectOff => "reconnect-off",
            Self::AttemptsExhausted => "attempts-exhausted",
            Self::TimeExhausted => "time-exhausted",
            Self::Flapping => "flapping",
        }
    }
}

/// Why an accepted message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Undelivered {
    /// It waited longer than its time to live.
    Expired,
    /// It gave way in a full outbox.
    Overflow,
    /// The session ended first.
    Ended,
}

impl Undelivered {
    /// The name as JavaScript knows it, such as `"expired"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Overflow => "overflow",
            Self::Ended => "ended",
        }
    }
}

display_as_str!(EndReason, Failure, Undelivered);
