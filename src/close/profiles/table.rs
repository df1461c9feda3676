//! How a shipped profile is written down: as a constant table, a row a code.

use std::borrow::Cow;

use crate::close::code::CloseCode;
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

pub(super) const fn profile(
    name: &'static str,
    source: &'static str,
    rules: &'static [Rule],
) -> Profile {
    Profile {
        name: Cow::Borrowed(name),
        source: Cow::Borrowed(source),
        rules: Cow::Borrowed(rules),
    }
}

/// A rule for a single code.
pub(super) const fn row(
    code: u16,
    verdict: Verdict,
    name: &'static str,
    meaning: Option<&'static str>,
) -> Rule {
    rows(code, code, verdict, name, meaning)
}

/// A rule for the codes from `first` to `last`.
pub(super) const fn rows(
    first: u16,
    last: u16,
    verdict: Verdict,
    name: &'static str,
    meaning: Option<&'static str>,
) -> Rule {
    Rule {
        first: CloseCode(first),
        last: CloseCode(last),
        verdict,
        name: Some(Cow::Borrowed(name)),
        meaning: match meaning {
            Some(meaning) => Some(Cow::Borrowed(meaning)),
            None => None,
        },
        reference: None,
    }
}
