//! What a plain request to the same address says of a connection that never opened.

use super::context::Surroundings;
use super::suspect::Suspect;
use super::suspects;

/// What came of a plain request, over HTTP, to the address of a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Finding {
    /// The page may not make the request.
    Forbidden,
    /// Nobody answered: there was no connection, or no TLS.
    Nobody,
    /// Nobody answered in time.
    Silence,
    /// Somebody answered, and the page may not see with what.
    Hidden,
    /// The answer sends the request elsewhere, the page may not see where.
    Redirect,
    /// The answer has this status.
    Status(u16),
}

/// What a plain request to the address of a connection that never opened says of it. A
/// browser hides from a page how the handshake was answered; the request may tell.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Investigation {
    /// Whether somebody answered; `None` where the page may not ask, which says nothing.
    pub answered: Option<bool>,
    /// The status of the answer, where the page may see it.
    pub status: Option<u16>,
    /// What is suspected of having kept the connection from opening, the best first.
    pub suspects: Vec<Suspect>,
}

impl Investigation {
    /// Draws the conclusions of what a request found.
    ///
    /// ```
    /// use closewise::close::{Finding, Investigation, Surroundings, SuspectKind};
    ///
    /// let around = Surroundings::between("wss://example.com/feed", None);
    /// let investigation = Investigation::of(Finding::Status(401), &around);
    /// assert_eq!(investigation.suspects[0].kind, SuspectKind::Refused);
    /// ```
    pub fn of(finding: Finding, surroundings: &Surroundings) -> Self {
        let finding = match finding {
            // Mixed content: the browser made no request.
            Finding::Nobody if suspects::is_mixed_content(surroundings) => Finding::Forbidden,
            finding => finding,
        };
        Self {
            answered: match finding {
                Finding::Forbidden => None,
                Finding::Nobody | Finding::Silence => Some(false),
                Finding::Hidden | Finding::Redirect | Finding::Status(_) => Some(true),
            },
            status: finding.status(),
            suspects: suspects::of_a_finding(finding, surroundings),
        }
    }
}

impl Finding {
    /// The status, where it may be seen.
    pub(super) fn status(self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(status),
            _ => None,
        }
    }

    /// Whether it is known that a browser would have to follow.
    pub(super) fn is_redirect(self) -> bool {
        matches!(
            self,
            Self::Redirect | Self::Status(301 | 302 | 303 | 307 | 308)
        )
    }
}
