//! The standard's table: the IANA WebSocket Close Code Number Registry, a row a
//! code, and the ranges of RFC 6455 §7.4.2 for all other codes.
//!
//! Source: <https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number>.
//! The registry gives code, name and reference; sender, verdict and meaning
//! are closewise's reading of those references. To add a code is to add a row.

use std::borrow::Cow;
use std::fmt;

use Sender::{Both, Client, Nobody, Server};

use super::code::{CloseCode, Range};
use super::verdict::Verdict::{self, Reauthenticate, Stop};

/// What the IANA registry says of a code, and what a client should do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Registration {
    /// The registered code.
    pub code: CloseCode,
    /// IANA's name for it.
    pub name: &'static str,
    /// Which endpoint may send it.
    pub sender: Sender,
    /// What a client should do when the peer closed with it, unless a profile
    /// or the user's own codes say otherwise.
    pub verdict: Verdict,
    /// What it means, as half a sentence.
    pub meaning: &'static str,
    /// Where it is defined: a section of an RFC, or an address.
    pub reference: &'static str,
}

/// Every registered close code, in order.
#[rustfmt::skip] // a row a code
pub static REGISTRY: &[Registration] = &[
    row(1000, Both,   Stop,               RFC, "Normal Closure", "it has done what it was opened for"),
    row(1001, Both,   BACKOFF,            RFC, "Going Away", "the server goes down or moves its clients, or a page was left"),
    row(1002, Both,   Stop,               RFC, "Protocol error", "one side broke the WebSocket protocol"),
    row(1003, Both,   Stop,               RFC, "Unsupported Data", "it takes no data of this kind, text or binary"),
    row(1004, Nobody, Stop,               RFC, "Reserved", "the code is reserved and has no meaning"),
    row(1005, Nobody, BACKOFF,            RFC, "No Status Rcvd", "its Close frame had no code"),
    row(1006, Nobody, BACKOFF,            RFC, "Abnormal Closure", "no Close frame came"),
    row(1007, Both,   Stop,               RFC, "Invalid frame payload data", "a message was not what its kind promises, such as text that is not UTF-8; do not send it again"),
    row(1008, Both,   Stop,               RFC, "Policy Violation", "a message, or this client, is against its policy"),
    row(1009, Both,   Stop,               RFC, "Message Too Big", "a message was too big; do not send it again"),
    row(1010, Client, Stop,               RFC, "Mandatory Ext.", "an extension that the client needs is missing"),
    row(1011, Server, BACKOFF,            RFC, "Internal Error", "the server met an error that it did not expect"),
    row(1012, Server, SPREAD,             HYBI, "Service Restart", "the service restarts"),
    row(1013, Server, LATER,              HYBI, "Try Again Later", "the server is overloaded"),
    row(1014, Server, BACKOFF,            HYBI_1014, "Bad Gateway", "a gateway had no valid answer from the server behind it"),
    row(1015, Nobody, BACKOFF,            RFC, "TLS handshake", "the TLS handshake failed"),
    row(3000, Server, Reauthenticate,     IANA, "Unauthorized", "it wants other credentials"),
    row(3003, Server, Stop,               IANA, "Forbidden", "the credentials are known, and do not allow this"),
    row(3008, Server, BACKOFF,            IANA, "Timeout", "it waited too long for this client"),
];

/// What the standard says of the codes of a range that are not registered.
///
/// A peer that closes with a code that nobody has given a meaning speaks
/// another protocol: another try would hear the same.
#[rustfmt::skip] // a row a range
const fn unregistered(range: Range) -> Standing {
    match range {
        Range::Unused =>     standing(Nobody, Stop,    "Undefined", "the standard gives it no meaning"),
        Range::Protocol =>   standing(Nobody, Stop,    "Unassigned", "it is reserved for the protocol's future"),
        Range::Registered => standing(Both,   BACKOFF, "Unassigned", "a code of a library's or a framework's own, which a profile can explain"),
        Range::Private =>    standing(Both,   BACKOFF, "Private Use", "a code of the application's own, which a profile can explain"),
        Range::Undefined =>  standing(Nobody, Stop,    "Undefined", "the standard gives it no meaning"),
    }
}

const BACKOFF: Verdict = Verdict::BACKOFF;
/// The registration of 1012 asks for a random delay of 5 to 30 s.
const SPREAD: Verdict = Verdict::window(5_000, 30_000);
/// The registration of 1013 asks clients to stay away from an overloaded
/// address until their user acts. A browser knows no other address: it stays
/// away for long.
const LATER: Verdict = Verdict::window(30_000, 120_000);

const RFC: &str = "RFC 6455 §7.4.1";
/// "Additional WebSocket Close Error Codes", the registration of 1012 and 1013.
const HYBI: &str = "https://mailarchive.ietf.org/arch/msg/hybi/P_1vbD9uyHl63nbIIbFxKMfSwcM/";
const HYBI_1014: &str = "https://mailarchive.ietf.org/arch/msg/hybi/VOLI2xp4tzFnIFYespe6oOtpFXA/";
const IANA: &str = "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";

impl CloseCode {
    /// The code's row in the IANA registry, if it has one.
    pub fn registration(self) -> Option<&'static Registration> {
        REGISTRY.iter().find(|row| row.code == self)
    }

    /// Which endpoint may send the code.
    pub fn sender(self) -> Sender {
        self.standing().sender
    }

    /// What the code's meaning is called in a table of translations: `"code.1012"`, or
    /// `"range.private"`.
    pub(super) fn meaning_key(self) -> Cow<'static, str> {
        let (mut key, rest) = match self.registration() {
            Some(_) => ("code.".to_string(), u32::from(self.0).to_string()),
            None => ("range.".to_string(), self.range().as_str().to_string()),
        };
        key += &rest;
        key.into()
    }

    /// What the standard says of the code, which may be registered or not.
    pub(super) fn standing(self) -> Standing {
        match self.registration() {
            Some(row) => Standing {
                name: row.name,
                sender: row.sender,
                verdict: row.verdict,
                meaning: row.meaning,
                reference: row.reference,
            },
            None => unregistered(self.range()),
        }
    }
}

/// What the standard says of a code, by its registration or by its range.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) name: &'static str,
    pub(super) sender: Sender,
    pub(super) verdict: Verdict,
    pub(super) meaning: &'static str,
    pub(super) reference: &'static str,
}

/// Which endpoint may put a code into a Close frame.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Sender {
    /// Either endpoint.
    Both,
    /// The client alone.
    Client,
    /// The server alone.
    Server,
    /// Neither: the code is reported locally, reserved or not assigned.
    Nobody,
}

impl Sender {
    /// The word for it, as JavaScript and serde see it, such as `"server"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Client => "client",
            Self::Server => "server",
            Self::Nobody => "nobody",
        }
    }
}

impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

const fn row(
    code: u16,
    sender: Sender,
    verdict: Verdict,
    reference: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> Registration {
    Registration {
        code: CloseCode(code),
        name,
        sender,
        verdict,
        meaning,
        reference,
    }
}

const fn standing(
    sender: Sender,
    verdict: Verdict,
    name: &'static str,
    meaning: &'static str,
) -> Standing {
    Standing {
        name,
        sender,
        verdict,
        meaning,
        reference: "RFC 6455 §7.4.2",
    }
}
