//! obs-websocket 5, the remote control of OBS Studio.
//!
//! `WebSocketCloseCode` in
//! <https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md#websocketclosecode>.
//! Only of 4011 it says what to do: not to come back by oneself. 4002 to 4008,
//! 4010 and 4012 are about what this client sends, and would come again.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Reauthenticate, Stop};

/// obs-websocket 5, the remote control of OBS Studio.
pub static OBS_WEBSOCKET: Profile = profile("obs-websocket", SOURCE, RULES);

const SOURCE: &str = "https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md#websocketclosecode";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4000, Verdict::BACKOFF, "Unknown reason", None),
    row(4002, Stop, "Message decode error", None),
    row(4003, Stop, "Missing data field", None),
    row(4004, Stop, "Invalid data field type", None),
    row(4005, Stop, "Invalid data field value", None),
    row(4006, Stop, "Unknown op code", None),
    row(4007, Stop, "Not identified", Some("a message came before identifying")),
    row(4008, Stop, "Already identified", None),
    row(4009, Reauthenticate, "Authentication failed", Some("the password is missing or wrong")),
    row(4010, Stop, "Unsupported RPC version", None),
    row(4011, Stop, "Session invalidated", Some("the user of OBS removed this client")),
    row(4012, Stop, "Unsupported feature", Some("the machine or its software lacks it")),
];
