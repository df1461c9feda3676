//! The tables, a cell at a time.

use wasm_bindgen::prelude::*;

use super::verdict::flattened;
use crate::close::{CloseCode, REGISTRY};
use crate::session::SETTINGS;

/// A number of a setting: 0 its least value, 1 its greatest, 2 its default. NaN
/// past the last row.
#[wasm_bindgen(js_name = settingBound)]
pub fn setting_bound(row: usize, column: u32) -> f64 {
    match (SETTINGS.get(row), column) {
        (Some(row), 0) => row.min,
        (Some(row), 1) => row.max,
        (Some(row), _) => row.default,
        (None, _) => f64::NAN,
    }
}

/// The name of a setting; empty past the last row.
#[wasm_bindgen(js_name = settingName)]
pub fn setting_name(row: usize) -> String {
    SETTINGS.get(row).map_or("", |row| row.name).into()
}

/// A number of a registered code: 0 the code, 1–4 the verdict. NaN past the last row.
#[wasm_bindgen(js_name = registryNumber)]
pub fn registry_number(row: usize, column: usize) -> f64 {
    match (REGISTRY.get(row), column) {
        (Some(row), 0) => row.code.into(),
        (Some(row), 1..=4) => flattened(row.verdict)[column - 1].into(),
        _ => f64::NAN,
    }
}

/// A text of a registered code: 0 its name, 1 its meaning, 2 its reference.
#[wasm_bindgen(js_name = registryText)]
pub fn registry_text(row: usize, column: u32) -> String {
    let text = match (REGISTRY.get(row), column) {
        (Some(row), 0) => row.name,
        (Some(row), 1) => row.meaning,
        (Some(row), _) => row.reference,
        (None, _) => "",
    };
    text.into()
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
