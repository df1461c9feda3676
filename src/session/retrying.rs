//! Whether there is another attempt, and when.

use std::time::Duration;

use super::backoff::Backoff;
use super::state::Phase;
use super::time::{Millis, millis, since};
use super::timers::Timer;
use super::{EndReason, Event, Session, StateReason};
use crate::close::{Diagnosis, Pace, Source, Verdict};

/// The next attempt, as it was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct PlannedRetry {
    /// When it is due.
    pub(super) due: Millis,
    /// The verdict asks not to come back sooner, whatever happens.
    pub(super) not_before: Millis,
}

impl<M> Session<M> {
    /// Whether a connection was open for so long that a row of retries ends
    /// with it.
    pub(super) fn has_proved_itself(&self, uptime: Millis) -> bool {
        let reconnect = self.config.reconnect.as_ref();
        reconnect.is_none_or(|reconnect| uptime >= millis(reconnect.min_uptime))
    }

    /// Plans the next attempt, or says why there is none.
    pub(super) fn plan_retry(&mut self, verdict: Verdict, now: Millis) -> Result<(), EndReason> {
        let (pace, limit) = match verdict {
            Verdict::Stop => return Err(EndReason::Stopped),
            Verdict::Reauthenticate => {
                self.reauthenticate()?;
                (Pace::Now, None)
            }
            Verdict::Retry { pace, limit } => (pace, limit),
        };
        let Some(reconnect) = &self.config.reconnect else {
            return Err(EndReason::ReconnectOff);
        };
        let streak = &mut self.streak;
        if reached(streak.short_lived, reconnect.max_flaps) {
            return Err(EndReason::Flapping);
        }
        if !streak.allows(limit) || reached(streak.retries, reconnect.max_attempts) {
            return Err(EndReason::AttemptsExhausted);
        }
        let bounds = Backoff::new(reconnect).bounds(pace, streak.retries);
        let delay = bounds.draw(&mut self.random);
        let elapsed = streak.elapsed(now).saturating_add(delay);
        if reconnect
            .max_elapsed
            .is_some_and(|most| elapsed > millis(most))
        {
            return Err(EndReason::TimeExhausted);
        }
        if reached(streak.unopened, reconnect.refresh_after) {
            // A browser does not say so, but perhaps the credentials were refused.
            streak.unopened = 0;
            self.needs_fresh_credentials = true;
        }
        streak.retries += 1;
        streak.retries_under_limit += 1;
        self.planned_retry = PlannedRetry {
            due: now.saturating_add(delay),
            not_before: now.saturating_add(bounds.floor()),
        };
        Ok(())
    }

    /// Asks for fresh credentials, once: if they are refused in their turn,
    /// more of them are no use.
    fn reauthenticate(&mut self) -> Result<(), EndReason> {
        let can_reauthenticate = self.config.provider || self.config.handshake.is_some();
        if !can_reauthenticate || self.streak.reauthenticated {
            return Err(EndReason::Stopped);
        }
        self.streak.reauthenticated = true;
        self.needs_fresh_credentials = true;
        Ok(())
    }

    /// The next attempt is planned, and comes when the network and the page are there.
    pub(super) fn await_retry(&mut self, now: Millis) {
        if self.frozen_at.is_some() {
            self.pause(StateReason::Frozen, now);
        } else if self.offline {
            self.pause(StateReason::Offline, now);
        } else {
            self.wait(StateReason::Closed, now);
        }
    }

    fn wait(&mut self, reason: StateReason, now: Millis) {
        let due = self.planned_retry.due;
        self.timers.set(Timer::Retry, due);
        self.enter(Phase::Waiting, reason, now);
        self.report_close(true);
        self.events.push_back(Event::Retry {
            attempt: self.streak.retries,
            delay: Duration::from_millis(since(now, due)),
        });
    }

    pub(super) fn pause(&mut self, reason: StateReason, now: Millis) {
        self.timers.clear(Timer::Retry);
        self.enter(Phase::Paused, reason, now);
        self.report_close(true);
    }

    /// The network or the page is back: the retry comes at once, though never
    /// before the verdict's floor.
    pub(super) fn retry_early(&mut self, reason: StateReason, now: Millis) {
        let was_paused = self.phase == Phase::Paused;
        if was_paused {
            let paused = since(self.state_since, now);
            self.streak.exclude_elapsed(paused);
        }
        if now >= self.planned_retry.not_before {
            self.connect(reason, now);
        } else if was_paused {
            self.wait(reason, now);
        }
    }
}

/// Whether a count has reached its limit, if there is one.
fn reached(count: u32, limit: Option<u32>) -> bool {
    limit.is_some_and(|limit| count >= limit)
}

/// A server's advice never exceeds the user's own longest delay, and the
/// diagnosis promises no other wait than the one that comes.
pub(super) fn clamp_advice(diagnosis: &mut Diagnosis, max_delay: Duration) {
    let most = u32::try_from(millis(max_delay)).unwrap_or(u32::MAX);
    if diagnosis.source == Source::Advice
        && let Verdict::Retry { pace, .. } = &mut diagnosis.verdict
        && let Pace::Window { min, max } = pace
    {
        *min = most.min(*min);
        *max = most.min(*max);
    }
}
