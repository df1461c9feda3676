//! Moments and spans of time.

use std::time::Duration;

/// A moment, in ms since any fixed one: a session has no clock of its own.
pub type Millis = u64;

/// A span in whole milliseconds.
pub(super) fn millis(span: Duration) -> Millis {
    Millis::try_from(span.as_millis()).unwrap_or(Millis::MAX)
}

/// The moment a span later, or the last one that can be counted.
pub(super) fn after(moment: Millis, span: Duration) -> Millis {
    moment.saturating_add(millis(span))
}

/// The span from `then` to `now`; zero if the clock has run back.
pub(super) fn since(then: Millis, now: Millis) -> Duration {
    Duration::from_millis(now.saturating_sub(then))
}
