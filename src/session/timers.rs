//! The deadlines: one per [`Timer`], in a table.

use super::Millis;

/// What a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Timer {
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
    /// The next attempt is due.
    Retry,
    /// The peer has been silent for so long that a probe is due.
    Silence,
    /// The answer to a probe has to have come.
    Answer,
    /// A look at the clock, to notice that the machine has slept.
    Watch,
    /// A look at `bufferedAmount` while it is above the high-water mark.
    Drain,
    /// The first queued message outlives its time to live.
    Expiry,
}

impl Timer {
    pub(super) const ALL: [Timer; 11] = [
        Timer::Provider,
        Timer::Connect,
        Timer::Handshake,
        Timer::Error,
        Timer::Close,
        Timer::Retry,
        Timer::Silence,
        Timer::Answer,
        Timer::Watch,
        Timer::Drain,
        Timer::Expiry,
    ];

    /// The timers that belong to one connection and end with it.
    pub(super) const OF_CONNECTION: [Timer; 9] = [
        Timer::Provider,
        Timer::Connect,
        Timer::Handshake,
        Timer::Error,
        Timer::Close,
        Timer::Silence,
        Timer::Answer,
        Timer::Watch,
        Timer::Drain,
    ];
}

const NEVER: Millis = Millis::MAX;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Timers(pub(super) [Millis; Timer::ALL.len()]);

impl Timers {
    pub(super) fn new() -> Self {
        Self([NEVER; Timer::ALL.len()])
    }

    pub(super) fn set(&mut self, timer: Timer, at: Millis) {
        self.0[timer as usize] = at;
    }

    /// Sets the timer unless it is due before `at` already.
    pub(super) fn set_by(&mut self, timer: Timer, at: Millis) {
        let due = &mut self.0[timer as usize];
        *due = at.min(*due);
    }

    pub(super) fn clear(&mut self, timer: Timer) {
        self.0[timer as usize] = NEVER;
    }

    pub(super) fn clear_connection(&mut self) {
        for timer in Timer::OF_CONNECTION {
            self.clear(timer);
        }
    }

    pub(super) fn clear_all(&mut self) {
        *self = Self::new();
    }

    /// The earliest deadline.
    pub(super) fn next(&self) -> Option<Millis> {
        let at = self.0.iter().fold(NEVER, |first, &at| first.min(at));
        (at != NEVER).then_some(at)
    }

    /// Whether the timer is due at `now`.
    pub(super) fn is_due(&self, timer: Timer, now: Millis) -> bool {
        let at = self.0[timer as usize];
        at != NEVER && at <= now
    }

    /// Takes the earliest timer that is due at `now`.
    pub(super) fn expire(&mut self, now: Millis) -> Option<Timer> {
        let timer = *Timer::ALL.iter().min_by_key(|&&t| self.0[t as usize])?;
        let at = self.0[timer as usize];
        if at == NEVER || at > now {
            return None;
        }
        self.clear(timer);
        Some(timer)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_comes_once_and_in_order() {
        let mut timers = Timers::new();
        timers.set(Timer::Retry, 30);
        timers.set(Timer::Connect, 10);
        timers.set(Timer::Drain, 99);
        assert_eq!(timers.next(), Some(10));
        assert_eq!(timers.expire(9), None);
        assert_eq!(timers.expire(50), Some(Timer::Connect));
        assert_eq!(timers.expire(50), Some(Timer::Retry));
        assert_eq!(timers.expire(50), None);
        assert_eq!(timers.next(), Some(99));
    }

    #[test]
    fn the_table_lists_every_timer_at_its_own_place() {
        for (place, timer) in Timer::ALL.into_iter().enumerate() {
            assert_eq!(place, timer as usize);
        }
    }
}
