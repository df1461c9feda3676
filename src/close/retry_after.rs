//! The time that a server may advise its clients to wait.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::advice::LONGEST_RETRY_AFTER;

/// A time to retry after that is longer than a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct RetryAfterError {
    /// The time.
    pub given: Duration,
}

impl fmt::Display for RetryAfterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a time to retry after of at most a day ({LONGEST_RETRY_AFTER} ms), got {:?}",
            self.given
        )
    }
}

impl Error for RetryAfterError {}

/// The time in milliseconds, rounded up: it is a floor.
pub(super) fn whole_millis(wait: Duration) -> Result<u32, RetryAfterError> {
    u32::try_from(wait.as_nanos().div_ceil(1_000_000))
        .ok()
        .filter(|millis| *millis <= LONGEST_RETRY_AFTER)
        .ok_or(RetryAfterError { given: wait })
}

/// Reads milliseconds, within their bound.
#[cfg(feature = "serde")]
pub(super) fn deserialize<'de, D>(from: D) -> Result<Option<u32>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    use serde::{Deserialize, de::Error};

    let millis = Option::<u64>::deserialize(from)?;
    let wait = millis.map(Duration::from_millis);
    wait.map(whole_millis).transpose().map_err(D::Error::custom)
}
