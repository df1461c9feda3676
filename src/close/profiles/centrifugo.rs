//! Centrifugo.
//!
//! Codes: <https://centrifugal.dev/docs/server/codes#client-disconnect-codes>.
//! Ranges: `disconnect.go` of <https://github.com/centrifugal/centrifuge>: come
//! back after 3000–3499 and 4000–4499, never after 3500–3999 and 4500–4999. A
//! message over the size limit (1009) ends its own client too (`onClose` in
//! centrifuge-js 5.8.0). Its 3000 and 3008 are not those of IANA's registry.

use super::{row, rows};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};

const RETRY: Verdict = Verdict::BACKOFF;

pub(crate) const PROFILE: Profile = Profile {
    name: "centrifugo",
    source: "https://centrifugal.dev/docs/server/codes#client-disconnect-codes",
    rules: &[
        row(1009, Stop, "Message size limit exceeded", ""),
        rows(3000, 3499, RETRY, "Disconnected", ""),
        row(3000, RETRY, "Connection closed", ""),
        row(3001, RETRY, "Shutdown", ""),
        row(3004, RETRY, "Internal server error", ""),
        row(3005, RETRY, "Connection expired", ""),
        row(3006, RETRY, "Subscription expired", ""),
        row(3008, RETRY, "Slow", "this client reads too slowly"),
        row(3009, RETRY, "Write error", ""),
        row(3010, RETRY, "Insufficient state", ""),
        row(3011, RETRY, "Force reconnect", ""),
        row(3012, RETRY, "No pong", ""),
        row(3013, RETRY, "Too many requests", ""),
        rows(3500, 3999, Stop, "Disconnected for good", ""),
        row(3500, Stop, "Invalid token", ""),
        row(3501, Stop, "Bad request", ""),
        row(3502, Stop, "Stale", "it did not authenticate in time"),
        row(3503, Stop, "Force disconnect", ""),
        row(3504, Stop, "Connection limit", ""),
        row(3505, Stop, "Channel limit", ""),
        row(3506, Stop, "Inappropriate protocol", ""),
        row(3507, Stop, "Permission denied", ""),
        row(3508, Stop, "Not available", ""),
        row(3509, Stop, "Too many errors", ""),
        rows(4000, 4499, RETRY, "Custom disconnect", ""),
        rows(4500, 4999, Stop, "Custom disconnect for good", ""),
    ],
};
