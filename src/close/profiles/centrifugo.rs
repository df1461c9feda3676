//! Centrifugo.
//!
//! Codes: <https://centrifugal.dev/docs/server/codes#client-disconnect-codes>.
//! Ranges: `disconnect.go` of <https://github.com/centrifugal/centrifuge>: come
//! back after 3000–3499 and 4000–4499, never after 3500–3999 and 4500–4999. A
//! message over the size limit (1009) ends its own client too (`onClose` in
//! centrifuge-js 5.8.0). Its 3000 and 3008 are not those of IANA's registry.
//! The close reason names every code; the names that an app may act on are here.

use super::{documented, row, rows};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};
use crate::close::words::Words;

const RETRY: Verdict = Verdict::BACKOFF;

const DOCS: Words = documented("https://centrifugal.dev/docs/server/codes#client-disconnect-codes");

#[rustfmt::skip] // a row a code
pub(crate) static PROFILE: Profile = Profile {
    name: "centrifugo",
    source: DOCS.reference,
    rules: &[
        row(1009, Stop, &Words { name: "Message Too Big", meaning: "over the message size limit", ..DOCS }),
        rows(3000, 3499, RETRY, &Words { name: "Disconnected", ..DOCS }),
        row(3000, RETRY, &Words { name: "Connection closed", ..DOCS }),
        row(3008, RETRY, &Words { name: "Slow", meaning: "this client reads too slowly", ..DOCS }),
        rows(3500, 3999, Stop, &Words { name: "Disconnected for good", ..DOCS }),
        row(3500, Stop, &Words { name: "Invalid token", ..DOCS }),
        row(3501, Stop, &Words { name: "Bad request", ..DOCS }),
        row(3507, Stop, &Words { name: "Permission denied", ..DOCS }),
        rows(4000, 4499, RETRY, &Words { name: "Custom disconnect", ..DOCS }),
        rows(4500, 4999, Stop, &Words { name: "Custom disconnect for good", ..DOCS }),
    ],
};
