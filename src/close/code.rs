//! The close code: any u16, and what its number alone says (RFC 6455 §7.4).

use std::fmt;

/// The code of a Close frame, or the one that a browser reports in its place.
///
/// Any `u16` is held as it came: browsers deliver almost every code that a
/// server puts on the wire, also those that RFC 6455 rules out.
///
/// ```
/// use closewise::close::{CloseCode, Range};
///
/// let code: CloseCode = "going away".parse().unwrap();
/// assert_eq!(code, CloseCode::GOING_AWAY);
/// assert_eq!(code.range(), Range::Protocol);
/// assert_eq!(code.to_string(), "1001 Going Away");
/// assert!(!code.may_browser_send());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct CloseCode(pub u16);

impl CloseCode {
    /// 1000: the purpose of the connection is fulfilled.
    pub const NORMAL_CLOSURE: Self = Self(1000);
    /// 1001: a server going down, or a page navigated away from.
    pub const GOING_AWAY: Self = Self(1001);
    /// 1002: the protocol was violated.
    pub const PROTOCOL_ERROR: Self = Self(1002);
    /// 1003: a kind of data that the endpoint does not take.
    pub const UNSUPPORTED_DATA: Self = Self(1003);
    /// 1004: reserved; never given a meaning.
    pub const RESERVED: Self = Self(1004);
    /// 1005: local only; the Close frame had no code.
    pub const NO_STATUS_RECEIVED: Self = Self(1005);
    /// 1006: local only; there was no Close frame.
    pub const ABNORMAL_CLOSURE: Self = Self(1006);
    /// 1007: a payload that does not fit its kind, such as text that is not UTF-8.
    pub const INVALID_PAYLOAD: Self = Self(1007);
    /// 1008: a message that violates the endpoint's policy.
    pub const POLICY_VIOLATION: Self = Self(1008);
    /// 1009: a message too big to process.
    pub const MESSAGE_TOO_BIG: Self = Self(1009);
    /// 1010: the client wanted an extension that the server did not agree to.
    pub const MANDATORY_EXTENSION: Self = Self(1010);
    /// 1011: the server met an unexpected condition.
    pub const INTERNAL_ERROR: Self = Self(1011);
    /// 1012: the service restarts.
    pub const SERVICE_RESTART: Self = Self(1012);
    /// 1013: the server is overloaded.
    pub const TRY_AGAIN_LATER: Self = Self(1013);
    /// 1014: a gateway had an invalid answer from upstream.
    pub const BAD_GATEWAY: Self = Self(1014);
    /// 1015: local only; the TLS handshake failed.
    pub const TLS_HANDSHAKE: Self = Self(1015);
    /// 3000: the endpoint wants authentication.
    pub const UNAUTHORIZED: Self = Self(3000);
    /// 3003: authenticated, and not allowed.
    pub const FORBIDDEN: Self = Self(3003);
    /// 3008: the endpoint waited too long.
    pub const TIMEOUT: Self = Self(3008);

    /// The range that the code lies in (RFC 6455 §7.4.2).
    pub const fn range(self) -> Range {
        match self.0 {
            0..=999 => Range::Unused,
            1000..=2999 => Range::Protocol,
            3000..=3999 => Range::Registered,
            4000..=4999 => Range::Private,
            5000.. => Range::Undefined,
        }
    }

    /// Whether the code is only ever reported locally: 1005, 1006 and 1015
    /// "MUST NOT be set as a status code in a Close control frame"
    /// (RFC 6455 §7.4.1).
    pub const fn is_local(self) -> bool {
        matches!(self.0, 1005 | 1006 | 1015)
    }

    /// Whether the code reports that there was no Close frame. 1005, which is
    /// local as well, reports a Close frame without a code.
    pub(super) const fn denies_close_frame(self) -> bool {
        matches!(self, Self::ABNORMAL_CLOSURE | Self::TLS_HANDSHAKE)
    }

    /// Whether an endpoint that keeps to the standard may put the code into a
    /// Close frame. The reserved 1004 and the unassigned 1016–2999 may not be.
    pub const fn may_be_on_wire(self) -> bool {
        matches!(self.0, 1000..=1003 | 1007..=1014 | 3000..=4999)
    }

    /// Whether a browser's `WebSocket.close()` takes the code: 1000 and
    /// 3000–4999 alone; it throws an `InvalidAccessError` for every other.
    pub const fn may_browser_send(self) -> bool {
        matches!(self.0, 1000 | 3000..=4999)
    }
}

impl From<u16> for CloseCode {
    fn from(code: u16) -> Self {
        Self(code)
    }
}

impl From<CloseCode> for u16 {
    fn from(code: CloseCode) -> Self {
        code.0
    }
}

/// The ranges of RFC 6455 §7.4.2, which leave out no code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Range {
    /// 0–999: not used.
    Unused,
    /// 1000–2999: for the protocol, its revisions and its extensions.
    Protocol,
    /// 3000–3999: for libraries, frameworks and applications, registered with IANA.
    Registered,
    /// 4000–4999: private use, by agreement between applications.
    Private,
    /// 5000–65535: beyond what the standard defines.
    Undefined,
}

impl Range {
    /// The word for it, as JavaScript and serde see it, such as `"private"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unused => "unused",
            Self::Protocol => "protocol",
            Self::Registered => "registered",
            Self::Private => "private",
            Self::Undefined => "undefined",
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
