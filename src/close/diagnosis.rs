//! The diagnosis: why a connection ended, what to do now, and who says so.

use std::borrow::Cow;
use std::fmt;

use super::advice::AdviceNote;
use super::cause::Cause;
use super::code::{CloseCode, Range};
use super::registry::Registration;
use super::suspect::Suspect;
use super::verdict::Verdict;

/// Why a connection ended, what to do now, and who says so.
///
/// Its [`Display`](fmt::Display) is the diagnosis in a sentence or more: what
/// happened, what it may mean, and what it is worth. It holds nothing that the
/// peer sent but the code.
///
/// To serde it has the range, the registration and the sentence with its
/// explanation as well.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The code of the close.
    pub code: CloseCode,
    /// The code's name: the user's, the profile's, IANA's or its range's.
    pub name: Cow<'static, str>,
    /// What the code means, as half a sentence, from whoever gave the name; may
    /// be empty.
    pub meaning: Cow<'static, str>,
    /// Who gave name and meaning, for a table of translations: `"code.1012"`,
    /// `"range.private"`, `"profile.discord.4004"`, or `"own"` for the user's.
    pub meaning_key: Cow<'static, str>,
    /// What really happened.
    pub cause: Cause,
    /// What to do now.
    pub verdict: Verdict,
    /// Who decided the verdict.
    pub source: Source,
    /// What became of the server's advice.
    pub advice: AdviceNote,
    /// What backs the diagnosis: a section of an RFC, or an address.
    pub reference: Cow<'static, str>,
    /// What typically ends a connection in such a way, the best first: none, one or
    /// a few.
    pub suspects: Vec<Suspect>,
    /// What is known of the end beside its cause, if anything.
    pub circumstance: Option<Circumstance>,
    /// Why the verdict to reauthenticate is not followed, where it is not.
    pub no_renewal: Option<NoRenewal>,
}

impl Diagnosis {
    /// The diagnosis of an attempt that failed before there was a socket:
    /// whatever should have provided its address did not.
    pub fn not_provided() -> Self {
        let code = CloseCode::ABNORMAL_CLOSURE;
        let standing = code.standing();
        Self {
            code,
            name: standing.name.into(),
            meaning: standing.meaning.into(),
            meaning_key: code.meaning_key(),
            cause: Cause::NeverOpened,
            verdict: Verdict::BACKOFF,
            source: Source::Standard,
            advice: AdviceNote::None,
            reference: "RFC 6455 §7.1.7".into(),
            suspects: Vec::new(),
            circumstance: Some(Circumstance::NotProvided),
            no_renewal: None,
        }
    }

    /// Whether this side wanted the end, so that nothing may bring the
    /// connection back: requested, aborted or close timeout.
    pub const fn is_final(&self) -> bool {
        self.cause.is_wanted()
    }

    /// The same diagnosis with a verdict of the user's, unless it is final.
    #[must_use]
    pub fn overridden(mut self, verdict: Verdict) -> Self {
        self.overrule(verdict);
        self
    }

    pub(super) fn overrule(&mut self, verdict: Verdict) {
        if !self.is_final() {
            self.verdict = verdict;
            self.source = Source::User;
        }
    }

    /// The diagnosis of a connection that the peer left open but refused in
    /// the application handshake, with the verdict that this gives.
    #[must_use]
    pub fn handshake_refused(mut self, verdict: Verdict) -> Self {
        self.cause = Cause::ClosedByPeer;
        self.verdict = verdict;
        self.source = Source::User;
        self.reference = "RFC 6455 §7.2.3".into();
        // Whoever refused it knows why; what the socket did after it says no more.
        self.suspects.clear();
        self.circumstance = Some(Circumstance::HandshakeRefused);
        self
    }

    /// The diagnosis of an open connection that was left for another one, as the
    /// peer asked in a message, with the verdict that the message gives.
    #[must_use]
    pub fn moved(mut self, verdict: Verdict) -> Self {
        self.cause = Cause::ClosedByPeer;
        self.verdict = verdict;
        self.source = Source::Announced;
        // The peer has said what this is: what the socket did after it says no more.
        self.suspects.clear();
        self.circumstance = Some(Circumstance::Moved);
        self
    }

    /// The range that the code lies in.
    pub const fn range(&self) -> Range {
        self.code.range()
    }

    /// The code's row in the IANA registry. A profile may give the same code
    /// another meaning; name and reference are then the profile's.
    pub fn registration(&self) -> Option<&'static Registration> {
        self.code.registration()
    }
}

/// Who decided a verdict.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Source {
    /// The standard, or the cause itself.
    Standard,
    /// A signature: what the close is typical of has another verdict than its code.
    Signature,
    /// The profile.
    Profile,
    /// The user's codes, or another choice of the user's.
    User,
    /// The server's advice in the close reason.
    Advice,
    /// The peer, in a message before the close.
    Announced,
}

impl Source {
    /// Every source.
    pub const ALL: &[Self] = &[
        Self::Standard,
        Self::Signature,
        Self::Profile,
        Self::User,
        Self::Advice,
    ];

    /// The word for it, as JavaScript and serde see it, such as `"profile"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Signature => "signature",
            Self::Profile => "profile",
            Self::User => "user",
            Self::Advice => "advice",
            Self::Announced => "announced",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is known of an end beside its cause.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Circumstance {
    /// A page made the attempt that failed: the browser hides why.
    InPage,
    /// The peer refused the application handshake.
    HandshakeRefused,
    /// The peer asked in a message for another connection in the place of this one.
    Moved,
    /// There was no address to connect to.
    NotProvided,
}

/// Why nobody asks for fresh credentials, though the verdict does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum NoRenewal {
    /// There is nobody to ask: neither a provider of the URL nor a handshake.
    NobodyToAsk,
    /// Those that were refused were fresh.
    RefusedFresh,
}
