//! What happened, as a text and its reference: a scene for each cause, and two
//! that only the session can know of.

use super::cause::Cause;
use super::texts::{REFERENCE, Said};

/// The place of a scene in the two tables below: a cause's number, or one of
/// the constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scene(pub(super) u8);

impl Scene {
    pub(super) const REFUSED: Self = Self(Cause::ALL.len() as u8);
    pub(super) const NOT_PROVIDED: Self = Self(Self::REFUSED.0 + 1);

    pub(super) const fn of(cause: Cause) -> Self {
        Self(cause as u8)
    }

    pub(super) const fn reference(self) -> Said {
        Said::Line(REFERENCE + self.0 as usize)
    }

    pub(super) const fn is_closed_by_peer(self) -> bool {
        self.0 == Cause::ClosedByPeer as u8
    }
}

const COUNT: usize = Scene::NOT_PROVIDED.0 as usize + 1;

/// What happened, as a sentence; for a close by the peer, the start of one.
pub(super) const HAPPENED: [&str; COUNT] = [
    "The connection was closed as requested.",
    "The peer closed the connection with ",
    "The connection never opened, and the browser hides why: refused, DNS, TLS, an HTTP status \
     (401, 403, 404, 503), mixed content (ws: in an https: page) or CSP (connect-src). Check the \
     address, the console, and the server's log for the handshake.",
    "The connection did not open in time.",
    "The connection was lost: it ended without a Close frame.",
    "The peer had been silent for too long, so the connection was given up.",
    "The connection was lost: the machine was offline.",
    "The peer did not answer the close in time, so it was ended here.",
    "The connection did not survive while the page or machine slept.",
    "The session was aborted.",
    "The peer refused the application handshake.",
    "No connection was tried: the address or its credentials could not be had.",
];

/// What backs it. For a close by the peer that is the reference of the code.
pub(super) const REFERENCES: [&str; COUNT] = [
    "RFC 6455 §7.1.2",
    "",
    "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
    "RFC 6455 §7.1.7",
    "RFC 6455 §7.2.3",
    "RFC 6455 §5.5.2",
    "https://html.spec.whatwg.org/#dom-navigator-online",
    "RFC 6455 §7.1.1",
    "https://wicg.github.io/page-lifecycle/",
    "https://dom.spec.whatwg.org/#aborting-ongoing-activities",
    "RFC 6455 §7.2.3",
    "RFC 6455 §7.1.7",
];
