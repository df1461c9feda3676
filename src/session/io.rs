//! What goes into a session and what comes out of it.

use super::Millis;
use crate::close::{CloseCode, Diagnosis, Verdict};

/// The number of a connection within its session; the first is 1.
pub type Generation = u32;

/// Something that happened, told to [`Session::handle`](super::Session::handle).
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
        /// How long it may be queued, in ms; the configured time if `None`.
        ttl: Option<Millis>,
    },
    /// The user ends the session.
    Close {
        /// The code of the Close frame; none is sent if `None`.
        code: Option<CloseCode>,
        /// The reason of the Close frame.
        reason: String,
    },
    /// The user wants a new connection, now.
    Reconnect,
    /// The user ends the session without a closing handshake.
    Abort,
    /// The provider has given a URL and protocols for this generation.
    Provided(Generation),
    /// The provider failed.
    ProviderFailed(Generation, ProviderFailure),
    /// The answer to [`Command::Dial`] where the platform refused to make a socket.
    DialRefused(Generation),
    /// The socket is open.
    Opened(Generation),
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
    },
    /// The socket fired `error`: a close is to follow.
    Errored(Generation),
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
    /// The answer to [`Command::MeasureBuffer`]: the socket's `bufferedAmount`.
    Buffered(Generation, u64),
    /// The answer to [`Command::AskOverride`]: the user's verdict, if there is one.
    Overridden(Option<Verdict>),
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
pub enum ProviderFailure {
    /// It threw, or its promise was rejected.
    Threw,
    /// It did not settle in time.
    TimedOut,
    /// What it gave is no URL or no list of protocols.
    Invalid,
}

/// What became of an input.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a refused message comes back to be reported"]
pub enum Reply<M> {
    /// Taken.
    Done,
    /// The message was handed to the socket.
    Sent,
    /// The message is in the outbox.
    Queued,
    /// The message was not accepted.
    Refused(M, Refusal),
}

/// Why a message was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// There is no open connection, and the outbox is off.
    NotOpen,
    /// The outbox is full.
    Full,
    /// The message alone is larger than the outbox.
    TooBig,
    /// The session is closing or has ended.
    Ended,
}

/// Something to do or to tell, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<M> {
    /// To be done at once.
    Command(Command<M>),
    /// To be told to the user.
    Event(Event<M>),
}

/// Something that the driver has to do, at once and without judgement.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<M> {
    /// Ask the provider; answer with `Provided` or `ProviderFailed`.
    Provide {
        /// The connection it is for.
        generation: Generation,
        /// The number of the retry; 0 for the first attempt.
        attempt: u32,
        /// The credentials were refused: fresh ones are needed.
        fresh: bool,
        /// The diagnosis of the last connection, if there was one.
        last: Option<Diagnosis>,
    },
    /// Make the socket of this generation; if that fails, answer with `DialRefused`.
    Dial(Generation),
    /// Send the application handshake's first message.
    SendGreeting,
    /// Hand a message to the socket.
    Transmit(M),
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
    /// Let go of the socket: no event of it is wanted any more.
    DropSocket,
    /// Ask the user's predicate; answer with `Overridden`.
    AskOverride(Diagnosis),
    /// The session is over: let go of everything but the events to tell.
    Release,
}

/// Something that the user learns.
#[derive(Clone, Debug, PartialEq)]
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
    /// The socket fired `error`.
    Error,
    /// A connection has ended.
    Closed(Box<Closed>),
    /// The provider failed, or gave what no socket can be made of; the attempt
    /// counts as failed.
    ProviderFailed(ProviderFailure),
    /// The next attempt is set.
    Retry {
        /// The number of the retry, from 1.
        attempt: u32,
        /// The wait before it, in ms.
        delay: Millis,
    },
    /// A message will not be sent.
    Undelivered(M, Undelivered),
    /// The outbox is empty, and `bufferedAmount` is at the low-water mark.
    Drained,
    /// The session is over. Nothing comes after this.
    Ended(End),
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// The number of the connection.
    pub generation: Generation,
    /// The code that the browser reported, or 1006 if the session declared the close.
    pub code: CloseCode,
    /// The peer's reason.
    pub reason: String,
    /// `wasClean`, as the browser reported it.
    pub was_clean: bool,
    /// The session declared this close; the browser had not (yet) reported one.
    pub synthetic: bool,
    /// Why, and what now.
    pub diagnosis: Diagnosis,
    /// Another attempt follows.
    pub will_retry: bool,
    /// Bytes handed to the socket that had not left the machine.
    pub in_doubt: u64,
    /// How long the connection was open, in ms.
    pub uptime: Millis,
}

/// How a session ended.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// Why there is no further attempt.
    pub reason: EndReason,
    /// The diagnosis of the last connection, if there was one.
    pub diagnosis: Option<Diagnosis>,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// Why an accepted message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undelivered {
    /// It waited longer than its time to live.
    Expired,
    /// It gave way in a full outbox.
    Overflow,
    /// The session ended first.
    Ended,
}

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
    /// How many there are.
    pub const COUNT: usize = 7;
}

/// What brought a state about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
