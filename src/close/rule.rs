//! The user's own codes.

use super::code::CloseCode;
use super::verdict::Verdict;

/// What to do about one code, or a range of codes, of the user's own.
///
/// ```
/// use closewise::close::{CloseCode, Rule, Verdict, Words};
///
/// let rule = Rule::range(4400, 4499, Verdict::Stop);
/// assert!(rule.covers(CloseCode(4401)));
///
/// let kicked = Rule::code(4001, Verdict::Stop).named(&Words {
///     name: "Kicked",
///     meaning: "a moderator closed it",
///     ..Words::NONE
/// });
/// assert_eq!(kicked.words.unwrap().name, "Kicked");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The first code that the rule covers.
    pub first: u16,
    /// The last code that the rule covers; equal to `first` for a single code.
    pub last: u16,
    /// What to do.
    pub verdict: Verdict,
    /// What to say, in the place of the profile's or the standard's words.
    pub words: Option<&'static Words>,
}

/// What to say of the codes of a [`Rule`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    /// A short name; may be empty, and name and meaning are then left to the
    /// profile or the standard.
    pub name: &'static str,
    /// What the code means, as half a sentence; may be empty.
    pub meaning: &'static str,
    /// Where it is written down; may be empty, and is then left to the profile
    /// or the standard.
    pub reference: &'static str,
}

impl Rule {
    /// A rule for one code, with no words of its own.
    pub const fn code(code: u16, verdict: Verdict) -> Self {
        Self::range(code, code, verdict)
    }

    /// A rule for the codes from `first` to `last`, with no words of its own.
    pub const fn range(first: u16, last: u16, verdict: Verdict) -> Self {
        Self {
            first,
            last,
            verdict,
            words: None,
        }
    }

    /// The same rule with words of its own.
    #[must_use]
    pub const fn named(self, words: &'static Words) -> Self {
        Self {
            words: Some(words),
            ..self
        }
    }

    /// Whether the rule speaks of this code.
    pub const fn covers(&self, code: CloseCode) -> bool {
        self.first <= code.0 && code.0 <= self.last
    }

    /// The rule that speaks of `code`: the narrowest one, and of equals the first.
    pub fn find(rules: &[Self], code: CloseCode) -> Option<&Self> {
        let mut found: Option<&Self> = None;
        for rule in rules {
            if rule.covers(code) && found.is_none_or(|found| rule.width() < found.width()) {
                found = Some(rule);
            }
        }
        found
    }

    const fn width(&self) -> u16 {
        self.last - self.first
    }
}

impl Words {
    /// None at all.
    pub const NONE: Self = Self {
        name: "",
        meaning: "",
        reference: "",
    };
}
