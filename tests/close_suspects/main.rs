//! The suspects of a close that are not named products: what points to each, what
//! they make of the verdict, and what is innocent. A file a kind of evidence.

#![cfg(not(target_arch = "wasm32"))]

#[path = "../close_support/mod.rs"]
mod close_support;

mod always;
mod codes;
mod innocent;
mod repeated;
mod unopened;
mod usual;
mod words;

use std::time::Duration;

use close_support::{LOST, close, open, plain};
use closewise::close::{Close, CloseCode, Context, Diagnosis, SuspectKind};

/// What is made of a Close frame with that code and reason on a connection of 10 s.
fn told(code: u16, reason: &str) -> Diagnosis {
    ended(code, reason, &open())
}

fn ended(code: u16, reason: &str, context: &Context) -> Diagnosis {
    let frame = Close {
        reason,
        ..close(CloseCode(code), true)
    };
    plain(if code == 1006 { &LOST } else { &frame }, context)
}

fn kinds(diagnosis: &Diagnosis) -> Vec<SuspectKind> {
    let suspects = diagnosis.suspects.iter();
    suspects.map(|suspect| suspect.kind).collect()
}

fn keys(diagnosis: &Diagnosis) -> Vec<&str> {
    let suspects = diagnosis.suspects.iter();
    suspects.map(|suspect| suspect.key.as_ref()).collect()
}

fn has(diagnosis: &Diagnosis, key: &str) -> bool {
    keys(diagnosis).contains(&key)
}

/// A connection that had been open for so long, and whose silence is not known.
fn aged(millis: u64) -> Context {
    Context {
        uptime: Duration::from_millis(millis),
        ..open()
    }
}

/// A connection on which nothing had gone either way for so long.
fn silent_for(millis: u64) -> Context {
    let silence = Some(Duration::from_millis(millis));
    Context {
        inbound_silence: silence,
        outbound_silence: silence,
        // At an age that is typical of nothing.
        ..aged(millis + 4_321_000)
    }
}
