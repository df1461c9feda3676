//! What a plain request says of a connection that never opened, for JavaScript.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::object::object;
use super::suspects::Suspect;
use crate::browser::surroundings_of;
use crate::close;

/// What a plain request found.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Finding {
    Forbidden = "forbidden",
    Nobody = "nobody",
    Silence = "silence",
    Hidden = "hidden",
    Redirect = "redirect",
    Status = "status",
}

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

/// The conclusions of what a request to the address of a WebSocket found. `status` is the
/// answer's, where it is known.
#[wasm_bindgen]
pub fn investigated(url: &str, finding: Finding, status: Option<u16>) -> Investigation {
    let finding = match (finding, status) {
        (Finding::Nobody, _) => close::Finding::Nobody,
        (Finding::Silence, _) => close::Finding::Silence,
        (Finding::Hidden, _) => close::Finding::Hidden,
        (Finding::Redirect, _) => close::Finding::Redirect,
        (Finding::Status, Some(status)) => close::Finding::Status(status),
        // The TypeScript half gives the status of a status, and no other word.
        (Finding::Forbidden | Finding::Status | Finding::__Invalid, _) => close::Finding::Forbidden,
    };
    let found = close::Investigation::of(finding, &surroundings_of(url));
    let object: Investigation = object();
    object.set_answered(found.answered);
    object.set_status(found.status);
    object.set_suspects(Array::from_iter_typed(
        found.suspects.iter().map(Suspect::from),
    ));
    object
}
