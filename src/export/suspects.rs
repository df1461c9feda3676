//! Suspects and the parts of an explanation, as JavaScript reads them.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use super::object::object;
use super::time::in_ms;
use crate::close;

/// What may have ended a connection.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum SuspectKind {
    IdleTimeout = "idle-timeout",
    Lifetime = "lifetime",
    KeepaliveTimeout = "keepalive-timeout",
    Restart = "restart",
    ServerError = "server-error",
    Refused = "refused",
    WrongPath = "wrong-path",
    Tls = "tls",
    Blocked = "blocked",
    Unreachable = "unreachable",
    SizeLimit = "size-limit",
    ProtocolError = "protocol-error",
    RateLimit = "rate-limit",
    Replaced = "replaced",
    NetworkChange = "network-change",
    Sleep = "sleep",
    Throttled = "throttled",
}

#[wasm_bindgen]
extern "C" {
    /// The `Suspect` of js/suspect.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Suspect")]
    pub type Suspect;

    #[wasm_bindgen(method, setter)]
    fn set_key(this: &Suspect, key: &str);
    #[wasm_bindgen(method, setter)]
    fn set_kind(this: &Suspect, kind: SuspectKind);
    #[wasm_bindgen(method, setter)]
    fn set_name(this: &Suspect, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_sentence(this: &Suspect, sentence: &str);
    #[wasm_bindgen(method, setter)]
    fn set_remedy(this: &Suspect, remedy: &str);
    #[wasm_bindgen(method, setter)]
    fn set_reference(this: &Suspect, reference: &str);
    /// In ms.
    #[wasm_bindgen(method, setter)]
    fn set_span(this: &Suspect, span: f64);

    /// The `Explanation` of js/diagnosis.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Explanation")]
    pub type Explanation;

    #[wasm_bindgen(method, setter)]
    fn set_key(this: &Explanation, key: &str);
    #[wasm_bindgen(method, setter)]
    fn set_text(this: &Explanation, text: &str);
}

/// Every kind of suspect, by its word.
#[wasm_bindgen(js_name = suspectKinds, unchecked_return_type = "SuspectKind[]")]
pub fn suspect_kinds() -> Array<JsString> {
    let kinds = close::SuspectKind::ALL.iter().map(|kind| kind.as_str());
    Array::from_iter_typed(kinds.map(JsString::from))
}

impl From<&close::Suspect> for Suspect {
    fn from(suspect: &close::Suspect) -> Self {
        let object: Self = object();
        object.set_key(&suspect.key);
        object.set_kind(suspect.kind.into());
        object.set_name(&suspect.name);
        object.set_sentence(&suspect.sentence);
        object.set_remedy(&suspect.remedy);
        object.set_reference(&suspect.reference);
        if let Some(span) = suspect.span {
            object.set_span(in_ms(span));
        }
        object
    }
}

impl From<close::Explanation> for Explanation {
    fn from(part: close::Explanation) -> Self {
        let object: Self = object();
        object.set_key(&part.key);
        object.set_text(&part.text);
        object
    }
}

impl From<close::SuspectKind> for SuspectKind {
    fn from(kind: close::SuspectKind) -> Self {
        match kind {
            close::SuspectKind::IdleTimeout => Self::IdleTimeout,
            close::SuspectKind::Lifetime => Self::Lifetime,
            close::SuspectKind::KeepaliveTimeout => Self::KeepaliveTimeout,
            close::SuspectKind::Restart => Self::Restart,
            close::SuspectKind::ServerError => Self::ServerError,
            close::SuspectKind::Refused => Self::Refused,
            close::SuspectKind::WrongPath => Self::WrongPath,
            close::SuspectKind::Tls => Self::Tls,
            close::SuspectKind::Blocked => Self::Blocked,
            close::SuspectKind::Unreachable => Self::Unreachable,
            close::SuspectKind::SizeLimit => Self::SizeLimit,
            close::SuspectKind::ProtocolError => Self::ProtocolError,
            close::SuspectKind::RateLimit => Self::RateLimit,
            close::SuspectKind::Replaced => Self::Replaced,
            close::SuspectKind::NetworkChange => Self::NetworkChange,
            close::SuspectKind::Sleep => Self::Sleep,
            close::SuspectKind::Throttled => Self::Throttled,
        }
    }
}

impl From<SuspectKind> for close::SuspectKind {
    fn from(kind: SuspectKind) -> Self {
        match kind {
            // The TypeScript half lets no other word through.
            SuspectKind::IdleTimeout | SuspectKind::__Invalid => Self::IdleTimeout,
            SuspectKind::Lifetime => Self::Lifetime,
            SuspectKind::KeepaliveTimeout => Self::KeepaliveTimeout,
            SuspectKind::Restart => Self::Restart,
            SuspectKind::ServerError => Self::ServerError,
            SuspectKind::Refused => Self::Refused,
            SuspectKind::WrongPath => Self::WrongPath,
            SuspectKind::Tls => Self::Tls,
            SuspectKind::Blocked => Self::Blocked,
            SuspectKind::Unreachable => Self::Unreachable,
            SuspectKind::SizeLimit => Self::SizeLimit,
            SuspectKind::ProtocolError => Self::ProtocolError,
            SuspectKind::RateLimit => Self::RateLimit,
            SuspectKind::Replaced => Self::Replaced,
            SuspectKind::NetworkChange => Self::NetworkChange,
            SuspectKind::Sleep => Self::Sleep,
            SuspectKind::Throttled => Self::Throttled,
        }
    }
}
