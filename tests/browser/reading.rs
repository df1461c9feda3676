//! A reader of the events that is slow, late or gone.

use closewise::client::{Event, EventKind};
use closewise::session::State;
use futures_util::{FutureExt, StreamExt};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{UNANSWERED, hasty, text, until};

#[wasm_bindgen_test]
async fn a_reader_that_is_too_slow_misses_the_oldest_messages_and_is_told_how_many() {
    let mut client = hasty("/flood?count=50&size=10")
        .event_messages(10)
        .connect()
        .unwrap();
    until(|| client.stats().messages_received == 50).await;
    let mut events = Vec::new();
    while let Some(Some(event)) = client.next().now_or_never() {
        events.push(event);
    }
    let lagged = events.iter().position(|event| {
        matches!(
            event,
            Event::Lagged {
                kind: EventKind::Message,
                missed: 40
            }
        )
    });
    let lagged = lagged.expect("a count of what is missing");
    assert!(
        events[..lagged]
            .iter()
            .any(|event| matches!(event, Event::Opened { .. }))
    );
    let texts: Vec<_> = events[lagged + 1..]
        .iter()
        .map(|event| match event {
            Event::Message(message) => message.text().and_then(|text| text.split(':').next()),
            _ => None,
        })
        .collect();
    let last_ten: Vec<_> = (40..50).map(|n| n.to_string()).collect();
    assert_eq!(
        texts,
        last_ten
            .iter()
            .map(|n| Some(n.as_str()))
            .collect::<Vec<_>>()
    );
}

#[wasm_bindgen_test]
async fn the_bytes_that_wait_for_a_reader_are_bounded_too_but_the_last_message_waits() {
    let mut client = hasty("/flood?count=5&size=100")
        .event_bytes(50)
        .connect()
        .unwrap();
    until(|| client.stats().messages_received == 5).await;
    assert!(text(&mut client).await.starts_with("4:"));
}

#[wasm_bindgen_test]
async fn undelivered_messages_reach_the_reader_however_many_there_are() {
    let count = 3_000;
    let mut client = hasty(UNANSWERED)
        .queue_max_messages(count)
        .event_messages(1)
        .connect()
        .unwrap();
    for n in 0..count {
        client.send(n.to_string()).unwrap();
    }
    client.abort();
    let mut next = 0;
    while let Some(event) = client.next().await {
        if let Event::Undelivered { message, .. } = event {
            assert_eq!(message.text(), Some(next.to_string().as_str()));
            next += 1;
        }
    }
    assert_eq!(next, count);
    assert_eq!(client.state(), State::Ended);
}
