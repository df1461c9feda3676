//! The sentence: a diagnosis in words for people.

use std::borrow::Cow;
use std::fmt;

use super::advice::AdviceNote;
use super::cause::Cause;
use super::diagnosis::{Circumstance, Diagnosis, NoRenewal, Source};
use super::phrase::Phrase;
use super::suspect::{Evidence, Suspect};
use super::verdict::{Pace, Verdict};

/// A part of a diagnosis in words: a whole sentence or two, under a key that a
/// translation can name.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// What it is called; stable. What it has to say beside its words is in the
    /// diagnosis: the code, the name, the verdict, the suspect.
    pub key: Cow<'static, str>,
    /// The text in English.
    pub text: Cow<'static, str>,
}

/// More than these would be a list.
const MOST_NAMED: usize = 3;

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl Diagnosis {
    /// The diagnosis in a few sentences: what happened, what that is typical of, what
    /// to look at first, what became of the advice, and what it is worth and on whose
    /// word.
    ///
    /// [`Display`](fmt::Display) writes it too; here nothing of the formatting
    /// machinery of `core::fmt` is linked, which weighs 2.5 kB.
    pub fn sentence(&self) -> String {
        let mut sentence = String::new();
        for part in self.explanation() {
            if !sentence.is_empty() {
                sentence += " ";
            }
            sentence += &part.text;
        }
        sentence
    }

    /// The parts of the [sentence](Self::sentence), each with a key, for whoever
    /// shows it in another language.
    pub fn explanation(&self) -> Vec<Explanation> {
        let mut parts = vec![self.event()];
        if let Some(suspect) = self.suspects.first()
            && self.is_worth_a_look(suspect)
        {
            parts.extend(self.suspicion(suspect));
            parts.push(about(suspect, ".remedy", suspect.remedy.clone()));
        }
        match self.advice {
            AdviceNote::None | AdviceNote::Taken => {}
            AdviceNote::Ignored => parts.push(plain(ADVICE_IGNORED)),
            AdviceNote::Malformed => parts.push(plain(ADVICE_MALFORMED)),
        }
        if !self.is_final() {
            parts.push(self.verdict_explained());
        }
        match self.no_renewal {
            Some(NoRenewal::NobodyToAsk) => parts.push(plain(NOBODY_TO_ASK)),
            Some(NoRenewal::RefusedFresh) => parts.push(plain(REFUSED_FRESH)),
            None => {}
        }
        parts
    }

    /// What happened.
    fn event(&self) -> Explanation {
        let phrase = match (self.circumstance, self.cause) {
            (Some(Circumstance::HandshakeRefused), _) => HANDSHAKE_REFUSED,
            (Some(Circumstance::Moved), _) => MOVED,
            (Some(Circumstance::NotProvided), _) => NOT_PROVIDED,
            (_, Cause::NeverOpened) if self.tells_why() => NEVER_OPENED_BUT_TOLD,
            (Some(Circumstance::InPage), _) => NEVER_OPENED_IN_A_PAGE,
            (None, Cause::ClosedByPeer) => return self.close_frame(),
            (None, cause) => happened(cause),
        };
        plain(phrase)
    }

    /// Whether the browser said for certain what it was.
    fn tells_why(&self) -> bool {
        let best = self.suspects.first();
        best.is_some_and(|suspect| suspect.evidence == Evidence::Certain)
    }

    fn close_frame(&self) -> Explanation {
        let code = u32::from(self.code.0).to_string();
        let phrase = if self.meaning.is_empty() {
            CLOSED_BY_PEER
        } else {
            CLOSED_BY_PEER_FOR
        };
        Explanation {
            key: [phrase.key, ".", &self.meaning_key].concat().into(),
            text: phrase.fill(&[
                ("code", &code),
                ("name", &self.name),
                ("meaning", &self.meaning),
            ]),
        }
    }

    /// What that is typical of, unless the cause and the code have said so.
    fn suspicion(&self, suspect: &Suspect) -> Option<Explanation> {
        match suspect.evidence {
            Evidence::Code if self.cause == Cause::ClosedByPeer => None,
            Evidence::Attempt | Evidence::Code => Some(self.all_suspects()),
            _ => Some(about(suspect, ".sentence", suspect.sentence.clone())),
        }
    }

    /// Where nothing points to the first of them, they are named together.
    fn all_suspects(&self) -> Explanation {
        let mut names = String::new();
        let named = &self.suspects[..self.suspects.len().min(MOST_NAMED)];
        if let Some((last, others)) = named.split_last() {
            for suspect in others {
                names += &suspect.name;
                names += ", ";
            }
            if !others.is_empty() {
                names += "or ";
            }
            names += &last.name;
        }
        Explanation {
            key: ANY_OF.key.into(),
            text: ANY_OF.fill(&[("names", &names)]),
        }
    }

    /// Whether the first suspect belongs in the sentence. An end that may just be the
    /// end, a code that only the application knows, and an end that the machine brought
    /// about, are not explained by what they might be at best.
    fn is_worth_a_look(&self, suspect: &Suspect) -> bool {
        match suspect.evidence {
            Evidence::Unexpected => false,
            Evidence::Code => match self.cause {
                Cause::ClosedByPeer => self.registration().is_some(),
                Cause::Offline | Cause::Suspended => false,
                _ => true,
            },
            _ => true,
        }
    }

    fn verdict_explained(&self) -> Explanation {
        let phrase = worth(self.verdict, self.no_renewal);
        let mut limit = Cow::Borrowed("");
        let (mut from, mut to) = (String::new(), String::new());
        if let Verdict::Retry { pace, limit: tries } = self.verdict {
            if let Pace::Window { min, max } = pace {
                (from, to) = window_in_words(min, max);
            }
            if let Some(tries) = tries {
                limit = LIMIT.fill(&[("tries", &tries.get().to_string())]);
            }
        }
        Explanation {
            key: phrase.key.into(),
            text: phrase.fill(&[
                ("from", &from),
                ("to", &to),
                ("limit", &limit),
                ("source", on_whose_word(self.source).text),
            ]),
        }
    }
}

/// The bounds of a window, the second with the unit: `5` and `30 s`.
fn window_in_words(min: u32, max: u32) -> (String, String) {
    if min.is_multiple_of(1_000) && max.is_multiple_of(1_000) {
        ((min / 1_000).to_string(), (max / 1_000).to_string() + " s")
    } else {
        (min.to_string(), max.to_string() + " ms")
    }
}

/// What a suspect has to say: its sentence or its remedy.
fn about(suspect: &Suspect, part: &str, text: Cow<'static, str>) -> Explanation {
    Explanation {
        key: ["suspect.", &suspect.key, part].concat().into(),
        text,
    }
}

fn plain(phrase: Phrase) -> Explanation {
    Explanation {
        key: phrase.key.into(),
        text: phrase.text.into(),
    }
}

#[rustfmt::skip] // a cause a row
const fn happened(cause: Cause) -> Phrase {
    match cause {
        Cause::ClosedByPeer => CLOSED_BY_PEER,
        Cause::Requested => Phrase::new("requested", "The connection was closed as requested."),
        Cause::NeverOpened => Phrase::new("never-opened-outside-a-page", "The connection never opened. A browser hides why; elsewhere the socket's error may tell."),
        Cause::ConnectTimeout => Phrase::new("connect-timeout", "The connection did not open in time."),
        Cause::Dropped => Phrase::new("dropped", "The connection was lost: it ended without a Close frame (1006)."),
        Cause::Silent => Phrase::new("silent", "The peer had been silent for too long, so the connection was given up."),
        Cause::Offline => Phrase::new("offline", "The connection was lost: the machine was offline."),
        Cause::CloseTimeout => Phrase::new("close-timeout", "The peer did not answer the close in time, so it was ended here."),
        Cause::Suspended => Phrase::new("suspended", "The connection did not survive while the page or the machine slept."),
        Cause::Aborted => Phrase::new("aborted", "The session was aborted."),
    }
}

const NEVER_OPENED_IN_A_PAGE: Phrase = Phrase::new(
    "never-opened",
    "The connection never opened, and the browser hides why.",
);
const NEVER_OPENED_BUT_TOLD: Phrase =
    Phrase::new("never-opened-but-told", "The connection never opened.");
const CLOSED_BY_PEER: Phrase = Phrase::new(
    "closed-by-peer",
    "The peer closed the connection with {code} ({name}).",
);
const CLOSED_BY_PEER_FOR: Phrase = Phrase::new(
    "closed-by-peer-for",
    "The peer closed the connection with {code} ({name}): {meaning}.",
);
const ANY_OF: Phrase = Phrase::new("any-of", "Typical of {names}.");
const HANDSHAKE_REFUSED: Phrase = Phrase::new(
    "handshake-refused",
    "The peer refused the application handshake.",
);
const MOVED: Phrase = Phrase::new(
    "moved",
    "The peer asked for another connection in the place of this one.",
);
const NOT_PROVIDED: Phrase = Phrase::new(
    "not-provided",
    "No connection was tried: the address or its credentials could not be had.",
);
const ADVICE_IGNORED: Phrase =
    Phrase::new("advice-ignored", "The advice in its reason was ignored.");
const ADVICE_MALFORMED: Phrase = Phrase::new(
    "advice-malformed",
    "The advice in its reason is malformed and was ignored.",
);
const NOBODY_TO_ASK: Phrase = Phrase::new(
    "nobody-to-ask",
    "There is neither a provider of the URL nor a handshake to get them from.",
);
const REFUSED_FRESH: Phrase = Phrase::new("refused-fresh", "Those that were refused were fresh.");
const LIMIT: Phrase = Phrase::new("limit", ", at most {tries} in a row");

#[rustfmt::skip] // a verdict a row
const fn worth(verdict: Verdict, no_renewal: Option<NoRenewal>) -> Phrase {
    match verdict {
        Verdict::Stop => Phrase::new("worth.stop", "Not worth a retry{source}."),
        Verdict::Reauthenticate if no_renewal.is_none() => Phrase::new("worth.reauthenticate", "Worth fresh credentials, then one retry{source}."),
        Verdict::Reauthenticate => Phrase::new("worth.credentials", "Worth fresh credentials{source}."),
        Verdict::Retry { pace: Pace::Now, .. } => Phrase::new("worth.retry-now", "Worth a retry at once{limit}{source}."),
        Verdict::Retry { pace: Pace::Backoff, .. } => Phrase::new("worth.retry-backoff", "Worth a retry with backoff{limit}{source}."),
        Verdict::Retry { pace: Pace::Window { .. }, .. } => Phrase::new("worth.retry-window", "Worth a retry in {from} to {to}{limit}{source}."),
    }
}

#[rustfmt::skip] // a source a row
const fn on_whose_word(source: Source) -> Phrase {
    match source {
        Source::Standard => Phrase::new("source.standard", ""),
        Source::Signature => Phrase::new("source.signature", ", whatever the code says"),
        Source::Profile => Phrase::new("source.profile", ", as the profile says"),
        Source::User => Phrase::new("source.user", ", as your own rules say"),
        Source::Advice => Phrase::new("source.advice", ", as the server advised"),
        Source::Announced => Phrase::new("source.announced", ", as the peer announced"),
    }
}

/// Every phrase that a sentence is made of.
pub(super) fn phrases() -> Vec<Phrase> {
    let verdicts = [
        Verdict::Stop,
        Verdict::Reauthenticate,
        Verdict::NOW,
        Verdict::BACKOFF,
        Verdict::window(0, 0),
    ];
    let mut phrases = vec![
        NEVER_OPENED_IN_A_PAGE,
        NEVER_OPENED_BUT_TOLD,
        CLOSED_BY_PEER_FOR,
        ANY_OF,
        HANDSHAKE_REFUSED,
        MOVED,
        NOT_PROVIDED,
        ADVICE_IGNORED,
        ADVICE_MALFORMED,
        NOBODY_TO_ASK,
        REFUSED_FRESH,
        LIMIT,
        worth(Verdict::Reauthenticate, Some(NoRenewal::NobodyToAsk)),
    ];
    phrases.extend(Cause::ALL.iter().map(|&cause| happened(cause)));
    phrases.extend(verdicts.map(|verdict| worth(verdict, None)));
    phrases.extend(Source::ALL.iter().map(|&source| on_whose_word(source)));
    phrases
}
