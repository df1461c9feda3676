//! Whether there is another attempt, and when.

use super::backoff::Backoff;
use super::{EndReason, Millis, Reason, Session, Setting};
use crate::close::{Cause, Diagnosis, Pace, Source, Verdict};

/// A row of attempts since the last connection that proved itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Streak {
    /// Retries so far.
    pub(super) attempts: u32,
    /// When the row began.
    since: Option<Millis>,
    /// Connections in a row that opened and dropped at once.
    flaps: u32,
    /// Connections in a row that never opened.
    unopened: u32,
    /// The next attempt needs fresh credentials.
    pub(super) wants_fresh: bool,
    /// Fresh credentials were asked for because of a verdict.
    reauthenticated: bool,
    /// The application handshake was refused, with this verdict.
    pub(super) refused: Option<Verdict>,
}

impl Streak {
    pub(super) fn restart(&mut self) {
        *self = Self::default();
    }
}

/// What follows the end of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Next {
    End(EndReason),
    Wait(Millis),
    Pause(Reason),
}

impl<M> Session<M> {
    /// A connection had opened: it either proved itself or it flapped.
    pub(super) fn note_opened(&mut self, uptime: Millis) {
        if uptime >= self.config.whole(Setting::MinUptime) {
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
        if diagnosis.cause == Cause::Aborted {
            return Next::End(EndReason::Aborted);
        }
        let (pace, limit) = match diagnosis.verdict {
            #[cfg(test)]
            Verdict::Stop if self.mutation == Some(super::tests::Mutation::RetryAfterStop) => {
                (Pace::Backoff, None)
            }
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
        let limit = limit.map_or(u64::MAX, u64::from);
        if u64::from(self.streak.attempts) >= limit.min(self.config.whole(Setting::MaxAttempts)) {
            return Next::End(EndReason::AttemptsExhausted);
        }
        let delay = self.draw_delay(pace, diagnosis.source);
        let since = *self.streak.since.get_or_insert(now);
        let elapsed = now.saturating_sub(since).saturating_add(delay);
        if elapsed > self.config.whole(Setting::MaxElapsed) {
            return Next::End(EndReason::TimeExhausted);
        }
        self.streak.attempts += 1;
        if self.frozen_at.is_some() {
            Next::Pause(Reason::Frozen)
        } else if self.offline {
            Next::Pause(Reason::Offline)
        } else {
            Next::Wait(delay)
        }
    }

    /// Fresh credentials, once: refused again at once, they are refused.
    fn reauthenticate(&mut self) -> Option<Pace> {
        let features = &self.config.features;
        let can = features.provider || features.handshake;
        if !can || self.streak.reauthenticated {
            return None;
        }
        self.streak.reauthenticated = true;
        self.streak.wants_fresh = true;
        Some(Pace::Now)
    }

    fn draw_delay(&mut self, pace: Pace, source: Source) -> Millis {
        let backoff = Backoff {
            base: self.config.number(Setting::BaseDelay),
            factor: self.config.number(Setting::Factor),
            cap: self.config.number(Setting::MaxDelay),
        };
        #[cfg(test)]
        if self.mutation == Some(super::tests::Mutation::ExceedTheCap) {
            return backoff.ceiling(self.streak.attempts) * 2 + 1;
        }
        backoff.delay(
            clamped(pace, source, backoff.cap as u32),
            self.streak.attempts,
            &mut self.random,
        )
    }
}

/// A server's advice never exceeds the user's own cap.
fn clamped(pace: Pace, source: Source, cap: u32) -> Pace {
    match pace {
        Pace::Window { min, max } if source == Source::Advice => Pace::Window {
            min: min.min(cap),
            max: max.min(cap),
        },
        _ => pace,
    }
}
