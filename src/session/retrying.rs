//! Whether there is another attempt, and when.

use std::time::Duration;

use super::backoff::{Backoff, Bounds};
use super::state::Phase;
use super::time::{Millis, millis, since};
use super::timers::Timer;
use super::{Closed, EndReason, Event, ReconnectSettings, Session, StateReason};
use crate::close::{Cause, Circumstance, Diagnosis, NoRenewal, Pace, Source, Verdict};

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
    /// with it. One that was never heard, not even when it was probed, has proved nothing.
    pub(super) fn has_proved_itself(&self, closed: &Closed) -> bool {
        let reconnect = self.config.reconnect.as_ref();
        let is_mute = self.liveness.probe.is_some() && !closed.heard;
        !is_mute && reconnect.is_none_or(|reconnect| closed.uptime >= reconnect.min_uptime)
    }

    /// Plans the next attempt, or says why there is none.
    pub(super) fn plan_retry(
        &mut self,
        diagnosis: &mut Diagnosis,
        now: Millis,
    ) -> Result<(), EndReason> {
        // Fresh credentials are wanted already, and were not there in time.
        let awaits_renewal = self.credentials.were_refused;
        let limit = match diagnosis.verdict {
            Verdict::Stop => return Err(EndReason::Stopped),
            Verdict::Reauthenticate => {
                if let Err(why) = self.reauthenticate(now) {
                    // Where nothing is retried here, whoever retries may know better.
                    let retries = self.config.reconnect.is_some();
                    diagnosis.no_renewal = retries.then_some(why);
                    return Err(EndReason::Stopped);
                }
                None
            }
            Verdict::Retry { limit, .. } => limit,
        };
        let Some(reconnect) = &self.config.reconnect else {
            return Err(EndReason::ReconnectOff);
        };
        let bounds = self.bounds_of_delay(reconnect, diagnosis, awaits_renewal);
        let streak = &mut self.streak;
        if reached(streak.short_lived, reconnect.max_flaps) {
            return Err(EndReason::Flapping);
        }
        if !streak.allows(limit) || reached(streak.retries, reconnect.max_attempts) {
            return Err(EndReason::AttemptsExhausted);
        }
        if !bounds.is_step {
            streak.place = self.random.place();
        }
        let delay = bounds.at(streak.place);
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
            self.credentials.suspect();
        }
        streak.retries += 1;
        streak.retries_under_limit += 1;
        self.planned_retry = PlannedRetry {
            due: now.saturating_add(delay),
            not_before: now.saturating_add(bounds.floor.into()),
        };
        Ok(())
    }

    fn bounds_of_delay(
        &self,
        reconnect: &ReconnectSettings,
        diagnosis: &Diagnosis,
        awaits_renewal: bool,
    ) -> Bounds {
        let backoff = Backoff::new(reconnect);
        let retries = self.streak.retries;
        // A peer that asks for another connection names the moment to each client, and
        // most often the address: it spreads them itself.
        let is_named =
            diagnosis.source == Source::User || diagnosis.circumstance == Some(Circumstance::Moved);
        match diagnosis.verdict {
            Verdict::Reauthenticate if awaits_renewal => backoff.bounds(Pace::Backoff, retries),
            // All whose credentials were revoked at once would ask for fresh ones at once.
            Verdict::Stop | Verdict::Reauthenticate => backoff.first(),
            Verdict::Retry { pace, .. } => match pace {
                // The page is back, or the machine, and its user with it.
                Pace::Now if diagnosis.cause == Cause::Suspended => Bounds::NONE,
                Pace::Now if retries == 0 && is_named => Bounds::NONE,
                Pace::Backoff if diagnosis.cause == Cause::Offline && !self.offline => {
                    backoff.first()
                }
                Pace::Now | Pace::Backoff if self.failed_on_its_own() => backoff.step(retries),
                pace => backoff.bounds(pace, retries),
            },
        }
    }

    /// Whether what failed is a retry that never opened. A connection that had opened
    /// may have ended together with those of all other clients, however long the row is.
    fn failed_on_its_own(&self) -> bool {
        self.streak.retries > 0 && self.streak.unopened > 0
    }

    /// Asks for fresh credentials. If they are refused in their turn, more of
    /// them are no use.
    fn reauthenticate(&mut self, now: Millis) -> Result<(), NoRenewal> {
        if !self.config.provider && self.config.handshake.is_none() {
            return Err(NoRenewal::NobodyToAsk);
        }
        match self.credentials.refuse(now) {
            true => Ok(()),
            false => Err(NoRenewal::RefusedFresh),
        }
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
        self.report_close(true, now);
        self.events.push_back(Event::Retry {
            attempt: self.streak.retries,
            delay: Duration::from_millis(since(now, due)),
        });
    }

    pub(super) fn pause(&mut self, reason: StateReason, now: Millis) {
        self.timers.clear(Timer::Retry);
        self.enter(Phase::Paused, reason, now);
        self.report_close(true, now);
    }

    /// The network is back, perhaps for a whole office: the retry comes within
    /// the base delay, which begins no sooner than the verdict's floor, and not
    /// later than it was planned.
    pub(super) fn retry_soon(&mut self, now: Millis) {
        let Some(reconnect) = &self.config.reconnect else {
            return;
        };
        let delay = Backoff::new(reconnect).first().at(self.random.place());
        let PlannedRetry { due, not_before } = self.planned_retry;
        let drawn = now.max(not_before).saturating_add(delay);
        let was_missed = self.phase == Phase::Paused && due <= now;
        if was_missed || drawn < due {
            self.planned_retry.due = drawn;
        } else if self.phase == Phase::Waiting {
            return;
        }
        if self.phase == Phase::Paused {
            self.end_pause(now);
        }
        self.wait(StateReason::Online, now);
    }

    /// The page is back, and its user with it: the retry comes at once, or when it
    /// was planned where the verdict asks to stay away for longer.
    pub(super) fn retry_at_once(&mut self, now: Millis) {
        self.end_pause(now);
        if now >= self.planned_retry.not_before {
            self.connect(StateReason::Resumed, now);
        } else {
            self.wait(StateReason::Resumed, now);
        }
    }

    fn end_pause(&mut self, now: Millis) {
        let paused = since(self.state_since, now);
        self.streak.exclude_elapsed(paused);
    }
}

/// Whether a count has reached its limit, if there is one.
fn reached(count: u32, limit: Option<u32>) -> bool {
    limit.is_some_and(|limit| count >= limit)
}

/// No wait exceeds the user's own longest delay, and a diagnosis promises no
/// other wait than the one that comes.
pub(super) fn clamp_window(verdict: &mut Verdict, reconnect: Option<&ReconnectSettings>) {
    if let Some(reconnect) = reconnect
        && let Verdict::Retry { pace, .. } = verdict
        && let Pace::Window { min, max } = pace
    {
        let clamped = Backoff::new(reconnect).clamp(*min, *max);
        *min = clamped.floor;
        *max = clamped.ceiling;
    }
}
