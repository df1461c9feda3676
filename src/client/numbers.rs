//! The times, counts and sizes that a client can be set up with.

use std::time::Duration;

use super::Builder;

/// Times, counts and sizes.
impl Builder {
    /// How long the socket may take to open, without a limit (`Duration::MAX`) where
    /// that is wanted. Beyond, the attempt counts as failed. Default: 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = Some(timeout);
        self
    }

    /// How long a close that the user asked for may take. Beyond, the client
    /// ends without the peer's answer. Default: 3 s.
    pub fn close_timeout(mut self, timeout: Duration) -> Self {
        self.settings.close_timeout = timeout;
        self
    }

    /// How long a socket that is still closing when it fires `error` may take
    /// to its close. Beyond, the connection counts as closed. By the standard the close
    /// comes in the same task, and is not waited for any longer. Default: 3 s.
    pub fn error_timeout(mut self, timeout: Duration) -> Self {
        self.settings.error_timeout = timeout;
        self
    }

    /// How long the provider may take, without a limit (`Duration::MAX`) where that is
    /// wanted. Beyond, the attempt counts as failed. Default: 10 s.
    pub fn provider_timeout(mut self, timeout: Duration) -> Self {
        self.settings.provider_timeout = Some(timeout);
        self
    }

    /// How long the application handshake may take once the socket is open, without a
    /// limit (`Duration::MAX`) where that is wanted. Beyond, the attempt counts as failed.
    /// Default: 10 s.
    pub fn handshake_timeout(mut self, timeout: Duration) -> Self {
        self.handshake.timeout = Some(timeout);
        self
    }

    /// The ceiling of the first delay, which is drawn at random between 0 and
    /// it, as are those before fresh credentials are asked for and after the network
    /// has come back; a page that comes back from a freeze goes at once. Not
    /// above [`reconnect_max_delay`](Self::reconnect_max_delay). 0 is a first retry at
    /// once; later delays grow as from the default, so that a server which is down is not
    /// asked without a pause. Default: 2 s, or the longest delay if that is set and shorter.
    pub fn reconnect_base_delay(mut self, delay: Duration) -> Self {
        self.reconnect.base_delay = Some(delay);
        self
    }

    /// The longest delay, whatever asks for it: the ceiling grows no further, and
    /// a verdict's window or a server's advice beyond it is drawn from its upper half.
    /// Default: not set; the ceiling then grows to 30 s, or to the base delay if that
    /// is longer, and a window counts as it is.
    pub fn reconnect_max_delay(mut self, delay: Duration) -> Self {
        self.reconnect.max_delay = Some(delay);
        self
    }

    /// The growth of the ceiling from one retry to the next, from 1 to 100. While no
    /// connection opens, a delay lies between the ceiling before and its own, so that a
    /// crowd of clients comes back evenly. Default: 1.5.
    pub fn reconnect_factor(mut self, factor: f64) -> Self {
        self.reconnect.factor = factor;
        self
    }

    /// How many retries in a row before the client gives up; 0 makes none. Default: no
    /// limit.
    pub fn reconnect_max_attempts(mut self, attempts: u32) -> Self {
        self.reconnect.max_attempts = Some(attempts);
        self
    }

    /// How long a row of retries may last, from 1 ms, before the client gives
    /// up; the time offline, frozen or asleep does not count. Default: no limit.
    pub fn reconnect_max_elapsed(mut self, span: Duration) -> Self {
        self.reconnect.max_elapsed = Some(span);
        self
    }

    /// How long a connection must have been open to end a row of retries, from
    /// 0 ms. One that ends silent must have been heard, too. Default: 5 s.
    pub fn reconnect_min_uptime(mut self, uptime: Duration) -> Self {
        self.reconnect.min_uptime = uptime;
        self
    }

    /// How many connections in a row, at least 1, may open and drop before
    /// [`reconnect_min_uptime`](Self::reconnect_min_uptime); then the client
    /// gives up. Those that the machine's network or sleep ended do not count.
    /// Default: no limit.
    pub fn reconnect_max_flaps(mut self, connections: u32) -> Self {
        self.reconnect.max_flaps = Some(connections);
        self
    }

    /// After how many connections in a row, at least 1, that never opened the
    /// provider is asked for fresh credentials. Default: 3.
    pub fn reconnect_refresh_after(mut self, connections: u32) -> Self {
        self.reconnect.refresh_after = Some(connections);
        self
    }

    /// How many messages the outbox holds, at least 1. Default: 1,000.
    pub fn queue_max_messages(mut self, messages: u32) -> Self {
        self.queue.max_messages = Some(messages);
        self
    }

    /// How many bytes of messages the outbox holds, at least 1. Default: 1 MiB.
    pub fn queue_max_bytes(mut self, bytes: u64) -> Self {
        self.queue.max_bytes = Some(bytes);
        self
    }

    /// How long a message may wait in the outbox, from 1 ms. Beyond, it is
    /// reported undelivered. Default: no limit.
    pub fn queue_ttl(mut self, ttl: Duration) -> Self {
        self.queue.ttl = Some(ttl);
        self
    }

    /// The bytes in the socket's buffer, at least 1, above which a sink is not
    /// ready. Default: 1 MiB.
    pub fn high_water_mark(mut self, bytes: u64) -> Self {
        self.settings.high_water_mark = Some(bytes);
        self
    }

    /// The bytes in the socket's buffer at which a sink is ready again; not
    /// above the [`high_water_mark`](Self::high_water_mark). Default: 64 KiB, or the
    /// high-water mark if that is lower.
    pub fn low_water_mark(mut self, bytes: u64) -> Self {
        self.settings.low_water_mark = Some(bytes);
        self
    }

    /// How long the peer may be silent before a probe is sent to it; without
    /// [`liveness`](Self::liveness) nothing is. Default: 30 s.
    pub fn liveness_interval(mut self, interval: Duration) -> Self {
        self.liveness.interval = interval;
        self
    }

    /// How long a probe may go unanswered before the connection is declared
    /// silent and replaced. Default: 10 s.
    pub fn liveness_timeout(mut self, timeout: Duration) -> Self {
        self.liveness.timeout = timeout;
        self
    }

    /// How long the machine may have slept, from 1 s and without a limit, before
    /// an open connection that cannot be probed is replaced. Where nothing but timers
    /// tells of the sleep, it is 70 s at the least, since those of a hidden page ring
    /// once a minute, and counted from the next look at the clock, which comes every
    /// 30 s. Default: 75 s.
    pub fn stale_after(mut self, span: Duration) -> Self {
        self.settings.stale_after = Some(span);
        self
    }
}
