//! What happens to a client.

use std::error::Error;
use std::rc::Rc;
use std::time::Duration;

use crate::browser::Message;
use crate::close::{Diagnosis, Investigation};
use crate::inbox::EventKind;
use crate::session::{Closed, End, Failure, ProviderFailure, State, StateReason, Undelivered};

/// Something that happened to a client. `M` is what a received message is read
/// as: a [`Message`], or what a typed client makes of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event<M = Message> {
    /// A connection is open, and its application handshake has passed if there is one.
    Opened {
        /// The subprotocol that the server chose; empty for none.
        protocol: String,
        /// The extensions that the server chose; empty for none.
        extensions: String,
    },
    /// A message was received.
    Message(M),
    /// A connection, or the attempt at one, has failed: the socket fired `error`, or the
    /// client itself gives the connection up. The close that follows says more.
    Error(Failure),
    /// A connection has ended; its diagnosis says why and what now.
    Closed(Closed),
    /// A retry will follow.
    Retry {
        /// The number of the retry, from 1.
        attempt: u32,
        /// The wait before it.
        delay: Duration,
    },
    /// The client is in another state.
    State {
        /// The state before.
        from: State,
        /// The state now.
        to: State,
        /// What brought it about.
        reason: StateReason,
    },
    /// A message that was queued will not be sent.
    Undelivered {
        /// The message.
        message: Message,
        /// Why.
        why: Undelivered,
    },
    /// The outbox is empty, and the socket's buffer is at or below its
    /// low-water mark, where one of them was not.
    Drained,
    /// The provider failed, or gave what no socket can be made of; the attempt
    /// counts as failed.
    ProviderFailed {
        /// How.
        failure: ProviderFailure,
        /// The provider's own error, or the [`DialError`](super::DialError)
        /// that its endpoint led to.
        error: Option<Rc<dyn Error>>,
    },
    /// A plain request has found out something of an attempt that never opened: see
    /// [`Builder::investigate`](super::Builder::investigate).
    Investigated {
        /// The address that was asked, without its query.
        url: String,
        /// What was found.
        investigation: Investigation,
        /// The diagnosis of the attempt.
        diagnosis: Diagnosis,
    },
    /// Events were read too slowly, and the oldest of a kind gave way: see
    /// [`Builder::event_messages`](super::Builder::event_messages). The next
    /// event of this kind follows the ones that are missing.
    Lagged {
        /// The kind of the missing events.
        kind: EventKind,
        /// How many are missing.
        missed: u64,
    },
    /// The client has ended. Nothing comes after this, unless it is opened again.
    Ended(End),
}

impl<M> Event<M> {
    /// The same event with a received message read as something else.
    pub fn map<N>(self, read: impl FnOnce(M) -> N) -> Event<N> {
        match self {
            Self::Opened {
                protocol,
                extensions,
            } => Event::Opened {
                protocol,
                extensions,
            },
            Self::Message(message) => Event::Message(read(message)),
            Self::Error(failure) => Event::Error(failure),
            Self::Closed(closed) => Event::Closed(closed),
            Self::Retry { attempt, delay } => Event::Retry { attempt, delay },
            Self::State { from, to, reason } => Event::State { from, to, reason },
            Self::Undelivered { message, why } => Event::Undelivered { message, why },
            Self::Drained => Event::Drained,
            Self::ProviderFailed { failure, error } => Event::ProviderFailed { failure, error },
            Self::Investigated {
                url,
                investigation,
                diagnosis,
            } => Event::Investigated {
                url,
                investigation,
                diagnosis,
            },
            Self::Lagged { kind, missed } => Event::Lagged { kind, missed },
            Self::Ended(end) => Event::Ended(end),
        }
    }
}
