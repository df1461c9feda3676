//! Spans of time in whole milliseconds.

use std::time::Duration;

/// More seconds than any clock counts, of which the milliseconds still fit.
const MOST_SECONDS: u64 = u64::MAX / 2_000;

/// A span in whole milliseconds.
pub(crate) fn millis(span: Duration) -> u64 {
    span.as_secs().min(MOST_SECONDS) * 1_000 + u64::from(span.subsec_millis())
}
