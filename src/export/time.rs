//! Spans of time, as JavaScript counts them.

use std::time::Duration;

/// Whole milliseconds.
pub(super) fn in_ms(span: Duration) -> f64 {
    span.as_secs() as f64 * 1_000.0 + f64::from(span.subsec_millis())
}
