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

/// A longer `retryAfter` than a day is taken for a mistake and ignored.
const LONGEST_RETRY_AFTER: u32 = 24 * 60 * 60 * 1_000;

/// Clients that were all sent away with the same advice come back spread over
/// half of the advised time, and over no less than this many milliseconds.
const LEAST_SPREAD: u32 = 1_000;

/// Deeper nesting than this in a value that nobody asked for is malformed.
const DEEPEST: u8 = 8;

#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) struct Advice {
    reconnect: Option<bool>,
    retry_after: Option<u32>,
}

pub(super) struct Malformed;

impl Advice {
    /// Reads a reason; `None` where it does not even begin as a JSON object.
    pub(super) fn read(reason: &str) -> Option<Result<Self, Malformed>> {
        let mut parser = Parser {
            rest: reason.as_bytes(),
        };
        parser.skip_space();
        (parser.rest.first() == Some(&b'{')).then(|| parser.advice().ok_or(Malformed))
    }

    /// A key that comes twice counts the last time, as for `JSON.parse`.
    fn note(&mut self, key: &[u8], value: Value) {
        match (key, value) {
            (b"reconnect", Value::Bool(reconnect)) => self.reconnect = Some(reconnect),
            (b"reconnect", _) => self.reconnect = None,
            (b"retryAfter", Value::Millis(millis)) => self.retry_after = Some(millis),
            (b"retryAfter", _) => self.retry_after = None,
            _ => {}
        }
    }

    /// The verdict that the advice makes of the one that would hold without
    /// it, or `None` where it says nothing of use. Nothing but a refusal
    /// touches a verdict of reauthenticate: the same credentials would only be
    /// refused again.
    pub(super) fn refine(self, verdict: Verdict) -> Option<Verdict> {
        if self.reconnect == Some(false) {
            return Some(Verdict::Stop);
        }
        let (pace, limit) = match verdict {
            Verdict::Reauthenticate => return None,
            Verdict::Retry { pace, limit } => (pace, limit),
            Verdict::Stop => (Pace::Backoff, None),
        };
        let pace = match self.retry_after {
            Some(min) => Pace::Window {
                min,
                max: min + (min / 2).max(LEAST_SPREAD),
            },
            None => self.reconnect.map(|_| pace)?,
        };
        Some(Verdict::Retry { pace, limit })
    }
}

/// Strict JSON (RFC 8259), reading the two keys and skipping the rest. `None`
/// always says: malformed. It neither allocates nor indexes: not a byte of
/// panic machinery comes with it into WebAssembly.
struct Parser<'a> {
    rest: &'a [u8],
}

enum Value {
    Bool(bool),
    /// Whole milliseconds within bounds.
    Millis(u32),
    Other,
}

impl<'a> Parser<'a> {
    fn advice(mut self) -> Option<Advice> {
        let mut advice = Advice::default();
        self.container(DEEPEST, Some(&mut advice))?;
        self.rest.is_empty().then_some(advice)
    }

    /// An object or an array, and the space after it.
    fn container(&mut self, depth: u8, mut advice: Option<&mut Advice>) -> Option<()> {
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
            if let Some(advice) = &mut advice {
                advice.note(key, value);
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

    /// A string's bytes between its quotes, escapes unread: a key spelled with
    /// escapes is an unknown key.
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

    /// A number; a fraction of a millisecond is cut off.
    fn number(&mut self) -> Option<Value> {
        let negative = self.byte(b'-').is_some();
        let leading_zero = self.rest.first() == Some(&b'0');
        let before = self.rest.len();
        let whole = self.digits()?;
        if leading_zero && before - self.rest.len() > 1 {
            return None;
        }
        if self.byte(b'.').is_some() {
            self.digits()?;
        }
        let exponent = self.byte(b'e').or_else(|| self.byte(b'E')).is_some();
        if exponent {
            let _sign = self.byte(b'+').or_else(|| self.byte(b'-'));
            self.digits()?;
        }
        Some(if negative || exponent || whole > LONGEST_RETRY_AFTER {
            Value::Other
        } else {
            Value::Millis(whole)
        })
    }

    /// What one digit or more say, up to `u32::MAX`.
    fn digits(&mut self) -> Option<u32> {
        let mut number = None;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            let digit = u32::from(digit - b'0');
            number = Some(
                number
                    .unwrap_or(0_u32)
                    .saturating_mul(10)
                    .saturating_add(digit),
            );
            self.rest = rest;
        }
        number
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
