//! Messages, as Rust holds them.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent, WebSocket};

/// A message, on its way in or out.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A text message.
    Text(String),
    /// A binary message in memory.
    Binary(Vec<u8>),
    /// A binary message that the browser holds.
    Blob(Blob),
}

impl Message {
    /// The size of the payload on the wire, in bytes.
    pub fn size(&self) -> u64 {
        match self {
            Self::Text(text) => text.len() as u64,
            Self::Binary(bytes) => bytes.len() as u64,
            Self::Blob(blob) => blob.size() as u64,
        }
    }

    /// The text, if it is a text message.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Binary(_) | Self::Blob(_) => None,
        }
    }

    /// Reads what a socket delivered.
    pub(crate) fn received(event: &MessageEvent) -> Self {
        let data: JsValue = event.data();
        match data.dyn_into::<ArrayBuffer>() {
            Ok(buffer) => Self::Binary(Uint8Array::new(&buffer).to_vec()),
            Err(data) => match data.dyn_into::<Blob>() {
                Ok(blob) => Self::Blob(blob),
                // A socket has no fourth kind.
                Err(data) => Self::Text(data.as_string().unwrap_or_default()),
            },
        }
    }

    /// Hands the message to a socket.
    pub(crate) fn send_to(&self, socket: &WebSocket) -> Result<(), JsValue> {
        match self {
            Self::Text(text) => socket.send_with_str(text),
            // The platform copies from the view at the call, but refuses one
            // of a memory that threads share.
            Self::Binary(bytes) => socket
                .send_with_u8_array(bytes)
                .or_else(|_| socket.send_with_js_u8_array(&Uint8Array::from(bytes.as_slice()))),
            Self::Blob(blob) => socket.send_with_blob(blob),
        }
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<u8>> for Message {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Binary(bytes)
    }
}

impl From<&[u8]> for Message {
    fn from(bytes: &[u8]) -> Self {
        Self::Binary(bytes.into())
    }
}

impl From<Blob> for Message {
    fn from(blob: Blob) -> Self {
        Self::Blob(blob)
    }
}
