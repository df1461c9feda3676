//! Socket.IO and Engine.IO over WebSocket.
//!
//! The server closes without a code, so that a client has 1005 (`doClose` in
//! `packages/engine.io/lib/transports/websocket.ts` of
//! <https://github.com/socketio/socket.io>): a retry, as the standard says. The
//! package `ws` below it closes with 1009 what exceeds `maxHttpBufferSize`
//! (`maxPayload` in `packages/engine.io/lib/server.ts`, 1 MB by default). A code of
//! anybody else's does not end its own client (`onclose` in
//! `packages/socket.io-client/lib/manager.ts`, read in 4.8.3): what is final comes
//! in a packet.
//!
//! The packets of the main namespace, each behind the 4 that makes it a message of
//! Engine.IO (`docs/socket.io-protocol/v5-current.md` there): 41 disconnects, 44
//! refuses to connect. Its own client does not come back by itself after either
//! (`ondisconnect` and `destroy` in `packages/socket.io-client/lib/socket.ts`). 40 lets
//! the client in, once more where it asks after a 41 or a 44 on the same connection.

use super::table::{announcing, prefix, row, text};
use crate::close::announcement::{Announcement, Notice};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// Socket.IO and Engine.IO over WebSocket.
pub static SOCKET_IO: Profile = announcing("socket-io", SOURCE, RULES, ANNOUNCEMENTS);

const SOURCE: &str =
    "https://github.com/socketio/socket.io/blob/main/packages/engine.io/lib/server.ts";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", Some("from a proxy: the server closes without a code")),
    row(1009, Stop, "Message Too Big", Some("over maxHttpBufferSize, 1 MB by default")),
];

const ANNOUNCEMENTS: &[Announcement] = &[
    text("41", Notice::Close(Stop)),
    prefix("44{", Notice::Close(Stop)),
    prefix("40{", Notice::Withdrawn),
];
