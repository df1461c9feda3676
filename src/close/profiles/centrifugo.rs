//! Centrifugo.
//!
//! Codes: <https://centrifugal.dev/docs/server/codes#client-disconnect-codes>.
//! Ranges: `disconnect.go` of <https://github.com/centrifugal/centrifuge>: come
//! back after 3000–3499 and 4000–4499, never after 3500–3999 and 4500–4999. A
//! message over the size limit (1009) ends its own client too (`onClose` in
//! centrifuge-js 5.8.0). Its 3000 and 3008 are not those of IANA's registry.
//! The close reason names every code; the names that an app may act on are here.

use super::table::{profile, row, rows};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// Centrifugo.
pub static CENTRIFUGO: Profile = profile("centrifugo", SOURCE, RULES);

const SOURCE: &str = "https://centrifugal.dev/docs/server/codes#client-disconnect-codes";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1009, Stop, "Message Too Big", Some("over the message size limit")),
    rows(3000, 3499, RETRY, "Disconnected", None),
    row(3000, RETRY, "Connection closed", None),
    row(3008, RETRY, "Slow", Some("this client reads too slowly")),
    rows(3500, 3999, Stop, "Disconnected for good", None),
    row(3500, Stop, "Invalid token", None),
    row(3501, Stop, "Bad request", None),
    row(3507, Stop, "Permission denied", None),
    rows(4000, 4499, RETRY, "Custom disconnect", None),
    rows(4500, 4999, Stop, "Custom disconnect for good", None),
];

const RETRY: Verdict = Verdict::BACKOFF;
