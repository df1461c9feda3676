//! The Rust client in a page, against the chaos server.

#![cfg(target_arch = "wasm32")]

#[path = "browser/page.rs"]
mod page;
#[path = "browser/suite.rs"]
mod suite;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
