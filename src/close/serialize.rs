//! A diagnosis for serde: its facts under the names that JavaScript sees, with
//! the sentence in place of its parts.

use serde::{Serialize, Serializer};

use super::advice::AdviceNote;
use super::cause::Cause;
use super::code::{CloseCode, Range};
use super::diagnosis::{Diagnosis, Source};
use super::registry::Registration;
use super::sentence::Explanation;
use super::suspect::Suspect;
use super::verdict::Verdict;

impl Serialize for Diagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = Facts {
            code: self.code,
            name: &self.name,
            range: self.range(),
            registration: self.registration(),
            cause: self.cause,
            verdict: self.verdict,
            source: self.source,
            reference: &self.reference,
            advice: self.advice,
            sentence: self.sentence(),
            explanation: self.explanation(),
            suspects: &self.suspects,
        };
        facts.serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(rename = "Diagnosis")]
struct Facts<'a> {
    code: CloseCode,
    name: &'a str,
    range: Range,
    registration: Option<&'static Registration>,
    cause: Cause,
    verdict: Verdict,
    source: Source,
    reference: &'a str,
    advice: AdviceNote,
    sentence: String,
    explanation: Vec<Explanation>,
    suspects: &'a [Suspect],
}
