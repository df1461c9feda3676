//! Signatures, on their way from JavaScript.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::{Array, JsString, Number, Object};
use wasm_bindgen::prelude::*;

use super::list;
use super::suspects::SuspectKind;
use super::verdict::Verdict;
use crate::close::{self, CloseCode};

/// What a signature measures.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Measure {
    InboundSilence = "inbound-silence",
    OutboundSilence = "outbound-silence",
    Silence = "silence",
    Age = "age",
}

#[wasm_bindgen]
extern "C" {
    /// The `KnownSignature` of js/signatures.ts.
    #[wasm_bindgen(typescript_type = "KnownSignature")]
    #[derive(Clone)]
    pub type Signature;

    #[wasm_bindgen(method, getter)]
    fn key(this: &Signature) -> String;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &Signature) -> SuspectKind;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Signature) -> String;
    #[wasm_bindgen(method, getter)]
    fn codes(this: &Signature) -> Array<Number>;
    #[wasm_bindgen(method, getter)]
    fn span(this: &Signature) -> Option<Span>;
    #[wasm_bindgen(method, getter)]
    fn words(this: &Signature) -> Array<JsString>;
    #[wasm_bindgen(method, getter)]
    fn verdict(this: &Signature) -> Option<Verdict>;
    #[wasm_bindgen(method, getter)]
    fn sentence(this: &Signature) -> String;
    #[wasm_bindgen(method, getter)]
    fn remedy(this: &Signature) -> String;
    #[wasm_bindgen(method, getter)]
    fn reference(this: &Signature) -> String;

    /// The `SignatureSpan` of js/suspects.ts. Its numbers are in ms.
    #[wasm_bindgen(typescript_type = "SignatureSpan")]
    pub type Span;

    #[wasm_bindgen(method, getter)]
    fn measure(this: &Span) -> Measure;
    #[wasm_bindgen(method, getter)]
    fn millis(this: &Span) -> f64;
    #[wasm_bindgen(method, getter)]
    fn from(this: &Span) -> f64;
    #[wasm_bindgen(method, getter)]
    fn to(this: &Span) -> f64;
}

/// A list of JavaScript's that was read, with what it says.
type ReadList = (Array<Signature>, Arc<[close::Signature]>);

thread_local! {
    /// A table has many rows, and the same one is given to many clients: they share
    /// what is read here once.
    static READ: RefCell<Vec<ReadList>> = const { RefCell::new(Vec::new()) };
}

/// What a list says. The TypeScript half has checked it, and gives the same list for
/// the same option.
pub(super) fn read(list: &Array<Signature>) -> Arc<[close::Signature]> {
    READ.with_borrow_mut(|known| {
        if let Some((_, signatures)) = known.iter().find(|(known, _)| Object::is(known, list)) {
            return signatures.clone();
        }
        // Those that no client has any more.
        known.retain(|(_, signatures)| Arc::strong_count(signatures) > 1);
        let signatures: Arc<[_]> = list::read(list, close::Signature::from).into();
        known.push((list.clone(), signatures.clone()));
        signatures
    })
}

impl From<Signature> for close::Signature {
    fn from(signature: Signature) -> Self {
        let codes = list::read(&signature.codes(), |code| CloseCode(code.value_of() as u16));
        let words = list::read(&signature.words(), |word| String::from(word).into());
        Self {
            key: signature.key().into(),
            kind: signature.kind().into(),
            name: signature.name().into(),
            codes: codes.into(),
            span: signature.span().as_ref().map(Into::into),
            words: words.into(),
            verdict: signature.verdict().as_ref().map(Into::into),
            sentence: signature.sentence().into(),
            remedy: signature.remedy().into(),
            reference: signature.reference().into(),
        }
    }
}

impl From<&Span> for close::Span {
    fn from(span: &Span) -> Self {
        Self {
            measure: span.measure().into(),
            millis: span.millis() as u64,
            from: span.from() as u64,
            to: span.to() as u64,
        }
    }
}

impl From<Measure> for close::Measure {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::InboundSilence => Self::InboundSilence,
            Measure::OutboundSilence => Self::OutboundSilence,
            // The TypeScript half lets no other word through.
            Measure::Silence | Measure::__Invalid => Self::Silence,
            Measure::Age => Self::Age,
        }
    }
}
