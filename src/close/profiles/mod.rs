//! The shipped profiles, one table a file, each checked against the
//! documentation that its `source` names. A profile's `source` is also the
//! reference of its rows.

pub(super) mod aws_api_gateway;
pub(super) mod centrifugo;
pub(super) mod discord;
pub(super) mod graphql_transport_ws;
pub(super) mod pusher;

use super::table::Row;
use super::verdict::Verdict;

/// One row of a profile's table for a single code.
const fn row(code: u16, verdict: Verdict, name: &'static str, meaning: &'static str) -> Row {
    Row::new(code, code, verdict, name, meaning)
}

/// One row of a profile's table for the codes from `first` to `last`.
const fn rows(
    first: u16,
    last: u16,
    verdict: Verdict,
    name: &'static str,
    meaning: &'static str,
) -> Row {
    Row::new(first, last, verdict, name, meaning)
}
