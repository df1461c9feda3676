use closewise::client::{Client, Event, Message, Sent};
use closewise::close::{Cause, CloseCode};
use closewise::session::{EndReason, State};
use futures_util::stream::FusedStream;
use futures_util::{FutureExt, StreamExt};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    at, closed, ended, hasty, in_state, message, ms, opened, rest, text, without_states,
};

#[wasm_bindgen_test]
async fn a_client_that_is_built_connects_when_it_is_opened() {
    let mut client = hasty("/echo").build().unwrap();
    assert_eq!(client.state(), State::Idle);
    assert_eq!(client.send("kept").unwrap(), Sent::Queued);
    client.reconnect();
    assert_eq!(client.state(), State::Idle, "there is nothing to replace");
    assert!(client.next().now_or_never().is_none());
    client.open().unwrap();
    assert_eq!(client.state(), State::Connecting);
    client.open().unwrap();
    assert_eq!(text(&mut client).await, "kept");
    assert_eq!(client.stats().attempts, 1);
}

#[wasm_bindgen_test]
async fn a_client_that_is_built_can_be_closed_before_it_is_opened() {
    let mut client = hasty("/echo").build().unwrap();
    client.send("kept").unwrap();
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    let events = rest(&mut client).await;
    let told = without_states(&events);
    let [Event::Undelivered { .. }, Event::Ended(end)] = told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(end.reason, EndReason::Requested);
}

#[wasm_bindgen_test]
async fn a_client_that_has_ended_is_opened_again_and_its_stream_goes_on() {
    let mut client = hasty("/close?code=1008").connect().unwrap();
    for _ in 0..2 {
        let events = rest(&mut client).await;
        assert!(matches!(
            events.last(),
            Some(Event::Ended(end)) if end.reason == EndReason::Stopped
        ));
        assert!(client.is_terminated());
        client.open().unwrap();
        assert!(!client.is_terminated());
        assert_eq!(client.state(), State::Connecting);
    }
    assert_eq!(closed(&mut client).await.code, CloseCode(1008));
}

#[wasm_bindgen_test]
async fn a_client_that_is_opened_while_it_closes_is_opened_once_that_is_done() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
    client.close(CloseCode(4000), "bye").unwrap();
    client.open().unwrap();
    assert_eq!(client.state(), State::Closing);
    assert_eq!(closed(&mut client).await.diagnosis.cause, Cause::Requested);
    assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
    in_state(&mut client, State::Connecting).await;
    opened(&mut client).await;
    client.send("again").unwrap();
    assert_eq!(text(&mut client).await, "again");
}

#[wasm_bindgen_test]
async fn a_close_takes_the_opening_back() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
    client.close(CloseCode(4000), "bye").unwrap();
    client.open().unwrap();
    client.close(CloseCode(4000), "bye").unwrap();
    rest(&mut client).await;
    assert_eq!(client.state(), State::Ended);
}

#[wasm_bindgen_test]
async fn bytes_are_counted_from_0_in_a_new_session() {
    let mut client = hasty("/close?code=1008").connect().unwrap();
    ended(&mut client).await;
    client.send("late").unwrap_err();
    assert_eq!(client.buffered_amount(), 4);
    client.open().unwrap();
    assert_eq!(client.buffered_amount(), 0);
}

#[wasm_bindgen_test]
async fn what_waits_can_be_taken_back() {
    let mut client = hasty("/echo").build().unwrap();
    client.send("one").unwrap();
    client.send(vec![2]).unwrap();
    client.send_within("three", ms(60_000)).unwrap();
    let queued = client.take_queued();
    let [one, two, three] = &queued[..] else {
        panic!("{queued:?}");
    };
    assert_eq!((one.text(), three.text()), (Some("one"), Some("three")));
    assert!(matches!(two, Message::Binary(_)));
    assert!(client.take_queued().is_empty());
    assert_eq!(client.buffered_amount(), 0);
    client.open().unwrap();
    opened(&mut client).await;
    client.send("sent").unwrap();
    assert_eq!(message(&mut client).await.text(), Some("sent"));
}
