//! Moments and spans of time. Inside the session both are counted in ms; a
//! `Duration` is what the user gives and gets.

use std::time::Duration;

pub(super) use crate::close::millis;

/// A moment, in ms since any fixed one: a session has no clock of its own.
pub type Millis = u64;

/// The moment a span of the user's later, or the last one that can be counted.
pub(super) fn after(moment: Millis, span: Duration) -> Millis {
    moment.saturating_add(millis(span))
}

/// The ms from `then` to `now`; none if the clock has run back.
pub(super) fn since(then: Millis, now: Millis) -> Millis {
    now.saturating_sub(then)
}
