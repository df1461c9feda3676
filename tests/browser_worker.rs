//! The Rust client in a worker, which has no window and no document.

#![cfg(target_arch = "wasm32")]

#[path = "browser/suite.rs"]
mod suite;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
