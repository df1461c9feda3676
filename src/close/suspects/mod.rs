//! Who typically ends a connection in such a way: from the evidence of a close to
//! its suspects.

mod by_code;
mod by_words;
mod investigated;
mod kinds;
mod repeated;
mod unopened;
mod usual;

use std::borrow::Cow;
use std::time::Duration;

use super::cause::Cause;
use super::code::CloseCode;
use super::context::{Close, Context, Surroundings};
use super::finding::Finding;
use super::phrase::Phrase;
use super::signature::Signature;
use super::suspect::{Evidence, Suspect, SuspectKind};
use super::time::millis;
use super::verdict::Verdict;
use super::words::Words;

pub(super) use unopened::is_mixed_content;

/// More than these would be no help.
const MOST: usize = 4;
/// How many of them may be of the same kind, as two products with the same timeout are.
const MOST_OF_A_KIND: usize = 2;

/// What is suspected of having ended a connection, and what that makes of the verdict.
pub(super) struct Suspicion {
    /// The best first.
    pub(super) suspects: Vec<Suspect>,
    /// The verdict, where the standard's reading of the code is wrong for the best.
    pub(super) verdict: Option<Verdict>,
}

/// Finds who typically ends a connection in such a way. `names_itself` is whether a
/// profile, or the user, has said what the code means: then nothing is guessed from it.
pub(super) fn suspects_of(
    close: &Close<'_>,
    cause: Cause,
    context: &Context,
    signatures: &[Signature],
    names_itself: bool,
) -> Suspicion {
    let mut found = Found::default();
    match cause {
        Cause::Requested | Cause::Aborted | Cause::CloseTimeout => {}
        Cause::NeverOpened | Cause::ConnectTimeout => {
            if let Some(directive) = &context.surroundings.blocked_by {
                return Suspicion {
                    suspects: vec![blocked_by(directive)],
                    verdict: Some(Verdict::Stop),
                };
            }
            if close.code == CloseCode::TLS_HANDSHAKE {
                found.add_told(tls_failed());
            }
            for kind in unopened::suspects(cause, context) {
                found.add(kind, Evidence::Attempt, None, None);
            }
        }
        Cause::ClosedByPeer | Cause::Dropped => {
            let words = Words::of(close.reason);
            for signature in signatures {
                if context.opened && signature.matches(close, context, &words) {
                    found.add_product(signature);
                }
            }
            let says_itself = by_code::says_itself(close.code);
            by_words::add(&mut found, &words, !says_itself);
            if context.opened && !says_itself {
                repeated::add(&mut found, close, context);
                usual::add(&mut found, close, context);
            }
            if !names_itself {
                by_code::add(&mut found, close, cause, context);
            }
        }
        Cause::Silent | Cause::Offline | Cause::Suspended => {
            by_code::add(&mut found, close, cause, context);
        }
    }
    found.into_suspicion()
}

/// Who typically keeps a connection from opening where a plain request found this.
pub(super) fn of_a_finding(finding: Finding, surroundings: &Surroundings) -> Vec<Suspect> {
    let mut found = Found::default();
    match &surroundings.blocked_by {
        Some(directive) => found.add_told(blocked_by(directive)),
        None => {
            for suspect in investigated::suspects(finding, surroundings) {
                found.add_told(suspect);
            }
        }
    }
    found.suspects
}

/// What was found so far, the best first.
#[derive(Default)]
struct Found {
    suspects: Vec<Suspect>,
    verdict: Option<Verdict>,
}

impl Found {
    /// Adds a suspect of which no more is known than its kind, and what points to it,
    /// behind those that are better. `verdict` is what to do if it is the best of those
    /// that say so.
    fn add(
        &mut self,
        kind: SuspectKind,
        evidence: Evidence,
        span: Option<Duration>,
        verdict: Option<Verdict>,
    ) {
        // Beside the name of a product, its kind alone says nothing new.
        if self.has_room_for(kind, 1) {
            self.suspects.push(typical(kind, evidence, span));
        }
        self.verdict = self.verdict.or(verdict);
    }

    /// Adds a suspect of which there is more to say.
    fn add_told(&mut self, suspect: Suspect) {
        if self.has_room_for(suspect.kind, 1) {
            self.suspects.push(suspect);
        }
    }

    /// Adds a named product.
    fn add_product(&mut self, signature: &Signature) {
        if self.has_room_for(signature.kind, MOST_OF_A_KIND) {
            self.suspects.push(named(signature));
        }
        self.verdict = self.verdict.or(signature.verdict);
    }

    fn has_room_for(&self, kind: SuspectKind, most_of_its_kind: usize) -> bool {
        let its_kind = self.suspects.iter().filter(|known| known.kind == kind);
        self.suspects.len() < MOST && its_kind.count() < most_of_its_kind
    }

    fn into_suspicion(self) -> Suspicion {
        Suspicion {
            suspects: self.suspects,
            verdict: self.verdict,
        }
    }
}

fn named(signature: &Signature) -> Suspect {
    Suspect {
        key: signature.key.clone(),
        kind: signature.kind,
        name: signature.name.clone(),
        sentence: signature.sentence.clone(),
        remedy: signature.remedy.clone(),
        reference: signature.reference.clone(),
        span: signature
            .span
            .map(|span| Duration::from_millis(span.millis)),
        evidence: Evidence::Signature,
    }
}

/// The one suspect that is certain: the browser told which directive it was.
fn blocked_by(directive: &str) -> Suspect {
    let directive = [("directive", directive)];
    Suspect {
        sentence: BLOCKED.fill(&directive),
        remedy: ALLOW.fill(&directive),
        ..typical(SuspectKind::Blocked, Evidence::Certain, None)
    }
}

/// Firefox reports 1015 where TLS failed, though the standard would hide that, too.
fn tls_failed() -> Suspect {
    Suspect {
        sentence: TLS_FAILED.text.into(),
        ..typical(SuspectKind::Tls, Evidence::Certain, None)
    }
}

const TLS_FAILED: Phrase =
    Phrase::new("tls.certain", "The browser reports that TLS failed (1015).");
const BLOCKED: Phrase = Phrase::new(
    "blocked.certain",
    "The page's Content Security Policy blocked it: its {directive} does not allow this address.",
);
const ALLOW: Phrase = Phrase::new(
    "blocked.allow",
    "Add the address to {directive}, with its scheme: ws: or wss:.",
);

/// A suspect of which no more is known than its kind, and what points to it.
fn typical(kind: SuspectKind, evidence: Evidence, span: Option<Duration>) -> Suspect {
    let words = kinds::words_of(kind);
    let in_words = span.map_or_else(String::new, span_in_words);
    let sentence = sentence_of(evidence).fill(&[("name", words.name.text), ("span", &in_words)]);
    Suspect {
        key: key_of(kind, evidence),
        kind,
        name: words.name.text.into(),
        sentence,
        remedy: remedy_of(kind, words.remedy, evidence, span),
        reference: words.reference.into(),
        span,
        evidence,
    }
}

/// What is said of a suspect, by what points to it.
const fn sentence_of(evidence: Evidence) -> Phrase {
    match evidence {
        Evidence::Words => Phrase::new("words", "The words of its reason are typical of {name}."),
        Evidence::SameSilence => Phrase::new(
            "same-silence",
            "The last three connections ended after the same silence of {span}, which is typical of {name}.",
        ),
        Evidence::SameAge => Phrase::new(
            "same-age",
            "The last three connections ended at the same age of {span}, which is typical of {name}.",
        ),
        Evidence::Silence => Phrase::new("silence", "A silence of {span} is typical of {name}."),
        Evidence::Age => Phrase::new("age", "An end at the age of {span} is typical of {name}."),
        Evidence::Unexpected => Phrase::new(
            "unexpected",
            "Where no end was expected, this is typical of {name}.",
        ),
        Evidence::Certain
        | Evidence::Request
        | Evidence::Signature
        | Evidence::Attempt
        | Evidence::Code => Phrase::new("typical", "This is typical of {name}."),
    }
}

/// A heartbeat that prevents an idle timeout of which it is known how long it is.
const HEARTBEAT: Phrase = Phrase::new(
    "idle-timeout.heartbeat",
    "A heartbeat every {interval} prevents it; so does a longer timeout of the server or of the proxy that has it.",
);

fn remedy_of(
    kind: SuspectKind,
    usual: Phrase,
    evidence: Evidence,
    span: Option<Duration>,
) -> Cow<'static, str> {
    match (kind, evidence, span) {
        (SuspectKind::IdleTimeout, Evidence::SameSilence | Evidence::Silence, Some(span)) => {
            HEARTBEAT.fill(&[("interval", &span_in_words(heartbeat_for(span)))])
        }
        _ => usual.text.into(),
    }
}

/// How often to be heard so that a silence never lasts so long: three times in four
/// of it, since a heartbeat of the same length would be a race.
fn heartbeat_for(silence: Duration) -> Duration {
    let seconds = silence.as_secs() * 3 / 4;
    Duration::from_secs(seconds.max(1))
}

fn key_of(kind: SuspectKind, evidence: Evidence) -> Cow<'static, str> {
    [kind.as_str(), ".", evidence.as_str()].concat().into()
}

/// In the greatest unit that has a whole number of them: `60 s`, `5 min`, `24 h`.
fn span_in_words(span: Duration) -> String {
    let seconds = (millis(span) + 500) / 1_000;
    // None that lasts longer is suspected of anything.
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    let (count, unit) = match seconds {
        7_200.. if seconds.is_multiple_of(3_600) => (seconds / 3_600, " h"),
        120.. if seconds.is_multiple_of(60) => (seconds / 60, " min"),
        _ => (seconds, " s"),
    };
    count.to_string() + unit
}

/// Every phrase that a suspect is told with.
pub(super) fn phrases() -> Vec<Phrase> {
    let mut phrases = vec![HEARTBEAT, BLOCKED, ALLOW, TLS_FAILED];
    phrases.extend(investigated::PHRASES);
    for &kind in SuspectKind::ALL {
        let words = kinds::words_of(kind);
        phrases.extend([words.name, words.remedy]);
    }
    phrases.extend(
        [
            Evidence::Words,
            Evidence::SameSilence,
            Evidence::SameAge,
            Evidence::Silence,
            Evidence::Age,
            Evidence::Code,
            Evidence::Unexpected,
        ]
        .map(sentence_of),
    );
    phrases
}
