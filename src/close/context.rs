//! What a diagnosis is made from: the close, what was known of the connection,
//! and the application's own codes.

use super::cause::Cause;
use super::code::CloseCode;
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

impl Context {
    pub(super) const fn signs(&self) -> Signs {
        Signs::NONE
            .and(Signs::ABORTED, self.aborted)
            .and(
                Signs::CLOSE_TIMEOUT,
                matches!(self.timeout, Some(Timeout::Close)),
            )
            .and(
                Signs::REQUESTED,
                matches!(self.initiator, Initiator::Client),
            )
            .and(
                Signs::CONNECT_TIMEOUT,
                matches!(self.timeout, Some(Timeout::Connect)),
            )
            .and(Signs::SILENT, self.silent)
            .and(Signs::SUSPENDED, self.suspended)
            .and(Signs::OFFLINE, self.offline)
            .and(Signs::UNOPENED, !self.opened)
    }
}

/// What was known of the connection, a bit for each sign: the lowest that is
/// there tells the cause.
#[derive(Clone, Copy)]
pub(crate) struct Signs(pub(crate) u32);

impl Signs {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const ABORTED: Self = Self(1);
    pub(crate) const CLOSE_TIMEOUT: Self = Self(1 << 1);
    pub(crate) const REQUESTED: Self = Self(1 << 2);
    pub(crate) const CONNECT_TIMEOUT: Self = Self(1 << 3);
    pub(crate) const SILENT: Self = Self(1 << 4);
    pub(super) const CLOSE_FRAME: Self = Self(1 << 5);
    pub(crate) const SUSPENDED: Self = Self(1 << 6);
    pub(crate) const OFFLINE: Self = Self(1 << 7);
    pub(crate) const UNOPENED: Self = Self(1 << 8);

    /// These, and that one if it is there.
    pub(crate) const fn and(self, sign: Self, is_there: bool) -> Self {
        Self(self.0 | (sign.0 * is_there as u32))
    }

    pub(super) const fn cause(self) -> Cause {
        const CAUSES: [Cause; 10] = [
            Cause::Aborted,
            Cause::CloseTimeout,
            Cause::Requested,
            Cause::ConnectTimeout,
            Cause::Silent,
            Cause::ClosedByPeer,
            Cause::Suspended,
            Cause::Offline,
            Cause::NeverOpened,
            Cause::Dropped,
        ];
        CAUSES[(self.0 | (1 << 9)).trailing_zeros() as usize]
    }
}

/// The application's own codes.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Profiles<'a> {
    /// The user's codes. They win over the server's advice, the profile and
    /// the standard.
    pub codes: &'a [Rule],
    /// The rules of the server's protocol, such as those of a
    /// [`Profile`](super::Profile). They win over the standard where the peer
    /// sent a Close frame.
    pub profile: &'a [Rule],
}
