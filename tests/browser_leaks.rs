//! A client that has ended leaves nothing behind: no memory, no listener.

#![cfg(target_arch = "wasm32")]

#[path = "browser/support.rs"]
#[expect(dead_code, reason = "shared with the other suites")]
mod support;

use closewise::client::Event;
use closewise::close::CloseCode;
use futures_util::future::join_all;
use js_sys::{Reflect, global};
use support::{hasty, js, opened, rest};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Opened at a time: few enough for a browser not to slow them down.
const CROWD: usize = 5;
const CLIENTS: usize = 1_000;

#[wasm_bindgen_test]
async fn a_thousand_clients_leave_no_memory_and_no_listener_behind() {
    count_listeners();
    for _ in 0..20 {
        crowd().await;
    }
    let (memory, listeners) = (support::memory(), listeners());
    for _ in 0..CLIENTS / CROWD {
        crowd().await;
    }
    // The one that each socket keeps, so that no error of its goes unheard, goes
    // with the socket.
    assert_eq!(self::listeners() - listeners, CLIENTS as f64);
    assert_eq!(support::memory(), memory, "bytes of wasm memory");
}

async fn crowd() {
    join_all((0..CROWD).map(client)).await;
}

/// A client that opens, speaks and ends in its own way.
async fn client(n: usize) {
    let mut client = hasty("/echo")
        .provider(|attempt| async move { Ok::<_, &str>(attempt.endpoint) })
        .liveness(|| "ping")
        .connect()
        .unwrap();
    client.send("hello").unwrap();
    opened(&mut client).await;
    match n % 3 {
        0 => client.close(CloseCode::NORMAL_CLOSURE, "").unwrap(),
        1 => client.abort(),
        _ => return,
    }
    let events = rest(&mut client).await;
    assert!(matches!(events.last(), Some(Event::Ended(_))));
}

/// Counts the listeners that are added and not removed, wherever.
fn count_listeners() {
    let patch = "
        globalThis.listenersLeft = 0;
        for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
            const real = EventTarget.prototype[name];
            EventTarget.prototype[name] = function (...given) {
                globalThis.listenersLeft += step;
                return real.apply(this, given);
            };
        }";
    js(patch);
}

fn listeners() -> f64 {
    let left = Reflect::get(&global(), &"listenersLeft".into()).unwrap();
    left.as_f64().unwrap()
}
