//! Profiles: what application codes mean, by agreement between applications.

use super::code::CloseCode;
use super::profiles;
use super::verdict::Verdict;

/// What one code, or a range of codes, means to an application.
///
/// ```
/// use closewise::close::{CloseCode, Rule, Verdict};
///
/// let rule = Rule::range(4400, 4499, Verdict::Stop);
/// assert!(rule.covers(CloseCode(4401)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rule {
    /// The first code that the rule covers.
    pub first: u16,
    /// The last code that the rule covers; equal to `first` for a single code.
    pub last: u16,
    /// What to do.
    pub verdict: Verdict,
    /// A short name; may be empty.
    pub name: &'static str,
    /// What the code means, as half a sentence; may be empty.
    pub meaning: &'static str,
    /// Where it is written down; may be empty.
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
            name: "",
            meaning: "",
            reference: "",
        }
    }

    /// Whether the rule speaks of this code.
    pub const fn covers(&self, code: CloseCode) -> bool {
        self.first <= code.0 && code.0 <= self.last
    }

    /// The rule that speaks of `code`: the narrowest one, and of equals the first.
    pub fn find(rules: &[Self], code: CloseCode) -> Option<&Self> {
        rules
            .iter()
            .filter(|rule| rule.covers(code))
            .min_by_key(|rule| rule.last - rule.first)
    }
}

/// A table of application codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Profile {
    /// The name by which [`Profile::named`] finds it.
    pub name: &'static str,
    /// What its codes mean.
    pub rules: &'static [Rule],
    /// The project's own documentation of its codes.
    pub source: &'static str,
}

impl Profile {
    /// The shipped profile of that name.
    ///
    /// ```
    /// use closewise::close::{CloseCode, Profile, Verdict};
    ///
    /// let discord = Profile::named("discord").unwrap();
    /// assert_eq!(discord.rule(CloseCode(4004)).unwrap().verdict, Verdict::Stop);
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES
            .iter()
            .copied()
            .find(|profile| profile.name == name)
    }

    /// The rule that speaks of `code`.
    pub fn rule(&self, code: CloseCode) -> Option<&'static Rule> {
        Rule::find(self.rules, code)
    }
}

/// The profiles that come with the crate.
pub const PROFILES: &[&Profile] = &[
    &profiles::graphql_transport_ws::PROFILE,
    &profiles::pusher::PROFILE,
    &profiles::centrifugo::PROFILE,
    &profiles::discord::PROFILE,
    &profiles::aws_api_gateway::PROFILE,
];
