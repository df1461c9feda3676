//! Whether there is another attempt, and when.

use std::num::NonZeroU32;

use super::backoff::{Backoff, Bounds};
use super::timers::{NEVER, Timer};
use super::{EndReason, Event, Millis, Phase, Session, Setting, StateReason, after, since};
use crate::close::{Cause, Diagnosis, Pace, Source, Verdict};

/// A row of attempts since the last connection that proved itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Streak {
    /// When the row began; [`NEVER`] before its first retry. Time spent paused
    /// or asleep moves it on.
    pub(super) since: Millis,
    /// Retries so far.
    pub(super) attempts: u32,
    /// Connections in a row that opened and dropped at once.
    pub(super) short_lived: u32,
    /// Connections in a row that never opened.
    pub(super) unopened: u32,
    /// The limit that the last verdict had,
    pub(super) limit: Option<NonZeroU32>,
    /// and the last retries in a row whose verdicts had this very limit.
    pub(super) tries: u32,
    /// Fresh credentials were asked for because of a verdict.
    pub(super) reauthenticated: bool,
}

impl Streak {
    pub(super) const NEW: Self = Self {
        since: NEVER,
        attempts: 0,
        short_lived: 0,
        unopened: 0,
        limit: None,
        tries: 0,
        reauthenticated: false,
    };

    /// Takes a span out of the time that the row has lasted.
    pub(super) fn exclude_elapsed(&mut self, span: Millis) {
        self.since = after(self.since, span);
    }
}

impl<M> Session<M> {
    /// A connection had opened: it either proved itself or it flapped.
    pub(super) fn note_opened(&mut self, uptime: Millis) {
        let proof = self.config.whole(Setting::MinUptime);
        if uptime >= proof {
            self.streak = Streak::NEW;
        } else {
            self.streak.unopened = 0;
            self.streak.short_lived += 1;
        }
    }

    /// Sets the next attempt, or says why there is none.
    pub(super) fn retry(&mut self, now: Millis) -> Result<(), EndReason> {
        let Some(diagnosis) = self.last_diagnosis.clone() else {
            return Ok(());
        };
        if diagnosis.is_final() {
            return Err(if diagnosis.cause == Cause::Aborted {
                EndReason::Aborted
            } else {
                EndReason::Requested
            });
        }
        let (pace, limit) = match diagnosis.verdict {
            Verdict::Stop => return Err(EndReason::Stopped),
            Verdict::Reauthenticate => (self.reauthenticate()?, None),
            Verdict::Retry { pace, limit } => (pace, limit),
        };
        if !self.config.features.reconnect {
            return Err(EndReason::ReconnectOff);
        }
        if u64::from(self.streak.short_lived) >= self.config.whole(Setting::MaxFlaps) {
            return Err(EndReason::Flapping);
        }
        if self.streak.limit != limit {
            self.streak.limit = limit;
            self.streak.tries = 0;
        }
        if limit.is_some_and(|limit| self.streak.tries >= limit.get())
            || u64::from(self.streak.attempts) >= self.config.whole(Setting::MaxAttempts)
        {
            return Err(EndReason::AttemptsExhausted);
        }
        let bounds = self.bounds(pace);
        let delay = bounds.draw(&mut self.random);
        if self.streak.since == NEVER {
            self.streak.since = now;
        }
        let elapsed = after(since(self.streak.since, now), delay);
        if elapsed > self.config.whole(Setting::MaxElapsed) {
            return Err(EndReason::TimeExhausted);
        }
        if u64::from(self.streak.unopened) >= self.config.whole(Setting::RefreshAfter) {
            // Perhaps the credentials were refused.
            self.streak.unopened = 0;
            self.needs_fresh_credentials = true;
        }
        self.streak.attempts += 1;
        self.streak.tries += 1;
        self.floor = after(now, bounds.floor.into());
        self.due = after(now, delay);
        if self.frozen_at != NEVER {
            self.pause(StateReason::Frozen, now);
        } else if self.offline {
            self.pause(StateReason::Offline, now);
        } else {
            self.wait(StateReason::Closed, now);
        }
        Ok(())
    }

    /// Fresh credentials, once: refused again at once, they are refused.
    fn reauthenticate(&mut self) -> Result<Pace, EndReason> {
        let features = &self.config.features;
        let can = features.provider || features.handshake;
        let again = self.streak.reauthenticated;
        if !can || again {
            return Err(EndReason::Stopped);
        }
        self.streak.reauthenticated = true;
        self.needs_fresh_credentials = true;
        Ok(Pace::Now)
    }

    fn bounds(&self, pace: Pace) -> Bounds {
        let backoff = Backoff {
            base: self.config.number(Setting::BaseDelay),
            factor: self.config.number(Setting::Factor),
            cap: self.config.number(Setting::MaxDelay),
        };
        backoff.bounds(pace, self.streak.attempts)
    }

    pub(super) fn wait(&mut self, reason: StateReason, now: Millis) {
        self.timers.set(Timer::Retry, self.due);
        self.enter(Phase::Waiting, reason, now);
        self.tell_closed(true);
        self.events.push_back(Event::Retry {
            attempt: self.streak.attempts,
            delay: since(now, self.due),
        });
    }

    pub(super) fn pause(&mut self, reason: StateReason, now: Millis) {
        self.timers.clear(Timer::Retry);
        self.enter(Phase::Paused, reason, now);
        self.tell_closed(true);
    }

    /// The network or the page is back: the retry comes at once, though never
    /// before the verdict's floor.
    pub(super) fn retry_early(&mut self, reason: StateReason, now: Millis) {
        let paused = self.phase == Phase::Paused;
        if paused {
            self.streak.exclude_elapsed(since(self.state_since, now));
        }
        if now >= self.floor {
            self.connect(reason, now);
        } else if paused {
            self.wait(reason, now);
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
