//! The JavaScript face as the driver sees it.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WebSocket};

use crate::browser::{Face, Message};
use crate::close::{Diagnosis, Pace, Verdict};
use crate::session::{Generation, Notice, Reading};

#[wasm_bindgen]
extern "C" {
    /// The object that the JavaScript face hands over. Its functions do not throw, but for `dial`.
    pub type JsFace;

    #[wasm_bindgen(method, catch)]
    fn dial(this: &JsFace) -> Result<WebSocket, JsValue>;
    #[wasm_bindgen(method)]
    fn provide(this: &JsFace, generation: u32, attempt: u32, fresh: bool);
    #[wasm_bindgen(method)]
    fn greeting(this: &JsFace) -> JsValue;
    #[wasm_bindgen(method)]
    fn probe(this: &JsFace) -> JsValue;
    /// The size in bytes, or a `READ_…` for a message that is not the user's.
    #[wasm_bindgen(method)]
    fn read(this: &JsFace, event: &MessageEvent, handshaking: bool) -> f64;
    /// Judges what `diagnosed` told; the answer is left with `Core.answer`.
    #[wasm_bindgen(method)]
    fn judge(this: &JsFace);

    #[wasm_bindgen(method)]
    fn state(this: &JsFace, from: u32, to: u32, reason: u32);
    #[wasm_bindgen(method)]
    fn opened(this: &JsFace);
    #[wasm_bindgen(method)]
    fn message(this: &JsFace, event: JsValue);
    #[wasm_bindgen(method)]
    fn errored(this: &JsFace);
    #[wasm_bindgen(method)]
    fn diagnosed(
        this: &JsFace,
        code: u16,
        cause: u32,
        verdict: u32,
        min: u32,
        max: u32,
        limit: u32,
        source: u32,
        advice: u32,
        name: &str,
        sentence: &str,
        reference: &str,
    );
    /// The close that `diagnosed` has explained just before.
    #[wasm_bindgen(method)]
    fn closed(
        this: &JsFace,
        code: u16,
        reason: &str,
        was_clean: bool,
        declared: bool,
        will_retry: bool,
        in_doubt: f64,
        uptime: f64,
    );
    #[wasm_bindgen(method, js_name = providerFailed)]
    fn provider_failed(this: &JsFace, failure: u32);
    #[wasm_bindgen(method)]
    fn retry(this: &JsFace, attempt: u32, delay: f64);
    #[wasm_bindgen(method)]
    fn undelivered(this: &JsFace, message: JsValue, why: u32);
    #[wasm_bindgen(method)]
    fn drained(this: &JsFace);
    #[wasm_bindgen(method)]
    fn ended(this: &JsFace, reason: u32);
}

/// What `read` returns for a message that is not for the user; the size in
/// bytes is then left out of the numbers.
const READ_PONG: f64 = -1.0;
const READ_ACCEPTED: f64 = -2.0;
/// The verdict is left with `Core.answer`.
const READ_REFUSED: f64 = -3.0;

pub(super) struct ExportedFace {
    js: JsFace,
    /// The verdict that the JavaScript face left for the call under way.
    answer: Cell<Option<Verdict>>,
}

impl ExportedFace {
    pub(super) fn new(js: JsFace) -> Self {
        Self {
            js,
            answer: Cell::default(),
        }
    }

    pub(super) fn answer(&self, verdict: Verdict) {
        self.answer.set(Some(verdict));
    }
}

impl Face for ExportedFace {
    fn dial(&self) -> Result<WebSocket, JsValue> {
        self.js.dial()
    }

    fn provide(&self, generation: Generation, attempt: u32, fresh: bool, _: Option<&Diagnosis>) {
        self.js.provide(generation, attempt, fresh);
    }

    fn greeting(&self) -> Option<Message> {
        given(self.js.greeting())
    }

    fn probe(&self) -> Option<Message> {
        given(self.js.probe())
    }

    fn read(&self, message: &MessageEvent, handshaking: bool) -> (u64, Reading) {
        let read = self.js.read(message, handshaking);
        if read >= 0.0 {
            return (read as u64, Reading::Message);
        }
        let reading = if read == READ_PONG {
            Reading::Pong
        } else if read == READ_ACCEPTED {
            Reading::Accepted
        } else {
            debug_assert!(read == READ_REFUSED);
            Reading::Refused(self.answer.take().unwrap_or(Verdict::Stop))
        };
        (0, reading)
    }

    fn judge(&self, diagnosis: &Diagnosis) -> Option<Verdict> {
        self.answer.set(None);
        tell_diagnosis(&self.js, diagnosis);
        self.js.judge();
        self.answer.take()
    }

    fn tell(&self, notice: Notice<Message>) {
        let js = &self.js;
        match notice {
            Notice::State { from, to, reason } => js.state(from as u32, to as u32, reason as u32),
            Notice::Opened => js.opened(),
            Notice::Message(event) => js.message(event),
            Notice::Error => js.errored(),
            Notice::Closed(closed) => {
                tell_diagnosis(js, &closed.diagnosis);
                js.closed(
                    closed.code.0,
                    &closed.reason,
                    closed.was_clean,
                    closed.declared,
                    closed.will_retry,
                    closed.in_doubt as f64,
                    closed.uptime as f64,
                );
            }
            Notice::ProviderFailed(failure) => js.provider_failed(failure as u32),
            Notice::Retry { attempt, delay } => js.retry(attempt, delay as f64),
            Notice::Undelivered(message, why) => js.undelivered(message, why as u32),
            Notice::Drained => js.drained(),
            Notice::Ended(end) => js.ended(end.reason as u32),
        }
    }
}

fn given(message: JsValue) -> Option<Message> {
    (!message.is_undefined()).then_some(message)
}

pub(super) fn tell_diagnosis(js: &JsFace, diagnosis: &Diagnosis) {
    let (verdict, min, max, limit) = flattened(diagnosis.verdict);
    js.diagnosed(
        diagnosis.code.0,
        diagnosis.cause as u32,
        verdict,
        min,
        max,
        limit,
        diagnosis.source as u32,
        diagnosis.advice as u32,
        diagnosis.name,
        &diagnosis.sentence(),
        diagnosis.reference,
    );
}

/// A verdict as numbers: its kind, the window, and the limit (0 for none).
pub(super) fn flattened(verdict: Verdict) -> (u32, u32, u32, u32) {
    match verdict {
        Verdict::Stop => (0, 0, 0, 0),
        Verdict::Reauthenticate => (1, 0, 0, 0),
        Verdict::Retry { pace, limit } => {
            let (kind, min, max) = match pace {
                Pace::Now => (2, 0, 0),
                Pace::Backoff => (3, 0, 0),
                Pace::Window { min, max } => (4, min, max),
            };
            (kind, min, max, limit.unwrap_or(0))
        }
    }
}

/// The reverse of [`flattened`].
pub(super) fn verdict(kind: u32, min: u32, max: u32, limit: u32) -> Verdict {
    let pace = match kind {
        0 => return Verdict::Stop,
        1 => return Verdict::Reauthenticate,
        2 => Pace::Now,
        3 => Pace::Backoff,
        _ => Pace::Window { min, max },
    };
    Verdict::Retry {
        pace,
        limit: (limit > 0).then_some(limit),
    }
}
