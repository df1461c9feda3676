//! The machine sleeps, and timers stand still with it: what that does to an
//! open connection.

use super::closing::SyntheticClose;
use super::state::Phase;
use super::time::{Millis, millis, since};
use super::timers::Timer;
use super::{Input, Session};

/// An input so long after something was due, in ms, that the machine or the page may
/// have slept.
const LATE: Millis = 2_000;
/// An input later than throttled timers make it, in ms: hidden pages get one a
/// minute. The machine must have slept.
const ASLEEP: Millis = 70_000;
/// How often an open connection looks at the clock, if it has no cause to do so more often.
const CHECK_EVERY: Millis = 30_000;

impl<M> Session<M> {
    /// Watches over a connection that has opened: it is probed after a silence
    /// where it can be; where not, it is looked at so often that a sleep is noticed.
    pub(super) fn watch(&mut self, now: Millis) {
        self.listen();
        let looks_often = match &self.config.liveness {
            Some(liveness) => millis(liveness.interval) <= CHECK_EVERY,
            None => self.config.reconnect.is_none(),
        };
        if !looks_often {
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

    /// Finds out from the time at which an input comes whether the machine has
    /// slept, and looks after the connection if it has. Time asleep is charged to nothing.
    ///
    /// Where timers stand still in a sleep, any input may be the first after it.
    pub(super) fn notice_sleep(&mut self, input: &Input<M>, now: Millis) {
        let last_input_at = std::mem::replace(&mut self.last_input_at, now);
        let Some(due) = self.timers.next() else {
            return;
        };
        let late = since(due.max(last_input_at), now);
        if late < LATE {
            return;
        }
        // A pause is taken out whole when it ends.
        if self.phase != Phase::Paused {
            self.streak.exclude_elapsed(late);
        }
        let asleep = if late >= ASLEEP { late } else { 0 };
        if asleep > 0 {
            self.slept(now);
        } else {
            self.connection.throttled = true;
        }
        if self.settles_the_connection(input) {
            return;
        }
        match self.phase {
            // An attempt hardly survives a sleep, and its timeout may be far.
            Phase::Dialing | Phase::Handshaking
                if asleep > 0 && self.config.reconnect.is_some() =>
            {
                self.close_synthetically(SyntheticClose::Stale, now);
            }
            _ => self.probe_or_replace(asleep, now),
        }
    }

    /// The machine or the page was away: the connection may not have survived it.
    pub(super) fn suspect(&mut self, now: Millis) {
        self.connection.maybe_stale = true;
        if self.timers.is_set(Timer::SleepCheck) {
            self.set_sleep_check(now);
        }
    }

    /// What was given a time is given it anew: nobody could use it in the sleep.
    fn slept(&mut self, now: Millis) {
        self.suspect(now);
        if self.timers.is_set(Timer::Hold) {
            self.hold(now);
        }
        match self.phase {
            Phase::Providing => self.await_provider(now),
            Phase::Handshaking => self.await_handshake(now),
            _ => {}
        }
    }

    /// Whether an input says by itself what becomes of the connection: it opens, the
    /// peer is heard, the socket has failed or closed, or the user wants it gone.
    fn settles_the_connection(&self, input: &Input<M>) -> bool {
        match input {
            Input::Opened(generation) => {
                self.phase == Phase::Dialing && *generation == self.generation
            }
            Input::Received { generation, .. }
            | Input::Errored { generation, .. }
            | Input::Closed { generation, .. } => self.is_live(*generation),
            Input::Close { .. } | Input::Abort | Input::Reconnect { .. } => true,
            _ => false,
        }
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
