//! What comes of a plain request to the address of a WebSocket.

/// What came of a plain request, over HTTP, to the address of a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Finding {
    /// The page may not make the request, or not learn whether it is answered.
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
