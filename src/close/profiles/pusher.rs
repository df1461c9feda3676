//! Pusher Channels, protocol version 7.
//!
//! <https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol#error-codes>:
//! 4000–4099 must not be tried again unchanged, 4100–4199 after a second or
//! more, 4200–4299 at once; 4300–4399 is "any other type of error", which its
//! own client takes for a refusal (`getCloseAction` in pusher-js 8.6.0). The
//! close reason names every code; the names that an app may act on are here.

use super::{documented, row, rows};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};
use crate::close::words::Words;

/// "After 1s or more"; the rest of the window spreads the clients.
const AFTER_A_SECOND: Verdict = Verdict::window(1_000, 5_000);

const DOCS: Words = documented(
    "https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol#error-codes",
);

#[rustfmt::skip] // a row a code
pub(crate) static PROFILE: Profile = Profile {
    name: "pusher",
    source: DOCS.reference,
    rules: &[
        rows(4000, 4099, Stop, &Words { name: "Refused", meaning: "it would be refused again unchanged", ..DOCS }),
        row(4000, Stop, &Words { name: "TLS only", meaning: "connect with wss: instead", ..DOCS }),
        row(4001, Stop, &Words { name: "Application does not exist", ..DOCS }),
        row(4004, Stop, &Words { name: "Over connection quota", ..DOCS }),
        row(4007, Stop, &Words { name: "Unsupported protocol version", ..DOCS }),
        row(4009, Stop, &Words { name: "Connection is unauthorized", ..DOCS }),
        rows(4100, 4199, AFTER_A_SECOND, &Words { name: "Retry later", ..DOCS }),
        row(4100, AFTER_A_SECOND, &Words { name: "Over capacity", ..DOCS }),
        rows(4200, 4299, Verdict::NOW, &Words { name: "Reconnect immediately", ..DOCS }),
        row(4201, Verdict::NOW, &Words { name: "Pong reply not received", ..DOCS }),
        rows(4300, 4399, Stop, &Words { name: "Other error", ..DOCS }),
    ],
};
