//! The server's advice: a close reason that is a JSON object with `reconnect`
//! (a boolean), `retryAfter` (milliseconds), or both.

use std::fmt;

use super::json::{self, Value};
use super::json_text::Text;
use super::verdict::{Pace, Verdict};

/// What became of the server's advice in the close reason.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum AdviceNote {
    /// There was none, or it was not to be read.
    None,
    /// It decided the verdict, or confirmed it.
    Taken,
    /// It was well formed and decided nothing: neither key was there, a value
    /// was of the wrong type or out of range, or something above it decided.
    Ignored,
    /// The reason began as a JSON object and was not one.
    Malformed,
}

impl AdviceNote {
    /// The word for it, as JavaScript and serde see it, such as `"taken"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Taken => "taken",
            Self::Ignored => "ignored",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for AdviceNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a close reason says of the retry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
#[non_exhaustive]
pub enum Advice {
    /// Nothing: it is no JSON object.
    #[default]
    None,
    /// Nothing: it begins as a JSON object and is not one.
    Malformed,
    /// What the two keys of its JSON object say.
    Given {
        /// Whether to come back; `None` for anything but a boolean.
        reconnect: Option<bool>,
        /// In how many milliseconds, at the soonest; `None` for anything but a
        /// number from 0 to that of a day.
        retry_after: Option<u32>,
    },
}

/// A longer `retryAfter` than a day, in milliseconds, is taken for a mistake.
pub(super) const LONGEST_RETRY_AFTER: u32 = 24 * 60 * 60 * 1_000;

/// Clients that were all sent away with the same advice come back spread over
/// half of the advised time, and over no less than this many milliseconds.
const LEAST_SPREAD: u32 = 1_000;

impl Advice {
    /// Reads a close reason as `JSON.parse` would. A key that comes twice
    /// counts the last time.
    ///
    /// ```
    /// use closewise::close::Advice;
    ///
    /// let advice = Advice::read(r#"{"reconnect":true,"retryAfter":8000}"#);
    /// assert_eq!(advice, Advice::given(Some(true), Some(8000.0)));
    /// assert_eq!(Advice::read("bye"), Advice::None);
    /// ```
    pub fn read(reason: &str) -> Self {
        Self::read_beside(reason, |_, _| {})
    }

    /// Reads a close reason, and hands over what it says under other keys.
    pub(super) fn read_beside<'a>(
        reason: &'a str,
        mut other: impl FnMut(Text<'a>, Value<'a>),
    ) -> Self {
        if !json::begins_as_object(reason) {
            return Self::None;
        }
        let (mut reconnect, mut retry_after) = (None, None);
        let read = json::read_object(reason, |key, value| {
            if key.is("reconnect") {
                reconnect = match value {
                    Value::Bool(reconnect) => Some(reconnect),
                    _ => None,
                };
            } else if key.is("retryAfter") {
                retry_after = match value {
                    Value::Number(millis) => Some(millis),
                    _ => None,
                };
            } else {
                other(key, value);
            }
        });
        match read {
            Ok(()) => Self::given(reconnect, retry_after),
            Err(json::Malformed) => Self::Malformed,
        }
    }

    /// What the two keys say: a boolean, and a number, which is left out if it
    /// is not one of milliseconds within bounds. A fraction is cut off.
    pub fn given(reconnect: Option<bool>, retry_after: Option<f64>) -> Self {
        Self::Given {
            reconnect,
            retry_after: retry_after
                .filter(|millis| (0.0..=LONGEST_RETRY_AFTER.into()).contains(millis))
                .map(|millis| millis as u32),
        }
    }

    /// What the advice makes of a verdict that would hold without it, which may
    /// be the same; `None` if it says nothing of use.
    ///
    /// Nothing but a refusal touches a verdict of reauthentication: the same
    /// credentials would only be refused again.
    pub(super) fn refine(self, verdict: Verdict) -> Option<Verdict> {
        let Self::Given {
            reconnect,
            retry_after,
        } = self
        else {
            return None;
        };
        if reconnect == Some(false) {
            return Some(Verdict::Stop);
        }
        if reconnect.is_none() && retry_after.is_none() {
            return None;
        }
        let (pace, limit) = match verdict {
            Verdict::Reauthenticate => return None,
            Verdict::Stop => (Pace::Backoff, None),
            Verdict::Retry { pace, limit } => (pace, limit),
        };
        let pace = match retry_after {
            Some(min) => Pace::Window {
                min,
                max: min + (min / 2).max(LEAST_SPREAD),
            },
            None => pace,
        };
        Some(Verdict::Retry { pace, limit })
    }
}
