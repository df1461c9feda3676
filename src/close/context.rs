//! What a diagnosis is made from: the close, and what was known of the
//! connection.

use std::fmt;
use std::time::Duration;

use super::code::CloseCode;
use super::verdict::Verdict;

/// The close as the browser reported it, or as the session made it, if it is synthetic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Close<'a> {
    /// The code, whatever it is.
    pub code: CloseCode,
    /// The reason; read for the server's advice alone, and never repeated.
    pub reason: &'a str,
    /// What the browser's `CloseEvent.wasClean` said: that both Close frames
    /// were exchanged. It says nothing of whether the close was wanted.
    pub was_clean: bool,
}

impl Close<'_> {
    /// Whether the peer sent a Close frame. A clean close had one whatever its
    /// code: Firefox passes on a 1006 that is on the wire.
    pub(super) fn has_close_frame(&self) -> bool {
        self.was_clean || !self.code.denies_close_frame()
    }
}

/// What was known of the connection when it closed.
///
/// More may come to be known: write `..Context::default()` for the rest.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, rename_all = "camelCase"))]
pub struct Context {
    /// Whether the connection had opened.
    pub opened: bool,
    /// How long it had been open. To serde it is a number of whole milliseconds.
    #[cfg_attr(feature = "serde", serde(with = "milliseconds"))]
    pub uptime: Duration,
    /// Who started the close.
    pub initiator: Initiator,
    /// Whether the machine was offline. It explains a close without a Close
    /// frame, and no other.
    pub offline: bool,
    /// Whether the close is synthetic because liveness had failed.
    pub silent: bool,
    /// Whether the page was frozen or the machine asleep meanwhile. It
    /// explains a close without a Close frame, and no other.
    pub suspended: bool,
    /// Whether the session was aborted.
    pub aborted: bool,
    /// The timeout that made the close a synthetic one, if any did.
    pub timeout: Option<Timeout>,
    /// Whether to read the server's advice from the reason.
    pub read_advice: bool,
    /// The verdict that the peer announced in a message before the close, as
    /// [`Profile::read`](super::Profile::read) or a reader of the user's made it out.
    pub announced: Option<Verdict>,
}

/// Who started a close.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Initiator {
    /// The peer, the network, or nobody.
    #[default]
    Peer,
    /// The user of this client.
    Client,
}

impl Initiator {
    /// The word for it, as JavaScript and serde see it, such as `"client"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Peer => "peer",
            Self::Client => "client",
        }
    }
}

impl fmt::Display for Initiator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A timeout of the session's that ended a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Timeout {
    /// The connection did not open in time.
    Connect,
    /// The peer did not answer the close in time.
    Close,
}

impl Timeout {
    /// The word for it, as JavaScript and serde see it, such as `"connect"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Close => "close",
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A span as JavaScript has it.
#[cfg(feature = "serde")]
mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(u64::try_from(span.as_millis()).unwrap_or(u64::MAX))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_millis)
    }
}
