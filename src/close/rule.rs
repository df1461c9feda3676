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
    pub(super) words: OwnWords,
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
            words: OwnWords::NONE,
        }
    }

    /// The same rule with words of its own.
    #[must_use]
    pub const fn named(self, words: &'static Words) -> Self {
        Self {
            words: OwnWords::new(words),
            ..self
        }
    }

    /// What it says in the place of the profile's or the standard's words.
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

impl Words {
    /// None at all.
    pub const NONE: Self = Self {
        name: "",
        meaning: "",
        reference: "",
    };
}

/// The words of a rule, if it has any. In the npm package none has: there they
/// take no room in the diagnoses, which are copied about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct OwnWords(Kept);

#[cfg(not(all(target_arch = "wasm32", feature = "export")))]
type Kept = Option<&'static Words>;

#[cfg(not(all(target_arch = "wasm32", feature = "export")))]
impl OwnWords {
    pub(super) const NONE: Self = Self(None);

    const fn new(words: &'static Words) -> Self {
        Self(Some(words))
    }

    pub(super) const fn get(self) -> Option<&'static Words> {
        self.0
    }
}

#[cfg(all(target_arch = "wasm32", feature = "export"))]
type Kept = ();

#[cfg(all(target_arch = "wasm32", feature = "export"))]
impl OwnWords {
    pub(super) const NONE: Self = Self(());

    const fn new(_words: &'static Words) -> Self {
        Self(())
    }

    pub(super) const fn get(self) -> Option<&'static Words> {
        None
    }
}
