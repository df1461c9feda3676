//! The Discord gateway (not its voice gateways, whose codes differ: `DISCORD_VOICE`).
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>:
//! the table there says of each code whether to reconnect.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// The gateway of Discord.
pub static DISCORD: Profile = profile("discord", SOURCE, RULES);

const SOURCE: &str = "https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4000, RETRY, "Unknown error", None),
    row(4001, RETRY, "Unknown opcode", None),
    row(4002, RETRY, "Decode error", None),
    row(4003, RETRY, "Not authenticated", Some("a payload came before identifying")),
    row(4004, Stop, "Authentication failed", Some("the token is not valid")),
    row(4005, RETRY, "Already authenticated", None),
    row(4007, RETRY, "Invalid seq", Some(NEW_SESSION)),
    row(4008, RETRY, "Rate limited", None),
    row(4009, RETRY, "Session timed out", Some(NEW_SESSION)),
    row(4010, Stop, "Invalid shard", None),
    row(4011, Stop, "Sharding required", None),
    row(4012, Stop, "Invalid API version", None),
    row(4013, Stop, "Invalid intents", None),
    row(4014, Stop, "Disallowed intents", None),
];

const RETRY: Verdict = Verdict::BACKOFF;

const NEW_SESSION: &str = "start a new session instead of resuming";
