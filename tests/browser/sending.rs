use closewise::client::{BinaryType, Client, Event, Message, Sent};
use closewise::close::{Cause, CloseCode};
use closewise::session::{Hold, Overflow, Refusal, Undelivered};
use futures_util::future::try_join;
use futures_util::{FutureExt, SinkExt, StreamExt, stream};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    UNANSWERED, at, closed, ended, hasty, message, ms, next, opened, patiently, received, record,
    rest, text, unique, until,
};

#[wasm_bindgen_test]
async fn text_and_binary_come_back_as_they_went() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
    let large = vec![0x5a; 300_000];
    for sent in [
        Message::from("héllo ☃"),
        Message::from(""),
        Message::from(vec![0, 1, 255]),
        Message::from(Vec::new()),
        Message::from(large),
    ] {
        assert_eq!(client.send(sent.clone()), Ok(Sent::Handed));
        assert_eq!(message(&mut client).await, sent);
    }
    let stats = client.stats();
    assert_eq!((stats.messages_sent, stats.messages_received), (5, 5));
    assert_eq!(stats.bytes_sent, stats.bytes_received);
}

#[wasm_bindgen_test]
async fn a_blob_goes_out_and_comes_in_as_a_blob() {
    let mut client = Client::builder(at("/echo"))
        .binary_type(BinaryType::Blob)
        .connect()
        .unwrap();
    client.send(vec![1, 2, 3]).unwrap();
    let Message::Blob(blob) = message(&mut client).await else {
        panic!("a blob was asked for");
    };
    assert_eq!(blob.size(), 3.0);
    client.send(blob).unwrap();
    assert_eq!(message(&mut client).await.size(), 3);
    assert_eq!(client.stats().bytes_sent, 6);
}

#[wasm_bindgen_test]
async fn the_binary_type_may_change_while_the_client_is_open() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
    client.set_binary_type(BinaryType::Blob);
    client.send(vec![1, 2, 3]).unwrap();
    assert!(matches!(message(&mut client).await, Message::Blob(_)));
    client.set_binary_type(BinaryType::ArrayBuffer);
    client.send(vec![1, 2, 3]).unwrap();
    assert_eq!(message(&mut client).await, Message::Binary(vec![1, 2, 3]));
}

#[wasm_bindgen_test]
async fn messages_sent_before_the_connection_is_open_go_out_in_order() {
    let id = unique();
    let mut client = hasty(&format!("/echo?client={id}")).connect().unwrap();
    let texts = ["one", "two", "three", "four"];
    for text in texts {
        assert_eq!(client.send(text), Ok(Sent::Queued));
    }
    assert_eq!(client.stats().queued_messages, 4);
    assert_eq!(client.buffered_amount(), 15);
    next(&mut client, |event| {
        matches!(event, Event::Drained).then_some(())
    })
    .await;
    for sent in texts {
        assert_eq!(text(&mut client).await, sent);
    }
    let connections = record(&id, |connections| connections.len() == 1).await;
    assert_eq!(received(&connections[0]), texts);
}

#[wasm_bindgen_test]
async fn what_is_sent_between_two_connections_arrives_on_the_second_in_order_and_once() {
    let (id, key) = (unique(), unique());
    let path = format!("/flap?key={key}&times=1&up=0&client={id}");
    let mut client = hasty(&path).connect().unwrap();
    assert!(closed(&mut client).await.will_retry);
    let texts: Vec<String> = (0..50).map(|n| n.to_string()).collect();
    for text in &texts {
        assert_eq!(client.send(text.as_str()), Ok(Sent::Queued));
    }
    for sent in &texts {
        assert_eq!(&text(&mut client).await, sent);
    }
    let connections = record(&id, |connections| connections.len() == 2).await;
    assert_eq!(received(&connections[0]), [""; 0]);
    assert_eq!(received(&connections[1]), texts);
}

#[wasm_bindgen_test]
async fn a_full_outbox_refuses_the_new_message_and_gives_it_back() {
    let client = hasty(UNANSWERED)
        .queue_max_messages(2)
        .queue_max_bytes(10)
        .connect()
        .unwrap();
    client.send("12345").unwrap();
    let too_big = client.send("12345678901").unwrap_err();
    assert_eq!(too_big.why, Refusal::TooBig);
    let full = client.send("123456").unwrap_err();
    assert_eq!(full.why, Refusal::Full);
    assert_eq!(full.message, Some(Message::from("123456")));
    client.send("12345").unwrap();
    assert_eq!(client.send("").unwrap_err().why, Refusal::Full);
}

#[wasm_bindgen_test]
async fn an_outbox_may_drop_its_oldest_or_its_newest_and_reports_each() {
    for (overflow, dropped) in [(Overflow::DropOldest, "old"), (Overflow::DropNewest, "new")] {
        let mut client = hasty(UNANSWERED)
            .queue_max_messages(1)
            .queue_overflow(overflow)
            .connect()
            .unwrap();
        client.send("old").unwrap();
        client.send("new").unwrap();
        assert_eq!(
            undelivered(&mut client).await,
            (dropped.into(), Undelivered::Overflow)
        );
    }
}

#[wasm_bindgen_test]
async fn a_message_that_waited_too_long_is_reported() {
    let mut client = hasty(UNANSWERED).queue_ttl(ms(20)).connect().unwrap();
    client.send_within("patient", ms(60_000)).unwrap();
    client.send("hasty").unwrap();
    assert_eq!(
        undelivered(&mut client).await,
        ("hasty".into(), Undelivered::Expired)
    );
    assert_eq!(client.stats().queued_messages, 1);
}

#[wasm_bindgen_test]
async fn without_an_outbox_a_message_is_refused_until_the_connection_is_open() {
    let mut client = hasty("/echo").queue(false).connect().unwrap();
    assert_eq!(client.send("early").unwrap_err().why, Refusal::NotOpen);
    // A sink waits instead.
    patiently(SinkExt::send(&mut client, "in time".into()))
        .await
        .unwrap();
    assert_eq!(text(&mut client).await, "in time");
}

#[wasm_bindgen_test]
async fn what_is_still_queued_at_the_end_is_reported_before_it() {
    let mut client = hasty(UNANSWERED).connect().unwrap();
    client.send("a").unwrap();
    client.send(vec![7]).unwrap();
    client.abort();
    assert_eq!(
        undelivered(&mut client).await,
        ("a".into(), Undelivered::Ended)
    );
    assert_eq!(
        undelivered(&mut client).await,
        (vec![7].into(), Undelivered::Ended)
    );
    ended(&mut client).await;
    let error = client.send("late").unwrap_err();
    assert_eq!(
        (error.why, error.message),
        (Refusal::Ended, Some("late".into()))
    );
}

#[wasm_bindgen_test]
async fn bytes_that_never_left_the_machine_are_in_doubt() {
    let mut client = hasty("/stall").connect().unwrap();
    opened(&mut client).await;
    client.send(vec![0; 32 << 20]).unwrap();
    assert!(client.buffered_amount() > 0);
    client.abort();
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Aborted);
    assert!(closed.in_doubt > 0);
}

#[wasm_bindgen_test]
async fn a_refusal_of_an_open_connection_is_handed_the_outbox_unless_that_is_held() {
    let one = (1, 5);
    for (hold, handed) in [
        (Hold::UntilOpen, one),
        (Hold::UntilFirstMessage, (0, 0)),
        (Hold::For(ms(60_000)), (0, 0)),
    ] {
        let mut client = hasty("/close?code=3000&after=20")
            .queue_hold(hold)
            .connect()
            .unwrap();
        client.send("hello").unwrap();
        let closed = closed(&mut client).await;
        assert!(!closed.heard);
        assert_eq!((closed.handed.messages, closed.handed.bytes), handed);
        let lost = rest(&mut client).await;
        let undelivered = lost
            .iter()
            .any(|event| matches!(event, Event::Undelivered { .. }));
        assert_eq!(undelivered, handed != one);
    }
}

#[wasm_bindgen_test]
async fn an_outbox_that_is_held_for_the_first_message_goes_out_with_it() {
    let mut client = hasty("/status")
        .queue_hold(Hold::UntilFirstMessage)
        .connect()
        .unwrap();
    assert_eq!(client.send("hello"), Ok(Sent::Queued));
    assert_eq!(text(&mut client).await, r#"{"status":2000}"#);
    assert_eq!(text(&mut client).await, "hello");
}

#[wasm_bindgen_test]
async fn a_sink_takes_all_that_it_is_given_in_order_and_then_closes() {
    let id = unique();
    let mut client = hasty(&format!("/echo?client={id}")).connect().unwrap();
    let texts: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let messages = texts.iter().map(|text| Ok(Message::from(text.as_str())));
    let mut messages = stream::iter(messages);
    patiently(client.send_all(&mut messages)).await.unwrap();
    patiently(SinkExt::close(&mut client)).await.unwrap();
    let connections = record(&id, |connections| !connections[0]["close"].is_null()).await;
    assert_eq!(received(&connections[0]), texts);
    assert_eq!(
        connections[0]["close"]["code"],
        u16::from(CloseCode::NORMAL_CLOSURE)
    );
    let error = SinkExt::send(&mut client, "late".into()).await.unwrap_err();
    assert_eq!(error.why, Refusal::Ended);
}

#[wasm_bindgen_test]
async fn a_sink_is_not_ready_above_the_high_water_mark_and_ready_again_below_the_low_one() {
    let mut client = hasty("/sink")
        .high_water_mark(1 << 20)
        .low_water_mark(1 << 10)
        .connect()
        .unwrap();
    opened(&mut client).await;
    let mut sink = client.handle();
    sink.feed(vec![0; 8 << 20].into()).await.unwrap();
    let mut more = sink.feed("more".into());
    assert!(
        (&mut more).now_or_never().is_none(),
        "there is room above the mark"
    );
    patiently(more).await.unwrap();
    assert!(client.buffered_amount() <= 1 << 10);
}

#[wasm_bindgen_test]
async fn a_handle_sends_from_anywhere_and_keeps_no_client_alive() {
    let mut client = hasty("/echo").connect().unwrap();
    let handle = client.handle();
    opened(&mut client).await;
    handle.send("from the handle").unwrap();
    assert_eq!(text(&mut client).await, "from the handle");
    drop(client);
    assert_eq!(handle.send("late").unwrap_err().why, Refusal::Ended);
    handle.close(CloseCode(4000), "").unwrap();
    handle.reconnect();
    assert_eq!(handle.stats(), Default::default());
}

#[wasm_bindgen_test]
async fn two_tasks_that_wait_for_the_same_client_both_go_on() {
    let mut client = hasty("/echo").queue(false).connect().unwrap();
    let (mut one, mut two) = (client.handle(), client.handle());
    let one = SinkExt::send(&mut one, "1".into());
    let two = SinkExt::send(&mut two, "2".into());
    patiently(try_join(one, two)).await.unwrap();
    assert_eq!(
        (text(&mut client).await, text(&mut client).await),
        ("1".into(), "2".into())
    );
}

#[wasm_bindgen_test]
async fn a_flood_arrives_whole_and_in_order() {
    let mut client = hasty("/flood?count=500&size=20").connect().unwrap();
    for index in 0..500 {
        let text = text(&mut client).await;
        assert_eq!(text.split(':').next(), Some(index.to_string().as_str()));
    }
    until(|| client.stats().messages_received == 500).await;
    assert!(client.next().now_or_never().is_none());
}

async fn undelivered(client: &mut Client) -> (Message, Undelivered) {
    next(client, |event| match event {
        Event::Undelivered { message, why } => Some((message, why)),
        _ => None,
    })
    .await
}
