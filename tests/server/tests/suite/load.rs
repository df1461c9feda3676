use std::time::{Duration, Instant};

use crate::{
    client::{Client, End, masked},
    http::connections,
    server,
};

#[tokio::test]
async fn a_flood_of_text_counts_itself_and_stays_open() {
    let mut client = Client::open(server().await, "/flood?count=1000&size=20").await;
    for index in 0..1000 {
        let text = client.text().await;
        assert_eq!(text.len(), 20);
        assert!(text.starts_with(&format!("{index}:")), "{text}");
    }
    client.hears_nothing().await;
    client.send_close(1000, "").await;
    assert_eq!(
        client.rest().await,
        (b"\x88\x02\x03\xe8".to_vec(), End::Fin)
    );
}

#[tokio::test]
async fn a_flood_of_binary_begins_with_a_big_endian_index() {
    let mut client = Client::open(server().await, "/flood?count=300&size=8&binary=1").await;
    for index in 0..300_u32 {
        let expected = [index.to_be_bytes(), [0; 4]].concat();
        assert_eq!(client.frame().await, (0x82, expected));
    }
}

#[tokio::test]
async fn a_message_of_a_flood_is_never_shorter_than_its_index() {
    let mut client = Client::open(server().await, "/flood?count=11&size=1").await;
    for index in 0..11 {
        assert_eq!(client.text().await, index.to_string());
    }
}

#[tokio::test]
async fn a_flood_of_large_messages_arrives_whole() {
    let mut client = Client::open(server().await, "/flood?count=20&size=100000").await;
    for index in 0..20 {
        assert_eq!(client.bytes(2).await, [0x81, 127]);
        assert_eq!(client.bytes(8).await, 100_000_u64.to_be_bytes());
        let payload = client.bytes(100_000).await;
        assert!(payload.starts_with(format!("{index}:x").as_bytes()));
    }
}

#[tokio::test]
async fn a_flood_ends_when_the_client_closes() {
    let mut client = Client::open(server().await, "/flood?count=4000000000&size=1000").await;
    client.bytes(100_000).await;
    client.send_close(4000, "enough").await;
    let (bytes, end) = client.rest().await;
    assert_eq!(end, End::Fin);
    assert!(bytes.ends_with(b"\x88\x02\x0f\xa0"));
}

#[tokio::test]
async fn a_sink_counts_all_but_the_request_for_its_report() {
    let mut client = Client::open(server().await, "/sink").await;
    client.send_text("report").await;
    assert_eq!(client.text().await, r#"{"messages":0,"bytes":0}"#);
    client.send_text("größe").await;
    client.send(&masked(0x82, &[0; 70_000])).await;
    client.send_text("report").await;
    assert_eq!(client.text().await, r#"{"messages":2,"bytes":70007}"#);
}

#[tokio::test]
async fn a_slow_reader_takes_its_time() {
    let server = server().await;
    let start = Instant::now();
    let mut client = Client::open(server, "/slow?rate=1000&client=slow").await;
    for _ in 0..4 {
        client.send(&masked(0x82, &[0; 94])).await;
    }
    client.send(&masked(0x89, b"read?")).await;
    assert_eq!(client.frame().await, (0x8a, b"read?".to_vec()));
    // 400 bytes and a ping, less the first portion, which is free.
    assert!(
        start.elapsed() >= Duration::from_millis(350),
        "{:?}",
        start.elapsed()
    );
    let connection = &connections(server, "slow").await[0];
    assert_eq!(connection["receivedTotal"]["messages"], 4);
}

#[tokio::test]
async fn a_slow_reader_fills_the_client_s_buffers() {
    let mut client = Client::open(server().await, "/slow?rate=1000").await;
    client.write_until_stuck(64 << 20).await;
}
