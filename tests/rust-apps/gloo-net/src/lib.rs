//! An app that does with gloo-net what gloo-net can do of the one beside it: it
//! sends, it follows one connection, and it does not come back.

#![cfg(target_arch = "wasm32")]

use futures_util::{SinkExt, StreamExt};
use gloo_net::websocket::{Message, futures::WebSocket};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

#[wasm_bindgen(start)]
async fn follow() -> Result<(), JsError> {
    let mut socket = WebSocket::open("wss://example.com/feed")?;
    socket.send(Message::Text("hello".into())).await?;
    while let Some(message) = socket.next().await {
        match message {
            Ok(Message::Text(text)) => log(&text),
            Ok(Message::Bytes(_)) => {}
            Err(error) => log(&error.to_string()),
        }
    }
    Ok(())
}
