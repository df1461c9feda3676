//! Numbers for observers.

use std::time::Duration;

use super::State;
use super::time::Millis;

/// What a session has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// How long the present connection has been open; zero if none is.
    pub uptime: Duration,
    /// The last round trip of a probe.
    pub round_trip: Option<Duration>,
    times: [Millis; State::ALL.len()],
}

impl Stats {
    /// How long the session has been in a state, all times together.
    pub fn time_in(&self, state: State) -> Duration {
        Duration::from_millis(self.times[state as usize])
    }

    pub(super) fn add_time_in(&mut self, state: State, span: Millis) {
        let time = &mut self.times[state as usize];
        *time = time.saturating_add(span);
    }
}
