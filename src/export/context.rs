//! What was known of a connection when it closed, on its way from JavaScript.

use std::time::Duration;

use js_sys::{Array, Number};
use wasm_bindgen::prelude::*;

use super::list;
use super::verdict::Verdict;
use crate::close::{self, Surroundings};

/// Who started a close.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Initiator {
    Peer = "peer",
    Client = "client",
}

/// The timeout that made a close a synthetic one.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Timeout {
    Connect = "connect",
    Close = "close",
}

#[wasm_bindgen]
extern "C" {
    /// The `KnownContext` of js/context.ts. Its spans are in ms.
    #[wasm_bindgen(typescript_type = "KnownContext")]
    pub type CloseContext;

    #[wasm_bindgen(method, getter)]
    fn opened(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn uptime(this: &CloseContext) -> f64;
    #[wasm_bindgen(method, getter, js_name = inboundSilence)]
    fn inbound_silence(this: &CloseContext) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = outboundSilence)]
    fn outbound_silence(this: &CloseContext) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = earlierUptimes)]
    fn earlier_uptimes(this: &CloseContext) -> Array<Number>;
    #[wasm_bindgen(method, getter, js_name = earlierSilences)]
    fn earlier_silences(this: &CloseContext) -> Array<Number>;
    #[wasm_bindgen(method, getter, js_name = openedBefore)]
    fn opened_before(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn elapsed(this: &CloseContext) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn throttled(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn initiator(this: &CloseContext) -> Initiator;
    #[wasm_bindgen(method, getter)]
    fn offline(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn silent(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn suspended(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn timeout(this: &CloseContext) -> Option<Timeout>;
    #[wasm_bindgen(method, getter)]
    fn announced(this: &CloseContext) -> Option<Verdict>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &CloseContext) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn page(this: &CloseContext) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = othersOpen)]
    fn others_open(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter, js_name = blockedBy)]
    fn blocked_by(this: &CloseContext) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = delaysAttempts)]
    fn delays_attempts(this: &CloseContext) -> bool;
}

impl CloseContext {
    pub(super) fn to_context(&self, read_advice: bool) -> close::Context {
        close::Context {
            opened: self.opened(),
            uptime: span(self.uptime()),
            inbound_silence: self.inbound_silence().map(span),
            outbound_silence: self.outbound_silence().map(span),
            earlier_uptimes: list::read(&self.earlier_uptimes(), of_number),
            earlier_silences: list::read(&self.earlier_silences(), of_number),
            opened_before: self.opened_before(),
            elapsed: self.elapsed().map(span),
            throttled: self.throttled(),
            surroundings: self.surroundings(),
            initiator: self.initiator().into(),
            offline: self.offline(),
            silent: self.silent(),
            suspended: self.suspended(),
            aborted: self.aborted(),
            timeout: self.timeout().map(Into::into),
            read_advice,
            announced: self.announced().as_ref().map(Into::into),
        }
    }

    fn surroundings(&self) -> Surroundings {
        let url = self.url().unwrap_or_default();
        Surroundings {
            others_open: self.others_open(),
            blocked_by: self.blocked_by(),
            delays_attempts: self.delays_attempts(),
            ..Surroundings::between(&url, self.page().as_deref())
        }
    }
}

fn span(millis: f64) -> Duration {
    Duration::from_millis(millis as u64)
}

fn of_number(millis: Number) -> Duration {
    span(millis.value_of())
}

impl From<Initiator> for close::Initiator {
    fn from(initiator: Initiator) -> Self {
        match initiator {
            Initiator::Client => Self::Client,
            // The TypeScript half lets no other word through.
            Initiator::Peer | Initiator::__Invalid => Self::Peer,
        }
    }
}

impl From<Timeout> for close::Timeout {
    fn from(timeout: Timeout) -> Self {
        match timeout {
            Timeout::Close => Self::Close,
            // The TypeScript half lets no other word through.
            Timeout::Connect | Timeout::__Invalid => Self::Connect,
        }
    }
}
