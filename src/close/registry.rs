//! The IANA WebSocket Close Code Number Registry, a row a code.
//!
//! Source: <https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number>.
//! The registry gives code, name and reference; sender, verdict and meaning
//! are closewise's reading of those references. To add a code is to add a row.

use super::code::Sender::{self, Both, Client, Nobody, Server};
use super::verdict::Verdict::{self, Reauthenticate, Stop};

/// What the IANA registry says of a code, and what a client should do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Registration {
    /// The registered code.
    pub code: u16,
    /// IANA's name for it.
    pub name: &'static str,
    /// Which endpoint may send it.
    pub sender: Sender,
    /// What a client should do when the peer closed with it, unless a profile
    /// or the user's own codes say otherwise.
    pub verdict: Verdict,
    /// What it means, as half a sentence.
    pub meaning: &'static str,
    /// Where it is defined.
    pub reference: &'static str,
}

/// Every registered close code, in order.
#[rustfmt::skip] // a row a code
pub const REGISTRY: &[Registration] = &[
    row(1000, "Normal Closure",              Both,     Stop,                RFC,       "its purpose is fulfilled"),
    row(1001, "Going Away",                  Both,     BACKOFF,             RFC,       "the peer is going away"),
    row(1002, "Protocol error",              Both,     Stop,                RFC,       "the protocol was violated"),
    row(1003, "Unsupported Data",            Both,     Stop,                RFC,       "the peer does not take this kind of data"),
    row(1004, "Reserved",                    Nobody,   Stop,                RFC,       "the code is reserved and has no meaning"),
    row(1005, "No Status Rcvd",              Nobody,   BACKOFF,             RFC,       "the peer gave no code"),
    row(1006, "Abnormal Closure",            Nobody,   BACKOFF,             RFC,       "no Close frame came"),
    row(1007, "Invalid frame payload data",  Both,     Stop,                RFC,       "a message did not fit its kind; do not send it again"),
    row(1008, "Policy Violation",            Both,     Stop,                RFC,       "a message or this client broke the peer's policy"),
    row(1009, "Message Too Big",             Both,     Stop,                RFC,       "a message was too big; do not send it again"),
    row(1010, "Mandatory Ext.",              Client,   Stop,                RFC,       "an extension that the client needs is missing"),
    row(1011, "Internal Error",              Server,   BACKOFF.at_most(5),  RFC,       "the server met an unexpected condition"),
    row(1012, "Service Restart",             Server,   SPREAD,              HYBI,      "the service restarts"),
    row(1013, "Try Again Later",             Server,   LATER,               HYBI,      "the server is overloaded"),
    row(1014, "Bad Gateway",                 Server,   BACKOFF,             HYBI_1014, "a gateway had an invalid answer from upstream"),
    row(1015, "TLS handshake",               Nobody,   BACKOFF,             RFC,       "the TLS handshake failed"),
    row(3000, "Unauthorized",                Server,   Reauthenticate,      IANA,      "the peer wants authentication"),
    row(3003, "Forbidden",                   Server,   Stop,                IANA,      "access is not allowed"),
    row(3008, "Timeout",                     Server,   BACKOFF,             IANA,      "the peer waited too long"),
];

const BACKOFF: Verdict = Verdict::BACKOFF;
/// The registration of 1012 asks for a random delay of 5 to 30 s.
const SPREAD: Verdict = Verdict::window(5_000, 30_000);
/// That of 1013 asks clients to stay away from an overloaded address until
/// their user acts. A browser knows no other address: it stays away for long.
const LATER: Verdict = Verdict::window(30_000, 120_000);

const RFC: &str = "RFC 6455 §7.4.1";
/// "Additional WebSocket Close Error Codes", the registration of 1012 and 1013.
const HYBI: &str = "https://mailarchive.ietf.org/arch/msg/hybi/P_1vbD9uyHl63nbIIbFxKMfSwcM/";
const HYBI_1014: &str = "https://mailarchive.ietf.org/arch/msg/hybi/VOLI2xp4tzFnIFYespe6oOtpFXA/";
const IANA: &str = "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";

const fn row(
    code: u16,
    name: &'static str,
    sender: Sender,
    verdict: Verdict,
    reference: &'static str,
    meaning: &'static str,
) -> Registration {
    Registration {
        code,
        name,
        sender,
        verdict,
        meaning,
        reference,
    }
}
