//! From a close to its diagnosis: who decides what.

use std::borrow::Cow;

use super::advice::{Advice, AdviceNote};
use super::cause::Cause;
use super::context::{Close, Context};
use super::diagnosis::{Circumstance, Diagnosis, Source};
use super::profile::{Profile, Profiles};
use super::rule::Rule;
use super::suspects::{Suspicion, suspects_of};
use super::verdict::Verdict;

/// Says why a connection ended and what to do now. It takes any code in any
/// context and never panics.
///
/// Who decides the verdict, from the strongest:
/// 1. the cause, where this side wanted the end: requested, aborted and close
///    timeout stop, whatever the code;
/// 2. the user's codes, also for the codes that are only reported locally
///    (1005, 1006) and for synthetic closes;
/// 3. the server's advice, if it is to be read and the peer sent a Close frame;
/// 4. what the peer announced in a message before, also where it sent no Close
///    frame then: many announce and drop the connection;
/// 5. the profile, if the peer sent a Close frame;
/// 6. a signature: what such a close is typical of, where the standard's reading of
///    the code is wrong for it;
/// 7. the standard: the code's registration or range where the peer sent a
///    Close frame, else the cause.
///
/// ```
/// use closewise::close::{
///     Close, CloseCode, Context, Profiles, Rule, Source, Verdict, diagnose, profiles,
/// };
///
/// let close = Close { code: CloseCode(4004), reason: "", was_clean: true };
/// let own = Profiles {
///     codes: &[Rule::code(4001, Verdict::Reauthenticate)],
///     profile: Some(&profiles::DISCORD),
///     ..Profiles::default()
/// };
/// let diagnosis = diagnose(&close, &Context::default(), &own);
/// assert_eq!((diagnosis.verdict, diagnosis.source), (Verdict::Stop, Source::Profile));
/// assert_eq!(diagnosis.name, "Authentication failed");
/// ```
pub fn diagnose(close: &Close<'_>, context: &Context, profiles: &Profiles<'_>) -> Diagnosis {
    let cause = Cause::of(close, context);
    let is_closed_by_peer = cause == Cause::ClosedByPeer;
    let of_the_profile = profiles
        .profile
        .filter(|_| is_closed_by_peer)
        .and_then(|profile| Some((profile, profile.rule(close.code)?)));
    let of_the_user = Rule::find(profiles.codes, close.code);
    let is_named = of_the_profile.is_some() || of_the_user.is_some_and(|rule| rule.name.is_some());

    let mut diagnosis = by_the_standard(close, cause);
    if cause == Cause::NeverOpened && context.surroundings.has_page {
        diagnosis.circumstance = Some(Circumstance::InPage);
    }
    let suspicion = suspects_of(close, cause, context, profiles.signatures, is_named);
    judge_by_signature(&mut diagnosis, suspicion);
    if let Some((profile, rule)) = of_the_profile {
        judge_by_the_profile(&mut diagnosis, profile, rule);
    }
    if let Some(verdict) = context.announced {
        judge_by_what_was_announced(&mut diagnosis, verdict, profiles.profile);
    }
    if let Some(rule) = of_the_user {
        judge_by_the_user(&mut diagnosis, rule);
    }
    if is_closed_by_peer && context.read_advice {
        judge_by_advice(&mut diagnosis, Advice::read(close.reason));
    }
    diagnosis
}

/// The diagnosis where nobody but the standard has a say.
fn by_the_standard(close: &Close<'_>, cause: Cause) -> Diagnosis {
    let standing = close.code.standing();
    let is_closed_by_peer = cause == Cause::ClosedByPeer;
    Diagnosis {
        code: close.code,
        name: standing.name.into(),
        meaning: if is_closed_by_peer && close.code.denies_close_frame() {
            // Firefox passes such a code on if a peer sends it.
            "the code must never be sent, and was".into()
        } else {
            standing.meaning.into()
        },
        meaning_key: close.code.meaning_key(),
        cause,
        verdict: match cause {
            Cause::ClosedByPeer => standing.verdict,
            Cause::Requested | Cause::Aborted | Cause::CloseTimeout => Verdict::Stop,
            Cause::Suspended => Verdict::NOW,
            Cause::NeverOpened
            | Cause::ConnectTimeout
            | Cause::Dropped
            | Cause::Silent
            | Cause::Offline => Verdict::BACKOFF,
        },
        source: Source::Standard,
        advice: AdviceNote::None,
        reference: match cause {
            Cause::ClosedByPeer => standing.reference,
            Cause::Requested => "RFC 6455 §7.1.2",
            Cause::NeverOpened => "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
            Cause::ConnectTimeout => "RFC 6455 §7.1.7",
            Cause::Dropped => "RFC 6455 §7.2.3",
            Cause::Silent => "RFC 6455 §5.5.2",
            Cause::Offline => "https://html.spec.whatwg.org/#dom-navigator-online",
            Cause::CloseTimeout => "RFC 6455 §7.1.1",
            Cause::Suspended => "https://wicg.github.io/page-lifecycle/",
            Cause::Aborted => "https://dom.spec.whatwg.org/#aborting-ongoing-activities",
        }
        .into(),
        suspects: Vec::new(),
        circumstance: None,
        no_renewal: None,
    }
}

/// A signature says whether to come back, where the code says otherwise. When to do so
/// is the code's to say, and so is that it takes other credentials.
fn judge_by_signature(diagnosis: &mut Diagnosis, suspicion: Suspicion) {
    diagnosis.suspects = suspicion.suspects;
    if let Some(verdict) = suspicion.verdict
        && verdict.is_retry() != diagnosis.verdict.is_retry()
        && diagnosis.verdict != Verdict::Reauthenticate
    {
        diagnosis.verdict = verdict;
        diagnosis.source = Source::Signature;
    }
}

fn judge_by_the_profile(diagnosis: &mut Diagnosis, profile: &Profile, rule: &Rule) {
    take_words(diagnosis, rule, Some(&profile.source));
    if rule.name.is_some() {
        diagnosis.meaning_key = profile.meaning_key(rule);
    }
    diagnosis.verdict = rule.verdict;
    diagnosis.source = Source::Profile;
}

/// The words stay those of the code; what backs the verdict is the documentation
/// of the protocol that has such messages.
fn judge_by_what_was_announced(
    diagnosis: &mut Diagnosis,
    verdict: Verdict,
    profile: Option<&Profile>,
) {
    if diagnosis.is_final() {
        return;
    }
    diagnosis.verdict = verdict;
    diagnosis.source = Source::Announced;
    if let Some(profile) = profile {
        diagnosis.reference = profile.source.clone();
    }
}

fn judge_by_the_user(diagnosis: &mut Diagnosis, rule: &Rule) {
    take_words(diagnosis, rule, None);
    if rule.name.is_some() {
        diagnosis.meaning_key = "own".into();
    }
    diagnosis.overrule(rule.verdict);
}

/// Takes the words that a rule has; `source` is the reference of one that names
/// none. Name and meaning belong together: who gives the one gives the other.
fn take_words(diagnosis: &mut Diagnosis, rule: &Rule, source: Option<&Cow<'static, str>>) {
    if let Some(name) = &rule.name {
        diagnosis.name = name.clone();
        diagnosis.meaning = rule.meaning.clone().unwrap_or_default();
    }
    if let Some(reference) = rule.reference.as_ref().or(source) {
        diagnosis.reference = reference.clone();
    }
}

/// The user's codes win over advice, and an advice that only confirms the
/// verdict has not decided it.
fn judge_by_advice(diagnosis: &mut Diagnosis, advice: Advice) {
    diagnosis.advice = match advice {
        Advice::None => AdviceNote::None,
        Advice::Malformed => AdviceNote::Malformed,
        Advice::Given { .. } if diagnosis.source == Source::User => AdviceNote::Ignored,
        Advice::Given { .. } => match advice.refine(diagnosis.verdict) {
            None => AdviceNote::Ignored,
            Some(verdict) if verdict == diagnosis.verdict => AdviceNote::Taken,
            Some(verdict) => {
                diagnosis.verdict = verdict;
                diagnosis.source = Source::Advice;
                AdviceNote::Taken
            }
        },
    };
}
