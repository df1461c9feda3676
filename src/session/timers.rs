//! The deadlines: one per [`Timer`], in a table.

use super::time::Millis;

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Timer {
    /// The provider of the URL and protocols has to have answered.
    Provider,
    /// The socket has to be open.
    Connect,
    /// The application handshake has to have passed.
    Handshake,
    /// The close that follows an `error` has to have come.
    Error,
    /// The close that the user asked for has to have come.
    Close,
    /// The peer has been silent for so long that a probe is due.
    Silence,
    /// The answer to a probe has to have come.
    ProbeAnswer,
    /// A look at the clock, to notice that the machine has slept.
    SleepCheck,
    /// The outbox has been held back for long enough.
    Hold,
    /// A look at `bufferedAmount` while it is above the high-water mark.
    BufferCheck,
    /// The first of the queued messages outlives its time to live.
    MessageExpiry,
    /// The next attempt is due. It comes after all else that is due at the same time.
    Retry,
}

impl Timer {
    const ALL: &[Self] = &[
        Self::Provider,
        Self::Connect,
        Self::Handshake,
        Self::Error,
        Self::Close,
        Self::Silence,
        Self::ProbeAnswer,
        Self::SleepCheck,
        Self::Hold,
        Self::BufferCheck,
        Self::MessageExpiry,
        Self::Retry,
    ];

    /// Whether the deadline means nothing once the attempt at a connection has ended.
    fn ends_with_the_attempt(self) -> bool {
        match self {
            Self::Provider
            | Self::Connect
            | Self::Handshake
            | Self::Error
            | Self::Close
            | Self::Silence
            | Self::ProbeAnswer
            | Self::SleepCheck
            | Self::Hold
            | Self::BufferCheck => true,
            Self::MessageExpiry | Self::Retry => false,
        }
    }
}

/// When each timer is due. Of two that are due at the same time, the one that
/// the enum lists first comes first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Timers(pub(super) [Millis; Timer::ALL.len()]);

/// The deadline of a timer that is not set: a moment that never comes.
const OFF: Millis = Millis::MAX;

impl Default for Timers {
    fn default() -> Self {
        Self([OFF; Timer::ALL.len()])
    }
}

impl Timers {
    pub(super) fn set(&mut self, timer: Timer, at: Millis) {
        self.0[timer as usize] = at;
    }

    /// Sets the timer unless it is due before `at` already.
    pub(super) fn set_by(&mut self, timer: Timer, at: Millis) {
        self.set(timer, at.min(self.due(timer)));
    }

    pub(super) fn clear(&mut self, timer: Timer) {
        self.set(timer, OFF);
    }

    pub(super) fn clear_attempt(&mut self) {
        for &timer in Timer::ALL {
            if timer.ends_with_the_attempt() {
                self.clear(timer);
            }
        }
    }

    pub(super) fn clear_all(&mut self) {
        *self = Self::default();
    }

    /// The earliest deadline.
    pub(super) fn next(&self) -> Option<Millis> {
        self.first().map(|timer| self.due(timer))
    }

    pub(super) fn is_set(&self, timer: Timer) -> bool {
        self.due(timer) < OFF
    }

    pub(super) fn is_due(&self, timer: Timer, now: Millis) -> bool {
        self.due(timer) <= now
    }

    /// The earliest timer that is due at `now`.
    pub(super) fn first_due(&self, now: Millis) -> Option<Timer> {
        self.first().filter(|&timer| self.is_due(timer, now))
    }

    fn first(&self) -> Option<Timer> {
        let timers = Timer::ALL.iter().copied();
        timers
            .min_by_key(|&timer| self.due(timer))
            .filter(|&timer| self.is_set(timer))
    }

    /// When it is due; a moment that never comes if it is not set.
    pub(super) fn due(&self, timer: Timer) -> Millis {
        self.0[timer as usize]
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_first_comes_first() {
        let mut timers = Timers::default();
        timers.set(Timer::Retry, 30);
        timers.set(Timer::Connect, 10);
        timers.set(Timer::BufferCheck, 99);
        assert_eq!(timers.next(), Some(10));
        assert_eq!(timers.first_due(9), None);
        assert_eq!(timers.first_due(50), Some(Timer::Connect));
        timers.clear(Timer::Connect);
        assert_eq!(timers.first_due(50), Some(Timer::Retry));
        timers.clear(Timer::Retry);
        assert_eq!(timers.first_due(50), None);
        assert_eq!(timers.next(), Some(99));
    }

    #[test]
    fn the_table_lists_every_timer_at_its_own_place() {
        for (place, &timer) in Timer::ALL.iter().enumerate() {
            assert_eq!(place, timer as usize);
        }
        assert_eq!(Timer::Retry as usize + 1, Timer::ALL.len());
    }
}
