//! The row of attempts since the last connection that proved itself, and the
//! credentials that they are made with.

use std::num::NonZeroU32;

use super::closing::Closing;
use super::{Draws, Millis, millis};
use crate::close::{Cause, Diagnosis};
use crate::session::Config;

/// Credentials that were fetched because the last were refused, and are refused
/// again within this time, are not worth fetching again.
const REFUSED_AGAIN: Millis = 60_000;

#[derive(Clone, Debug, Default)]
pub struct Attempts {
    /// Retries so far.
    pub retries: u32,
    /// When the row began. Time paused or asleep moves it on.
    pub since: Option<Millis>,
    /// Connections in a row that opened and did not prove themselves.
    pub short_lived: u64,
    /// Connections in a row that never opened.
    pub unopened: u64,
    /// Where between its bounds the last delay was.
    pub place: Draws,
    /// The limit of the last verdict, and the retries in a row under it.
    pub limited: Option<(NonZeroU32, u32)>,
    /// Fresh credentials are wanted.
    pub fresh: Option<Wanted>,
    /// When credentials were last used that a verdict had wanted afresh.
    pub reauthenticated_at: Option<Millis>,
    /// The diagnosis of the last attempt.
    pub last: Option<Diagnosis>,
}

/// Why fresh credentials are wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// No connection opens: the browser does not say why, but perhaps it is they.
    Perhaps,
    /// By a verdict.
    ByVerdict,
}

impl Attempts {
    /// The row ends, with all that was counted in it.
    pub fn restart(&mut self) {
        *self = Self {
            fresh: self.fresh,
            reauthenticated_at: self.reauthenticated_at,
            last: self.last.take(),
            ..Self::default()
        };
    }

    pub fn exclude_elapsed(&mut self, span: Millis) {
        self.since = self.since.map(|since| since.saturating_add(span));
    }

    /// The credentials that were wanted are used. Returns whether fresh ones were.
    pub fn use_credentials(&mut self, now: Millis) -> bool {
        let wanted = self.fresh.take();
        if wanted == Some(Wanted::ByVerdict) {
            self.reauthenticated_at = Some(now);
        }
        wanted.is_some()
    }

    pub fn are_refused_again(&self, now: Millis) -> bool {
        let since = |at| now.saturating_sub(at);
        self.reauthenticated_at
            .is_some_and(|at| since(at) < REFUSED_AGAIN)
    }

    /// What a connection was worth that has ended.
    pub fn count(&mut self, config: &Config, closing: &Closing, cause: Cause) {
        let Some(reconnect) = &config.reconnect else {
            return;
        };
        let is_excused = matches!(cause, Cause::Offline | Cause::Suspended);
        if !closing.opened {
            self.unopened += u64::from(!is_excused);
        } else if closing.uptime >= millis(reconnect.min_uptime) && !closing.mute {
            self.restart();
        } else {
            self.unopened = 0;
            self.short_lived += u64::from(!is_excused);
        }
    }
}
