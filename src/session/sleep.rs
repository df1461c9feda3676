//! The machine sleeps, and timers stand still with it: what that does to an
//! open connection.

use super::Session;
use super::closing::SyntheticClose;
use super::state::Phase;
use super::time::{Millis, millis};
use super::timers::Timer;

/// A wake-up so late that the machine or the page may have slept.
pub(super) const LATE: Millis = 2_000;
/// A wake-up later than throttled timers make it: hidden pages get one a
/// minute. The machine must have slept.
const ASLEEP: Millis = 70_000;
/// How often an open connection without liveness looks at the clock.
const CHECK_EVERY: Millis = 30_000;

impl<M> Session<M> {
    /// Watches over a connection that has opened: it is probed after a silence
    /// where it can be; where not, a sleep is noticed by a late wake-up.
    pub(super) fn watch(&mut self, now: Millis) {
        if self.config.liveness.is_some() {
            self.listen();
        } else if self.config.reconnect.is_some() {
            self.set_sleep_check(now);
        }
    }

    fn set_sleep_check(&mut self, now: Millis) {
        self.timers
            .set(Timer::SleepCheck, now.saturating_add(CHECK_EVERY));
    }

    /// The clock was looked at in time. If the socket had died in a sleep
    /// before, it would have said so by now.
    pub(super) fn passed_sleep_check(&mut self, now: Millis) {
        self.connection.maybe_stale = false;
        self.set_sleep_check(now);
    }

    /// A wake-up came late. Time asleep is not charged to the row of retries.
    pub(super) fn overslept(&mut self, late: Millis, now: Millis) {
        if late >= ASLEEP {
            self.connection.maybe_stale = true;
            if self.phase != Phase::Paused {
                self.streak.exclude_elapsed(late);
            }
        }
        self.probe_or_replace(late, now);
    }

    /// The open connection may have died unseen in a sleep of that length: it
    /// is probed, or replaced if it cannot be probed and is stale.
    pub(super) fn probe_or_replace(&mut self, asleep: Millis, now: Millis) {
        if self.phase != Phase::Open {
            return;
        }
        if self.config.liveness.is_some() {
            self.probe_again(now);
        } else if self.config.reconnect.is_some() {
            if self
                .config
                .stale_after
                .is_some_and(|most| asleep >= millis(most))
            {
                self.close_synthetically(SyntheticClose::Stale, now);
            } else {
                self.set_sleep_check(now);
            }
        }
    }
}
