//! The signatures of named products: a case each, when they must not be named, how often
//! they are by chance, and the page about them. A file a question.

#![cfg(not(target_arch = "wasm32"))]

#[path = "../close_support/mod.rs"]
mod close_support;

mod cases;
mod chance;
mod document;
mod never;
mod precedence;
mod table;

use std::time::Duration;

use close_support::{LOST, close};
use closewise::close::{
    Close, CloseCode, Context, Diagnosis, Measure, Profiles, Signature, diagnose, signatures,
};

fn shipped(key: &str) -> &'static Signature {
    let mut rows = signatures().iter();
    rows.find(|row| row.key == key)
        .unwrap_or_else(|| panic!("no signature has the key {key}"))
}

/// The diagnosis of a client that has these signatures.
fn diagnosed(code: u16, reason: &str, context: &Context, signatures: &[Signature]) -> Diagnosis {
    let frame = Close {
        reason,
        ..close(CloseCode(code), true)
    };
    let close = if code == 1006 { &LOST } else { &frame };
    let profiles = Profiles {
        signatures,
        ..Profiles::default()
    };
    diagnose(close, context, &profiles)
}

fn names(diagnosis: &Diagnosis, key: &str) -> bool {
    diagnosis.suspects.iter().any(|suspect| suspect.key == key)
}

/// What lasted in that context, stated here a second time.
fn lasted(measure: Measure, context: &Context) -> Option<Duration> {
    let silences = [context.inbound_silence, context.outbound_silence];
    match measure {
        Measure::Age => Some(context.uptime),
        Measure::InboundSilence => silences[0],
        Measure::OutboundSilence => silences[1],
        Measure::Silence => silences.into_iter().flatten().min(),
    }
}
