//! Pusher Channels, protocol version 7.
//!
//! <https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol#error-codes>:
//! 4000–4099 must not be tried again unchanged, 4100–4199 after a second or
//! more, 4200–4299 at once; 4300–4399 is "any other type of error", which its
//! own client takes for a refusal (`getCloseAction` in pusher-js 8.6.0). The
//! close reason names every code; the names that an app may act on are here.

use super::table::{profile, row, rows};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// Pusher Channels.
pub static PUSHER: Profile = profile("pusher", SOURCE, RULES);

const SOURCE: &str = "https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol#error-codes";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    rows(4000, 4099, Stop, "Refused", Some("it would be refused again unchanged")),
    row(4000, Stop, "TLS only", Some("connect with wss: instead")),
    row(4001, Stop, "Application does not exist", None),
    row(4004, Stop, "Over connection quota", None),
    row(4007, Stop, "Unsupported protocol version", None),
    row(4009, Stop, "Connection is unauthorized", None),
    rows(4100, 4199, AFTER_A_SECOND, "Retry later", None),
    row(4100, AFTER_A_SECOND, "Over capacity", None),
    rows(4200, 4299, Verdict::NOW, "Reconnect immediately", None),
    row(4201, Verdict::NOW, "Pong reply not received", None),
    rows(4300, 4399, Stop, "Other error", None),
];

/// "After 1s or more"; the rest of the window spreads the clients.
const AFTER_A_SECOND: Verdict = Verdict::window(1_000, 5_000);
