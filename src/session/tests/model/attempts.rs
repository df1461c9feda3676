//! Invariants 4, 5 and 7: one close for each connection, and a next attempt
//! just when the verdict and the limits say so.

use std::num::NonZeroU32;
use std::time::Duration;

use super::key::Key;
use super::socket::Why;
use super::{Millis, Violation, ensure, millis, reached};
use crate::close::{Cause, CloseCode, Diagnosis, Pace, Source, Verdict};
use crate::session::{Closed, Config, EndReason, ReconnectSettings};

/// An attempt that has ended.
#[derive(Clone, Debug)]
pub struct Ended {
    pub generation: u32,
    pub what: What,
    /// It had opened for the user.
    pub opened: bool,
    pub uptime: Millis,
    /// The user had asked for its end.
    pub requested: bool,
    /// What was told of it.
    pub told: Option<Closed>,
}

#[derive(Clone, Debug)]
pub enum What {
    NotProvided,
    Closed {
        code: CloseCode,
        reason: String,
        was_clean: bool,
        buffered: u64,
    },
    /// The session said so, for one of these reasons.
    Synthetic(Vec<Why>),
}

impl Ended {
    /// Invariant 4: the close is told once, as it was reported.
    pub fn check_closed(&mut self, closed: &Closed) -> Result<(), Violation> {
        ensure!(self.told.is_none(), "a connection closes twice");
        ensure!(
            closed.generation == self.generation && millis(closed.uptime) == self.uptime,
            "a close of another connection"
        );
        match &self.what {
            What::NotProvided => return Err("a socket closes that never was".into()),
            What::Closed {
                code,
                reason,
                was_clean,
                buffered,
            } => ensure!(
                closed.code == *code
                    && closed.reason == *reason
                    && closed.was_clean == *was_clean
                    && closed.in_doubt == *buffered
                    && !closed.synthetic,
                "a close is not told as it was reported"
            ),
            What::Synthetic(why) => {
                ensure!(
                    closed.synthetic && closed.code.0 == 1006 && !closed.was_clean,
                    "a synthetic close does not say so"
                );
                let cause = closed.diagnosis.cause;
                ensure!(
                    why.iter().any(|why| fits(*why, cause)),
                    "{why:?} is not told, but {cause:?}"
                );
            }
        }
        self.told = Some(closed.clone());
        Ok(())
    }
}

fn fits(why: Why, cause: Cause) -> bool {
    match why {
        Why::ConnectTimeout => cause == Cause::ConnectTimeout,
        Why::CloseTimeout => cause == Cause::CloseTimeout,
        Why::Silent => cause == Cause::Silent,
        Why::Suspended => cause == Cause::Suspended,
        Why::Aborted => cause == Cause::Aborted,
        Why::Replaced => cause == Cause::Requested,
        Why::Refused(_) => cause == Cause::ClosedByPeer,
        Why::ErrorTimeout => matches!(
            cause,
            Cause::NeverOpened | Cause::Dropped | Cause::Offline | Cause::Suspended
        ),
    }
}

/// The row of attempts since the last connection that proved itself.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    pub retries: u32,
    since: Option<Millis>,
    short_lived: u64,
    unopened: u64,
    /// The limit of the last verdict, and the retries in a row under it.
    limited: Option<(u32, u32)>,
    /// Fresh credentials are wanted.
    pub fresh: bool,
    reauthenticated: bool,
    /// The retry that is set, and comes within these bounds.
    pub retry: Option<Window>,
    pub last: Option<Diagnosis>,
}

/// When a retry may come.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub floor: Millis,
    pub latest: Millis,
}

/// What has to follow the end of an attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    End(EndReason),
    Retry {
        floor: Millis,
        ceiling: Millis,
        /// The draw of the delay decides whether the time is spent.
        or_out_of_time: bool,
    },
}

impl Attempts {
    pub fn restart(&mut self) {
        *self = Self {
            fresh: self.fresh,
            last: self.last.clone(),
            ..Self::default()
        };
    }

    pub fn exclude_elapsed(&mut self, span: Millis) {
        self.since = self.since.map(|since| since.saturating_add(span));
    }

    pub fn note(&mut self, config: &Config, ended: &Ended) {
        let Some(reconnect) = &config.reconnect else {
            return;
        };
        if matches!(ended.what, What::NotProvided) {
            return;
        }
        if !ended.opened {
            self.unopened += 1;
            if reached(self.unopened, reconnect.refresh_after) {
                self.unopened = 0;
                self.fresh = true;
            }
        } else if ended.uptime >= millis(reconnect.min_uptime) {
            self.restart();
        } else {
            self.unopened = 0;
            self.short_lived += 1;
        }
    }

    /// What has to follow an attempt with this diagnosis.
    pub fn expect(&mut self, config: &Config, diagnosis: &Diagnosis, now: Millis) -> Expected {
        let (pace, limit) = match diagnosis.verdict {
            Verdict::Stop => return Expected::End(EndReason::Stopped),
            Verdict::Reauthenticate => {
                let can = config.provider || config.handshake.is_some();
                if !can || self.reauthenticated {
                    return Expected::End(EndReason::Stopped);
                }
                self.reauthenticated = true;
                self.fresh = true;
                (Pace::Now, None)
            }
            Verdict::Retry { pace, limit } => (pace, limit.map(NonZeroU32::get)),
        };
        let tries = match (limit, self.limited) {
            (Some(limit), Some((last, tries))) if limit == last => tries,
            _ => 0,
        };
        let Some(reconnect) = &config.reconnect else {
            return Expected::End(EndReason::ReconnectOff);
        };
        if reached(self.short_lived, reconnect.max_flaps) {
            return Expected::End(EndReason::Flapping);
        }
        if limit.is_some_and(|limit| tries >= limit)
            || reached(self.retries.into(), reconnect.max_attempts)
        {
            return Expected::End(EndReason::AttemptsExhausted);
        }
        let (floor, ceiling) = self.bounds(reconnect, pace, diagnosis.source);
        let elapsed = now.saturating_sub(*self.since.get_or_insert(now));
        let budget = reconnect.max_elapsed.map_or(Millis::MAX, millis);
        if elapsed.saturating_add(floor) > budget {
            return Expected::End(EndReason::TimeExhausted);
        }
        self.retries += 1;
        self.limited = limit.map(|limit| (limit, tries + 1));
        Expected::Retry {
            floor,
            ceiling,
            or_out_of_time: elapsed.saturating_add(ceiling) > budget,
        }
    }

    /// Invariant 5: the bounds of the delay.
    fn bounds(
        &self,
        reconnect: &ReconnectSettings,
        pace: Pace,
        source: Source,
    ) -> (Millis, Millis) {
        let cap = millis(reconnect.max_delay);
        let growth = reconnect.factor.powi(self.retries.min(1_000) as i32);
        let grown = (millis(reconnect.base_delay) as f64 * growth).min(cap as f64) as Millis;
        match pace {
            Pace::Now if self.retries == 0 => (0, 0),
            Pace::Now | Pace::Backoff => (0, grown),
            Pace::Window { min, max } => {
                let most = if source == Source::Advice {
                    cap
                } else {
                    Millis::MAX
                };
                let floor = Millis::from(min).min(most);
                (floor, Millis::from(max).min(most).max(floor).max(grown))
            }
        }
    }
}

impl Attempts {
    pub fn add_to(&self, key: &mut Key, budget: Option<Duration>) {
        key.add(u64::from(self.retries) << 32 | self.short_lived << 16 | self.unopened);
        let (limit, tries) = self.limited.unwrap_or_default();
        key.add(u64::from(limit) << 32 | u64::from(tries));
        key.add_all([self.fresh, self.reauthenticated, self.limited.is_some()]);
        if let Some(budget) = budget {
            key.add_age(self.since, budget);
        }
        key.add_deadline(self.retry.map(|retry| retry.floor));
        key.add_deadline(self.retry.map(|retry| retry.latest));
    }
}
