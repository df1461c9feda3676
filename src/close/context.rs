//! What a diagnosis is made from: the close, what was known of the connection,
//! and the application's own codes.

use super::code::CloseCode;
use super::profile::Profile;
use super::rule::Rule;

/// A time or a span of time in milliseconds.
pub type Millis = u64;

/// The close as the browser reported it, or as the session declared it.
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

/// What was known of the connection when it closed.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, rename_all = "camelCase"))]
pub struct Context {
    /// Whether the connection had opened.
    pub opened: bool,
    /// How long it had been open.
    pub uptime: Millis,
    /// Who started the close.
    pub initiator: Initiator,
    /// Whether the machine was offline. It explains a close without a Close
    /// frame, and no other.
    pub offline: bool,
    /// Whether the session declared the close because liveness had failed.
    pub silent: bool,
    /// Whether the page was frozen or the machine asleep meanwhile. It
    /// explains a close without a Close frame, and no other.
    pub suspended: bool,
    /// Whether the session was aborted.
    pub aborted: bool,
    /// The timeout by which the session declared the close, if it did.
    pub timeout: Option<Timeout>,
    /// Whether to read the server's advice from the reason.
    pub read_advice: bool,
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

/// A timeout of the session's that ended a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Timeout {
    /// The connection did not open in time.
    Connect,
    /// The peer did not answer the close in time.
    Close,
}

/// The application's own codes.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Profiles<'a> {
    /// The user's codes. They win over the server's advice, the profile and
    /// the standard.
    pub codes: &'a [Rule],
    /// The profile of the server's protocol. It wins over the standard.
    pub profile: Option<&'static Profile>,
}
