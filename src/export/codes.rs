//! What RFC 6455 and IANA say of close codes, for JavaScript.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::object::object;
use super::verdict::Verdict;
use crate::close::{self, CloseCode};

/// The ranges of RFC 6455 §7.4.2.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum CodeRange {
    Unused = "unused",
    Protocol = "protocol",
    Registered = "registered",
    Private = "private",
    Undefined = "undefined",
}

/// Which endpoint may put a code into a Close frame.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Sender {
    Both = "both",
    Client = "client",
    Server = "server",
    Nobody = "nobody",
}

#[wasm_bindgen]
extern "C" {
    /// The `Registration` of js/codes.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Registration")]
    pub type Registration;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &Registration, code: u16);
    #[wasm_bindgen(method, setter)]
    fn set_name(this: &Registration, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_verdict(this: &Registration, verdict: Verdict);
    #[wasm_bindgen(method, setter)]
    fn set_meaning(this: &Registration, meaning: &str);
    #[wasm_bindgen(method, setter)]
    fn set_reference(this: &Registration, reference: &str);

    /// The `CodeFacts` of js/codes.ts: a plain object.
    #[wasm_bindgen(typescript_type = "CodeFacts")]
    pub type CodeFacts;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &CodeFacts, code: u16);
    #[wasm_bindgen(method, setter)]
    fn set_range(this: &CodeFacts, range: CodeRange);
    #[wasm_bindgen(method, setter, js_name = isLocal)]
    fn set_is_local(this: &CodeFacts, is_local: bool);
    #[wasm_bindgen(method, setter, js_name = mayBeOnWire)]
    fn set_may_be_on_wire(this: &CodeFacts, may: bool);
    #[wasm_bindgen(method, setter, js_name = mayBrowserSend)]
    fn set_may_browser_send(this: &CodeFacts, may: bool);
    #[wasm_bindgen(method, setter)]
    fn set_sender(this: &CodeFacts, sender: Sender);
    #[wasm_bindgen(method, setter)]
    fn set_registration(this: &CodeFacts, registration: Option<Registration>);
}

/// What RFC 6455 and IANA say of a code.
#[wasm_bindgen(js_name = closeCode)]
pub fn close_code(code: u16) -> CodeFacts {
    let code = CloseCode(code);
    let object: CodeFacts = object();
    object.set_code(code.0);
    object.set_range(code.range().into());
    object.set_is_local(code.is_local());
    object.set_may_be_on_wire(code.may_be_on_wire());
    object.set_may_browser_send(code.may_browser_send());
    object.set_sender(code.sender().into());
    object.set_registration(code.registration().map(Into::into));
    object
}

/// The IANA WebSocket Close Code Number Registry, in the order of its codes.
#[wasm_bindgen(unchecked_return_type = "Registration[]")]
pub fn registry() -> Array<Registration> {
    Array::from_iter_typed(close::REGISTRY.iter().map(Registration::from))
}

impl From<&close::Registration> for Registration {
    fn from(row: &close::Registration) -> Self {
        let object: Self = object();
        object.set_code(row.code.0);
        object.set_name(row.name);
        object.set_verdict(row.verdict.into());
        object.set_meaning(row.meaning);
        object.set_reference(row.reference);
        object
    }
}

impl From<close::Range> for CodeRange {
    fn from(range: close::Range) -> Self {
        match range {
            close::Range::Unused => Self::Unused,
            close::Range::Protocol => Self::Protocol,
            close::Range::Registered => Self::Registered,
            close::Range::Private => Self::Private,
            close::Range::Undefined => Self::Undefined,
        }
    }
}

impl From<close::Sender> for Sender {
    fn from(sender: close::Sender) -> Self {
        match sender {
            close::Sender::Both => Self::Both,
            close::Sender::Client => Self::Client,
            close::Sender::Server => Self::Server,
            close::Sender::Nobody => Self::Nobody,
        }
    }
}
