//! What a plain request says of a connection that never opened, for JavaScript.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::listener::syntax_error;
use super::object::object;
use super::suspects::Suspect;
use crate::browser::{AbortSignal, investigate_within};
use crate::close;

#[wasm_bindgen]
extern "C" {
    /// The `Investigation` of js/investigate.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Investigation")]
    pub type Investigation;

    #[wasm_bindgen(method, setter)]
    fn set_answered(this: &Investigation, answered: Option<bool>);
    #[wasm_bindgen(method, setter)]
    fn set_status(this: &Investigation, status: Option<u16>);
    #[wasm_bindgen(method, setter)]
    fn set_suspects(this: &Investigation, suspects: Array<Suspect>);
}

/// Asks the address of a WebSocket who is there, and waits so many ms for an answer. The
/// URL is absolute; what is found after an abort means nothing.
#[wasm_bindgen]
pub fn investigate(
    url: String,
    patience: u32,
    signal: Option<AbortSignal>,
) -> Promise<Investigation> {
    js_sys::futures::future_to_promise_typed(async move {
        let found = investigate_within(patience, signal.as_ref(), &url).await;
        found.map(Investigation::from).map_err(syntax_error)
    })
}

impl From<close::Investigation> for Investigation {
    fn from(found: close::Investigation) -> Self {
        let object: Self = object();
        object.set_answered(found.answered);
        object.set_status(found.status);
        object.set_suspects(Array::from_iter_typed(
            found.suspects.iter().map(Suspect::from),
        ));
        object
    }
}
