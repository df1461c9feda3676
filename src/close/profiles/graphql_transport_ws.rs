//! The subprotocol `graphql-transport-ws` of GraphQL over WebSocket.
//!
//! Codes and names: <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>
//! and `CloseCode` in the same project's `src/common.ts`. The protocol leaves
//! open which of them are worth a retry; the verdicts are those of its own
//! client (`shouldRetryConnectOrThrow` in `src/client.ts`, read in 6.4.2),
//! whose default is five tries. There they cannot be overridden; here the
//! user's codes win.

use super::{documented, row};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};
use crate::close::words::Words;

/// Access may have been granted meanwhile, but is not worth asking for ever.
const FIVE_TRIES: Verdict = Verdict::BACKOFF.at_most(5);

const DOCS: Words = documented("https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md");

#[rustfmt::skip] // a row a code
pub(crate) static PROFILE: Profile = Profile {
    name: "graphql-transport-ws",
    source: DOCS.reference,
    rules: &[
        row(4004, Stop, &Words { name: "Bad response", ..DOCS }),
        row(4005, Stop, &Words { name: "Internal client error", ..DOCS }),
        row(4400, Stop, &Words { name: "Bad request", meaning: "a message was invalid", ..DOCS }),
        row(4401, Stop, &Words { name: "Unauthorized", meaning: "subscribed before the acknowledgement", ..DOCS }),
        row(4403, FIVE_TRIES, &Words { name: "Forbidden", meaning: "the server refused the connection", ..DOCS }),
        row(4406, Stop, &Words { name: "Subprotocol not acceptable", ..DOCS }),
        row(4408, Verdict::BACKOFF, &Words { name: "Connection initialisation timeout", ..DOCS }),
        row(4409, Stop, &Words { name: "Subscriber already exists", ..DOCS }),
        row(4429, Stop, &Words { name: "Too many initialisation requests", ..DOCS }),
        row(4499, Verdict::BACKOFF, &Words { name: "Terminated", ..DOCS }),
        row(4500, Stop, &Words { name: "Internal server error", ..DOCS }),
        row(4504, Verdict::BACKOFF, &Words { name: "Connection acknowledgement timeout", ..DOCS }),
    ],
};
