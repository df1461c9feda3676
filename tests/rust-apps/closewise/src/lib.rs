//! The least that an app can be that keeps a connection and says why one ended:
//! what `npm run size` weighs, and what the packed crate is built into.

#![cfg(target_arch = "wasm32")]

use closewise::client::{Client, Event, Message};
use futures_util::StreamExt;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

#[wasm_bindgen(start)]
async fn follow() -> Result<(), JsError> {
    let mut client = Client::connect("wss://example.com/feed")?;
    client.send("hello")?;
    while let Some(event) = client.next().await {
        match event {
            Event::Message(Message::Text(text)) => log(&text),
            Event::Closed(closed) => log(&closed.diagnosis.to_string()),
            _ => {}
        }
    }
    Ok(())
}
