//! The classifier, for JavaScript.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::context::CloseContext;
use super::object::object;
use super::rules::Rules;
use super::suspects::{Explanation, Suspect};
use super::verdict::Verdict;
use crate::close::{self, CloseCode};

/// What really happened.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Cause {
    Requested = "requested",
    ClosedByPeer = "closed-by-peer",
    NeverOpened = "never-opened",
    ConnectTimeout = "connect-timeout",
    Dropped = "dropped",
    Silent = "silent",
    Offline = "offline",
    CloseTimeout = "close-timeout",
    Suspended = "suspended",
    Aborted = "aborted",
}

/// Who decided a verdict.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum VerdictSource {
    Standard = "standard",
    Signature = "signature",
    Profile = "profile",
    User = "user",
    Advice = "advice",
}

/// What became of the server's advice.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum AdviceNote {
    None = "none",
    Taken = "taken",
    Ignored = "ignored",
    Malformed = "malformed",
}

#[wasm_bindgen]
extern "C" {
    /// The `Diagnosis` of js/diagnosis.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Diagnosis")]
    pub type Diagnosis;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &Diagnosis, code: u16);
    #[wasm_bindgen(method, setter)]
    fn set_name(this: &Diagnosis, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_meaning(this: &Diagnosis, meaning: &str);
    #[wasm_bindgen(method, setter)]
    fn set_cause(this: &Diagnosis, cause: Cause);
    #[wasm_bindgen(method, setter)]
    fn set_verdict(this: &Diagnosis, verdict: Verdict);
    #[wasm_bindgen(method, setter)]
    fn set_source(this: &Diagnosis, source: VerdictSource);
    #[wasm_bindgen(method, setter)]
    fn set_advice(this: &Diagnosis, advice: AdviceNote);
    #[wasm_bindgen(method, setter)]
    fn set_suspects(this: &Diagnosis, suspects: Array<Suspect>);
    #[wasm_bindgen(method, setter)]
    fn set_sentence(this: &Diagnosis, sentence: &str);
    #[wasm_bindgen(method, setter)]
    fn set_explanation(this: &Diagnosis, explanation: Array<Explanation>);
    #[wasm_bindgen(method, setter)]
    fn set_reference(this: &Diagnosis, reference: &str);
}

impl From<&close::Diagnosis> for Diagnosis {
    fn from(diagnosis: &close::Diagnosis) -> Self {
        let object: Self = object();
        object.set_code(diagnosis.code.0);
        object.set_name(&diagnosis.name);
        object.set_meaning(&diagnosis.meaning);
        object.set_cause(diagnosis.cause.into());
        object.set_verdict(diagnosis.verdict.into());
        object.set_source(diagnosis.source.into());
        object.set_advice(diagnosis.advice.into());
        let suspects = diagnosis.suspects.iter().map(Suspect::from);
        object.set_suspects(Array::from_iter_typed(suspects));
        object.set_sentence(&diagnosis.sentence());
        let explanation = diagnosis.explanation().into_iter().map(Explanation::from);
        object.set_explanation(Array::from_iter_typed(explanation));
        object.set_reference(&diagnosis.reference);
        object
    }
}

/// Diagnoses a close by the rules of an application.
#[wasm_bindgen]
pub fn diagnose(
    code: u16,
    reason: &str,
    was_clean: bool,
    context: &CloseContext,
    rules: &Rules,
) -> Diagnosis {
    let close = close::Close {
        code: CloseCode(code),
        reason,
        was_clean,
    };
    let context = context.to_context(rules.reads_advice());
    let (codes, profile) = (rules.to_codes(), rules.to_profile());
    let signatures = rules.to_signatures();
    let profiles = close::Profiles {
        codes: &codes,
        profile: profile.as_ref(),
        signatures: &signatures,
    };
    (&close::diagnose(&close, &context, &profiles)).into()
}

impl From<close::Cause> for Cause {
    fn from(cause: close::Cause) -> Self {
        match cause {
            close::Cause::Requested => Self::Requested,
            close::Cause::ClosedByPeer => Self::ClosedByPeer,
            close::Cause::NeverOpened => Self::NeverOpened,
            close::Cause::ConnectTimeout => Self::ConnectTimeout,
            close::Cause::Dropped => Self::Dropped,
            close::Cause::Silent => Self::Silent,
            close::Cause::Offline => Self::Offline,
            close::Cause::CloseTimeout => Self::CloseTimeout,
            close::Cause::Suspended => Self::Suspended,
            close::Cause::Aborted => Self::Aborted,
        }
    }
}

impl From<close::Source> for VerdictSource {
    fn from(source: close::Source) -> Self {
        match source {
            close::Source::Standard => Self::Standard,
            close::Source::Signature => Self::Signature,
            close::Source::Profile => Self::Profile,
            close::Source::User => Self::User,
            close::Source::Advice => Self::Advice,
        }
    }
}

impl From<close::AdviceNote> for AdviceNote {
    fn from(note: close::AdviceNote) -> Self {
        match note {
            close::AdviceNote::None => Self::None,
            close::AdviceNote::Taken => Self::Taken,
            close::AdviceNote::Ignored => Self::Ignored,
            close::AdviceNote::Malformed => Self::Malformed,
        }
    }
}
