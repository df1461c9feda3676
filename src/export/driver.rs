//! What a client in JavaScript is built on.

use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, JsString};
use wasm_bindgen::prelude::*;
use web_sys::BinaryType;

use super::events::{ProviderFailure, State};
use super::list;
use super::listener::{self, Listener, ListenerDelegate, Payload, sendable};
use super::settings::{OptionProblem, Settings};
use super::stats::Stats;
use crate::browser::Endpoint;
use crate::close::CloseCode;
use crate::session::{Input, Refusal, Reply};

/// What became of a message.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum SendOutcome {
    Sent = "sent",
    Queued = "queued",
    Dropped = "dropped",
    NotOpen = "not-open",
    Full = "full",
    TooBig = "too-big",
    Ended = "ended",
    ReceiveOnly = "receive-only",
}

/// The driver of one client.
#[wasm_bindgen]
pub struct Driver(Rc<listener::Driver>);

#[wasm_bindgen]
impl Driver {
    /// A driver that is yet to be opened. Throws an [`OptionProblem`] where a number
    /// may not be.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &Settings, binary_type: BinaryType) -> Result<Self, OptionProblem> {
        let config = settings.to_config()?;
        let delegate =
            ListenerDelegate::new(settings.recognises_pongs(), settings.reads_announcements());
        Ok(Self(listener::Driver::new(
            config,
            settings.seed().to_bits(),
            binary_type.into(),
            delegate,
        )))
    }

    /// Tells the listener all that happens, to the end. Until then it is kept alive.
    pub fn listen(&self, listener: Listener) {
        self.0.delegate().listen(listener);
    }

    /// Opens the session, for the first time or after an end; while it is closing, as
    /// soon as that is done. `socket_class` makes its sockets. Throws what the platform
    /// threw if the first one cannot be made; the session is over then.
    pub fn open(
        &self,
        url: String,
        protocols: Array<JsString>,
        socket_class: Function,
    ) -> Result<(), JsValue> {
        self.0
            .open(endpoint(url, &protocols), Some(socket_class))
            .map_err(Into::into)
    }

    /// Sends what a socket takes, of so many bytes, or keeps it for `ttl` ms at the most.
    /// `context` comes back with it where it is told what became of it.
    pub fn send(
        &self,
        data: JsValue,
        context: JsValue,
        bytes: f64,
        ttl: Option<f64>,
    ) -> SendOutcome {
        let ttl = ttl.map(|ttl| Duration::from_millis(ttl as u64));
        match self.0.send(Payload { data, context }, bytes as u64, ttl) {
            Reply::Done | Reply::Sent | Reply::Taken(_) => SendOutcome::Sent,
            Reply::Queued => SendOutcome::Queued,
            Reply::Dropped => SendOutcome::Dropped,
            Reply::Refused(_, refusal) => match refusal {
                Refusal::NotOpen => SendOutcome::NotOpen,
                Refusal::Full => SendOutcome::Full,
                Refusal::TooBig => SendOutcome::TooBig,
                Refusal::Ended => SendOutcome::Ended,
                Refusal::ReceiveOnly => SendOutcome::ReceiveOnly,
            },
        }
    }

    /// Ends the session with a closing handshake; without a code, the Close
    /// frame has none.
    pub fn close(&self, code: Option<u16>, reason: String) {
        let code = code.map(CloseCode);
        let _ = self.0.call(Input::Close { code, reason });
    }

    /// Makes a new connection now; the present one is closed with that code, or without one.
    pub fn reconnect(&self, code: Option<u16>, reason: String) {
        let code = code.map(CloseCode);
        let _ = self.0.call(Input::Reconnect { code, reason });
    }

    /// What is in the outbox, which is empty then; the oldest first. Each is the context
    /// that it was sent with, or its data if it had none.
    #[wasm_bindgen(js_name = takeQueued)]
    pub fn take_queued(&self) -> Array {
        let queued = self.0.take_queued().into_iter();
        queued.map(Payload::into_context_or_data).collect()
    }

    /// Ends the session at once, without a closing handshake.
    pub fn abort(&self) {
        let _ = self.0.call(Input::Abort);
    }

    /// The provider's answer, for the generation that it was asked for.
    pub fn provided(&self, generation: u32, url: String, protocols: Array<JsString>) {
        self.0.provided(generation, endpoint(url, &protocols));
    }

    /// The provider has no answer for the generation that it was asked for.
    #[wasm_bindgen(js_name = providerFailed)]
    pub fn provider_failed(&self, generation: u32, failure: ProviderFailure, error: JsValue) {
        self.0.provider_failed(generation, failure.into(), error);
    }

    /// The greeting, for the generation that it was asked for: what a socket takes, or
    /// undefined for nothing.
    pub fn greeted(&self, generation: u32, data: JsValue) {
        self.0.greeted(generation, sendable(data));
    }

    /// The greeting of the generation that it was asked for could not be made.
    #[wasm_bindgen(js_name = greetingFailed)]
    pub fn greeting_failed(&self, generation: u32) {
        self.0.greeting_failed(generation);
    }

    #[wasm_bindgen(setter, js_name = binaryType)]
    pub fn set_binary_type(&self, binary_type: BinaryType) {
        self.0.set_binary_type(binary_type.into());
    }

    #[wasm_bindgen(getter)]
    pub fn state(&self) -> State {
        self.0.state().into()
    }

    /// As a WebSocket counts: 0 connecting, 1 open, 2 closing, 3 closed.
    #[wasm_bindgen(getter, js_name = readyState)]
    pub fn ready_state(&self) -> u16 {
        self.0.ready_state()
    }

    /// In bytes.
    #[wasm_bindgen(getter, js_name = bufferedAmount)]
    pub fn buffered_amount(&self) -> f64 {
        self.0.buffered() as f64
    }

    /// The URL of the latest connection where the peer had named it in a message.
    #[wasm_bindgen(getter, js_name = announcedUrl)]
    pub fn announced_url(&self) -> Option<String> {
        self.0.announced_url()
    }

    /// When the next attempt is due, as `Date.now()` counts.
    #[wasm_bindgen(getter, js_name = retryAt)]
    pub fn retry_at(&self) -> Option<f64> {
        self.0.retry_at()
    }

    /// The number of the retry that is awaited or under way.
    #[wasm_bindgen(getter)]
    pub fn attempt(&self) -> u32 {
        self.0.attempt()
    }

    /// How many messages are in the outbox.
    #[wasm_bindgen(getter)]
    pub fn queued(&self) -> f64 {
        self.0.queued_messages() as f64
    }

    /// How many messages the outbox holds.
    #[wasm_bindgen(getter, js_name = maxMessages)]
    pub fn max_messages(&self) -> f64 {
        self.0.outbox_limits().0
    }

    /// How many bytes the outbox holds.
    #[wasm_bindgen(getter, js_name = maxBytes)]
    pub fn max_bytes(&self) -> f64 {
        self.0.outbox_limits().1
    }

    #[wasm_bindgen(getter)]
    pub fn protocol(&self) -> String {
        self.0.protocol()
    }

    #[wasm_bindgen(getter)]
    pub fn extensions(&self) -> String {
        self.0.extensions()
    }

    #[wasm_bindgen(getter, js_name = isDrained)]
    pub fn is_drained(&self) -> bool {
        self.0.is_drained()
    }

    #[wasm_bindgen(getter)]
    pub fn stats(&self) -> Stats {
        (&self.0.stats()).into()
    }
}

fn endpoint(url: String, protocols: &Array<JsString>) -> Endpoint {
    Endpoint {
        url,
        protocols: list::read(protocols, String::from),
    }
}
