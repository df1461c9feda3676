//! Centrifugo.
//!
//! Codes: <https://centrifugal.dev/docs/server/codes#client-disconnect-codes>.
//! Ranges: `disconnect.go` of <https://github.com/centrifugal/centrifuge>: come
//! back after 3000–3499 and 4000–4499, never after 3500–3999 and 4500–4999. A
//! message over the size limit (1009) ends its own client too (`onClose` in
//! centrifuge-js 5.8.0). Its 3000 and 3008 are not those of IANA's registry.
//! The close reason names every code; the names that an app may act on are here.

use super::{row, rows};
use crate::close::table::Table;
use crate::close::verdict::Verdict::{self, Stop};

const RETRY: Verdict = Verdict::BACKOFF;

pub(crate) const TABLE: Table = Table {
    name: "centrifugo",
    source: "https://centrifugal.dev/docs/server/codes#client-disconnect-codes",
    rows: &[
        row(1009, Stop, "Message Too Big", "over the message size limit"),
        rows(3000, 3499, RETRY, "Disconnected", ""),
        row(3000, RETRY, "Connection closed", ""),
        row(3008, RETRY, "Slow", "this client reads too slowly"),
        rows(3500, 3999, Stop, "Disconnected for good", ""),
        row(3500, Stop, "Invalid token", ""),
        row(3501, Stop, "Bad request", ""),
        row(3507, Stop, "Permission denied", ""),
        rows(4000, 4499, RETRY, "Custom disconnect", ""),
        rows(4500, 4999, Stop, "Custom disconnect for good", ""),
    ],
};
