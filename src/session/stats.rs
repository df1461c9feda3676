//! Numbers for observers.

use super::{Millis, State};

/// What a session has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stats {
    /// Connections that opened.
    pub connections: u64,
    /// Attempts at a connection, the first included.
    pub attempts: u64,
    /// Messages handed to a socket.
    pub messages_sent: u64,
    /// Bytes of those messages.
    pub bytes_sent: u64,
    /// Messages received, answers to probes and the handshake included.
    pub messages_received: u64,
    /// Bytes of those messages.
    pub bytes_received: u64,
    /// Messages in the outbox now.
    pub queued_messages: u64,
    /// Bytes in the outbox now.
    pub queued_bytes: u64,
    /// How long the present connection has been open, in ms; 0 if none is.
    pub uptime: Millis,
    /// How long the session has been in each [`State`], in ms.
    pub time_in: [Millis; State::COUNT],
    /// The last round trip of a probe, in ms.
    pub round_trip: Option<Millis>,
}
