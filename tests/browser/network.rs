//! The network comes and goes, in a page and in a worker alike.

use closewise::client::{Client, Event};
use closewise::close::{Cause, Verdict};
use closewise::session::{State, StateReason};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    UNANSWERED, at, closed, hasty, in_state, js, ms, next, opened, received, record, text, unique,
    until,
};

#[wasm_bindgen_test]
async fn offline_pauses_the_retries_and_online_brings_one_within_the_base_delay() {
    let path = format!("/down?key={}&for=1", unique());
    let mut client = Client::builder(at(&path))
        .reconnect_base_delay(ms(50))
        .override_verdict(|_, _| Some(Verdict::window(100, 600_000)))
        .connect()
        .unwrap();
    in_state(&mut client, State::Waiting).await;
    js("dispatchEvent(new Event('offline'))");
    assert_eq!(client.state(), State::Paused);
    js("dispatchEvent(new Event('online'))");
    let reason = next(&mut client, |event| match event {
        Event::State {
            from: State::Paused,
            to: State::Waiting,
            reason,
        } => Some(reason),
        _ => None,
    });
    assert_eq!(reason.await, StateReason::Online);
    let delay = next(&mut client, |event| match event {
        Event::Retry { delay, .. } => Some(delay),
        _ => None,
    });
    // The base delay begins no sooner than the floor of the verdict.
    assert!(delay.await <= ms(150));
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_dial_that_was_under_way_when_the_network_changed_is_not_waited_for() {
    let mut client = hasty(UNANSWERED).connect().unwrap();
    js("dispatchEvent(new Event('offline'))");
    assert_eq!(client.stats().attempts, 1);
    js("dispatchEvent(new Event('online'))");
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Offline);
    assert!(closed.synthetic && closed.will_retry);
}

#[wasm_bindgen_test]
async fn offline_probes_an_open_connection_rather_than_giving_it_up() {
    let id = unique();
    let mut client = hasty(&format!("/heartbeat?answers=9&client={id}"))
        .liveness(|| "ping")
        .connect()
        .unwrap();
    opened(&mut client).await;
    js("dispatchEvent(new Event('offline'))");
    until(|| client.stats().messages_received == 1).await;
    js("dispatchEvent(new Event('online'))");
    assert_eq!(client.state(), State::Open);
    let connections = record(&id, |all| received(&all[0]).len() == 2).await;
    assert_eq!(received(&connections[0]), ["ping"; 2]);
}

#[wasm_bindgen_test]
async fn a_peer_that_the_change_of_the_network_has_cut_off_is_found_out() {
    let mut client = hasty("/heartbeat?answers=0")
        .liveness(|| "ping")
        .liveness_timeout(ms(50))
        .connect()
        .unwrap();
    opened(&mut client).await;
    js("dispatchEvent(new Event('online'))");
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Silent);
}

#[wasm_bindgen_test]
async fn a_client_made_offline_tries_once_and_then_waits_for_the_network() {
    js("Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })");
    let path = format!("/down?key={}&for=1", unique());
    let client = hasty(&path).connect();
    js("delete navigator.onLine");
    let mut client = client.unwrap();
    in_state(&mut client, State::Paused).await;
    assert_eq!(client.stats().attempts, 1);
    js("dispatchEvent(new Event('online'))");
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_client_without_retries_and_probes_does_not_mind_the_network() {
    let mut client = hasty("/echo").reconnect(false).connect().unwrap();
    opened(&mut client).await;
    js("dispatchEvent(new Event('offline')); dispatchEvent(new Event('online'))");
    client.send("hello").unwrap();
    assert_eq!(text(&mut client).await, "hello");
}
