//! Walks of a session that break an invariant: there should be none.

#![no_main]

use closewise::{close, session};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../src/session/tests/model/mod.rs"]
mod model;
#[path = "../../src/session/tests/script/mod.rs"]
mod script;

fuzz_target!(|bytes: &[u8]| {
    if let Err(violation) = script::run(bytes, &mut |_| {}) {
        panic!("{violation}");
    }
});
