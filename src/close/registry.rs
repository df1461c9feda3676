//! The standard's table: the IANA WebSocket Close Code Number Registry, a row a
//! code, and the ranges of RFC 6455 §7.4.2 for all other codes.
//!
//! Source: <https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number>.
//! The registry gives code, name and reference; sender, verdict and meaning
//! are closewise's reading of those references. To add a code is to add a row.

use super::code::CloseCode;
use super::code::Sender::{self, Both, Client, Nobody, Server};
use super::table::{Place, Row};
use super::verdict::Verdict::{self, Reauthenticate, Stop};

/// What the IANA registry says of a code, and what a client should do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Registration(Place);

impl Registration {
    /// The registered code.
    pub const fn code(&self) -> u16 {
        self.0.first()
    }

    /// IANA's name for it.
    pub fn name(&self) -> &'static str {
        self.0.name().text()
    }

    /// Which endpoint may send it.
    pub const fn sender(&self) -> Sender {
        self.0.sender()
    }

    /// What a client should do when the peer closed with it, unless a profile
    /// or the user's own codes say otherwise.
    pub const fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// What it means, as half a sentence.
    pub fn meaning(&self) -> &'static str {
        self.0.meaning().text()
    }

    /// Where it is defined.
    pub fn reference(&self) -> &'static str {
        self.0.reference().text()
    }
}

/// Every registered close code, in order.
pub const REGISTRY: &[Registration] = &REGISTERED;

static REGISTERED: [Registration; RANGES_FROM] = {
    let mut registered = [Registration(Place(0)); RANGES_FROM];
    let mut row = 0;
    while row < RANGES_FROM {
        registered[row] = Registration(Place(row as u16));
        row += 1;
    }
    registered
};

pub(super) const fn registration(code: CloseCode) -> Option<&'static Registration> {
    match Place::find(code).0 as usize {
        row @ 0..RANGES_FROM => Some(&REGISTRY[row]),
        _ => None,
    }
}

#[rustfmt::skip] // a row a code
pub(super) const ROWS: [Row; 24] = [
    row(1000, Both,   Stop,               RFC, "Normal Closure", "its purpose is fulfilled"),
    row(1001, Both,   BACKOFF,            RFC, "Going Away", "the peer is going away"),
    row(1002, Both,   Stop,               RFC, "Protocol error", "the protocol was violated"),
    row(1003, Both,   Stop,               RFC, "Unsupported Data", "the peer does not take this kind of data"),
    row(1004, Nobody, Stop,               RFC, "Reserved", "the code is reserved and has no meaning"),
    row(1005, Nobody, BACKOFF,            RFC, "No Status Rcvd", "the peer gave no code"),
    row(1006, Nobody, BACKOFF,            RFC, "Abnormal Closure", "no Close frame came"),
    row(1007, Both,   Stop,               RFC, "Invalid frame payload data", "a message did not fit its kind; do not send it again"),
    row(1008, Both,   Stop,               RFC, "Policy Violation", "a message or this client broke the peer's policy"),
    row(1009, Both,   Stop,               RFC, "Message Too Big", "a message was too big; do not send it again"),
    row(1010, Client, Stop,               RFC, "Mandatory Ext.", "an extension that the client needs is missing"),
    row(1011, Server, BACKOFF.at_most(5), RFC, "Internal Error", "the server met an unexpected condition"),
    row(1012, Server, SPREAD,             HYBI, "Service Restart", "the service restarts"),
    row(1013, Server, LATER,              HYBI, "Try Again Later", "the server is overloaded"),
    row(1014, Server, BACKOFF,            HYBI_1014, "Bad Gateway", "a gateway had an invalid answer from upstream"),
    row(1015, Nobody, BACKOFF,            RFC, "TLS handshake", "the TLS handshake failed"),
    row(3000, Server, Reauthenticate,     IANA, "Unauthorized", "the peer wants authentication"),
    row(3003, Server, Stop,               IANA, "Forbidden", "access is not allowed"),
    row(3008, Server, BACKOFF,            IANA, "Timeout", "the peer waited too long"),
    // A peer that closes with a code that nobody has given a meaning
    // speaks another protocol: another try would hear the same.
    rows(0, 999,         Nobody, Stop,    "Undefined", "the standard gives it no meaning"),
    rows(1000, 2999,     Nobody, Stop,    "Unassigned", "it is reserved for the protocol's future"),
    rows(3000, 3999,     Both,   BACKOFF, "Unassigned", "a library's or a framework's own code"),
    rows(4000, 4999,     Both,   BACKOFF, "Private Use", "the application's own code"),
    rows(5000, u16::MAX, Nobody, Stop,    "Undefined", "the standard gives it no meaning"),
];

/// The place of the first row that speaks of a range: they come last.
const RANGES_FROM: usize = {
    let mut row = 0;
    while ROWS[row].first == ROWS[row].last {
        row += 1;
    }
    row
};

const BACKOFF: Verdict = Verdict::BACKOFF;
/// The registration of 1012 asks for a random delay of 5 to 30 s.
const SPREAD: Verdict = Verdict::window(5_000, 30_000);
/// That of 1013 asks clients to stay away from an overloaded address until
/// their user acts. A browser knows no other address: it stays away for long.
const LATER: Verdict = Verdict::window(30_000, 120_000);

/// "Additional WebSocket Close Error Codes", the registration of 1012 and 1013.
const RFC: &str = "RFC 6455 §7.4.1";
const HYBI: &str = "https://mailarchive.ietf.org/arch/msg/hybi/P_1vbD9uyHl63nbIIbFxKMfSwcM/";
const HYBI_1014: &str = "https://mailarchive.ietf.org/arch/msg/hybi/VOLI2xp4tzFnIFYespe6oOtpFXA/";
const IANA: &str = "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";

const fn row(
    code: u16,
    sender: Sender,
    verdict: Verdict,
    reference: &'static str,
    name: &'static str,
    meaning: &'static str,
) -> Row {
    Row {
        first: code,
        last: code,
        sender,
        verdict,
        name,
        meaning,
        reference,
    }
}

const fn rows(
    first: u16,
    last: u16,
    sender: Sender,
    verdict: Verdict,
    name: &'static str,
    meaning: &'static str,
) -> Row {
    Row {
        first,
        last,
        sender,
        verdict,
        name,
        meaning,
        reference: "RFC 6455 §7.4.2",
    }
}
