//! A piece of text for people, under a key that a translation can name.

use std::borrow::Cow;

/// A piece of text for people. Where it has a name in braces, such as `{span}`,
/// that is filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Phrase {
    /// What it is called; stable.
    pub key: &'static str,
    /// The text in English.
    pub text: &'static str,
}

impl Phrase {
    pub(super) const fn new(key: &'static str, text: &'static str) -> Self {
        Self { key, text }
    }

    /// The text with these values in the place of their names.
    ///
    /// Here nothing of the formatting machinery of `core::fmt` is linked, which
    /// weighs 2.5 kB.
    pub(super) fn fill(self, values: &[(&str, &str)]) -> Cow<'static, str> {
        let mut filled = String::new();
        let mut rest = self.text;
        while let Some((text, after)) = split_at(rest, b'{')
            && let Some((name, after)) = split_at(after, b'}')
        {
            let value = values.iter().find(|(known, _)| *known == name);
            filled += text;
            filled += value.map_or(name, |(_, value)| value);
            rest = after;
        }
        filled += rest;
        filled.into()
    }
}

/// What comes before the first such byte, and after it. It cannot panic: the message
/// of a panic weighs 3.3 kB in an app.
fn split_at(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    #[test]
    fn each_name_gives_way_to_its_value() {
        let phrase = Phrase::new("key", "{a} and {b}, then {a}.");
        assert_eq!(
            phrase.fill(&[("a", "1"), ("b", "{a}")]),
            "1 and {a}, then 1."
        );
        assert_eq!(
            Phrase::new("key", "Nothing.").fill(&[("a", "1")]),
            "Nothing."
        );
    }
}
