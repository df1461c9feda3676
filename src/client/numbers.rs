//! The numbers that a client can be set up with.

use std::time::Duration;

use super::Builder;

/// The numbers: times in whole milliseconds, up to 24.8 days unless they have
/// no limit by default.
impl Builder {
    /// How long the socket may take to open. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// How long a close that the user asked for may take. Default: 3 s.
    pub fn close_timeout(mut self, timeout: Duration) -> Self {
        self.settings.close_timeout = timeout;
        self
    }

    /// How long the close that follows an `error` may take. Default: 3 s.
    pub fn error_timeout(mut self, timeout: Duration) -> Self {
        self.settings.error_timeout = timeout;
        self
    }

    /// How long the provider may take. Default: 10 s.
    pub fn provider_timeout(mut self, timeout: Duration) -> Self {
        self.settings.provider_timeout = timeout;
        self
    }

    /// How long the application handshake may take. Default: 10 s.
    pub fn handshake_timeout(mut self, timeout: Duration) -> Self {
        self.handshake_part().timeout = timeout;
        self
    }

    /// The ceiling of the first delay, which is drawn between 0 and it.
    /// Default: 1 s.
    pub fn reconnect_base_delay(mut self, delay: Duration) -> Self {
        self.reconnect_part().base_delay = delay;
        self
    }

    /// The longest delay; a server's advice is clamped to it. Default: 30 s.
    pub fn reconnect_max_delay(mut self, delay: Duration) -> Self {
        self.reconnect_part().max_delay = delay;
        self
    }

    /// The growth of the ceiling from one retry to the next, from 1 to 100.
    /// Default: 2.
    pub fn reconnect_factor(mut self, factor: f64) -> Self {
        self.reconnect_part().factor = factor;
        self
    }

    /// How many retries in a row before the client gives up. Default: no limit.
    pub fn reconnect_max_attempts(mut self, attempts: u32) -> Self {
        self.reconnect_part().max_attempts = Some(attempts);
        self
    }

    /// How long a row of retries may last before the client gives up. Default:
    /// no limit.
    pub fn reconnect_max_elapsed(mut self, span: Duration) -> Self {
        self.reconnect_part().max_elapsed = Some(span);
        self
    }

    /// How long a connection must have been open to end a row of retries.
    /// Default: 5 s.
    pub fn reconnect_min_uptime(mut self, uptime: Duration) -> Self {
        self.reconnect_part().min_uptime = uptime;
        self
    }

    /// How many connections in a row may open and drop before
    /// [`reconnect_min_uptime`](Self::reconnect_min_uptime). Default: 20.
    pub fn reconnect_max_flaps(mut self, connections: u32) -> Self {
        self.reconnect_part().max_flaps = Some(connections);
        self
    }

    /// After how many connections in a row that never opened the provider is
    /// asked for fresh credentials. Default: 3.
    pub fn reconnect_refresh_after(mut self, connections: u32) -> Self {
        self.reconnect_part().refresh_after = Some(connections);
        self
    }

    /// How many messages the outbox holds. Default: 1,000.
    pub fn queue_max_messages(mut self, messages: u32) -> Self {
        self.queue_part().max_messages = Some(messages);
        self
    }

    /// How many bytes the outbox holds. Default: 1 MiB.
    pub fn queue_max_bytes(mut self, bytes: u64) -> Self {
        self.queue_part().max_bytes = Some(bytes);
        self
    }

    /// How long a message may wait in the outbox. Default: no limit.
    pub fn queue_ttl(mut self, ttl: Duration) -> Self {
        self.queue_part().ttl = Some(ttl);
        self
    }

    /// The bytes in the socket above which a sink is not ready. Default: 1 MiB.
    pub fn high_water_mark(mut self, bytes: u64) -> Self {
        self.settings.high_water_mark = Some(bytes);
        self
    }

    /// The bytes in the socket at which it is ready again. Default: 64 KiB.
    pub fn low_water_mark(mut self, bytes: u64) -> Self {
        self.settings.low_water_mark = Some(bytes);
        self
    }

    /// How long the peer may be silent before a probe. Default: 30 s.
    pub fn liveness_interval(mut self, interval: Duration) -> Self {
        self.liveness_part().interval = interval;
        self
    }

    /// How long a probe may go unanswered before the connection is declared
    /// silent and replaced. Default: 10 s.
    pub fn liveness_timeout(mut self, timeout: Duration) -> Self {
        self.liveness_part().timeout = timeout;
        self
    }

    /// How long the machine may have slept before an open connection that
    /// cannot be probed is replaced, at least 1 s. Default: 75 s.
    pub fn stale_after(mut self, span: Duration) -> Self {
        self.settings.stale_after = Some(span);
        self
    }
}
