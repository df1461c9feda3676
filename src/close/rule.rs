//! What to do about a code: the rows of a user's own table, and of a profile's.

use std::borrow::Cow;

use super::code::CloseCode;
use super::verdict::Verdict;

/// What to do about one code, or a range of codes, and what to call it.
///
/// ```
/// use closewise::close::{CloseCode, Rule, Verdict};
///
/// let kicked = Rule::code(4001, Verdict::Stop)
///     .name("Kicked")
///     .meaning("a moderator closed it");
/// assert_eq!(kicked.name.as_deref(), Some("Kicked"));
///
/// let refused = Rule::range(4400, 4499, Verdict::Stop);
/// assert!(refused.covers(CloseCode(4401)));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rule {
    /// The first code that the rule covers.
    pub first: CloseCode,
    /// The last code that the rule covers; equal to `first` for a single code.
    pub last: CloseCode,
    /// What to do.
    pub verdict: Verdict,
    /// A short name. Without one, name and meaning are left to the profile or
    /// the standard.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub name: Option<Cow<'static, str>>,
    /// What the code means, as half a sentence. It belongs to the name, and is
    /// not looked at without one.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub meaning: Option<Cow<'static, str>>,
    /// Where the code is documented; without one it is left to the profile or
    /// the standard.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub reference: Option<Cow<'static, str>>,
}

impl Rule {
    /// A rule for one code, with no words of its own.
    pub fn code(code: impl Into<CloseCode>, verdict: Verdict) -> Self {
        let code = code.into();
        Self::range(code, code, verdict)
    }

    /// A rule for the codes from `first` to `last`, with no words of its own.
    /// One whose last code comes before its first covers none.
    pub fn range(
        first: impl Into<CloseCode>,
        last: impl Into<CloseCode>,
        verdict: Verdict,
    ) -> Self {
        Self {
            first: first.into(),
            last: last.into(),
            verdict,
            name: None,
            meaning: None,
            reference: None,
        }
    }

    /// The same rule with a short name for its codes.
    #[must_use]
    pub fn name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same rule with what its codes mean, as half a sentence.
    #[must_use]
    pub fn meaning(mut self, meaning: impl Into<Cow<'static, str>>) -> Self {
        self.meaning = Some(meaning.into());
        self
    }

    /// The same rule with where its codes are documented.
    #[must_use]
    pub fn reference(mut self, reference: impl Into<Cow<'static, str>>) -> Self {
        self.reference = Some(reference.into());
        self
    }

    /// Whether the rule speaks of this code.
    pub fn covers(&self, code: CloseCode) -> bool {
        (self.first..=self.last).contains(&code)
    }

    /// The rule that speaks of `code`: the narrowest one, and of equals the first.
    pub fn find(rules: &[Self], code: CloseCode) -> Option<&Self> {
        rules
            .iter()
            .filter(|rule| rule.covers(code))
            .min_by_key(|rule| rule.last.0 - rule.first.0)
    }
}
