//! What a plain request to the same address says of a connection that never opened.

use super::context::Surroundings;
use super::suspect::Suspect;
use super::suspects;

/// What came of a plain request, over HTTP, to the address of a connection that never
/// opened. A browser hides from a page how the handshake was answered; such a request
/// may tell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Finding {
    /// Nothing: the page may not make the request.
    Unknown,
    /// Nobody answered: there was no connection, or no TLS.
    Nobody,
    /// Nobody answered in time.
    Silence,
    /// Somebody answered, and the page may not see with what.
    Hidden,
    /// The answer sends the request elsewhere.
    Redirect,
    /// The answer had this status.
    Status(u16),
}

impl Finding {
    /// Whether somebody answered; `None` where that is not known.
    pub const fn answered(self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::Nobody | Self::Silence => Some(false),
            Self::Hidden | Self::Redirect | Self::Status(_) => Some(true),
        }
    }

    /// The status of the answer, where the page may see it.
    pub const fn status(self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status),
            _ => None,
        }
    }

    /// What is suspected of having kept the connection from opening, the best first.
    ///
    /// ```
    /// use closewise::close::{Finding, Surroundings, SuspectKind};
    ///
    /// let around = Surroundings::between("wss://example.com/feed", None);
    /// let suspects = Finding::Status(401).suspects(&around);
    /// assert_eq!(suspects[0].kind, SuspectKind::Refused);
    /// ```
    pub fn suspects(self, surroundings: &Surroundings) -> Vec<Suspect> {
        suspects::of_a_finding(self, surroundings)
    }
}
