//! Twitch EventSub over WebSocket.
//!
//! <https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message>;
//! the codes also in `internal/events/websocket/mock_server/close_messages.go` of
//! Twitch's own <https://github.com/twitchdev/twitch-cli>. A client may send
//! nothing but pongs, so one that did (4001) would be closed again. An app
//! subscribes over HTTP within 10 seconds: one that did not (4003) has an open
//! connection each time, so that no backoff grows; it comes back slowly.
//!
//! A server that is to be taken down says `session_reconnect`, and has the client move
//! within 30 seconds to the URL that the message names
//! (<https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#reconnect-message>).
//! `packages/eventsub-ws/src/EventSubWsSocket.ts` of <https://github.com/twurple/twurple>
//! does not subscribe again then, and closes the old connection once the new one is
//! there; a session here has one connection at a time, and closes the old one first.

use super::table::{is, json_with_url, receive_only, row};
use crate::close::announcement::{Announcement, Member, Notice};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// Twitch EventSub over WebSocket.
pub static TWITCH_EVENT_SUB: Profile =
    receive_only("twitch-event-sub", SOURCE, RULES, ANNOUNCEMENTS);

const SOURCE: &str = "https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4000, RETRY, "Internal server error", None),
    row(4001, Stop, "Client sent inbound traffic", Some("a client may send nothing but pongs")),
    row(4002, RETRY, "Client failed ping-pong", None),
    row(4003, SLOWLY, "Connection unused", Some("no subscription was made within 10 seconds")),
    row(4004, RETRY, "Reconnect grace time expired", Some("the client had not moved to the reconnect URL within 30 seconds")),
    row(4005, RETRY, "Network timeout", None),
    row(4006, RETRY, "Network error", None),
    row(4007, RETRY, "Invalid reconnect", Some("the reconnect URL was not valid; connect to the service's own")),
];

const RETRY: Verdict = Verdict::BACKOFF;
const SLOWLY: Verdict = Verdict::window(30_000, 120_000);

const ANNOUNCEMENTS: &[Announcement] = &[json_with_url(
    SESSION_RECONNECT,
    Notice::Move(Verdict::NOW),
    "payload.session.reconnect_url",
)];

const SESSION_RECONNECT: &[Member] = &[is("metadata.message_type", "session_reconnect")];
