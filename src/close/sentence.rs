//! The sentence: a diagnosis in words, put together from fixed parts.

use super::diagnosis::Diagnosis;
use super::texts::{self, ADVICE, CODE, COLON, HINT, SCENE, SOURCE, Said, WORTH};
use super::verdict::{Pace, Verdict};

/// Takes the parts of a sentence, one after the other.
pub(crate) trait Listen {
    /// The text at a place.
    fn line(&mut self, place: usize);
    fn number(&mut self, number: u32);
    fn said(&mut self, said: Said);
    /// What a code means, with a colon before it, unless it is nothing.
    fn meaning(&mut self, meaning: Said);
}

/// What happened, what it may mean, what became of the advice, what it is worth.
pub(super) fn say(diagnosis: &Diagnosis, to: &mut impl Listen) {
    to.line(SCENE + usize::from(diagnosis.scene.0));
    if diagnosis.scene.is_closed_by_peer() {
        say_code(diagnosis, to);
    }
    to.line(HINT + diagnosis.hint as usize);
    to.line(ADVICE + diagnosis.advice as usize);
    if !diagnosis.is_final() {
        say_worth(diagnosis.verdict, to);
        to.line(SOURCE + diagnosis.source as usize);
    }
}

fn say_code(diagnosis: &Diagnosis, to: &mut impl Listen) {
    to.number(diagnosis.code.0.into());
    to.line(CODE);
    to.said(diagnosis.said_name());
    to.line(CODE + 1);
    to.meaning(diagnosis.said_meaning());
    to.line(CODE + 3);
}

fn say_worth(verdict: Verdict, to: &mut impl Listen) {
    let (pace, limit) = match verdict {
        Verdict::Stop => return to.line(WORTH),
        Verdict::Reauthenticate => return to.line(WORTH + 1),
        Verdict::Retry { pace, limit } => (pace, limit),
    };
    match pace {
        Pace::Now => to.line(WORTH + 2),
        Pace::Backoff => to.line(WORTH + 3),
        Pace::Window { min, max } => {
            let in_seconds = min % 1_000 == 0 && max % 1_000 == 0;
            let (unit, name) = if in_seconds { (1_000, 6) } else { (1, 7) };
            to.line(WORTH + 4);
            to.number(min / unit);
            to.line(WORTH + 5);
            to.number(max / unit);
            to.line(WORTH + name);
        }
    }
    if let Some(limit) = limit {
        to.line(WORTH + 8);
        to.number(limit.get());
        to.line(WORTH + 9);
    }
}

impl Listen for String {
    fn line(&mut self, place: usize) {
        self.push_str(texts::at(place));
    }

    fn said(&mut self, said: Said) {
        self.push_str(said.text());
    }

    fn meaning(&mut self, meaning: Said) {
        let meaning = meaning.text();
        if !meaning.is_empty() {
            self.line(COLON);
            self.push_str(meaning);
        }
    }

    fn number(&mut self, number: u32) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.push(char::from(b'0' + (number % 10) as u8));
    }
}
