use std::time::{Duration, Instant};

use crate::{
    client::{Client, End},
    http::connections,
    server,
};

const TARGET: &str = "/announce?message=%7B%22type%22%3A%22auth_invalid%22%7D";
const MESSAGE: &str = r#"{"type":"auth_invalid"}"#;

#[tokio::test]
async fn a_verdict_is_told_before_a_clean_close() {
    let server = server().await;
    let mut client = Client::open(server, &format!("{TARGET}&client=told")).await;
    assert_eq!(client.text().await, MESSAGE);
    assert_eq!(client.frame().await, (0x88, vec![0x03, 0xe8]));
    client.send_close(1000, "").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
    assert_eq!(
        connections(server, "told").await[0]["sent"][0]["text"],
        MESSAGE
    );
}

#[tokio::test]
async fn a_verdict_may_be_told_before_any_end() {
    let server = server().await;
    let mut client = Client::open(server, &format!("{TARGET}&code=4001&reason=who")).await;
    client.text().await;
    assert_eq!(client.frame().await, (0x88, b"\x0f\xa1who".to_vec()));
    for (name, end) in [("fin", End::Fin), ("reset", End::Rst)] {
        let mut client = Client::open(server, &format!("{TARGET}&after=50&end={name}")).await;
        assert_eq!(client.text().await, MESSAGE);
        assert_eq!(client.rest().await, (vec![], end));
    }
}

#[tokio::test]
async fn the_end_after_a_verdict_may_wait() {
    let start = Instant::now();
    let mut client = Client::open(server().await, &format!("{TARGET}&after=400")).await;
    assert_eq!(client.text().await, MESSAGE);
    client.send_text("I heard").await;
    assert_eq!(client.frame().await.0, 0x88);
    assert!(start.elapsed() >= Duration::from_millis(400));
}
