//! Whether there is another attempt, and when.

use std::num::NonZeroU32;

use super::backoff::{Backoff, Bounds};
use super::mutation::Mutation;
use super::timers::Timer;
use super::{
    CloseReason, EndReason, Millis, Notice, Phase, Reason, Session, Setting, after, since,
};
use crate::close::{Diagnosis, Pace, Source, Verdict};

/// A row of attempts since the last connection that proved itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Streak {
    /// Retries so far.
    pub(super) attempts: u32,
    /// When the row began. Time spent paused or asleep moves it on.
    pub(super) since: Option<Millis>,
    /// Connections in a row that opened and dropped at once.
    pub(super) flaps: u32,
    /// Connections in a row that never opened.
    pub(super) unopened: u32,
    /// The last retries in a row whose verdicts had a limit, the same for all.
    pub(super) limited: Option<Limited>,
    /// The next attempt needs fresh credentials.
    pub(super) wants_fresh: bool,
    /// Fresh credentials were asked for because of a verdict.
    pub(super) reauthenticated: bool,
    /// The verdict asks not to come back sooner.
    pub(super) floor: Millis,
    /// When the retry was drawn to come.
    pub(super) due: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Limited {
    pub(super) limit: NonZeroU32,
    pub(super) tries: u32,
}

impl Streak {
    pub(super) const NEW: Self = Self {
        attempts: 0,
        since: None,
        flaps: 0,
        unopened: 0,
        limited: None,
        wants_fresh: false,
        reauthenticated: false,
        floor: 0,
        due: 0,
    };

    /// A new row begins. What is wrong with the credentials stays wrong.
    pub(super) fn restart(&mut self) {
        *self = Self {
            wants_fresh: self.wants_fresh,
            ..Self::NEW
        };
    }

    /// Takes a span out of the time that the row has lasted.
    pub(super) fn excuse(&mut self, span: Millis) {
        if let Some(since) = &mut self.since {
            *since = after(*since, span);
        }
    }

    /// How many retries in a row this limit has already been given.
    fn tries_under(&self, limit: NonZeroU32) -> u32 {
        match self.limited {
            Some(limited) if limited.limit == limit => limited.tries,
            _ => 0,
        }
    }
}

/// What follows the end of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    End(EndReason),
    Wait,
    Pause(Reason),
}

impl<M, R: CloseReason> Session<M, R> {
    /// A connection had opened: it either proved itself or it flapped.
    pub(super) fn note_opened(&mut self, uptime: Millis) {
        let proof = self.config.whole(Setting::MinUptime);
        if uptime >= proof || self.is(Mutation::ProveByOpening) {
            self.streak.restart();
        } else {
            self.streak.unopened = 0;
            self.streak.flaps += 1;
        }
    }

    /// A connection never opened: perhaps its credentials were refused.
    pub(super) fn note_unopened(&mut self) {
        self.streak.unopened += 1;
        if u64::from(self.streak.unopened) >= self.config.whole(Setting::RefreshAfter) {
            self.streak.unopened = 0;
            self.streak.wants_fresh = true;
        }
    }

    pub(super) fn decide(&mut self, diagnosis: &Diagnosis, now: Millis) -> Next {
        let (pace, limit) = match diagnosis.verdict {
            Verdict::Stop if self.is(Mutation::RetryAfterStop) => (Pace::Backoff, None),
            Verdict::Stop => return Next::End(EndReason::Stopped),
            Verdict::Reauthenticate => match self.reauthenticate() {
                Some(pace) => (pace, None),
                None => return Next::End(EndReason::Stopped),
            },
            Verdict::Retry { pace, limit } => (pace, limit),
        };
        if !self.config.features.reconnect {
            return Next::End(EndReason::ReconnectOff);
        }
        if u64::from(self.streak.flaps) >= self.config.whole(Setting::MaxFlaps) {
            return Next::End(EndReason::Flapping);
        }
        let spent = |limit: NonZeroU32| self.streak.tries_under(limit) >= limit.get();
        if limit.is_some_and(spent)
            || u64::from(self.streak.attempts) >= self.config.whole(Setting::MaxAttempts)
        {
            return Next::End(EndReason::AttemptsExhausted);
        }
        let bounds = self.bounds(pace);
        let delay = bounds.draw(&mut self.random);
        let begun = *self.streak.since.get_or_insert(now);
        let elapsed = after(since(begun, now), delay);
        if elapsed > self.config.whole(Setting::MaxElapsed) {
            return Next::End(EndReason::TimeExhausted);
        }
        self.streak.attempts += 1;
        self.streak.limited = limit.map(|limit| Limited {
            limit,
            tries: self.streak.tries_under(limit) + 1,
        });
        self.streak.floor = after(now, bounds.floor);
        self.streak.due = after(now, delay);
        if self.frozen_at.is_some() {
            Next::Pause(Reason::Frozen)
        } else if self.offline {
            Next::Pause(Reason::Offline)
        } else {
            Next::Wait
        }
    }

    /// Fresh credentials, once: refused again at once, they are refused.
    fn reauthenticate(&mut self) -> Option<Pace> {
        let features = &self.config.features;
        let can = features.provider || features.handshake;
        let again = self.streak.reauthenticated && !self.is(Mutation::ReauthenticateForever);
        if !can || again {
            return None;
        }
        self.streak.reauthenticated = true;
        self.streak.wants_fresh = true;
        Some(Pace::Now)
    }

    fn bounds(&self, pace: Pace) -> Bounds {
        let backoff = Backoff {
            base: self.config.number(Setting::BaseDelay),
            factor: self.config.number(Setting::Factor),
            cap: self.config.number(Setting::MaxDelay),
        };
        let mut bounds = backoff.bounds(pace, self.streak.attempts);
        if self.is(Mutation::ExceedTheCap) {
            bounds.ceiling = bounds.ceiling * 2 + 1;
            bounds.floor = bounds.ceiling;
        }
        if self.is(Mutation::IgnoreTheFloor) {
            bounds.floor = 0;
        }
        bounds
    }

    pub(super) fn wait(&mut self, reason: Reason, now: Millis) {
        self.timers.set(Timer::Retry, self.streak.due);
        self.enter(Phase::Waiting, reason, now);
    }

    pub(super) fn announce_retry(&mut self, now: Millis) {
        self.notices.push(Notice::Retry {
            attempt: self.streak.attempts,
            delay: since(now, self.streak.due),
        });
    }

    pub(super) fn pause(&mut self, reason: Reason, now: Millis) {
        self.timers.clear(Timer::Retry);
        self.enter(Phase::Paused, reason, now);
    }

    /// The network or the page is back: the retry comes at once, though never
    /// before the verdict's floor.
    pub(super) fn hurry(&mut self, reason: Reason, now: Millis) {
        let paused = self.phase == Phase::Paused;
        if paused {
            self.streak.excuse(since(self.state_since, now));
        }
        if now >= self.streak.floor {
            self.connect(reason, now);
        } else if paused {
            self.wait(reason, now);
            self.announce_retry(now);
        }
    }
}

/// A server's advice never exceeds the user's own cap, in ms, and the diagnosis
/// promises no other wait than the one that comes.
pub(super) fn clamped(mut diagnosis: Diagnosis, cap: u32) -> Diagnosis {
    if let (Source::Advice, Verdict::Retry { pace, .. }) =
        (diagnosis.source, &mut diagnosis.verdict)
        && let Pace::Window { min, max } = pace
    {
        *min = cap.min(*min);
        *max = cap.min(*max);
    }
    diagnosis
}
