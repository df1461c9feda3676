//! The verdict: what to do now.

use std::fmt;
use std::num::NonZeroU32;

/// What to do after a close. Whoever carries it out has to know each of these:
/// there may be a further one in a major version alone.
///
/// ```
/// use closewise::close::{Pace, Verdict};
///
/// let verdict = Verdict::BACKOFF.at_most(5);
/// assert!(verdict.is_retry());
/// assert_eq!(verdict, Verdict::Retry { pace: Pace::Backoff, limit: 5.try_into().ok() });
/// assert_eq!(verdict.to_string(), "retry with backoff, at most 5 in a row");
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
    /// Get fresh credentials and try again with them. A session whose fresh ones
    /// are refused within a minute ends.
    Reauthenticate,
}

impl Verdict {
    /// Retry with the session's backoff and limit.
    pub const BACKOFF: Self = Self::retry(Pace::Backoff);
    /// Retry at once. Clients that were told so together come back together: it is for
    /// what concerns one of them alone.
    pub const NOW: Self = Self::retry(Pace::Now);

    /// Retry at a random moment from `min` to `max` milliseconds from now. A
    /// `max` below `min` counts as `min`.
    pub const fn window(min: u32, max: u32) -> Self {
        let max = if max < min { min } else { max };
        Self::retry(Pace::Window { min, max })
    }

    /// The same verdict, worth at most `tries` tries in a row if it is a retry;
    /// one that is worth none is to stop.
    #[must_use]
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

    /// The word for what to do, as JavaScript and serde see it: `"stop"`,
    /// `"retry"` or `"reauthenticate"`.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Retry { .. } => "retry",
            Self::Reauthenticate => "reauthenticate",
        }
    }

    const fn retry(pace: Pace) -> Self {
        Self::Retry { pace, limit: None }
    }
}

impl Verdict {
    /// What [`Display`](fmt::Display) writes.
    pub(super) fn in_words(self) -> String {
        let mut words = self.action().to_string();
        if let Self::Retry { pace, limit } = self {
            words += " ";
            words += &pace.in_words();
            if let Some(limit) = limit {
                words += ", at most ";
                words += &limit.get().to_string();
                words += " in a row";
            }
        }
        words
    }
}

/// In words: `stop`, `reauthenticate`, or
/// `retry in 5 to 30 s, at most 5 in a row`.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words())
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
    /// The word for it, as JavaScript and serde see it: `"now"`, `"backoff"` or
    /// `"window"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Backoff => "backoff",
            Self::Window { .. } => "window",
        }
    }
}

impl Pace {
    /// What [`Display`](fmt::Display) writes.
    fn in_words(self) -> String {
        let (min, max, unit) = match self {
            Self::Now => return "at once".to_string(),
            Self::Backoff => return "with backoff".to_string(),
            Self::Window { min, max } if min % 1_000 == 0 && max % 1_000 == 0 => {
                (min / 1_000, max / 1_000, " s")
            }
            Self::Window { min, max } => (min, max, " ms"),
        };
        let mut words = "in ".to_string();
        words += &min.to_string();
        words += " to ";
        words += &max.to_string();
        words += unit;
        words
    }
}

/// As it follows the word "retry": `at once`, `with backoff`, `in 5 to 30 s`,
/// `in 1500 to 2250 ms`.
impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words())
    }
}
