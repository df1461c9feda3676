//! The server's advice: a close reason that is a JSON object with `reconnect`
//! (a boolean), `retryAfter` (milliseconds), or both.

use super::verdict::{Pace, Verdict};

/// What became of the server's advice in the close reason.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum AdviceNote {
    /// There was none, or it was not to be read.
    None,
    /// It decided the verdict.
    Taken,
    /// It was well formed and decided nothing: neither key was there, a value
    /// was of the wrong type or out of range, or something above it decided.
    Ignored,
    /// The reason began as a JSON object and was not one.
    Malformed,
}

impl AdviceNote {
    /// The name as JavaScript sees it, such as `"taken"`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Taken => "taken",
            Self::Ignored => "ignored",
            Self::Malformed => "malformed",
        }
    }
}

/// What a close reason says of the retry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
#[repr(u8)] // a tag of its own takes less code than one within the options
pub enum Advice {
    /// Nothing: it is no JSON object, or it was not read.
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

/// A longer `retryAfter` than a day is taken for a mistake and ignored.
const LONGEST_RETRY_AFTER: f64 = 24.0 * 60.0 * 60.0 * 1_000.0;

/// Clients that were all sent away with the same advice come back spread over
/// half of the advised time, and over no less than this many milliseconds.
const LEAST_SPREAD: u32 = 1_000;

/// Deeper nesting than this in a value that nobody asked for is malformed. A
/// Close frame has no room for it.
const DEEPEST: u8 = 64;

impl Advice {
    /// Reads a close reason as `JSON.parse` would.
    ///
    /// ```
    /// use closewise::close::Advice;
    ///
    /// let advice = Advice::read(r#"{"reconnect":true,"retryAfter":8000}"#);
    /// assert_eq!(advice, Advice::given(Some(true), Some(8000.0)));
    /// assert_eq!(Advice::read("bye"), Advice::None);
    /// ```
    pub fn read(reason: &str) -> Self {
        let mut parser = Parser {
            rest: reason.as_bytes(),
        };
        parser.skip_space();
        if parser.rest.first() != Some(&b'{') {
            return Self::None;
        }
        match parser.keys() {
            Some(Keys {
                reconnect,
                retry_after,
            }) => Self::given(reconnect, retry_after),
            None => Self::Malformed,
        }
    }

    /// What the two keys say: a boolean, and a number, which is left out if it
    /// is not one of milliseconds within bounds. A fraction is cut off.
    pub fn given(reconnect: Option<bool>, retry_after: Option<f64>) -> Self {
        Self::Given {
            reconnect,
            retry_after: match retry_after {
                Some(millis) if (0.0..=LONGEST_RETRY_AFTER).contains(&millis) => {
                    Some(millis as u32)
                }
                _ => None,
            },
        }
    }
}

/// What an advice made of a verdict.
pub(super) enum Refined {
    /// It said nothing of use.
    Useless,
    /// It only confirmed the verdict: it has not decided it.
    Same,
    Changed,
}

/// Makes of a verdict, which would hold without it, what the advice says.
/// Nothing but a refusal touches one of reauthenticate: the same credentials
/// would only be refused again.
pub(super) fn refine(
    verdict: &mut Verdict,
    reconnect: Option<bool>,
    retry_after: Option<u32>,
) -> Refined {
    let refined = match verdict {
        _ if reconnect.is_none() && retry_after.is_none() => return Refined::Useless,
        Verdict::Stop if reconnect == Some(false) => return Refined::Same,
        _ if reconnect == Some(false) => {
            *verdict = Verdict::Stop;
            return Refined::Changed;
        }
        Verdict::Reauthenticate => return Refined::Useless,
        Verdict::Stop => {
            *verdict = Verdict::BACKOFF;
            Refined::Changed
        }
        Verdict::Retry { .. } => Refined::Same,
    };
    if let (Verdict::Retry { pace, .. }, Some(min)) = (verdict, retry_after) {
        *pace = Pace::Window {
            min,
            max: min + (min / 2).max(LEAST_SPREAD),
        };
        return Refined::Changed;
    }
    refined
}

/// Strict JSON (RFC 8259), reading the two keys and skipping the rest. `None`
/// always says: malformed. It neither allocates nor indexes: not a byte of
/// panic machinery comes with it into WebAssembly.
struct Parser<'a> {
    rest: &'a [u8],
}

#[derive(Default)]
struct Keys {
    reconnect: Option<bool>,
    retry_after: Option<f64>,
}

impl Keys {
    /// A key that comes twice counts the last time.
    fn note(&mut self, key: &[u8], value: Value) {
        if is_key(key, b"reconnect") {
            self.reconnect = match value {
                Value::Bool(reconnect) => Some(reconnect),
                _ => None,
            };
        } else if is_key(key, b"retryAfter") {
            self.retry_after = match value {
                Value::Number(number) => Some(number),
                _ => None,
            };
        }
    }
}

enum Value {
    Bool(bool),
    Number(f64),
    Other,
}

impl<'a> Parser<'a> {
    fn keys(mut self) -> Option<Keys> {
        let mut keys = Keys::default();
        self.container(DEEPEST, Some(&mut keys))?;
        self.rest.is_empty().then_some(keys)
    }

    /// An object or an array, and the space after it.
    fn container(&mut self, depth: u8, mut keys: Option<&mut Keys>) -> Option<()> {
        let is_object = self.byte(b'{').is_some();
        let end = if is_object { b'}' } else { b']' };
        if !is_object {
            self.byte(b'[')?;
        }
        self.skip_space();
        if self.token(end).is_some() {
            return Some(());
        }
        loop {
            let mut key: &[u8] = b"";
            if is_object {
                key = self.string()?;
                self.skip_space();
                self.token(b':')?;
            }
            let value = self.value(depth)?;
            if let Some(keys) = &mut keys {
                keys.note(key, value);
            }
            if self.token(b',').is_none() {
                return self.token(end);
            }
        }
    }

    /// One value and the space after it.
    fn value(&mut self, depth: u8) -> Option<Value> {
        let value = match self.rest.first()? {
            b'{' | b'[' => self
                .container(depth.checked_sub(1)?, None)
                .map(|()| Value::Other),
            b'"' => self.string().map(|_| Value::Other),
            b't' => self.literal(b"true").map(|()| Value::Bool(true)),
            b'f' => self.literal(b"false").map(|()| Value::Bool(false)),
            b'n' => self.literal(b"null").map(|()| Value::Other),
            _ => self.number(),
        };
        self.skip_space();
        value
    }

    /// A string's bytes between its quotes, escapes unread.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.byte(b'"')?;
        let text = self.rest;
        loop {
            match self.next()? {
                b'"' => return text.get(..text.len() - self.rest.len() - 1),
                b'\\' => match self.next()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        for _ in 0..4 {
                            self.next().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    _ => return None,
                },
                0..=0x1f => return None,
                _ => {}
            }
        }
    }

    /// A number, near enough where no double holds it.
    fn number(&mut self) -> Option<Value> {
        let negative = self.byte(b'-').is_some();
        let mut number = 0.0;
        if self.byte(b'0').is_none() {
            self.digits(&mut number)?;
        }
        let mut exponent = 0;
        if self.byte(b'.').is_some() {
            exponent = -self.digits(&mut number)?;
        }
        if self.byte(b'e').or_else(|| self.byte(b'E')).is_some() {
            let smaller = self.byte(b'-').is_some();
            if !smaller {
                let _sign = self.byte(b'+');
            }
            let mut by = 0.0;
            self.digits(&mut by)?;
            // Saturates, as does the sum.
            exponent = exponent.saturating_add(if smaller { -by } else { by } as i32);
        }
        // What is beyond these has long been nothing or infinite.
        for _ in 0..exponent.unsigned_abs().min(700) {
            number = if exponent < 0 {
                number / 10.0
            } else {
                number * 10.0
            };
        }
        Some(Value::Number(if negative { -number } else { number }))
    }

    /// Appends one digit or more to a number; how many.
    fn digits(&mut self, number: &mut f64) -> Option<i32> {
        let mut count = 0;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            *number = *number * 10.0 + f64::from(digit - b'0');
            count += 1;
            self.rest = rest;
        }
        (count > 0).then_some(count)
    }

    fn literal(&mut self, literal: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(literal)?;
        Some(())
    }

    /// A mark of JSON's structure and the space after it.
    fn token(&mut self, mark: u8) -> Option<()> {
        self.byte(mark)?;
        self.skip_space();
        Some(())
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        self.literal(&[byte])
    }

    fn next(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn skip_space(&mut self) {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }
}

/// Whether a JSON string, without its quotes, is this name of ASCII letters.
fn is_key(mut string: &[u8], name: &[u8]) -> bool {
    name.iter().all(|letter| match string {
        [b'\\', b'u', b'0', b'0', high, low, rest @ ..] => {
            string = rest;
            let digit = |byte: &u8| char::from(*byte).to_digit(16).unwrap_or(0) as u8;
            digit(high) * 16 + digit(low) == *letter
        }
        [byte, rest @ ..] => {
            string = rest;
            byte == letter
        }
        [] => false,
    }) && string.is_empty()
}
