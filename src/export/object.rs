//! Plain objects of JavaScript.

use js_sys::Object;
use wasm_bindgen::JsCast;

/// A new object, as the type whose setters name its properties.
pub(super) fn object<T: JsCast>() -> T {
    Object::new().unchecked_into()
}
