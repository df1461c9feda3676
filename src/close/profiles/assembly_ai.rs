//! AssemblyAI, streaming speech to text.
//!
//! 1008 and 3005 to 3009:
//! <https://www.assemblyai.com/docs/streaming/common-session-errors-and-closures>.
//! 4000 to 4103: `RealTimeErrorCodes` in `assemblyai/streaming/v3/models.py` of
//! <https://github.com/AssemblyAI/assemblyai-python-sdk>, which still names them,
//! though the API that they are from is retired. A temporary token is good for a
//! single session, and a session is paid for by its length: what comes back needs
//! another token (from a provider), and what was idle does not come back by itself.
//! Audio in pieces of the wrong length, or too fast, would be so again.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Reauthenticate, Stop};

/// AssemblyAI, streaming speech to text.
pub static ASSEMBLY_AI: Profile = profile("assembly-ai", SOURCE, RULES);

const SOURCE: &str = "https://www.assemblyai.com/docs/streaming/common-session-errors-and-closures";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1008, Reauthenticate, "Unauthorized connection", Some("the token is missing or invalid, or the account has a problem")),
    row(3005, RETRY, "Server error", None),
    row(3006, Stop, "Invalid input", Some("a message was not valid")),
    row(3007, Stop, "Input duration violation", Some("audio came in pieces of the wrong length, or too fast")),
    row(3008, RETRY, "Session expired", Some(NEW_SESSION)),
    row(3009, LATER, "Too many concurrent sessions", None),
    row(4000, Stop, "Bad sample rate", None),
    row(4001, Reauthenticate, "Not authorized", None),
    row(4002, Stop, "Insufficient funds", None),
    row(4003, Stop, "Paid feature", Some("the account has no credit card")),
    row(4004, RETRY, "Session not found", Some(NEW_SESSION)),
    row(4008, RETRY, "Session expired", Some(NEW_SESSION)),
    row(4010, RETRY, "Session previously closed", Some(NEW_SESSION)),
    row(4029, Stop, "Client sent audio too fast", None),
    row(4030, Stop, "Session is handled elsewhere", Some("another connection has the session")),
    row(4031, Stop, "Session idle for too long", None),
    row(4032, Stop, "Audio too short", None),
    row(4033, Stop, "Audio too long", None),
    row(4034, Stop, "Audio too small to transcode", None),
    row(4100, Stop, "Invalid JSON", None),
    row(4101, Stop, "Invalid schema", None),
    row(4102, LATER, "Too many streams", None),
    row(4103, Stop, "Session reconnected", Some("another connection took the session over")),
];

const RETRY: Verdict = Verdict::BACKOFF;
/// Until one of the account's other sessions is over.
const LATER: Verdict = Verdict::window(5_000, 30_000);

const NEW_SESSION: &str = "start a new session";
