use crate::{
    client::{Client, End, masked},
    http::{closed_connection, connections},
    server,
};

#[tokio::test]
async fn a_stalled_peer_opens_and_then_neither_reads_nor_answers() {
    let server = server().await;
    let mut client = Client::open(server, "/stall?client=stalled").await;
    client.send(&masked(0x89, b"ping")).await;
    client.send_close(1000, "").await;
    client.hears_nothing().await;
    client.write_until_stuck(64 << 20).await;
    let connection = &connections(server, "stalled").await[0];
    assert_eq!(connection["opened"], true);
    assert_eq!(connection["received"].as_array().map(Vec::len), Some(0));
    assert!(connection["close"].is_null());
}

#[tokio::test]
async fn the_record_of_a_stalled_peer_says_how_the_client_gave_up() {
    let server = server().await;
    let client = Client::open(server, "/stall?client=gone").await;
    drop(client);
    assert_eq!(
        closed_connection(server, "gone").await["close"]["how"],
        "eof"
    );
    let client = Client::open(server, "/stall?client=torn").await;
    client.rst();
    assert_eq!(
        closed_connection(server, "torn").await["close"]["how"],
        "reset"
    );
}

#[tokio::test]
async fn a_heartbeat_answers_so_often_and_then_nothing_at_all() {
    let server = server().await;
    let mut client = Client::open(server, "/heartbeat?answers=2&client=beat").await;
    client.send_text("other").await;
    for _ in 0..2 {
        client.send_text("ping").await;
        assert_eq!(client.text().await, "pong");
    }
    client.send_text("ping").await;
    client.send(&masked(0x89, b"anybody?")).await;
    client.send_close(4000, "silent").await;
    client.hears_nothing().await;
    let connection = &connections(server, "beat").await[0];
    let texts: Vec<_> = connection["received"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|message| message["text"].as_str())
        .collect();
    assert_eq!(texts, ["other", "ping", "ping", "ping"]);
    assert_eq!(connection["sent"].as_array().map(Vec::len), Some(2));
    assert_eq!(connection["close"]["code"], 4000);
}

#[tokio::test]
async fn a_heartbeat_knows_other_words() {
    let target = "/heartbeat?answers=1&ping=%7B%22p%22%3A1%7D&pong=yes";
    let mut client = Client::open(server().await, target).await;
    client.send_text("ping").await;
    client.send_text(r#"{"p":1}"#).await;
    assert_eq!(client.text().await, "yes");
}

#[tokio::test]
async fn never_ack_reads_and_closes_but_never_sends_a_message() {
    let server = server().await;
    let mut client = Client::open(server, "/never-ack?client=waiting").await;
    client.send_text("hello?").await;
    client.hears_nothing().await;
    client.send_close(4408, "").await;
    assert_eq!(
        client.rest().await,
        (b"\x88\x02\x11\x38".to_vec(), End::Fin)
    );
    let connection = &connections(server, "waiting").await[0];
    assert_eq!(connection["received"][0]["text"], "hello?");
}
