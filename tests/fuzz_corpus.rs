//! Replays the fuzzer's corpus, without a fuzzer.

#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

use closewise::{close, session};

#[allow(dead_code)]
#[path = "../src/session/tests/model/mod.rs"]
mod model;
#[path = "../src/session/tests/script/mod.rs"]
mod script;

#[test]
fn no_walk_of_the_corpus_breaks_an_invariant() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/session");
    let mut steps = 0;
    for entry in std::fs::read_dir(corpus).expect("the corpus is there") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("a readable walk");
        let walked = script::run(&bytes, &mut |_| steps += 1);
        assert_eq!(walked, Ok(()), "{}", path.display());
    }
    assert!(steps > 1_000, "only {steps} steps");
}
