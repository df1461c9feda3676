use closewise::client::{Client, Event};
use closewise::close::{Cause, CloseCode};
use closewise::session::{EndReason, State};
use futures_util::stream::FusedStream;
use futures_util::{FutureExt, StreamExt};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    UNANSWERED, at, closed, ended, hasty, in_state, ms, opened, record, rest, unique,
    without_states,
};

#[wasm_bindgen_test]
async fn a_close_reaches_the_server_as_it_was_asked_for() {
    let id = unique();
    let mut client = Client::connect(at(&format!("/echo?client={id}"))).unwrap();
    opened(&mut client).await;
    client.close(CloseCode(4999), "bye").unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Requested);
    assert!(closed.was_clean && !closed.synthetic);
    assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
    let connections = record(&id, |all| !all[0]["close"].is_null()).await;
    let close = &connections[0]["close"];
    assert_eq!(
        (&close["code"], &close["reason"]),
        (&4999.into(), &"bye".into())
    );
}

#[wasm_bindgen_test]
async fn a_close_on_a_half_open_connection_ends_within_the_close_timeout() {
    for path in ["/stall", UNANSWERED] {
        let mut client = hasty(path).close_timeout(ms(50)).connect().unwrap();
        if path == "/stall" {
            opened(&mut client).await;
        }
        client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
        let closed = closed(&mut client).await;
        let diagnosis = closed.diagnosis;
        if path == "/stall" {
            assert_eq!(diagnosis.cause, Cause::CloseTimeout);
            assert!(closed.synthetic && !closed.was_clean);
        }
        assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
    }
}

#[wasm_bindgen_test]
async fn a_close_while_connecting_fails_the_connection_error_first() {
    let mut client = hasty(UNANSWERED).connect().unwrap();
    client.close(CloseCode(4000), "").unwrap();
    assert_eq!(client.state(), State::Closing);
    let events = rest(&mut client).await;
    let told = without_states(&events);
    let [Event::Error(_), Event::Closed(closed), Event::Ended(end)] = told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
    assert!(!closed.was_clean && !closed.synthetic && !closed.will_retry);
    assert_eq!(end.reason, EndReason::Requested);
}

#[wasm_bindgen_test]
async fn what_follows_from_a_call_waits_for_the_reader_as_soon_as_the_call_is_over() {
    let mut client = hasty("/echo").connect().unwrap();
    opened(&mut client).await;
    client.abort();
    assert_eq!(client.state(), State::Ended);
    assert!(
        client.next().now_or_never().is_some(),
        "nothing waits for the reader"
    );
    ended(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_close_while_waiting_for_a_retry_ends_at_once() {
    let mut client = hasty("/close?code=1012").connect().unwrap();
    in_state(&mut client, State::Waiting).await;
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    assert_eq!(client.state(), State::Ended);
    let end = ended(&mut client).await;
    assert_eq!(end.reason, EndReason::Requested);
    assert_eq!(
        end.diagnosis.map(|diagnosis| diagnosis.code),
        Some(CloseCode::SERVICE_RESTART)
    );
}

#[wasm_bindgen_test]
async fn a_close_frame_and_then_silence_is_still_one_close() {
    let mut client = hasty("/close-then-silence?code=1001")
        .reconnect(false)
        .connect()
        .unwrap();
    opened(&mut client).await;
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    let events = rest(&mut client).await;
    let closes = events
        .iter()
        .filter(|event| matches!(event, Event::Closed(_)));
    assert_eq!(closes.count(), 1);
}

#[wasm_bindgen_test]
async fn an_abort_ends_at_once_without_a_closing_handshake() {
    let mut client = hasty("/echo").connect().unwrap();
    opened(&mut client).await;
    client.abort();
    assert_eq!(client.state(), State::Ended);
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Aborted);
    assert!(closed.synthetic && !closed.will_retry);
    assert_eq!(ended(&mut client).await.reason, EndReason::Aborted);
}

#[wasm_bindgen_test]
async fn nothing_comes_after_the_end() {
    let mut client = hasty("/close?code=1000").connect().unwrap();
    ended(&mut client).await;
    assert!(client.is_terminated());
    assert!(client.next().await.is_none());
    client.reconnect();
    client.abort();
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    assert!(client.next().await.is_none());
    assert_eq!(client.state(), State::Ended);
}

#[wasm_bindgen_test]
async fn a_dropped_client_leaves_its_connection() {
    let id = unique();
    let mut client = hasty(&format!("/echo?client={id}")).connect().unwrap();
    opened(&mut client).await;
    let handle = client.handle();
    drop(client);
    assert_eq!(handle.state(), State::Ended);
    record(&id, |all| !all[0]["close"].is_null()).await;
}

#[wasm_bindgen_test]
async fn a_client_dropped_before_it_opened_never_opens() {
    let id = unique();
    drop(hasty(&format!("/echo?client={id}")).connect().unwrap());
    // One that came after it is through: the first had its time.
    let other = unique();
    let mut client = hasty(&format!("/echo?client={other}")).connect().unwrap();
    opened(&mut client).await;
    let connections = record(&id, |all| all.iter().all(|one| !one["close"].is_null())).await;
    assert!(connections.len() <= 1);
}
