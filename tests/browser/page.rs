//! What only a page goes through: freezing, the page cache, sleep.

use closewise::close::Cause;
use closewise::session::State;
use wasm_bindgen_test::wasm_bindgen_test;

use super::suite::support::{closed, hasty, in_state, js, ms, opened};

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
