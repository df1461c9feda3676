//! The subprotocol `graphql-transport-ws` of GraphQL over WebSocket.
//!
//! Codes and names: <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>
//! and `CloseCode` in the same project's `src/common.ts`. The protocol leaves
//! open which of them are worth a retry; the verdicts are those of its own
//! client (`shouldRetryConnectOrThrow` in `src/client.ts`, read in 6.4.2),
//! whose default is five tries. There they cannot be overridden; here the
//! user's codes win.

use super::row;
use crate::close::table::Table;
use crate::close::verdict::Verdict::{self, Stop};

/// Access may have been granted meanwhile, but is not worth asking for ever.
const FIVE_TRIES: Verdict = Verdict::BACKOFF.at_most(5);

#[rustfmt::skip] // a row a code
pub(crate) const TABLE: Table = Table {
    name: "graphql-transport-ws",
    source: "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md",
    rows: &[
        row(4004, Stop, "Bad response", ""),
        row(4005, Stop, "Internal client error", ""),
        row(4400, Stop, "Bad request", "a message was invalid"),
        row(4401, Stop, "Unauthorized", "subscribed before the acknowledgement"),
        row(4403, FIVE_TRIES, "Forbidden", "the server refused the connection"),
        row(4406, Stop, "Subprotocol not acceptable", ""),
        row(4408, Verdict::BACKOFF, "Connection initialisation timeout", ""),
        row(4409, Stop, "Subscriber already exists", ""),
        row(4429, Stop, "Too many initialisation requests", ""),
        row(4499, Verdict::BACKOFF, "Terminated", ""),
        row(4500, Stop, "Internal server error", ""),
        row(4504, Verdict::BACKOFF, "Connection acknowledgement timeout", ""),
    ],
};
