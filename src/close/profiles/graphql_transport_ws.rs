//! The subprotocol `graphql-transport-ws` of GraphQL over WebSocket.
//!
//! Codes and names: <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>
//! and `CloseCode` in the same project's `src/common.ts`. The protocol leaves
//! open which of them are worth a retry; the verdicts are those of its own
//! client (`shouldRetryConnectOrThrow` in `src/client.ts`, read in 6.4.2). There
//! they cannot be overridden, and it gives up after five tries by default; here
//! the user's codes win, and no number of tries ends a session unasked.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// GraphQL over WebSocket, the subprotocol `graphql-transport-ws`.
pub static GRAPHQL_TRANSPORT_WS: Profile = profile("graphql-transport-ws", SOURCE, RULES);

const SOURCE: &str = "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4004, Stop, "Bad response", None),
    row(4005, Stop, "Internal client error", None),
    row(4400, Stop, "Bad request", Some("a message was invalid")),
    row(4401, Stop, "Unauthorized", Some("subscribed before the acknowledgement")),
    row(4403, Verdict::BACKOFF, "Forbidden", Some("the server refused the connection")),
    row(4406, Stop, "Subprotocol not acceptable", None),
    row(4408, Verdict::BACKOFF, "Connection initialisation timeout", None),
    row(4409, Stop, "Subscriber already exists", None),
    row(4429, Stop, "Too many initialisation requests", None),
    row(4499, Verdict::BACKOFF, "Terminated", None),
    row(4500, Stop, "Internal server error", None),
    row(4504, Verdict::BACKOFF, "Connection acknowledgement timeout", None),
];
