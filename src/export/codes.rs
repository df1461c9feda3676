//! What RFC 6455 and IANA say of close codes, for JavaScript.

use wasm_bindgen::prelude::*;

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

/// A row of the IANA registry, and what a client should do.
#[wasm_bindgen(getter_with_clone)]
#[derive(Clone)]
pub struct Registration {
    #[wasm_bindgen(readonly)]
    pub code: u16,
    #[wasm_bindgen(readonly)]
    pub name: String,
    #[wasm_bindgen(readonly)]
    pub verdict: Verdict,
    #[wasm_bindgen(readonly)]
    pub meaning: String,
    #[wasm_bindgen(readonly)]
    pub reference: String,
}

/// What RFC 6455 and IANA say of a code.
#[wasm_bindgen(getter_with_clone)]
pub struct CodeFacts {
    #[wasm_bindgen(readonly)]
    pub range: CodeRange,
    #[wasm_bindgen(readonly, js_name = isLocal)]
    pub is_local: bool,
    #[wasm_bindgen(readonly, js_name = mayBeOnWire)]
    pub may_be_on_wire: bool,
    #[wasm_bindgen(readonly, js_name = mayBrowserSend)]
    pub may_browser_send: bool,
    #[wasm_bindgen(readonly)]
    pub sender: Sender,
    #[wasm_bindgen(readonly)]
    pub registration: Option<Registration>,
}

/// What RFC 6455 and IANA say of a code.
#[wasm_bindgen(js_name = closeCode)]
pub fn close_code(code: u16) -> CodeFacts {
    let code = CloseCode(code);
    CodeFacts {
        range: code.range().into(),
        is_local: code.is_local(),
        may_be_on_wire: code.may_be_on_wire(),
        may_browser_send: code.may_browser_send(),
        sender: code.sender().into(),
        registration: code.registration().map(Into::into),
    }
}

/// The IANA WebSocket Close Code Number Registry, in the order of its codes.
#[wasm_bindgen]
pub fn registry() -> Vec<Registration> {
    close::REGISTRY.iter().map(Into::into).collect()
}

impl From<&close::Registration> for Registration {
    fn from(row: &close::Registration) -> Self {
        Self {
            code: row.code.0,
            name: row.name.into(),
            verdict: row.verdict.into(),
            meaning: row.meaning.into(),
            reference: row.reference.into(),
        }
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
