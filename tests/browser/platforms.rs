//! What the sockets of some platforms do otherwise than a browser's, on classes
//! that stand in their place.

use closewise::client::{Builder, Client, Event};
use closewise::close::{Cause, CloseCode};
use closewise::session::EndReason;
use js_sys::{Reflect, global};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{closed, ended, js, ms, opened, rest, unique, without_states};

/// Sets up a client whose sockets are of a class of their own: they open at
/// once and close when they are asked to, but for what `differences` says,
/// members of the class that replace the usual ones.
pub fn on_sockets_that(differences: &str) -> Builder {
    let url = format!("ws://{}.example", unique());
    // Sockets to every other address are the platform's.
    js(&format!(
        "globalThis.socketClasses ??= new Map();
        globalThis.platformsWebSocket ??= WebSocket;
        globalThis.WebSocket = new Proxy(platformsWebSocket, {{
            construct: (platforms, given) =>
                Reflect.construct(socketClasses.get(given[0]) ?? platforms, given),
        }});
        socketClasses.set('{url}', class extends EventTarget {{
            readyState = 0;
            bufferedAmount = 0;
            protocol = '';
            extensions = '';
            binaryType = 'blob';
            constructor() {{
                super();
                setTimeout(() => this.begin());
            }}
            begin() {{
                this.readyState = 1;
                this.dispatchEvent(new Event('open'));
            }}
            send() {{}}
            close(code = 1005, reason = '') {{
                this.end(code, reason, true);
            }}
            end(code, reason, wasClean) {{
                if (this.readyState === 3) return;
                this.readyState = 3;
                const close = Object.assign(new Event('close'), {{ code, reason, wasClean }});
                setTimeout(() => this.dispatchEvent(close));
            }}
            {differences}
        }});"
    ));
    Client::builder(url)
}

/// The npm package `ws` is closing when it fires `error`, and takes its time.
#[wasm_bindgen_test]
async fn an_error_of_a_closing_socket_that_no_close_follows_is_one_after_the_error_timeout() {
    let sockets = on_sockets_that(
        "begin() { this.readyState = 2; this.dispatchEvent(new Event('error')); }
        close() {}",
    );
    expect_a_synthetic_close(sockets.error_timeout(ms(20))).await;
}

/// Node 22 leaves a socket that could not connect as it was, and never closes it.
#[wasm_bindgen_test]
async fn an_error_of_a_connecting_socket_that_no_close_follows_is_one_at_once() {
    let sockets = on_sockets_that(
        "begin() { this.dispatchEvent(new Event('error')); }
        close() {}",
    );
    expect_a_synthetic_close(sockets.error_timeout(ms(60_000))).await;
}

async fn expect_a_synthetic_close(sockets: Builder) {
    let mut client = sockets.reconnect(false).connect().unwrap();
    let events = rest(&mut client).await;
    let told = without_states(&events);
    let [Event::Error(_), Event::Closed(closed), Event::Ended(end)] = told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
    assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
    assert!(closed.synthetic && !closed.was_clean);
    assert_eq!(end.reason, EndReason::ReconnectOff);
}

#[wasm_bindgen_test]
async fn a_connection_that_failed_with_the_code_0_failed_with_1006() {
    let sockets = on_sockets_that("begin() { this.end(0, '', false); }");
    let mut client = sockets.reconnect(false).connect().unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
    assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
}

#[wasm_bindgen_test]
async fn a_socket_that_throws_when_it_is_handed_a_message_makes_no_client_deaf() {
    let sockets = on_sockets_that("send() { throw new Error('thrown on purpose'); }");
    let mut client = sockets.connect().unwrap();
    client.send("queued").unwrap();
    opened(&mut client).await;
    client.send("handed over").unwrap();
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
}

#[wasm_bindgen_test]
async fn each_synthetic_close_tells_of_the_bytes_in_doubt_of_its_own_connection() {
    let sockets = on_sockets_that(
        "begin() {
            this.readyState = 1;
            this.bufferedAmount = 7;
            this.dispatchEvent(new Event('open'));
        }",
    );
    let mut client = sockets.connect().unwrap();
    opened(&mut client).await;
    // Both sockets are let go before either close can be told.
    client.reconnect();
    client.abort();
    let in_doubt = [closed(&mut client).await, closed(&mut client).await];
    assert_eq!(in_doubt.map(|closed| closed.in_doubt), [7, 0]);
}

/// The npm package `ws` throws an error that nobody listens for.
#[wasm_bindgen_test]
async fn an_error_of_a_socket_that_was_let_go_is_heard_still() {
    let sockets = on_sockets_that(
        "addEventListener(type, ...rest) {
            globalThis.errorListeners ??= 0;
            if (type === 'error') globalThis.errorListeners++;
            super.addEventListener(type, ...rest);
        }
        removeEventListener(type, ...rest) {
            if (type === 'error') globalThis.errorListeners--;
            super.removeEventListener(type, ...rest);
        }",
    );
    let mut client = sockets.connect().unwrap();
    opened(&mut client).await;
    client.abort();
    ended(&mut client).await;
    let listeners = Reflect::get(&global(), &"errorListeners".into()).unwrap();
    assert_eq!(listeners.as_f64(), Some(1.0));
}
