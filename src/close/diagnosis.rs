//! The diagnosis: cause and verdict of a close, and who decided.

use super::advice::{Advice, AdviceNote};
use super::cause::Cause;
use super::code::{CloseCode, Range};
use super::profile::{Profile, Rule};
use super::registry::Registration;
use super::sentence;
use super::verdict::Verdict;

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
    let registration = code.registration();
    let cause = cause(close, context);
    let by_peer = cause == Cause::ClosedByPeer;

    let user = Rule::find(profiles.codes, code);
    let profile = profiles.profile.filter(|_| by_peer);
    let profile = profile.and_then(|profile| profile.rule(code));

    let (verdict, source) = match (is_own_end(cause), user, profile) {
        (true, _, _) => (Verdict::Stop, Source::Standard),
        (false, Some(rule), _) => (rule.verdict, Source::User),
        (false, None, Some(rule)) => (rule.verdict, Source::Profile),
        (false, None, None) => (standard_verdict(cause, code), Source::Standard),
    };
    let (verdict, source, advice) = if by_peer && context.read_advice {
        advised(close.reason, verdict, source)
    } else {
        (verdict, source, AdviceNote::None)
    };

    let (range_name, range_meaning) = range_words(code.range());
    let words = |of_rule: fn(&Rule) -> &'static str, otherwise| {
        let rules = [user, profile].into_iter().flatten();
        rules
            .map(of_rule)
            .find(|words| !words.is_empty())
            .unwrap_or(otherwise)
    };
    Diagnosis {
        code,
        registration,
        cause,
        verdict,
        source,
        name: words(
            |rule| rule.name,
            registration.map_or(range_name, |row| row.name),
        ),
        reference: words(
            |rule| rule.reference,
            standard_reference(cause, registration),
        ),
        advice,
        happened: sentence::happened(cause),
        meaning: words(
            |rule| rule.meaning,
            registration.map_or(range_meaning, |row| row.meaning),
        ),
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
            Some(verdict) => return (verdict, Source::Advice, AdviceNote::Taken),
            None => AdviceNote::Ignored,
        },
    };
    (verdict, source, note)
}

fn range_words(range: Range) -> (&'static str, &'static str) {
    match range {
        Range::Unused | Range::Undefined => ("Undefined", "the standard gives the code no meaning"),
        Range::Protocol => (
            "Unassigned",
            "the code is reserved for a later version of the protocol",
        ),
        Range::Registered => ("Unassigned", "the code is a library's or a framework's own"),
        Range::Private => ("Private Use", "the code is the application's own"),
    }
}

fn standard_reference(cause: Cause, registration: Option<&'static Registration>) -> &'static str {
    match cause {
        Cause::ClosedByPeer => registration.map_or("RFC 6455 §7.4.2", |row| row.reference),
        Cause::Requested => "RFC 6455 §7.1.2",
        Cause::CloseTimeout => "RFC 6455 §7.1.1",
        Cause::NeverOpened => "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
        Cause::ConnectTimeout => "RFC 6455 §7.1.7",
        Cause::Dropped => "RFC 6455 §7.2.3",
        Cause::Silent => "RFC 6455 §5.5.2",
        Cause::Offline => "https://html.spec.whatwg.org/#navigator.online",
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
