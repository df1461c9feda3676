//! Lists of JavaScript's, on their way in.

use js_sys::Array;
use wasm_bindgen::JsGeneric;

/// What the members of a list are read as.
///
/// A `collect` would be made anew for each kind of list, with what it knows of their
/// lengths: 650 bytes of brotli together.
pub(super) fn read<T: JsGeneric, R>(list: &Array<T>, read: impl Fn(T) -> R) -> Vec<R> {
    let mut members = Vec::new();
    for member in list.iter() {
        members.push(read(member));
    }
    members
}
