//! A reader of the events that is slow, late or gone.

use closewise::client::{Event, EventKind};
use closewise::session::{Overflow, State, Undelivered};
use futures_util::{FutureExt, StreamExt};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{UNANSWERED, hasty, memory, next, text, until};

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
async fn undelivered_messages_that_nobody_reads_of_give_way_and_are_counted() {
    let (batches, batch, queued) = (40, 1_000, 1_000);
    let mut client = hasty(UNANSWERED)
        .queue_max_messages(queued)
        .queue_max_bytes(1 << 20)
        .queue_overflow(Overflow::DropOldest)
        .connect()
        .unwrap();
    let before = memory();
    for _ in 0..batches {
        for _ in 0..batch {
            client.send(vec![0; 1_000]).unwrap();
        }
        // What follows from a call may be told a task later.
        TimeoutFuture::new(0).await;
    }
    let grown = memory() - before;
    assert!(grown < 8 << 20, "{grown} bytes of wasm memory");
    client.abort();
    let (mut reported, mut missing) = (0, 0);
    while let Some(event) = client.next().await {
        match event {
            Event::Undelivered { .. } => reported += 1,
            Event::Lagged { kind, missed } => {
                assert_eq!(kind, EventKind::Undelivered);
                missing += missed;
            }
            _ => {}
        }
    }
    assert_eq!(reported, 1_024 + u64::from(queued));
    assert_eq!(reported + missing, batches * batch);
}

#[wasm_bindgen_test]
async fn an_undelivered_message_says_what_became_of_it_whatever_else_waits() {
    let mut client = hasty("/flood?count=50&size=10")
        .queue_max_messages(1)
        .queue_overflow(Overflow::DropOldest)
        .event_messages(1)
        .connect()
        .unwrap();
    client.send("old").unwrap();
    client.send("new").unwrap();
    until(|| client.stats().messages_received == 50).await;
    let why = next(&mut client, |event| match event {
        Event::Undelivered { message, why } => Some((message, why)),
        _ => None,
    });
    assert_eq!(why.await, ("old".into(), Undelivered::Overflow));
}

#[wasm_bindgen_test]
async fn whatever_is_queued_at_the_end_reaches_the_reader_however_much_it_is() {
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
    let mut count_read = 0;
    while let Some(event) = client.next().await {
        if let Event::Undelivered { message, .. } = event {
            assert_eq!(message.text(), Some(count_read.to_string().as_str()));
            count_read += 1;
        }
    }
    assert_eq!(count_read, count);
    assert_eq!(client.state(), State::Ended);
}
