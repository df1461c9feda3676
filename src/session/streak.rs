//! A row of attempts since the last connection that proved itself.

use std::num::NonZeroU32;

use super::backoff::Place;
use super::time::{Millis, since};

/// What a row of attempts has come to so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Streak {
    /// When the row began: at its first retry. Time spent paused or asleep
    /// moves it on.
    pub(super) began_at: Option<Millis>,
    /// Where between its bounds the last delay was.
    pub(super) place: Place,
    /// Retries so far.
    pub(super) retries: u32,
    /// Connections in a row that opened and did not prove themselves.
    pub(super) short_lived: u32,
    /// Connections in a row that never opened.
    pub(super) unopened: u32,
    /// The limit of the last verdict, if it had one.
    pub(super) limit: Option<NonZeroU32>,
    /// The last retries in a row whose verdicts had that very limit.
    pub(super) retries_under_limit: u32,
}

impl Streak {
    /// How long the row has lasted; it begins now if it has not yet.
    pub(super) fn elapsed(&mut self, now: Millis) -> Millis {
        since(*self.began_at.get_or_insert(now), now)
    }

    /// Takes a span out of the time that the row has lasted.
    pub(super) fn exclude_elapsed(&mut self, span: Millis) {
        self.began_at = self.began_at.map(|began_at| began_at.saturating_add(span));
    }

    /// Whether a retry is left under the limit of a verdict. Another limit
    /// than that of the last verdict counts from the start.
    pub(super) fn allows(&mut self, limit: Option<NonZeroU32>) -> bool {
        if self.limit != limit {
            self.limit = limit;
            self.retries_under_limit = 0;
        }
        limit.is_none_or(|limit| self.retries_under_limit < limit.get())
    }
}
