//! The Discord gateway (not its voice gateways, whose codes differ).
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>:
//! the table there says of each code whether to reconnect.

use super::row;
use crate::close::table::Table;
use crate::close::verdict::Verdict::{self, Stop};

const RETRY: Verdict = Verdict::BACKOFF;

const NEW_SESSION: &str = "start a new session instead of resuming";

#[rustfmt::skip] // a row a code
pub(crate) const TABLE: Table = Table {
    name: "discord",
    source: "https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes",
    rows: &[
        row(4000, RETRY, "Unknown error", ""),
        row(4001, RETRY, "Unknown opcode", ""),
        row(4002, RETRY, "Decode error", ""),
        row(4003, RETRY, "Not authenticated", "a payload came before identifying"),
        row(4004, Stop, "Authentication failed", "the token is not valid"),
        row(4005, RETRY, "Already authenticated", ""),
        row(4007, RETRY, "Invalid seq", NEW_SESSION),
        row(4008, RETRY, "Rate limited", ""),
        row(4009, RETRY, "Session timed out", NEW_SESSION),
        row(4010, Stop, "Invalid shard", ""),
        row(4011, Stop, "Sharding required", ""),
        row(4012, Stop, "Invalid API version", ""),
        row(4013, Stop, "Invalid intents", ""),
        row(4014, Stop, "Disallowed intents", ""),
    ],
};
