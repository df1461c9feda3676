//! Home Assistant's WebSocket API.
//!
//! <https://developers.home-assistant.io/docs/api/websocket>: a server that does not
//! take the access token says `auth_invalid`, then closes. It has no codes of its own:
//! `homeassistant/components/websocket_api/http.py` of
//! <https://github.com/home-assistant/core> ends every connection with 1000, also when
//! it shuts down, and its own client comes back after each but the one that follows
//! `auth_invalid` (`lib/connection.ts` and `lib/socket.ts` of
//! <https://github.com/home-assistant/home-assistant-js-websocket>). An access token
//! lives for half an hour, so fresh credentials are worth a try.

use super::table::{announcing, is, json, row};
use crate::close::announcement::{Announcement, Member, Notice};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// Home Assistant's WebSocket API.
pub static HOME_ASSISTANT: Profile = announcing("home-assistant", SOURCE, RULES, ANNOUNCEMENTS);

const SOURCE: &str = "https://developers.home-assistant.io/docs/api/websocket";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Closed", Some("so it ends every connection")),
];

const ANNOUNCEMENTS: &[Announcement] =
    &[json(AUTH_INVALID, Notice::Close(Verdict::Reauthenticate))];

const AUTH_INVALID: &[Member] = &[is("type", "auth_invalid")];
