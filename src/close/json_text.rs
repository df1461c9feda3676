//! The strings of JSON (RFC 8259 §7): their escapes, read and written.

use std::str::Chars;

/// A string, or the name of a member, as it is written: without its quotes,
/// escapes checked and unread.
pub(super) struct Text<'a>(pub(super) &'a [u8]);

impl Text<'_> {
    /// Whether the text is this name, which consists of ASCII letters: those can
    /// be escaped as `\u00XX` and in no other way. It allocates nothing.
    pub(super) fn is(&self, name: &str) -> bool {
        let mut rest = self.0;
        let begins = name.bytes().all(|letter| match rest {
            [b'\\', b'u', b'0', b'0', high, low, after @ ..] => {
                rest = after;
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                match (digit(high), digit(low)) {
                    (Some(high), Some(low)) => high * 16 + low == letter.into(),
                    _ => false,
                }
            }
            [byte, after @ ..] => {
                rest = after;
                *byte == letter
            }
            [] => false,
        });
        begins && rest.is_empty()
    }

    /// The text with its escapes read. Half of a surrogate pair, which no
    /// `String` can hold, becomes U+FFFD.
    pub(super) fn read(&self) -> String {
        // Nothing is lost: what lies between two quotes of a `str` is one.
        let written = String::from_utf8_lossy(self.0);
        let mut rest = written.chars();
        let mut units = Vec::with_capacity(self.0.len());
        while let Some(char) = rest.next() {
            match char {
                '\\' => units.extend(unescaped(&mut rest)),
                _ => units.extend_from_slice(char.encode_utf16(&mut [0; 2])),
            }
        }
        String::from_utf16_lossy(&units)
    }
}

/// A character as it is written in a string.
pub(super) fn escaped(char: char) -> String {
    let escape = match char {
        '"' => r#"\""#,
        '\\' => r"\\",
        '\x08' => r"\b",
        '\x0c' => r"\f",
        '\n' => r"\n",
        '\r' => r"\r",
        '\t' => r"\t",
        '\0'..='\x1f' => return format!(r"\u{:04x}", u32::from(char)),
        itself => return itself.to_string(),
    };
    escape.to_string()
}

/// The UTF-16 unit that is written behind a backslash; `None` for what is no
/// escape.
fn unescaped(rest: &mut Chars<'_>) -> Option<u16> {
    Some(match rest.next()? {
        'b' => 0x08,
        'f' => 0x0c,
        'n' => 0x0a,
        'r' => 0x0d,
        't' => 0x09,
        'u' => {
            let (digits, after) = rest.as_str().split_at_checked(4)?;
            *rest = after.chars();
            u16::from_str_radix(digits, 16).ok()?
        }
        itself => u16::try_from(itself).ok()?,
    })
}
