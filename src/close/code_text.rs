//! A close code as text: how it is written, and what it is read from.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use super::code::CloseCode;
use super::registry::REGISTRY;

/// The number and, where there is one, the IANA name: `1001 Going Away`.
impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.registration() {
            Some(registration) => write!(f, "{} {}", self.0, registration.name),
            None => write!(f, "{}", self.0),
        }
    }
}

/// Takes a number (`1001`), a name of IANA's or of a constant here, whatever
/// its case and separators (`Going Away`, `GOING_AWAY`), or what
/// [`Display`](fmt::Display) writes.
impl FromStr for CloseCode {
    type Err = ParseCloseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim()).ok_or_else(|| ParseCloseCodeError { given: text.into() })
    }
}

/// The text is neither a number from 0 to 65535 nor the name of a registered
/// close code.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct ParseCloseCodeError {
    /// The text.
    pub given: String,
}

impl fmt::Display for ParseCloseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a number from 0 to 65535 or the name of a registered close code, got {:?}",
            self.given
        )
    }
}

impl Error for ParseCloseCodeError {}

fn parse(text: &str) -> Option<CloseCode> {
    let (first, rest) = match text.split_once(' ') {
        Some((first, rest)) => (first, Some(rest)),
        None => (text, None),
    };
    match (number(first), rest) {
        (Some(code), None) => Some(code),
        (Some(code), Some(name)) => named(name).filter(|named| *named == code),
        (None, _) => named(text),
    }
}

/// Digits alone: `u16::from_str` would also take a sign.
fn number(text: &str) -> Option<CloseCode> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain).map(CloseCode)
}

fn named(name: &str) -> Option<CloseCode> {
    REGISTRY
        .iter()
        .map(|registration| (registration.name, registration.code))
        .chain(ALIASES)
        .find(|(known, _)| have_same_letters(known, name))
        .map(|(_, code)| code)
}

/// Constants whose names differ from IANA's by more than case and separators.
const ALIASES: [(&str, CloseCode); 3] = [
    ("no status received", CloseCode::NO_STATUS_RECEIVED),
    ("invalid payload", CloseCode::INVALID_PAYLOAD),
    ("mandatory extension", CloseCode::MANDATORY_EXTENSION),
];

/// Equality of the letters and digits alone, so that `GOING_AWAY`, `going-away`
/// and `Going Away` are one name.
fn have_same_letters(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        kept.map(|byte| byte.to_ascii_lowercase())
    }
    letters(a).eq(letters(b))
}
