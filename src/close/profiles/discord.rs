//! The Discord gateway (not its voice gateways, whose codes differ).
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>:
//! the table there says of each code whether to reconnect.

use super::{documented, row};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};
use crate::close::words::Words;

const RETRY: Verdict = Verdict::BACKOFF;

const NEW_SESSION: &str = "start a new session instead of resuming";

const DOCS: Words = documented(
    "https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes",
);

#[rustfmt::skip] // a row a code
pub(crate) static PROFILE: Profile = Profile {
    name: "discord",
    source: DOCS.reference,
    rules: &[
        row(4000, RETRY, &Words { name: "Unknown error", ..DOCS }),
        row(4001, RETRY, &Words { name: "Unknown opcode", ..DOCS }),
        row(4002, RETRY, &Words { name: "Decode error", ..DOCS }),
        row(4003, RETRY, &Words { name: "Not authenticated", meaning: "a payload came before identifying", ..DOCS }),
        row(4004, Stop, &Words { name: "Authentication failed", meaning: "the token is not valid", ..DOCS }),
        row(4005, RETRY, &Words { name: "Already authenticated", ..DOCS }),
        row(4007, RETRY, &Words { name: "Invalid seq", meaning: NEW_SESSION, ..DOCS }),
        row(4008, RETRY, &Words { name: "Rate limited", ..DOCS }),
        row(4009, RETRY, &Words { name: "Session timed out", meaning: NEW_SESSION, ..DOCS }),
        row(4010, Stop, &Words { name: "Invalid shard", ..DOCS }),
        row(4011, Stop, &Words { name: "Sharding required", ..DOCS }),
        row(4012, Stop, &Words { name: "Invalid API version", ..DOCS }),
        row(4013, Stop, &Words { name: "Invalid intents", ..DOCS }),
        row(4014, Stop, &Words { name: "Disallowed intents", ..DOCS }),
    ],
};
