//! The shipped profiles, one table a file, each checked against the
//! documentation that its `source` names. A profile's `source` is also the
//! reference of its rows.

pub(super) mod aws_api_gateway;
pub(super) mod centrifugo;
pub(super) mod discord;
pub(super) mod graphql_transport_ws;
pub(super) mod pusher;

use super::rule::Rule;
use super::verdict::Verdict;
use super::words::Words;

/// A rule for a single code.
const fn row(code: u16, verdict: Verdict, words: &'static Words) -> Rule {
    rows(code, code, verdict, words)
}

/// A rule for the codes from `first` to `last`.
const fn rows(first: u16, last: u16, verdict: Verdict, words: &'static Words) -> Rule {
    Rule::range(first, last, verdict).named(words)
}

/// What the words of all rows of a profile have in common.
const fn documented(reference: &'static str) -> Words {
    Words {
        reference,
        ..Words::NONE
    }
}
