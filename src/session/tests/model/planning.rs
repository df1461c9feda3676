//! Invariants 5 and 7: whether another attempt follows, and when.

use std::num::NonZeroU32;
use std::time::Duration;

use super::attempts::{Attempts, Wanted};
use super::{Draws, Millis, millis, reached};
use crate::close::{Cause, Circumstance, Diagnosis, NoRenewal, Pace, Source, Verdict};
use crate::session::{Config, EndReason, ReconnectSettings};

/// What the backoff grows from where the user does not say, and how far.
const DEFAULT_BASE: Duration = Duration::from_secs(2);
const DEFAULT_CAP: Duration = Duration::from_secs(30);

/// The next attempt comes within these delays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Not before, whatever happens.
    pub floor: Millis,
    pub shortest: Millis,
    pub longest: Millis,
    /// The draw of the delay decides whether the time for retries is spent.
    pub or_out_of_time: bool,
}

impl Attempts {
    /// What has to follow an attempt with this diagnosis.
    pub fn plan(
        &mut self,
        config: &Config,
        diagnosis: &mut Diagnosis,
        offline: bool,
        draws: &mut Draws,
        now: Millis,
    ) -> Result<Plan, EndReason> {
        let awaited = self.fresh == Some(Wanted::ByVerdict);
        let limit = match diagnosis.verdict {
            Verdict::Stop => return Err(EndReason::Stopped),
            Verdict::Reauthenticate => {
                let why = if !config.provider && config.handshake.is_none() {
                    Some(NoRenewal::NobodyToAsk)
                } else if self.are_refused_again(now) {
                    Some(NoRenewal::RefusedFresh)
                } else {
                    None
                };
                if why.is_some() {
                    // What is told must not promise a retry that does not come.
                    diagnosis.no_renewal = why.filter(|_| config.reconnect.is_some());
                    return Err(EndReason::Stopped);
                }
                self.fresh = Some(Wanted::ByVerdict);
                None
            }
            Verdict::Retry { limit, .. } => limit,
        };
        let reconnect = config.reconnect.as_ref().ok_or(EndReason::ReconnectOff)?;
        if reached(self.short_lived, reconnect.max_flaps) {
            return Err(EndReason::Flapping);
        }
        let under_limit = self.tries_under(limit);
        if limit.is_some_and(|limit| under_limit >= limit.get())
            || reached(self.retries.into(), reconnect.max_attempts)
        {
            return Err(EndReason::AttemptsExhausted);
        }
        let bounds = self.bounds(reconnect, diagnosis, offline, awaited);
        if !bounds.keeps_place {
            self.place = std::mem::take(draws);
        }
        let (shortest, longest) = self.place.between(bounds.least, bounds.ceiling);
        let elapsed = now.saturating_sub(*self.since.get_or_insert(now));
        let budget = reconnect.max_elapsed.map_or(Millis::MAX, millis);
        if elapsed.saturating_add(shortest) > budget {
            return Err(EndReason::TimeExhausted);
        }
        if reached(self.unopened, reconnect.refresh_after) {
            self.unopened = 0;
            self.fresh.get_or_insert(Wanted::Perhaps);
        }
        self.retries += 1;
        self.limited = limit.map(|limit| (limit, under_limit + 1));
        Ok(Plan {
            floor: bounds.floor,
            shortest,
            longest,
            or_out_of_time: elapsed.saturating_add(longest) > budget,
        })
    }

    /// The last retries in a row under this very limit.
    fn tries_under(&self, limit: Option<NonZeroU32>) -> u32 {
        match self.limited {
            Some((last, tries)) if limit == Some(last) => tries,
            _ => 0,
        }
    }

    fn bounds(
        &self,
        reconnect: &ReconnectSettings,
        diagnosis: &Diagnosis,
        offline: bool,
        awaited: bool,
    ) -> Bounds {
        let base = base(reconnect);
        let grown = grown(reconnect, self.retries);
        let is_first = self.retries == 0;
        let is_users = is_first && diagnosis.source == Source::User;
        let is_asked_for = is_first && diagnosis.circumstance == Some(Circumstance::Moved);
        let goes_at_once = is_users || is_asked_for || diagnosis.cause == Cause::Suspended;
        let is_back_online = diagnosis.cause == Cause::Offline && !offline;
        match diagnosis.verdict {
            Verdict::Retry {
                pace: Pace::Window { min, max },
                ..
            } => {
                let (min, max) = clamp(reconnect, min, max);
                let ceiling = Millis::from(max).max(grown).max(min.into());
                Bounds {
                    floor: min.into(),
                    ..Bounds::drawn(min.into(), ceiling)
                }
            }
            Verdict::Retry {
                pace: Pace::Backoff,
                ..
            } if is_back_online => Bounds::drawn(0, base),
            Verdict::Retry {
                pace: Pace::Now, ..
            } if goes_at_once => Bounds::drawn(0, 0),
            // Another retry that never opened: the spans of such lie end to end, and a
            // client keeps its place in them, until they grow no more.
            Verdict::Retry { .. } if !is_first && self.unopened > 0 => {
                let before = self::grown(reconnect, self.retries - 1);
                if before < grown {
                    Bounds {
                        keeps_place: true,
                        ..Bounds::drawn(before, grown)
                    }
                } else {
                    Bounds::drawn(grown / 2, grown)
                }
            }
            Verdict::Retry { .. } => Bounds::drawn(0, grown),
            // They were wanted already, and were not there in time.
            Verdict::Reauthenticate if awaited => Bounds::drawn(0, grown),
            Verdict::Reauthenticate | Verdict::Stop => Bounds::drawn(0, base),
        }
    }
}

/// The bounds of a delay.
#[derive(Clone, Copy)]
struct Bounds {
    /// The network's return does not hurry it beyond this.
    floor: Millis,
    least: Millis,
    ceiling: Millis,
    /// It is at the same place between its bounds as the delay before it.
    keeps_place: bool,
}

impl Bounds {
    fn drawn(least: Millis, ceiling: Millis) -> Self {
        Self {
            floor: 0,
            least,
            ceiling,
            keeps_place: false,
        }
    }
}

/// The longest first delay.
pub fn base(reconnect: &ReconnectSettings) -> Millis {
    let most = reconnect.max_delay.unwrap_or(Duration::MAX);
    millis(reconnect.base_delay.unwrap_or(DEFAULT_BASE.min(most)))
}

/// The longest delay before this retry, by the backoff alone.
fn grown(reconnect: &ReconnectSettings, retry: u32) -> Millis {
    let base = match base(reconnect) {
        // The first retry alone is made at once.
        0 if retry == 0 => return 0,
        0 => millis(DEFAULT_BASE.min(reconnect.max_delay.unwrap_or(Duration::MAX))),
        base => base,
    };
    let cap = reconnect
        .max_delay
        .map_or(base.max(millis(DEFAULT_CAP)), millis);
    let growth = reconnect.factor.powi(retry.min(1_000) as i32);
    (base as f64 * growth).min(cap as f64) as Millis
}

/// The diagnosis as it is told: it promises no other wait than the one that comes.
pub fn clamped(mut diagnosis: Diagnosis, config: &Config) -> Diagnosis {
    if let Some(reconnect) = &config.reconnect
        && let Verdict::Retry { pace, .. } = &mut diagnosis.verdict
        && let Pace::Window { min, max } = pace
    {
        (*min, *max) = clamp(reconnect, *min, *max);
    }
    diagnosis
}

/// A window within the user's longest delay, in its upper half where it is beyond.
fn clamp(reconnect: &ReconnectSettings, min: u32, max: u32) -> (u32, u32) {
    let Some(most) = reconnect.max_delay else {
        return (min, max);
    };
    let most = u32::try_from(millis(most)).unwrap_or(u32::MAX);
    (min.min(most / 2), max.min(most))
}
