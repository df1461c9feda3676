//! What goes into a session, and what becomes of it.

use std::time::Duration;

use super::words::display_as_str;
use crate::close::{CloseCode, Notice, Surroundings, Verdict};

/// The number of a connection within its session; the first is 1.
pub type Generation = u32;

/// Something that happened, handed to [`Session::handle`](super::Session::handle).
///
/// `M` is a message: its payload passes through untouched.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<M> {
    /// The user starts the session.
    Open,
    /// The user sends a message.
    Send {
        /// The payload.
        message: M,
        /// Its size on the wire, without framing.
        bytes: u64,
        /// How long it may be queued; the configured time if `None`.
        ttl: Option<Duration>,
    },
    /// The user ends the session.
    Close {
        /// The code of the Close frame; none is sent if `None`.
        code: Option<CloseCode>,
        /// The reason of the Close frame.
        reason: String,
    },
    /// The user wants a new connection, now.
    Reconnect {
        /// The code of the Close frame of the connection that is replaced; none is
        /// sent if `None`.
        code: Option<CloseCode>,
        /// The reason of that Close frame.
        reason: String,
    },
    /// The user wants back what waits in the outbox.
    TakeQueued,
    /// The user ends the session without a closing handshake.
    Abort,
    /// The provider has given a URL and protocols for this generation.
    Provided(Generation),
    /// The provider failed.
    ProviderFailed(Generation, ProviderFailure),
    /// The answer to [`Command::Dial`](super::Command::Dial) where the platform
    /// refused to make a socket.
    DialRefused(Generation),
    /// The answer to [`Command::Transmit`](super::Command::Transmit) for a message
    /// that was queued.
    Transmitted(M),
    /// The socket is open.
    Opened(Generation),
    /// The answer to [`Command::SendGreeting`](super::Command::SendGreeting): it has
    /// gone out, or there is none to send.
    Greeted(Generation),
    /// The other answer to [`Command::SendGreeting`](super::Command::SendGreeting): it
    /// could not be made, and the attempt is over.
    GreetingFailed(Generation),
    /// The socket has a message.
    Received {
        /// The connection that it came on.
        generation: Generation,
        /// The payload.
        message: M,
        /// Its size on the wire, without framing.
        bytes: u64,
        /// What the user's matchers made of it.
        kind: MessageKind,
        /// What it announces of the close that follows, if anything.
        notice: Option<Notice>,
    },
    /// The socket fired `error`: a close is to follow.
    Errored {
        /// The connection that failed.
        generation: Generation,
        /// The close comes within the task of the `error`, or never.
        closes_in_this_task: bool,
    },
    /// The socket is closed.
    Closed {
        /// The connection that ended.
        generation: Generation,
        /// The code, as reported.
        code: CloseCode,
        /// The reason, as reported.
        reason: String,
        /// `wasClean`, as reported.
        was_clean: bool,
        /// Bytes handed over that had not left the machine.
        buffered: u64,
    },
    /// The answer to [`Command::MeasureBuffer`](super::Command::MeasureBuffer):
    /// the socket's `bufferedAmount`.
    Buffered(Generation, u64),
    /// The answer to [`Command::AskOverride`](super::Command::AskOverride): the
    /// user's verdict, if there is one.
    Overridden(Option<Verdict>),
    /// What the driver sees around the connection, whenever it may have changed: at
    /// each dial, and before the end of a connection is handed in. It is no event of its
    /// own: nothing is done when it is handed in.
    Surroundings(Surroundings),
    /// The machine has a network again.
    Online,
    /// The machine has lost its network.
    Offline,
    /// The page is frozen or goes into the page cache.
    Frozen,
    /// The page is back.
    Resumed,
    /// A deadline may have come.
    Wake,
}

/// What the user's matchers made of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum MessageKind {
    /// A message for the user; during the handshake, neither acceptance nor refusal.
    #[default]
    Data,
    /// The answer to a probe.
    Pong,
    /// The handshake has passed.
    HandshakeAccepted,
    /// The handshake was refused, and this is what to do about it.
    HandshakeRefused(Verdict),
}

/// How the provider of the URL and protocols failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProviderFailure {
    /// It threw, or its promise was rejected.
    Threw,
    /// It did not settle in time.
    TimedOut,
    /// What it gave is no URL or no list of protocols.
    Invalid,
}

impl ProviderFailure {
    /// The name as JavaScript knows it, such as `"timed-out"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Threw => "threw",
            Self::TimedOut => "timed-out",
            Self::Invalid => "invalid",
        }
    }
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "messages come back with it"]
pub enum Reply<M> {
    /// Taken.
    Done,
    /// The message was handed to the socket.
    Sent,
    /// The message is in the outbox.
    Queued,
    /// The outbox is full, and the message gave way: it is reported undelivered.
    Dropped,
    /// What was in the outbox, the oldest first.
    Taken(Vec<M>),
    /// The message was not accepted.
    Refused(M, Refusal),
}

/// Why a message was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no open connection, and the outbox is off.
    NotOpen,
    /// The outbox is full.
    Full,
    /// The message alone is larger than the outbox.
    TooBig,
    /// The session is closing or has ended.
    Ended,
    /// The profile is of a protocol that lets the client send nothing.
    ReceiveOnly,
}

impl Refusal {
    /// The name as JavaScript knows it, such as `"too-big"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotOpen => "not-open",
            Self::Full => "full",
            Self::TooBig => "too-big",
            Self::Ended => "ended",
            Self::ReceiveOnly => "receive-only",
        }
    }
}

display_as_str!(ProviderFailure, Refusal);
