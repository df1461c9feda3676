//! What a client in JavaScript is built on.

use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, Function, JsString};
use wasm_bindgen::prelude::*;
use web_sys::BinaryType;

use super::events::{ProviderFailure, State};
use super::listener::{self, Listener, ListenerDelegate, sendable};
use super::settings::{OptionProblem, Settings};
use super::stats::Stats;
use crate::browser::{DriverOptions, Endpoint};
use crate::close::CloseCode;
use crate::session::{Input, Refusal, Reply};

/// What became of a message.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum SendOutcome {
    Sent = "sent",
    Queued = "queued",
    NotOpen = "not-open",
    Full = "full",
    TooBig = "too-big",
    Ended = "ended",
}

/// The driver of one client.
#[wasm_bindgen]
pub struct Driver(Rc<listener::Driver>);

#[wasm_bindgen]
impl Driver {
    /// A driver that is yet to be opened. `socket_class` makes its sockets.
    /// Throws an [`OptionProblem`] where a number may not be.
    #[wasm_bindgen(constructor)]
    pub fn new(
        settings: &Settings,
        socket_class: Function,
        binary_type: BinaryType,
    ) -> Result<Self, OptionProblem> {
        let config = settings.to_config()?;
        let options = DriverOptions {
            binary_type: binary_type.into(),
            socket_class: Some(socket_class),
        };
        let delegate = ListenerDelegate::new(settings.recognises_pongs());
        Ok(Self(listener::Driver::new(config, options, delegate)))
    }

    /// Starts the session. Throws what the platform threw if the first socket
    /// cannot be made.
    pub fn open(
        &self,
        listener: Listener,
        url: String,
        protocols: Array<JsString>,
    ) -> Result<(), JsValue> {
        self.0.delegate().listen(listener);
        self.0.open(endpoint(url, &protocols)).map_err(|failure| {
            self.0.delegate().forget_listener();
            failure.into()
        })
    }

    /// Sends what a socket takes, of so many bytes, or keeps it for `ttl` ms at the most.
    pub fn send(&self, data: JsValue, bytes: f64, ttl: Option<f64>) -> SendOutcome {
        let ttl = ttl.map(|ttl| Duration::from_millis(ttl as u64));
        match self.0.send(data, bytes as u64, ttl) {
            Reply::Done | Reply::Sent => SendOutcome::Sent,
            Reply::Queued => SendOutcome::Queued,
            Reply::Refused(_, refusal) => match refusal {
                Refusal::NotOpen => SendOutcome::NotOpen,
                Refusal::Full => SendOutcome::Full,
                Refusal::TooBig => SendOutcome::TooBig,
                Refusal::Ended => SendOutcome::Ended,
            },
        }
    }

    /// Ends the session with a closing handshake; without a code, the Close
    /// frame has none.
    pub fn close(&self, code: Option<u16>, reason: String) {
        let code = code.map(CloseCode);
        let _ = self.0.call(Input::Close { code, reason });
    }

    /// Makes a new connection now.
    pub fn reconnect(&self) {
        let _ = self.0.call(Input::Reconnect);
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
        protocols: protocols.iter().map(String::from).collect(),
    }
}
