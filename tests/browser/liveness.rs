use closewise::client::Event;
use closewise::close::Cause;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{closed, hasty, ms, next, opened, received, record, text, unique, until};

#[wasm_bindgen_test]
async fn a_peer_that_stops_answering_is_replaced() {
    let id = unique();
    let mut client = hasty(&format!("/heartbeat?answers=2&client={id}"))
        .liveness(|| "ping")
        .is_pong(|message| message.text() == Some("pong"))
        .liveness_interval(ms(40))
        .liveness_timeout(ms(60))
        .connect()
        .unwrap();
    opened(&mut client).await;
    let closed = next(&mut client, |event| match event {
        Event::Message(pong) => panic!("{pong:?} is no message for the user"),
        Event::Closed(closed) => Some(closed),
        _ => None,
    })
    .await;
    assert_eq!(closed.diagnosis.cause, Cause::Silent);
    assert!(closed.synthetic && closed.will_retry);
    assert!(client.stats().round_trip.is_some());
    opened(&mut client).await;
    let connections = record(&id, |all| all.len() == 2).await;
    assert_eq!(received(&connections[0]), ["ping"; 3]);
}

#[wasm_bindgen_test]
async fn a_stalled_peer_is_found_out() {
    let mut client = hasty("/stall")
        .liveness(|| "ping")
        .liveness_interval(ms(20))
        .liveness_timeout(ms(20))
        .connect()
        .unwrap();
    assert_eq!(closed(&mut client).await.diagnosis.cause, Cause::Silent);
}

#[wasm_bindgen_test]
async fn any_message_proves_that_the_peer_is_there() {
    // An echo is no pong, yet it is heard.
    let mut client = hasty("/echo")
        .liveness(|| vec![9_u8])
        .liveness_interval(ms(20))
        .liveness_timeout(ms(500))
        .connect()
        .unwrap();
    opened(&mut client).await;
    until(|| client.stats().messages_received >= 3).await;
    assert_eq!(client.stats().connections, 1);
    client.send("still the first").unwrap();
    assert_eq!(
        next(&mut client, |event| match event {
            Event::Message(message) => message.text().map(String::from),
            Event::Closed(closed) => panic!("{closed:?}"),
            _ => None,
        })
        .await,
        "still the first"
    );
}

#[wasm_bindgen_test]
async fn a_matcher_works_without_probes() {
    let mut client = hasty("/echo")
        .is_pong(|message| message.text() == Some("pong"))
        .connect()
        .unwrap();
    client.send("pong").unwrap();
    client.send("message").unwrap();
    assert_eq!(text(&mut client).await, "message");
}
