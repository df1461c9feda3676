//! The deadlines: one per [`Timer`], in a table.

use super::{Millis, after};

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
    /// The peer has been silent for so long that a probe is due.
    Silence,
    /// The answer to a probe has to have come.
    Answer,
    /// A look at the clock, to notice that the machine has slept.
    Watch,
    /// A look at `bufferedAmount` while it is above the high-water mark.
    Drain,
    /// The next attempt is due. This one and those below outlive a connection.
    Retry,
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
        Timer::Silence,
        Timer::Answer,
        Timer::Watch,
        Timer::Drain,
        Timer::Retry,
        Timer::Expiry,
    ];
}

/// The time that does not come.
pub(super) const NEVER: Millis = Millis::MAX;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Timers(pub(super) [Millis; Timer::ALL.len()]);

impl Timers {
    pub(super) const NONE: Self = Self([NEVER; Timer::ALL.len()]);

    pub(super) fn set(&mut self, timer: Timer, at: Millis) {
        self.0[timer as usize] = at;
    }

    pub(super) fn set_after(&mut self, timer: Timer, now: Millis, span: Millis) {
        self.set(timer, after(now, span));
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
        self.0[..Timer::Retry as usize].fill(NEVER);
    }

    pub(super) fn clear_all(&mut self) {
        *self = Self::NONE;
    }

    /// The earliest deadline.
    pub(super) fn next(&self) -> Millis {
        self.0[self.earliest()]
    }

    /// Whether the timer is due at `now`.
    pub(super) fn is_due(&self, timer: Timer, now: Millis) -> bool {
        let at = self.0[timer as usize];
        at != NEVER && at <= now
    }

    /// Takes the earliest timer that is due at `now`.
    pub(super) fn expire(&mut self, now: Millis) -> Option<Timer> {
        let timer = Timer::ALL[self.earliest()];
        if !self.is_due(timer, now) {
            return None;
        }
        self.clear(timer);
        Some(timer)
    }

    fn earliest(&self) -> usize {
        let mut earliest = 0;
        for place in 1..self.0.len() {
            if self.0[place] < self.0[earliest] {
                earliest = place;
            }
        }
        earliest
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_comes_once_and_in_order() {
        let mut timers = Timers::NONE;
        timers.set(Timer::Retry, 30);
        timers.set(Timer::Connect, 10);
        timers.set(Timer::Drain, 99);
        assert_eq!(timers.next(), 10);
        assert_eq!(timers.expire(9), None);
        assert_eq!(timers.expire(50), Some(Timer::Connect));
        assert_eq!(timers.expire(50), Some(Timer::Retry));
        assert_eq!(timers.expire(50), None);
        assert_eq!(timers.next(), 99);
    }

    #[test]
    fn the_table_lists_every_timer_at_its_own_place() {
        for (place, timer) in Timer::ALL.into_iter().enumerate() {
            assert_eq!(place, timer as usize);
        }
    }
}
