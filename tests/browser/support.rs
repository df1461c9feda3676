//! The chaos server and its record; clients in a hurry; waiting for events.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use closewise::client::{Builder, Client, Event, Message};
use closewise::session::{Closed, End, State};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// How long a test waits for an event, in ms.
const PATIENCE: u32 = 10_000;

pub const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// The address of an endpoint of the chaos server.
pub fn at(path: &str) -> String {
    let Some(server) = option_env!("CHAOS_URL") else {
        panic!("CHAOS_URL must be the chaos server's address when the tests are compiled");
    };
    format!("{server}{path}")
}

/// The path of a server that does not answer the handshake for as long as any
/// test waits. In the end it lets go: Firefox keeps each attempt that was given
/// up until then, and has no more than six for a host.
pub const UNANSWERED: &str = "/reset?at=before-handshake&after=4000";

/// A client that retries after few ms.
pub fn hasty(path: &str) -> Builder {
    Client::builder(at(path))
        .reconnect_base_delay(ms(5))
        .reconnect_max_delay(ms(20))
        .close_timeout(ms(1_000))
}

/// A name that nobody else uses, for the record and for `key=`.
pub fn unique() -> String {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    LAST.set(LAST.get() + 1);
    format!(
        "rust-{}-{}",
        LAST.get(),
        (js_sys::Math::random() * 1e15) as u64
    )
}

/// The first event that `choose` wants; those before it are dropped.
pub async fn next<T>(client: &mut Client, mut choose: impl FnMut(Event) -> Option<T>) -> T {
    let state = client.handle();
    let found = async {
        while let Some(event) = client.next().await {
            if let Some(chosen) = choose(event) {
                return chosen;
            }
        }
        panic!("the client ended without the event that the test waits for");
    };
    within_patience(found, || {
        format!("no such event; the client is {:?}", state.state())
    })
    .await
}

pub async fn opened(client: &mut Client) {
    next(client, |event| {
        matches!(event, Event::Opened { .. }).then_some(())
    })
    .await;
}

pub async fn message(client: &mut Client) -> Message {
    next(client, |event| match event {
        Event::Message(message) => Some(message),
        _ => None,
    })
    .await
}

pub async fn text(client: &mut Client) -> String {
    let message = message(client).await;
    message.text().expect("a text message").into()
}

pub async fn closed(client: &mut Client) -> Closed {
    next(client, |event| match event {
        Event::Closed(closed) => Some(closed),
        _ => None,
    })
    .await
}

pub async fn ended(client: &mut Client) -> End {
    next(client, |event| match event {
        Event::Ended(end) => Some(end),
        _ => None,
    })
    .await
}

pub async fn in_state(client: &mut Client, wanted: State) {
    next(client, |event| match event {
        Event::State { to, .. } if to == wanted => Some(()),
        _ => None,
    })
    .await;
}

/// What a client told beside its states.
pub fn without_states(events: &[Event]) -> Vec<&Event> {
    events
        .iter()
        .filter(|event| !matches!(event, Event::State { .. }))
        .collect()
}

/// All events to the end.
pub async fn rest(client: &mut Client) -> Vec<Event> {
    let rest = client.collect::<Vec<_>>();
    within_patience(rest, || "the client does not end".into()).await
}

/// What the chaos server saw of a client id, once `is_enough`.
pub async fn record(client: &str, is_enough: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let address = at("/control/clients/").replacen("ws", "http", 1) + client;
    let enough = async {
        loop {
            let record: Value = serde_json::from_str(&get(&address).await).expect("a record");
            let connections = record["connections"]
                .as_array()
                .expect("connections")
                .clone();
            if is_enough(&connections) {
                return connections;
            }
            // The server sees the end of a connection a little after the client.
            TimeoutFuture::new(10).await;
        }
    };
    within_patience(enough, || format!("the record of {client} stays short")).await
}

/// The texts that the server received on a connection, in order.
pub fn received(connection: &Value) -> Vec<&str> {
    let received = connection["received"].as_array().expect("messages");
    received
        .iter()
        .map(|m| m["text"].as_str().expect("text"))
        .collect()
}

/// Waits until a condition holds that no event tells of.
pub async fn until(condition: impl Fn() -> bool) {
    let holds = async {
        while !condition() {
            TimeoutFuture::new(5).await;
        }
    };
    within_patience(holds, || "the condition never holds".into()).await;
}

/// The size of the wasm memory, in bytes. It never shrinks.
pub fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory
        .buffer()
        .unchecked_into::<js_sys::ArrayBuffer>()
        .byte_length()
}

/// Runs JavaScript.
pub fn js(code: &str) {
    let run = js_sys::Function::new_no_args(code).call0(&JsValue::NULL);
    run.expect("the code throws nothing");
}

/// Awaits what has to come.
pub async fn patiently<T>(future: impl Future<Output = T>) -> T {
    within_patience(future, || "nothing came".into()).await
}

async fn within_patience<T>(future: impl Future<Output = T>, failure: impl Fn() -> String) -> T {
    match select(pin!(future), TimeoutFuture::new(PATIENCE)).await {
        Either::Left((value, _)) => value,
        Either::Right(_) => panic!("{} after {PATIENCE} ms", failure()),
    }
}

async fn get(address: &str) -> String {
    let response = fetch(address).await.expect("the chaos server answers");
    let text = response.text().await.expect("a body");
    text.as_string().expect("text")
}

#[wasm_bindgen]
extern "C" {
    type Response;
    #[wasm_bindgen(catch)]
    async fn fetch(address: &str) -> Result<Response, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn text(this: &Response) -> Result<JsValue, JsValue>;
}
