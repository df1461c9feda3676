//! What to do about a code: the user's own rules, and those of profiles.

use super::code::CloseCode;
use super::verdict::Verdict;
use super::words::{RuleWords, Words};

/// What to do about one code, or a range of codes.
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
/// assert_eq!(kicked.words().unwrap().name, "Kicked");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The first code that the rule covers.
    pub first: u16,
    /// The last code that the rule covers; equal to `first` for a single code.
    pub last: u16,
    /// What to do.
    pub verdict: Verdict,
    pub(super) words: RuleWords,
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
            words: RuleWords::NONE,
        }
    }

    /// The same rule with words of its own.
    #[must_use]
    pub const fn named(self, words: &'static Words) -> Self {
        Self {
            words: RuleWords::new(words),
            ..self
        }
    }

    /// The same rule of a profile with the words that JavaScript has for it.
    #[cfg(all(target_arch = "wasm32", feature = "export"))]
    pub(crate) const fn numbered(self, words: u16) -> Self {
        Self {
            words: RuleWords::numbered(words),
            ..self
        }
    }

    /// What it says in the place of other words for the same code.
    pub const fn words(&self) -> Option<&'static Words> {
        self.words.get()
    }

    /// Whether the rule speaks of this code.
    pub const fn covers(&self, code: CloseCode) -> bool {
        self.first <= code.0 && code.0 <= self.last
    }

    /// The rule that speaks of `code`: the narrowest one, and of equals the first.
    pub fn find(rules: &[Self], code: CloseCode) -> Option<&Self> {
        let mut found = None;
        let mut narrowest = u32::MAX;
        for rule in rules {
            let width = u32::from(rule.last).wrapping_sub(rule.first.into());
            if rule.covers(code) && width < narrowest {
                narrowest = width;
                found = Some(rule);
            }
        }
        found
    }
}
