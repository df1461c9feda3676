//! The sentence: a diagnosis in words, put together from fixed parts.

use super::diagnosis::Diagnosis;
use super::scene::Scene;
use super::texts::{ADVICE, CODE, DIGIT, HINT, NEXT, SCENE, SOURCE, Said};
use super::verdict::{Pace, Verdict};

/// What happened, what it may mean, what became of the advice, what comes next.
pub(super) fn compose(diagnosis: &Diagnosis, say: impl FnMut(Said)) {
    let mut speaker = Speaker { say };
    speaker.part(SCENE, diagnosis.scene.0.into());
    if diagnosis.scene == Scene::CLOSED_BY_PEER {
        speaker.code(diagnosis);
    }
    speaker.part(HINT, diagnosis.hint as usize);
    speaker.part(ADVICE, diagnosis.advice as usize);
    if !diagnosis.is_final() {
        speaker.next(diagnosis.verdict);
        speaker.part(SOURCE, diagnosis.source as usize);
    }
}

struct Speaker<S> {
    say: S,
}

impl<S: FnMut(Said)> Speaker<S> {
    fn code(&mut self, diagnosis: &Diagnosis) {
        self.number(diagnosis.code.0.into());
        self.part(CODE, 0);
        (self.say)(diagnosis.said_name());
        self.part(CODE, 1);
        let meaning = match (diagnosis.own_words(), diagnosis.code.0) {
            (Some(words), _) if words.meaning.is_empty() => None,
            (Some(words), _) => Some(Said::Words(words.meaning)),
            // Firefox passes them on if a peer sends them.
            (None, 1006 | 1015) => Some(Said::Line(CODE + 4)),
            (None, _) => diagnosis.place.meaning(),
        };
        if let Some(meaning) = meaning {
            self.part(CODE, 2);
            (self.say)(meaning);
        }
        self.part(CODE, 3);
    }

    fn next(&mut self, verdict: Verdict) {
        let (pace, limit) = match verdict {
            Verdict::Stop => return self.part(NEXT, 0),
            Verdict::Reauthenticate => return self.part(NEXT, 1),
            Verdict::Retry { pace, limit } => (pace, limit),
        };
        match pace {
            Pace::Now => self.part(NEXT, 2),
            Pace::Backoff => self.part(NEXT, 3),
            Pace::Window { min, max } => {
                let in_seconds = min % 1_000 == 0 && max % 1_000 == 0;
                let unit = if in_seconds { 1_000 } else { 1 };
                self.part(NEXT, 4);
                self.number(min / unit);
                self.part(NEXT, 5);
                self.number(max / unit);
                self.part(NEXT, if in_seconds { 6 } else { 7 });
            }
        }
        if let Some(limit) = limit {
            self.part(NEXT, 8);
            self.number(limit);
            self.part(NEXT, 9);
        }
    }

    /// Decimal digits without the formatting machinery, which weighs more than
    /// this whole module in WebAssembly.
    fn number(&mut self, number: u32) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.part(DIGIT, number as usize % 10);
    }

    fn part(&mut self, group: usize, place: usize) {
        (self.say)(Said::Line(group + place));
    }
}
