//! The verdict: what to do now.

use core::num::NonZeroU32;

/// What to do after a close.
///
/// ```
/// use closewise::close::{Pace, Verdict};
///
/// let verdict = Verdict::BACKOFF.at_most(5);
/// assert!(verdict.is_retry());
/// assert_eq!(verdict, Verdict::Retry { pace: Pace::Backoff, limit: 5.try_into().ok() });
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "action", rename_all = "kebab-case"))]
pub enum Verdict {
    /// Give up: another try would end the same way, or is not wanted.
    Stop,
    /// Try again.
    Retry {
        /// When.
        #[cfg_attr(feature = "serde", serde(flatten))]
        pace: Pace,
        /// How many tries in a row this verdict is worth; `None` leaves it to
        /// the session's own limit.
        #[cfg_attr(
            feature = "serde",
            serde(default, skip_serializing_if = "Option::is_none")
        )]
        limit: Option<NonZeroU32>,
    },
    /// Get fresh credentials, once, and try again with them.
    Reauthenticate,
}

impl Verdict {
    /// Retry with the session's backoff and limit.
    pub const BACKOFF: Self = Self::retry(Pace::Backoff);
    /// Retry at once.
    pub const NOW: Self = Self::retry(Pace::Now);

    /// Retry at a random moment from `min` to `max` milliseconds from now. A
    /// `max` below `min` counts as `min`.
    pub const fn window(min: u32, max: u32) -> Self {
        let max = if max < min { min } else { max };
        Self::retry(Pace::Window { min, max })
    }

    /// The same verdict, worth at most `tries` tries in a row if it is a retry;
    /// one that is worth none is to stop.
    pub const fn at_most(self, tries: u32) -> Self {
        match (self, NonZeroU32::new(tries)) {
            (Self::Retry { .. }, None) => Self::Stop,
            (Self::Retry { pace, .. }, limit) => Self::Retry { pace, limit },
            (other, _) => other,
        }
    }

    /// Whether the verdict is to retry; reauthenticating is not.
    pub const fn is_retry(self) -> bool {
        matches!(self, Self::Retry { .. })
    }

    /// The verdict's name as JavaScript sees it: `"stop"`, `"retry"` or
    /// `"reauthenticate"`.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Retry { .. } => "retry",
            Self::Reauthenticate => "reauthenticate",
        }
    }

    /// The verdict in numbers, as the npm package's JavaScript knows it: its
    /// kind, the window in milliseconds, the limit (0 for none).
    #[doc(hidden)]
    pub const fn numbers(self) -> [u32; 4] {
        let mut numbers = [0; 4];
        match self {
            Self::Stop => {}
            Self::Reauthenticate => numbers[0] = 1,
            Self::Retry { pace, limit } => {
                numbers[0] = match pace {
                    Pace::Now => 2,
                    Pace::Backoff => 3,
                    Pace::Window { min, max } => {
                        numbers[1] = min;
                        numbers[2] = max;
                        4
                    }
                };
                if let Some(limit) = limit {
                    numbers[3] = limit.get();
                }
            }
        }
        numbers
    }

    const fn retry(pace: Pace) -> Self {
        Self::Retry { pace, limit: None }
    }
}

/// When to retry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "pace", rename_all = "kebab-case"))]
pub enum Pace {
    /// At once.
    Now,
    /// When the session's backoff says.
    Backoff,
    /// At a random moment within a window.
    Window {
        /// Milliseconds; a floor: never sooner.
        min: u32,
        /// Milliseconds.
        max: u32,
    },
}

impl Pace {
    /// The name as JavaScript sees it: `"now"`, `"backoff"` or `"window"`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Backoff => "backoff",
            Self::Window { .. } => "window",
        }
    }
}
