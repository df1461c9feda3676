//! A browser's `WebSocket` with the listeners that belong to it.

use std::borrow::Cow;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CloseEvent, Event, MessageEvent, WebSocket};

use crate::close::CloseCode;

/// What a socket tells.
pub(super) enum SocketEvent<'a> {
    Open,
    Message(&'a MessageEvent),
    Error,
    Close(&'a CloseEvent),
}

/// A socket. Its listeners are removed on drop, before their closures go.
pub(super) struct Socket {
    raw: WebSocket,
    _listeners: [EventListener; 4],
}

impl Socket {
    pub(super) fn new(raw: WebSocket, tell: impl Fn(SocketEvent<'_>) + Clone + 'static) -> Self {
        let listen = |name: &'static str, wrap: fn(&Event) -> SocketEvent<'_>| {
            let tell = tell.clone();
            EventListener::new(&raw, Cow::Borrowed(name), move |event| tell(wrap(event)))
        };
        let listeners = [
            listen("open", |_| SocketEvent::Open),
            listen("message", |event| {
                SocketEvent::Message(event.unchecked_ref())
            }),
            listen("error", |_| SocketEvent::Error),
            listen("close", |event| SocketEvent::Close(event.unchecked_ref())),
        ];
        Self {
            raw,
            _listeners: listeners,
        }
    }

    /// Bytes that the socket was handed and has not yet given to the network.
    pub(super) fn buffered(&self) -> u64 {
        u64::from(self.raw.buffered_amount())
    }

    /// Hands a message over, whatever JavaScript value it is.
    ///
    /// The platform refuses one only before the socket is open, when the
    /// session hands none over.
    pub(super) fn send(&self, message: &JsValue) {
        // All of web-sys' `send_with_…` are the one JavaScript method `send`.
        let _ = self.raw.send_with_blob(message.unchecked_ref::<Blob>());
    }

    /// Starts the closing handshake.
    ///
    /// The platform refuses a code or a reason that may not be sent; the face
    /// has checked both at the call.
    pub(super) fn close(&self, code: Option<CloseCode>, reason: &str) {
        let _ = match code {
            Some(code) => self.raw.close_with_code_and_reason(code.0, reason),
            None => self.raw.close(),
        };
    }
}
