//! Numbers for observers.

use super::{Millis, State};

/// What a session has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
// JavaScript reads it where it lies.
#[repr(C)]
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

impl Stats {
    pub(crate) const NONE: Self = Self {
        connections: 0,
        attempts: 0,
        messages_sent: 0,
        bytes_sent: 0,
        messages_received: 0,
        bytes_received: 0,
        queued_messages: 0,
        queued_bytes: 0,
        uptime: 0,
        time_in: [0; State::COUNT],
        round_trip: None,
    };
}
