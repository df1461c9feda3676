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
/// is always: malformed.
struct Parser<'a> {
    rest: &'a [u8],
}

enum Value {
    Bool(bool),
    /// `None` for a number that is no `retryAfter`: negative, with an
    /// exponent, or too long.
    Number(Option<u32>),
    Other,
}

impl<'a> Parser<'a> {
    fn advice(mut self) -> Option<Advice> {
        let mut advice = Advice::default();
        self.object(DEEPEST, &mut |key, value| match (key, value) {
            (b"reconnect", Value::Bool(reconnect)) => advice.reconnect = Some(reconnect),
            (b"reconnect", _) => advice.reconnect = None,
            (b"retryAfter", Value::Number(number)) => advice.retry_after = number,
            (b"retryAfter", _) => advice.retry_after = None,
            _ => {}
        })?;
        self.rest.is_empty().then_some(advice)
    }

    /// One value and the space after it.
    fn value(&mut self, depth: u8) -> Option<Value> {
        let value = match self.rest.first()? {
            b'{' => {
                self.object(depth.checked_sub(1)?, &mut |_, _| {})?;
                return Some(Value::Other);
            }
            b'[' => {
                self.array(depth.checked_sub(1)?)?;
                return Some(Value::Other);
            }
            b'"' => self.string().map(|_| Value::Other),
            b't' => self.literal(b"true").map(|()| Value::Bool(true)),
            b'f' => self.literal(b"false").map(|()| Value::Bool(false)),
            b'n' => self.literal(b"null").map(|()| Value::Other),
            _ => self.number().map(Value::Number),
        }?;
        self.skip_space();
        Some(value)
    }

    fn object(&mut self, depth: u8, member: &mut dyn FnMut(&[u8], Value)) -> Option<()> {
        self.token(b'{')?;
        if self.token(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.skip_space();
            self.token(b':')?;
            member(key, self.value(depth)?);
            if self.token(b',').is_none() {
                return self.token(b'}');
            }
        }
    }

    fn array(&mut self, depth: u8) -> Option<()> {
        self.token(b'[')?;
        if self.token(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth)?;
            if self.token(b',').is_none() {
                return self.token(b']');
            }
        }
    }

    /// A string's bytes between its quotes, escapes unread: a key spelled with
    /// escapes is an unknown key.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.byte(b'"')?;
        let text = self.rest;
        loop {
            match self.next()? {
                b'"' => return Some(&text[..text.len() - self.rest.len() - 1]),
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

    /// A number in whole milliseconds; a fraction is cut off.
    fn number(&mut self) -> Option<Option<u32>> {
        let negative = self.byte(b'-').is_some();
        let mut whole = 0_u32;
        let leading_zero = self.rest.first() == Some(&b'0');
        let digits = self.digits(|digit| whole = whole.saturating_mul(10).saturating_add(digit))?;
        if leading_zero && digits > 1 {
            return None;
        }
        if self.byte(b'.').is_some() {
            self.digits(|_| {})?;
        }
        let exponent = self.byte(b'e').or_else(|| self.byte(b'E')).is_some();
        if exponent {
            let _sign = self.byte(b'+').or_else(|| self.byte(b'-'));
            self.digits(|_| {})?;
        }
        let usable = !negative && !exponent && whole <= LONGEST_RETRY_AFTER;
        Some(usable.then_some(whole))
    }

    /// One digit or more, and how many.
    fn digits(&mut self, mut each: impl FnMut(u32)) -> Option<usize> {
        let mut count = 0;
        while let Some(digit @ b'0'..=b'9') = self.rest.first() {
            each(u32::from(digit - b'0'));
            self.rest = &self.rest[1..];
            count += 1;
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
