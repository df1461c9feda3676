//! What a plain request to the same address says of a connection that never opened.

use super::context::Surroundings;
use super::finding::Finding;
use super::suspect::Suspect;
use super::suspects;

/// What a plain request to the address of a connection that never opened says of it. A
/// browser hides from a page how the handshake was answered; the request may tell.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Investigation {
    /// Whether somebody answered; `None` where the page may not ask, or not learn that,
    /// which says nothing.
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
