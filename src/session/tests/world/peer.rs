//! Scripts for the other side: the peer with its network, and the provider.

use crate::session::{MessageKind, Millis};

/// How the peer, and the network on the way to it, treat one connection.
/// Times are in ms from the dial, unless said otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    pub(super) opens: Option<Millis>,
    pub(super) ends: Option<Ending>,
    pub(super) errors: Option<Millis>,
    /// Its answer to the greeting, and how long after.
    pub(super) greets: Option<(Millis, MessageKind)>,
    /// How long it takes to answer a probe.
    pub(super) pongs: Option<Millis>,
    /// How long it takes to answer a close.
    pub(super) closes: Option<Millis>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    pub(super) at: Millis,
    pub(super) code: u16,
    pub(super) reason: &'static str,
    pub(super) was_clean: bool,
}

/// How long the network takes, in ms.
pub const LATENCY: Millis = 20;

impl Peer {
    /// Opens, and answers all that it is asked.
    pub const ACCEPTS: Self = Self {
        opens: Some(LATENCY),
        ends: None,
        errors: None,
        greets: Some((LATENCY, MessageKind::HandshakeAccepted)),
        pongs: Some(LATENCY),
        closes: Some(LATENCY),
    };

    /// The network says no.
    pub const REFUSES: Self = Self {
        opens: None,
        ends: Some(Ending {
            at: LATENCY,
            code: 1006,
            reason: "",
            was_clean: false,
        }),
        ..Self::ACCEPTS
    };

    /// Nothing ever comes back, and nothing says so.
    pub const NEVER_OPENS: Self = Self {
        opens: None,
        closes: None,
        ..Self::ACCEPTS
    };

    /// Opens, and is gone without a word.
    pub const HALF_OPEN: Self = Self {
        greets: None,
        pongs: None,
        closes: None,
        ..Self::ACCEPTS
    };

    /// Opens, and sends a Close frame so long after.
    pub const fn closes(after: Millis, code: u16) -> Self {
        Self::closes_saying(after, code, "")
    }

    pub const fn closes_saying(after: Millis, code: u16, reason: &'static str) -> Self {
        Self {
            ends: Some(Ending {
                at: LATENCY + after,
                code,
                reason,
                was_clean: true,
            }),
            ..Self::ACCEPTS
        }
    }

    /// Opens, and drops without a Close frame so long after.
    pub const fn drops(after: Millis) -> Self {
        Self {
            ends: Some(Ending {
                at: LATENCY + after,
                code: 1006,
                reason: "",
                was_clean: false,
            }),
            ..Self::ACCEPTS
        }
    }

    /// The same, but no probe is answered.
    pub const fn mute(self) -> Self {
        Self {
            pongs: None,
            ..self
        }
    }

    /// Fires `error` so long after the opening, and no close.
    pub const fn only_errors(after: Millis) -> Self {
        Self {
            errors: Some(LATENCY + after),
            ..Self::HALF_OPEN
        }
    }

    pub const fn answers_greeting(after: Millis, kind: MessageKind) -> Self {
        Self {
            greets: Some((after, kind)),
            ..Self::ACCEPTS
        }
    }
}

/// What the provider does when asked.
#[derive(Clone, Copy, Debug)]
pub enum Provider {
    Gives,
    Throws,
    GivesRubbish,
    NeverSettles,
}
