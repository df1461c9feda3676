//! Liveblocks.
//!
//! `packages/liveblocks-core/src/types/IWebSocket.ts` of
//! <https://github.com/liveblocks/liveblocks>, and what its client does with the
//! ranges there (`EXPLICIT_SOCKET_CLOSE` in `src/connection.ts`, read in 3.24.2):
//! 4000–4099 and 4999 disconnect, 4100–4199 authorize again, 4200–4299 retry with
//! the same token. 4002 to 4004 are marked as unused. 1013 is as the standard
//! says; after every other code its client comes back, 1000 included.

use super::table::{profile, row, rows};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Reauthenticate, Stop};

/// Liveblocks.
pub static LIVEBLOCKS: Profile = profile("liveblocks", SOURCE, RULES);

const SOURCE: &str = "https://github.com/liveblocks/liveblocks/blob/main/packages/liveblocks-core/src/types/IWebSocket.ts";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", None),
    rows(4000, 4099, Stop, "Disconnected", None),
    row(4000, Stop, "Invalid message format", None),
    row(4001, Stop, "Not allowed", Some("authorizing again would not help")),
    row(4005, Stop, "Too many connections in the room", Some("the room is full")),
    row(4006, Stop, "Room ID updated", Some("the room has another ID now")),
    rows(4100, 4199, Reauthenticate, "Authorize again", None),
    row(4100, Reauthenticate, "Kicked", Some("the server removed this connection from the room")),
    row(4109, Reauthenticate, "Token expired", None),
    rows(4200, 4299, SLOWLY, "Retry later", None),
    row(4999, Stop, "Closed without retry", None),
];

/// Its own client waits 2 s, then 30 s, and longer from there.
const SLOWLY: Verdict = Verdict::window(2_000, 30_000);
