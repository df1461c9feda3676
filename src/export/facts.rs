//! The tables, handed out a row at a time.

use wasm_bindgen::prelude::*;

use super::face::flattened;
use crate::close::{CloseCode, REGISTRY};
use crate::session::SETTINGS;

#[wasm_bindgen]
extern "C" {
    /// Takes the rows.
    pub type Sink;

    #[wasm_bindgen(method)]
    fn setting(this: &Sink, name: &str, min: f64, max: f64);
    #[wasm_bindgen(method)]
    fn registration(
        this: &Sink,
        code: u16,
        name: &str,
        verdict: u32,
        min: u32,
        max: u32,
        limit: u32,
        meaning: &str,
        reference: &str,
    );
}

/// The settings, in their order.
#[wasm_bindgen]
pub fn settings(sink: &Sink) {
    for row in &SETTINGS {
        sink.setting(row.name, row.min, row.max);
    }
}

/// The registered close codes, in their order.
#[wasm_bindgen]
pub fn registry(sink: &Sink) {
    for row in REGISTRY {
        let (verdict, min, max, limit) = flattened(row.verdict);
        sink.registration(
            row.code,
            row.name,
            verdict,
            min,
            max,
            limit,
            row.meaning,
            row.reference,
        );
    }
}

/// What RFC 6455 says of a code, in bits: 0–2 its range, 3 only reported
/// locally, 4 may be on the wire, 5 a browser's `close()` takes it, 6–7 who
/// may send it.
#[wasm_bindgen(js_name = closeCode)]
pub fn close_code(code: u16) -> u32 {
    let code = CloseCode(code);
    code.range() as u32
        | u32::from(code.is_local()) << 3
        | u32::from(code.may_be_on_wire()) << 4
        | u32::from(code.may_browser_send()) << 5
        | (code.sender() as u32) << 6
}
