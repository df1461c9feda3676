//! The voice gateways of Discord.
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#voice-voice-close-event-codes>,
//! and "Resuming Voice Connection" in `developers/topics/voice-connections.mdx` of
//! <https://github.com/discord/discord-api-docs>. That table says of 4014, 4021 and
//! 4022 not to reconnect, and of 4015 to resume. Of the others: what is wrong with
//! the token, the protocol or the encryption would be so again; the rest is retried
//! as on the gateway, and by @discordjs/voice (0.18.0), which joins anew.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// The voice gateways of Discord.
pub static DISCORD_VOICE: Profile = profile("discord-voice", SOURCE, RULES);

const SOURCE: &str = "https://discord.com/developers/docs/topics/opcodes-and-status-codes#voice-voice-close-event-codes";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4001, RETRY, "Unknown opcode", None),
    row(4002, RETRY, "Failed to decode payload", None),
    row(4003, RETRY, "Not authenticated", Some("a payload came before identifying")),
    row(4004, Stop, "Authentication failed", Some("the token is not valid")),
    row(4005, RETRY, "Already authenticated", None),
    row(4006, RETRY, "Session no longer valid", Some(NEW_SESSION)),
    row(4009, RETRY, "Session timeout", Some(NEW_SESSION)),
    row(4011, RETRY, "Server not found", Some("ask the gateway for a voice server again")),
    row(4012, Stop, "Unknown protocol", None),
    row(4014, Stop, "Disconnected", Some("kicked, or the session at the gateway is gone")),
    row(4015, RETRY, "Voice server crashed", Some("resume the session")),
    row(4016, Stop, "Unknown encryption mode", None),
    row(4017, Stop, "E2EE/DAVE protocol required", Some("the channel needs a client that encrypts end to end")),
    row(4020, Stop, "Bad request", None),
    row(4021, Stop, "Disconnected: rate limited", None),
    row(4022, Stop, "Disconnected: call terminated", Some("the channel is gone, or its voice server changed")),
];

const RETRY: Verdict = Verdict::BACKOFF;

const NEW_SESSION: &str = "start a new session instead of resuming";
