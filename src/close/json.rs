//! Reads the members of one JSON object (RFC 8259), strictly: all are told, and
//! what an array or an object holds is only checked.
//!
//! What it reads was sent by a peer. It allocates nothing, unless a path is
//! followed, and cannot panic, and what it takes on the stack is bounded, whatever
//! the text is.

use super::json_text::Text;

/// The text is not one JSON object.
pub(super) struct Malformed;

/// The value of a member.
pub(super) enum Value<'a> {
    Bool(bool),
    Number(f64),
    Text(Text<'a>),
    Object(Object<'a>),
    /// Null or an array.
    Other,
}

/// An object within another, which is well formed.
pub(super) struct Object<'a>(&'a [u8]);

/// Whether the text begins with the brace of an object.
pub(super) fn begins_as_object(text: &str) -> bool {
    Parser::new(text.as_bytes()).rest.starts_with(b"{")
}

/// Hands each member of the object that the text is to `member`, in order.
/// Those before a fault are handed over, too.
pub(super) fn read_object<'a>(
    text: &'a str,
    member: impl FnMut(Text<'a>, Value<'a>),
) -> Result<(), Malformed> {
    read_members(Object(text.as_bytes()), member)
}

/// The value of a member that may lie within other objects, all of whose names are in
/// the path, with dots between them. A name that comes twice counts the last time.
pub(super) fn value_at<'a>(text: &'a str, path: &str) -> Option<Value<'a>> {
    let mut value = Value::Object(Object(text.as_bytes()));
    for name in path.split('.') {
        let Value::Object(object) = value else {
            return None;
        };
        let mut found = None;
        let read = read_members(object, |key, value| {
            if key.read() == name {
                found = Some(value);
            }
        });
        read.ok()?;
        value = found?;
    }
    Some(value)
}

fn read_members<'a>(
    Object(text): Object<'a>,
    mut member: impl FnMut(Text<'a>, Value<'a>),
) -> Result<(), Malformed> {
    let mut parser = Parser::new(text);
    match parser.object(DEEPEST, &mut member) {
        Some(()) if parser.rest.is_empty() => Ok(()),
        _ => Err(Malformed),
    }
}

/// Deeper nesting than this is malformed. A Close frame has no room for it.
const DEEPEST: u8 = 64;

/// Beyond it a number of the digits that a Close frame has room for has long
/// been nothing or infinite.
const FARTHEST_EXPONENT: i32 = 700;

/// `None` always says: malformed.
struct Parser<'a> {
    rest: &'a [u8],
}

impl<'a> Parser<'a> {
    /// Begins behind the space that a text may begin with.
    fn new(text: &'a [u8]) -> Self {
        let mut parser = Self { rest: text };
        parser.skip_space();
        parser
    }

    /// An object, and the space after it.
    fn object(&mut self, depth: u8, member: &mut dyn FnMut(Text<'a>, Value<'a>)) -> Option<()> {
        self.token(b'{')?;
        if self.token(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.skip_space();
            self.token(b':')?;
            let value = self.value(depth)?;
            member(key, value);
            if self.token(b',').is_none() {
                return self.token(b'}');
            }
        }
    }

    /// An array, and the space after it.
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

    /// A value and the space after it.
    fn value(&mut self, depth: u8) -> Option<Value<'a>> {
        let begin = self.rest;
        let value = match self.rest.first()? {
            b'{' => {
                self.object(depth.checked_sub(1)?, &mut |_, _| {})?;
                Value::Object(Object(begin.get(..begin.len() - self.rest.len())?))
            }
            b'[' => {
                self.array(depth.checked_sub(1)?)?;
                Value::Other
            }
            b'"' => Value::Text(self.string()?),
            b't' => {
                self.literal(b"true")?;
                Value::Bool(true)
            }
            b'f' => {
                self.literal(b"false")?;
                Value::Bool(false)
            }
            b'n' => {
                self.literal(b"null")?;
                Value::Other
            }
            _ => Value::Number(self.number()?),
        };
        self.skip_space();
        Some(value)
    }

    /// A string, escapes checked and unread.
    fn string(&mut self) -> Option<Text<'a>> {
        self.byte(b'"')?;
        let text = self.rest;
        loop {
            match self.next()? {
                b'"' => return text.get(..text.len() - self.rest.len() - 1).map(Text),
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

    /// A number. Its last bits may differ from those of the nearest double,
    /// which is near enough for a time in milliseconds.
    fn number(&mut self) -> Option<f64> {
        let is_negative = self.byte(b'-').is_some();
        let mut number = 0.0;
        if self.byte(b'0').is_none() {
            self.digits(&mut number)?;
        }
        let mut exponent = 0;
        if self.byte(b'.').is_some() {
            exponent = -self.digits(&mut number)?;
        }
        if self.byte(b'e').or_else(|| self.byte(b'E')).is_some() {
            exponent = exponent.saturating_add(self.exponent()?);
        }
        for _ in 0..exponent.min(FARTHEST_EXPONENT) {
            number *= 10.0;
        }
        for _ in 0..exponent.saturating_neg().min(FARTHEST_EXPONENT) {
            number /= 10.0;
        }
        Some(if is_negative { -number } else { number })
    }

    /// What follows the letter of an exponent.
    fn exponent(&mut self) -> Option<i32> {
        let is_negative = self.byte(b'-').is_some();
        if !is_negative {
            let _sign = self.byte(b'+');
        }
        let mut number = 0.0;
        self.digits(&mut number)?;
        // The conversion saturates.
        Some(if is_negative { -number } else { number } as i32)
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
