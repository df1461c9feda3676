//! What typically ends a connection in such a way, and what to change.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::phrase::Phrase;

/// What typically ends a connection as this one ended, and what to change.
///
/// It is never more than typical: a close does not prove who brought it about.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Suspect {
    /// What its sentence is called in a table of translations: the key of its
    /// [signature](super::Signature), or its kind and what points to it, such as
    /// `"idle-timeout.silence"`.
    pub key: Cow<'static, str>,
    /// What it is.
    pub kind: SuspectKind,
    /// A short name, such as `"nginx"` or `"an idle timeout"`.
    pub name: Cow<'static, str>,
    /// What points to it, in a sentence that says "typical of".
    pub sentence: Cow<'static, str>,
    /// What to look at or to change first, in a sentence or two.
    pub remedy: Cow<'static, str>,
    /// What backs it: a section of an RFC, or an address.
    pub reference: Cow<'static, str>,
    /// The silence or the age that points to it, where one does. To serde it is a
    /// number of whole milliseconds.
    #[cfg_attr(
        feature = "serde",
        serde(
            with = "super::context::optional_milliseconds",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub span: Option<Duration>,
    /// How strongly anything points to it.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub evidence: Evidence,
}

/// What points to a suspect, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Evidence {
    /// It is known for certain.
    Certain,
    /// What a plain request to the same address found: see [`Investigation`](super::Investigation).
    Request,
    /// The signature of a named product.
    Signature,
    /// The words of the reason.
    Words,
    /// The last three connections ended after the same silence.
    SameSilence,
    /// The last three connections ended at the same age.
    SameAge,
    /// A silence that is a usual idle timeout.
    Silence,
    /// An age that is a usual limit.
    Age,
    /// How the attempt went that never opened, and whither.
    Attempt,
    /// The cause and the code alone.
    Code,
    /// Nothing, for the code says that all is well: it holds where no end was expected.
    Unexpected,
}

impl Evidence {
    /// The word for it, as the key of a suspect has it, such as `"silence"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Request => "request",
            Self::Signature => "signature",
            Self::Words => "words",
            Self::SameSilence => "same-silence",
            Self::SameAge => "same-age",
            Self::Silence => "silence",
            Self::Age => "age",
            Self::Attempt => "attempt",
            Self::Code => "code",
            Self::Unexpected => "unexpected",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What may have ended a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum SuspectKind {
    /// A proxy or the server ends what is idle for so long.
    IdleTimeout,
    /// A proxy or the server ends what is so old, busy or not.
    Lifetime,
    /// A ping was not answered in time.
    KeepaliveTimeout,
    /// A restart, a deploy or a reload.
    Restart,
    /// An error in the server.
    ServerError,
    /// Credentials or an origin were refused.
    Refused,
    /// A path that is not served, or an upgrade that is not forwarded.
    WrongPath,
    /// TLS or a certificate.
    Tls,
    /// The page or the browser does not allow it: CSP, mixed content, an extension.
    Blocked,
    /// Nobody answers at that address.
    Unreachable,
    /// A message was too big.
    SizeLimit,
    /// A message was against the protocol.
    ProtocolError,
    /// Too many messages, connections or attempts.
    RateLimit,
    /// Another session of the same user took over.
    Replaced,
    /// The network changed or went away.
    NetworkChange,
    /// The machine or the page slept.
    Sleep,
    /// A browser held back timers or attempts.
    Throttled,
}

impl SuspectKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::IdleTimeout,
        Self::Lifetime,
        Self::KeepaliveTimeout,
        Self::Restart,
        Self::ServerError,
        Self::Refused,
        Self::WrongPath,
        Self::Tls,
        Self::Blocked,
        Self::Unreachable,
        Self::SizeLimit,
        Self::ProtocolError,
        Self::RateLimit,
        Self::Replaced,
        Self::NetworkChange,
        Self::Sleep,
        Self::Throttled,
    ];

    /// The word for it, as JavaScript and serde see it, such as `"idle-timeout"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdleTimeout => "idle-timeout",
            Self::Lifetime => "lifetime",
            Self::KeepaliveTimeout => "keepalive-timeout",
            Self::Restart => "restart",
            Self::ServerError => "server-error",
            Self::Refused => "refused",
            Self::WrongPath => "wrong-path",
            Self::Tls => "tls",
            Self::Blocked => "blocked",
            Self::Unreachable => "unreachable",
            Self::SizeLimit => "size-limit",
            Self::ProtocolError => "protocol-error",
            Self::RateLimit => "rate-limit",
            Self::Replaced => "replaced",
            Self::NetworkChange => "network-change",
            Self::Sleep => "sleep",
            Self::Throttled => "throttled",
        }
    }
}

impl fmt::Display for SuspectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What there is to say of a kind of suspect, whatever points to it.
pub(super) struct KindWords {
    pub(super) name: Phrase,
    pub(super) remedy: Phrase,
    pub(super) reference: &'static str,
}
