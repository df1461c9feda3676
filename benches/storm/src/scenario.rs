//! What befalls the clients, a row a storm.

use crate::Millis;
use crate::server::Handshakes;

/// A storm. Its times count from the moment when every client loses its connection.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// A word for it, for files and arguments.
    pub name: &'static str,
    pub title: &'static str,
    pub what: &'static str,
    /// The code that the clients see.
    pub code: u16,
    /// What is gone until `back_at`.
    pub gone: Gone,
    pub back_at: Millis,
    pub handshakes: Handshakes,
    /// Each attempt asks the token endpoint first; what arrives is counted there.
    pub tokens: bool,
    /// How much of it the picture shows.
    pub shown: Millis,
}

/// What is missing while a storm lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The server: its machine refuses every dial.
    Server,
    /// The clients' network, and the page is told so: dials fail on the spot.
    Network,
    /// Nothing.
    Nothing,
}

/// The clients have been open for so long when the storm begins, which is long enough
/// to count as proof for all of them.
pub const CALM: Millis = 10_000;

/// How long after its beginning a storm is given up.
pub const HORIZON: Millis = 600_000;

pub const SCENARIOS: [Scenario; 7] = [
    Scenario {
        name: "restart",
        title: "A restart that says so",
        what: "Every connection is closed with 1012 (Service Restart); the server is back after 5 s.",
        code: 1012,
        back_at: 5_000,
        ..CRASH
    },
    CRASH,
    OUTAGE,
    Scenario {
        name: "refusing",
        title: "A server that takes few at a time",
        what: "A crash; the server is back after 5 s and takes the handshakes of 5 % of the \
               clients a second. It refuses those that come while more than a second's worth \
               waits.",
        handshakes: Handshakes::Refuse {
            share_per_second: 0.05,
        },
        shown: 90_000,
        ..CRASH
    },
    Scenario {
        name: "queueing",
        title: "A server with a long line",
        what: "The same, but whoever comes waits in line. Those who hang up meanwhile cost the \
               server their turn all the same: it learns of it only when it answers.",
        handshakes: Handshakes::Queue {
            share_per_second: 0.05,
        },
        shown: 180_000,
        ..CRASH
    },
    Scenario {
        name: "revocation",
        title: "All credentials revoked",
        what: "Every connection is closed with 3000 (Unauthorized). The server stays; each \
               attempt fetches a token first, and what is counted are the arrivals at the token \
               endpoint.",
        code: 3000,
        gone: Gone::Nothing,
        back_at: 0,
        tokens: true,
        shown: 15_000,
        ..CRASH
    },
    Scenario {
        name: "office",
        title: "An office without a network",
        what: "The network is gone for 30 s, as the browsers tell (`offline`, `online`); every \
               connection drops with 1006.",
        gone: Gone::Network,
        back_at: 30_000,
        shown: 60_000,
        ..CRASH
    },
];

pub const CRASH: Scenario = Scenario {
    name: "crash",
    title: "A crash",
    what: "Every connection drops with 1006 (no Close frame); the server is back after 5 s.",
    code: 1006,
    gone: Gone::Server,
    back_at: 5_000,
    handshakes: Handshakes::Unlimited,
    tokens: false,
    shown: 30_000,
};

pub const OUTAGE: Scenario = Scenario {
    name: "outage",
    title: "An outage of a minute",
    what: "Every connection drops with 1006, and the server refuses every dial for 60 s.",
    back_at: 60_000,
    shown: 120_000,
    ..CRASH
};
