//! What only a page goes through: freezing, the page cache, sleep.

use closewise::client::Client;
use closewise::close::{Cause, SuspectKind, Verdict};
use closewise::session::{EndReason, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::suite::support::{at, closed, ended, hasty, in_state, js, ms, opened};

#[wasm_bindgen_test]
async fn a_page_in_the_page_cache_pauses_its_retries() {
    let mut client = hasty("/reset?at=before-handshake")
        .reconnect_base_delay(ms(60_000))
        .reconnect_max_delay(ms(60_000))
        .connect()
        .unwrap();
    in_state(&mut client, State::Waiting).await;
    js("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))");
    assert_eq!(client.state(), State::Waiting, "the page goes for good");
    js("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
    assert_eq!(client.state(), State::Paused);
    js("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    assert_eq!(client.state(), State::Connecting);
}

#[wasm_bindgen_test]
async fn a_frozen_page_pauses_its_retries() {
    let mut client = hasty("/close?code=1012").connect().unwrap();
    in_state(&mut client, State::Waiting).await;
    js("document.dispatchEvent(new Event('freeze'))");
    assert_eq!(client.state(), State::Paused);
    js("document.dispatchEvent(new Event('resume'))");
    // Not before the floor of the verdict, though.
    assert_eq!(client.state(), State::Waiting);
}

#[wasm_bindgen_test]
async fn a_machine_that_slept_replaces_the_connection_that_nobody_can_vouch_for() {
    let mut client = hasty("/echo").connect().unwrap();
    opened(&mut client).await;
    js("const real = Date.now; Date.now = () => real() + 3600e3;
        document.dispatchEvent(new Event('visibilitychange'));
        Date.now = real");
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Suspended);
    assert!(closed.synthetic && closed.will_retry);
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn the_directive_that_blocked_an_attempt_is_named_and_the_client_stops() {
    let server = at("");
    let port = server.rsplit(':').next().unwrap();
    // For good: a policy cannot be taken back. No other test connects to that port.
    js(&format!(
        "document.head.append(Object.assign(document.createElement('meta'), {{
            httpEquiv: 'Content-Security-Policy',
            content: 'connect-src http://*:* ws://*:{port}',
        }}))"
    ));
    let blocked = "ws://user:secret@localhost:1/feed?token=x";
    // Relative to the page, and with a scheme that a socket turns into its own.
    let relative = "//localhost:1/";
    for url in [blocked, relative] {
        let mut client = Client::connect(url).unwrap();
        let closed = closed(&mut client).await;
        assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
        assert_eq!(closed.diagnosis.verdict, Verdict::Stop);
        let suspects = &closed.diagnosis.suspects;
        assert_eq!(suspects.len(), 1);
        assert_eq!(suspects[0].kind, SuspectKind::Blocked);
        assert!(suspects[0].remedy.contains("connect-src"));
        assert_eq!(ended(&mut client).await.reason, EndReason::Stopped);
    }
    let mut client = hasty("/echo").connect().unwrap();
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn mixed_content_is_the_first_suspect() {
    js(
        "globalThis.realOrigin = Object.getOwnPropertyDescriptor(globalThis, 'origin');
        const origin = { value: 'https://app.example', configurable: true };
        Object.defineProperty(globalThis, 'origin', origin)",
    );
    let client = Client::connect("ws://nobody.invalid/feed");
    js("Object.defineProperty(globalThis, 'origin', realOrigin)");
    let closed = closed(&mut client.unwrap()).await;
    assert_eq!(closed.diagnosis.suspects[0].kind, SuspectKind::Blocked);
}
