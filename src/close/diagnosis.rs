//! The diagnosis: cause and verdict of a close, and who decided.

use super::advice::{Advice, AdviceNote};
use super::cause::Cause;
use super::code::{CloseCode, Range};
use super::context::{Close, Context, Initiator, Profiles, Timeout};
use super::profile::{Profile, Rule};
use super::registry::Registration;
use super::sentence;
use super::verdict::Verdict;

/// Who decided a verdict.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Source {
    /// The standard, or the cause itself.
    Standard,
    /// The profile.
    Profile,
    /// The user's codes.
    User,
    /// The server's advice in the close reason.
    Advice,
}

impl Source {
    /// The name as JavaScript sees it, such as `"profile"`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Profile => "profile",
            Self::User => "user",
            Self::Advice => "advice",
        }
    }
}

/// Why a connection ended, what to do now, and who says so.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Diagnosis {
    /// The code of the close.
    pub code: CloseCode,
    /// The code's row in the IANA registry. A profile may give the same code
    /// another meaning; `name` and `reference` are then the profile's.
    pub registration: Option<&'static Registration>,
    /// What really happened.
    pub cause: Cause,
    /// What to do now.
    pub verdict: Verdict,
    /// Who decided the verdict.
    pub source: Source,
    /// The code's name: the user's, the profile's, IANA's or its range's.
    pub name: &'static str,
    /// What backs the diagnosis: a section of an RFC, or an address.
    pub reference: &'static str,
    /// What became of the server's advice.
    pub advice: AdviceNote,
    /// What happened, as a sentence; for a close by the peer, the start of one.
    pub(super) happened: &'static str,
    /// Whether the code, its name and its meaning follow what happened.
    pub(super) tells_code: bool,
    /// What the code means, as half a sentence.
    pub(super) meaning: &'static str,
    /// What else the context suggests, as a sentence; may be empty.
    pub(super) hint: &'static str,
}

impl Diagnosis {
    /// The diagnosis of an attempt that failed before there was a socket:
    /// whatever should have provided its address did not.
    pub const NOT_PROVIDED: Self = Self {
        code: CloseCode::ABNORMAL_CLOSURE,
        registration: CloseCode::ABNORMAL_CLOSURE.registration(),
        cause: Cause::NeverOpened,
        verdict: Verdict::BACKOFF,
        source: Source::Standard,
        name: "Abnormal Closure",
        reference: "RFC 6455 §7.1.7",
        advice: AdviceNote::None,
        happened: "No connection was tried: the address or its credentials could not be had.",
        tells_code: false,
        meaning: "",
        hint: "",
    };

    /// Whether this side wanted the end, so that nothing may bring the
    /// connection back: requested, aborted or close timeout.
    pub const fn is_final(&self) -> bool {
        is_own_end(self.cause)
    }

    /// The same diagnosis with a verdict of the user's, unless it is final.
    #[must_use]
    pub const fn overridden(mut self, verdict: Verdict) -> Self {
        if !self.is_final() {
            self.verdict = verdict;
            self.source = Source::User;
        }
        self
    }

    /// The diagnosis of a connection that the peer left open but refused in
    /// the application handshake, with the verdict that this gives.
    #[must_use]
    pub const fn handshake_refused(self, verdict: Verdict) -> Self {
        Self {
            cause: Cause::ClosedByPeer,
            verdict,
            source: Source::User,
            happened: "The peer refused the application handshake.",
            tells_code: false,
            hint: "",
            ..self
        }
    }

    /// The range that the code lies in.
    pub fn range(&self) -> Range {
        self.code.range()
    }

    /// The diagnosis in words: what happened, what it may mean, and what comes
    /// next. It holds nothing that the peer sent but the code.
    pub fn sentence(&self) -> String {
        sentence::compose(self)
    }
}

/// Says why a connection ended and what to do now. It takes any code in any
/// context, allocates nothing and never panics.
///
/// Who decides the verdict, from the strongest:
/// 1. the cause, where this side wanted the end: requested, aborted and close
///    timeout stop, whatever the code;
/// 2. the user's codes, also for the codes that are only reported locally
///    (1005, 1006) and for closes that the session declared;
/// 3. the server's advice, if it is to be read and the peer sent a Close frame;
/// 4. the profile, if the peer sent a Close frame;
/// 5. the standard: the code's registration or range where the peer sent a
///    Close frame, else the cause.
pub fn diagnose(close: &Close<'_>, context: &Context, profiles: &Profiles<'_>) -> Diagnosis {
    let code = close.code;
    let cause = cause(close, context);
    let by_peer = cause == Cause::ClosedByPeer;

    let user = Rule::find(profiles.codes, code);
    let profile = profiles
        .profile
        .filter(|_| by_peer)
        .and_then(|profile| Some((profile, profile.rule(code)?)));

    let (verdict, source) = match (is_own_end(cause), user, profile) {
        (true, _, _) => (Verdict::Stop, Source::Standard),
        (false, Some(rule), _) => (rule.verdict, Source::User),
        (false, None, Some((_, rule))) => (rule.verdict, Source::Profile),
        (false, None, None) => (standard_verdict(cause, code), Source::Standard),
    };
    let (verdict, source, advice) = if by_peer && context.read_advice {
        advised(close.reason, verdict, source)
    } else {
        (verdict, source, AdviceNote::None)
    };

    let (name, meaning) = words(user, profile, code);
    Diagnosis {
        code,
        registration: code.registration(),
        cause,
        verdict,
        source,
        name,
        reference: reference(user, profile, cause, code),
        advice,
        happened: sentence::happened(cause),
        tells_code: by_peer,
        meaning,
        hint: hint(cause, context),
    }
}

fn cause(close: &Close<'_>, context: &Context) -> Cause {
    // Of the codes that are only reported locally, 1005 is the report of a
    // Close frame without a code; a clean close had a Close frame in any case
    // (Firefox passes on a 1006 that is on the wire).
    let close_frame = close.was_clean || !matches!(close.code.0, 1006 | 1015);
    match context {
        Context { aborted: true, .. } => Cause::Aborted,
        Context {
            timeout: Some(Timeout::Close),
            ..
        } => Cause::CloseTimeout,
        Context {
            initiator: Initiator::Client,
            ..
        } => Cause::Requested,
        Context {
            timeout: Some(Timeout::Connect),
            ..
        } => Cause::ConnectTimeout,
        Context { silent: true, .. } => Cause::Silent,
        _ if close_frame => Cause::ClosedByPeer,
        Context {
            suspended: true, ..
        } => Cause::Suspended,
        Context { offline: true, .. } => Cause::Offline,
        Context { opened: false, .. } => Cause::NeverOpened,
        _ => Cause::Dropped,
    }
}

const fn is_own_end(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::Requested | Cause::Aborted | Cause::CloseTimeout
    )
}

fn standard_verdict(cause: Cause, code: CloseCode) -> Verdict {
    match cause {
        Cause::Requested | Cause::CloseTimeout | Cause::Aborted => Verdict::Stop,
        Cause::ClosedByPeer => match (code.registration(), code.range()) {
            (Some(row), _) => row.verdict,
            (None, Range::Registered | Range::Private) => Verdict::BACKOFF,
            // A peer that closes with a code that nobody has given a meaning
            // speaks another protocol: another try would hear the same.
            (None, Range::Unused | Range::Protocol | Range::Undefined) => Verdict::Stop,
        },
        Cause::Suspended => Verdict::NOW,
        Cause::NeverOpened
        | Cause::ConnectTimeout
        | Cause::Dropped
        | Cause::Silent
        | Cause::Offline => Verdict::BACKOFF,
    }
}

fn advised(reason: &str, verdict: Verdict, source: Source) -> (Verdict, Source, AdviceNote) {
    let note = match Advice::read(reason) {
        None => AdviceNote::None,
        Some(Err(_)) => AdviceNote::Malformed,
        Some(Ok(_)) if source == Source::User => AdviceNote::Ignored,
        Some(Ok(advice)) => match advice.refine(verdict) {
            // What the advice only confirms, it has not decided.
            Some(same) if same == verdict => return (verdict, source, AdviceNote::Taken),
            Some(verdict) => return (verdict, Source::Advice, AdviceNote::Taken),
            None => AdviceNote::Ignored,
        },
    };
    (verdict, source, note)
}

/// A rule of a profile's that speaks of the code, and its profile.
type InProfile = (&'static Profile, &'static Rule);

/// What a 1006 or 1015 means in a Close frame, for the sentence of a close by
/// the peer: Firefox passes it on.
const NOT_TO_BE_SENT: &str = "the code must never be sent, and was";

/// Name and meaning, from whoever first has a name for the code: the user, the
/// profile, IANA, the range.
fn words(
    user: Option<&Rule>,
    profile: Option<InProfile>,
    code: CloseCode,
) -> (&'static str, &'static str) {
    if let Some(rule) = user.filter(|rule| !rule.name.is_empty()) {
        (rule.name, rule.meaning)
    } else if let Some((_, rule)) = profile {
        (rule.name, rule.meaning)
    } else if let Some(row) = code.registration() {
        let sent_all_the_same = matches!(code.0, 1006 | 1015);
        (
            row.name,
            if sent_all_the_same {
                NOT_TO_BE_SENT
            } else {
                row.meaning
            },
        )
    } else {
        match code.range() {
            Range::Unused | Range::Undefined => ("Undefined", "the standard gives it no meaning"),
            Range::Protocol => ("Unassigned", "it is reserved for the protocol's future"),
            Range::Registered => ("Unassigned", "a library's or a framework's own code"),
            Range::Private => ("Private Use", "the application's own code"),
        }
    }
}

fn reference(
    user: Option<&Rule>,
    profile: Option<InProfile>,
    cause: Cause,
    code: CloseCode,
) -> &'static str {
    if let Some(rule) = user.filter(|rule| !rule.reference.is_empty()) {
        return rule.reference;
    }
    if let Some((profile, _)) = profile {
        return profile.source;
    }
    match cause {
        Cause::ClosedByPeer => match code.registration() {
            Some(row) => row.reference,
            None => "RFC 6455 §7.4.2",
        },
        Cause::Requested => "RFC 6455 §7.1.2",
        Cause::CloseTimeout => "RFC 6455 §7.1.1",
        Cause::NeverOpened => "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
        Cause::ConnectTimeout => "RFC 6455 §7.1.7",
        Cause::Dropped => "RFC 6455 §7.2.3",
        Cause::Silent => "RFC 6455 §5.5.2",
        Cause::Offline => "https://html.spec.whatwg.org/#dom-navigator-online",
        Cause::Suspended => "https://wicg.github.io/page-lifecycle/",
        Cause::Aborted => "https://dom.spec.whatwg.org/#aborting-ongoing-activities",
    }
}

fn hint(cause: Cause, context: &Context) -> &'static str {
    match (cause, context.uptime) {
        (Cause::Dropped, 0..=1_000) => {
            "It had only just opened: something accepts connections and drops them at once."
        }
        (Cause::Dropped, 55_000..=65_000) => {
            "About a minute is a common idle timeout of proxies: a heartbeat prevents it."
        }
        _ => "",
    }
}
