//! A browser's `WebSocket` with the listeners that belong to it.

use std::borrow::Cow;

use gloo_events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

use super::endpoint::{DialError, Endpoint};
use super::message::Message;
use crate::close::CloseCode;

/// How a socket hands over binary messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BinaryType {
    /// In memory: [`Message::Binary`].
    #[default]
    ArrayBuffer,
    /// As the browser holds it: [`Message::Blob`].
    Blob,
}

/// What a socket tells.
pub(super) enum SocketEvent<'a> {
    Open,
    Message(&'a MessageEvent),
    Error,
    Close(&'a CloseEvent),
}

/// A socket. On drop its listeners are removed, before their closures go, and
/// it is closed.
pub(super) struct Socket {
    raw: WebSocket,
    _listeners: [EventListener; 4],
}

impl Socket {
    pub(super) fn dial(
        endpoint: &Endpoint,
        binary: BinaryType,
        tell: impl Fn(SocketEvent<'_>) + Clone + 'static,
    ) -> Result<Self, DialError> {
        let raw = endpoint.dial()?;
        raw.set_binary_type(match binary {
            BinaryType::ArrayBuffer => web_sys::BinaryType::Arraybuffer,
            BinaryType::Blob => web_sys::BinaryType::Blob,
        });
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
        Ok(Self {
            raw,
            _listeners: listeners,
        })
    }

    /// Bytes that the socket was handed and has not yet given to the network.
    pub(super) fn buffered(&self) -> u64 {
        u64::from(self.raw.buffered_amount())
    }

    /// The subprotocol that the server chose; empty for none.
    pub(super) fn protocol(&self) -> String {
        self.raw.protocol()
    }

    /// The extensions that the server chose.
    pub(super) fn extensions(&self) -> String {
        self.raw.extensions()
    }

    /// Hands a message over.
    ///
    /// The platform throws only before the socket is open, when the session
    /// hands none over. After its end it discards in silence, and counts what
    /// it discarded in `bufferedAmount`.
    pub(super) fn send(&self, message: &Message) {
        let _ = match message {
            Message::Text(text) => self.raw.send_with_str(text),
            // The platform copies from the view at the call, but refuses one
            // of a memory that threads share.
            Message::Binary(bytes) => self.raw.send_with_u8_array(bytes).or_else(|_| {
                self.raw
                    .send_with_js_u8_array(&Uint8Array::from(bytes.as_slice()))
            }),
            Message::Blob(blob) => self.raw.send_with_blob(blob),
        };
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

impl Drop for Socket {
    fn drop(&mut self) {
        // Nothing happens to one that is closing or closed.
        let _ = self.raw.close();
    }
}
