//! The IANA WebSocket Close Code Number Registry, a row a code.
//!
//! Source: <https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number>.
//! The registry gives code, name and reference; sender, verdict and meaning
//! are closewise's reading of those references.

use super::code::Sender;
use super::verdict::Verdict;

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
pub const REGISTRY: &[Registration] = &[
    row(
        1000,
        "Normal Closure",
        Sender::Both,
        Verdict::Stop,
        "its purpose is fulfilled",
        RFC,
    ),
    row(
        1001,
        "Going Away",
        Sender::Both,
        Verdict::BACKOFF,
        "the peer is going away",
        RFC,
    ),
    row(
        1002,
        "Protocol error",
        Sender::Both,
        Verdict::Stop,
        "the protocol was violated",
        RFC,
    ),
    row(
        1003,
        "Unsupported Data",
        Sender::Both,
        Verdict::Stop,
        "the peer does not take this kind of data",
        RFC,
    ),
    row(
        1004,
        "Reserved",
        Sender::Nobody,
        Verdict::Stop,
        "the code is reserved and has no meaning",
        RFC,
    ),
    row(
        1005,
        "No Status Rcvd",
        Sender::Nobody,
        Verdict::BACKOFF,
        "the peer gave no code",
        RFC,
    ),
    row(
        1006,
        "Abnormal Closure",
        Sender::Nobody,
        Verdict::BACKOFF,
        "no Close frame came",
        RFC,
    ),
    row(
        1007,
        "Invalid frame payload data",
        Sender::Both,
        Verdict::Stop,
        "a message did not fit its kind; do not send it again",
        RFC,
    ),
    row(
        1008,
        "Policy Violation",
        Sender::Both,
        Verdict::Stop,
        "a message or this client broke the peer's policy",
        RFC,
    ),
    row(
        1009,
        "Message Too Big",
        Sender::Both,
        Verdict::Stop,
        "a message was too big; do not send it again",
        RFC,
    ),
    row(
        1010,
        "Mandatory Ext.",
        Sender::Client,
        Verdict::Stop,
        "an extension that the client needs is missing",
        RFC,
    ),
    row(
        1011,
        "Internal Error",
        Sender::Server,
        Verdict::BACKOFF.at_most(5),
        "the server met an unexpected condition",
        RFC,
    ),
    row(
        1012,
        "Service Restart",
        Sender::Server,
        Verdict::window(5_000, 30_000),
        "the service restarts",
        "https://mailarchive.ietf.org/arch/msg/hybi/",
    ),
    row(
        1013,
        "Try Again Later",
        Sender::Server,
        Verdict::window(30_000, 120_000),
        "the server is overloaded",
        "https://mailarchive.ietf.org/arch/msg/hybi/",
    ),
    row(
        1014,
        "Bad Gateway",
        Sender::Server,
        Verdict::BACKOFF,
        "a gateway had an invalid answer from upstream",
        "https://mailarchive.ietf.org/arch/msg/hybi/",
    ),
    row(
        1015,
        "TLS handshake",
        Sender::Nobody,
        Verdict::BACKOFF,
        "the TLS handshake failed",
        RFC,
    ),
    row(
        3000,
        "Unauthorized",
        Sender::Server,
        Verdict::Reauthenticate,
        "the peer wants authentication",
        IANA,
    ),
    row(
        3003,
        "Forbidden",
        Sender::Server,
        Verdict::Stop,
        "access is not allowed",
        IANA,
    ),
    row(
        3008,
        "Timeout",
        Sender::Server,
        Verdict::BACKOFF,
        "the peer waited too long",
        IANA,
    ),
];

const RFC: &str = "RFC 6455 §7.4.1";
const IANA: &str = "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";

const fn row(
    code: u16,
    name: &'static str,
    sender: Sender,
    verdict: Verdict,
    meaning: &'static str,
    reference: &'static str,
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
