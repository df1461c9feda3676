//! What the global scope has, which differs between pages, workers and servers.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL_THIS: JsValue;
}

/// The global scope.
pub(super) fn global() -> JsValue {
    GLOBAL_THIS.with(JsValue::clone)
}

/// A property of the global scope; undefined where there is none.
pub(super) fn global_property(name: &str) -> JsValue {
    property(&global(), name)
}

/// A property of an object; undefined where there is none, or no object.
pub(super) fn property(of: &JsValue, name: &str) -> JsValue {
    // `Reflect::get` throws for what is no object, and the exception would take
    // a place among the handles for good.
    if !of.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
