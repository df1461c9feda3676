//! The close reason as a server writes it and a client reads it: a text for
//! people, and advice for the client.

use std::fmt;
use std::time::Duration;

use super::advice::Advice;
use super::json::{self, Value};
use super::json_text::escaped;
use super::retry_after::{RetryAfterError, whole_millis};

/// A close reason: a text for people, and what a client should do.
///
/// It is written so that it fits into a Close frame: in at most
/// [`MAX_BYTES`](Self::MAX_BYTES), for which the text is cut between two
/// characters if need be, and the advice never. Without advice it is the plain
/// text; with advice it is the JSON object that [`Advice`] is read from, with
/// the text under the key `message`. A text that would itself be taken for such
/// an object is written as the `message` of one.
///
/// ```
/// use std::time::Duration;
///
/// use closewise::close::Reason;
///
/// let reason = Reason::new("a new version")
///     .reconnect(true)
///     .retry_after(Duration::from_secs(8))?;
/// let written = reason.to_string();
/// assert_eq!(written, r#"{"reconnect":true,"retryAfter":8000,"message":"a new version"}"#);
/// assert_eq!(Reason::parse(&written), reason);
///
/// assert_eq!(Reason::new("see you").to_string(), "see you");
/// # Ok::<(), closewise::close::RetryAfterError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
pub struct Reason {
    #[cfg_attr(feature = "serde", serde(rename = "message", default))]
    text: String,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    reconnect: Option<bool>,
    /// Milliseconds.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "super::retry_after::deserialize"
        )
    )]
    retry_after: Option<u32>,
}

impl Reason {
    /// The longest reason that fits into a Close frame, in bytes of UTF-8: a
    /// control frame holds 125 bytes (RFC 6455 §5.5), of which the code takes
    /// two (§5.5.1).
    pub const MAX_BYTES: usize = 123;

    /// A reason that gives no advice.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same reason with the advice to come back, or to stay away.
    #[must_use]
    pub fn reconnect(mut self, reconnect: bool) -> Self {
        self.reconnect = Some(reconnect);
        self
    }

    /// The same reason with the advice to come back no sooner than this.
    /// A fraction of a millisecond counts as a whole one.
    ///
    /// # Errors
    ///
    /// For more than a day, which clients take for a mistake.
    pub fn retry_after(mut self, wait: Duration) -> Result<Self, RetryAfterError> {
        self.retry_after = Some(whole_millis(wait)?);
        Ok(self)
    }

    /// Reads a close reason, whoever wrote it, with the advice that
    /// [`Advice::read`] finds. Where a JSON object says nothing under the three
    /// keys, or is malformed, the reason is taken for plain text.
    ///
    /// ```
    /// use closewise::close::{Advice, Reason};
    ///
    /// let reason = Reason::parse(r#"{"message":"too many of you","retryAfter":60000}"#);
    /// assert_eq!(reason.text(), "too many of you");
    /// assert_eq!(reason.advice(), Advice::given(None, Some(60_000.0)));
    ///
    /// assert_eq!(Reason::parse("bye"), Reason::new("bye"));
    /// assert_eq!(Reason::parse(r#"{"error":7}"#).text(), r#"{"error":7}"#);
    /// ```
    pub fn parse(reason: &str) -> Self {
        let mut message = None;
        let advice = Advice::read_beside(reason, |key, value| {
            if key.is("message") {
                message = match value {
                    Value::Text(text) => Some(text),
                    _ => None,
                };
            }
        });
        let Advice::Given {
            reconnect,
            retry_after,
        } = advice
        else {
            return Self::new(reason);
        };
        let text = match message {
            Some(message) => message.read(),
            None if reconnect.is_none() && retry_after.is_none() => reason.to_string(),
            None => String::new(),
        };
        Self {
            text,
            reconnect,
            retry_after,
        }
    }

    /// The text, whole.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The advice that a client reads from it; [`Advice::None`] if it gives none.
    pub fn advice(&self) -> Advice {
        match (self.reconnect, self.retry_after) {
            (None, None) => Advice::None,
            (reconnect, retry_after) => Advice::Given {
                reconnect,
                retry_after,
            },
        }
    }

    /// What [`Display`](fmt::Display) writes.
    fn written(&self) -> String {
        let plain = cut(&self.text, Self::MAX_BYTES, char::len_utf8);
        if self.advice() == Advice::None && !json::begins_as_object(plain) {
            return plain.to_string();
        }
        let mut object = String::new();
        if let Some(reconnect) = self.reconnect {
            begin_member(&mut object, "reconnect");
            object += if reconnect { "true" } else { "false" };
        }
        if let Some(millis) = self.retry_after {
            begin_member(&mut object, "retryAfter");
            object += &millis.to_string();
        }
        if !self.text.is_empty() {
            begin_member(&mut object, "message");
            object.push('"');
            let room = Self::MAX_BYTES - object.len() - "\"}".len();
            let text = cut(&self.text, room, |char| escaped(char).len());
            object.extend(text.chars().map(escaped));
            object.push('"');
        }
        object.push('}');
        object
    }
}

/// As it belongs into a Close frame: the plain text or a JSON object, and never
/// more than [`Reason::MAX_BYTES`].
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

/// What [`Display`](fmt::Display) writes.
impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.written()
    }
}

fn begin_member(object: &mut String, name: &str) {
    object.push(if object.is_empty() { '{' } else { ',' });
    object.push('"');
    object.push_str(name);
    object.push_str("\":");
}

/// As many characters of the text, from its beginning, as there is room for.
fn cut(text: &str, room: usize, width: impl Fn(char) -> usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find_map(|(at, char)| {
        taken += width(char);
        (taken > room).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}
