use crate::{
    client::{Client, End},
    http::answer,
    server,
};

#[tokio::test]
async fn the_status_is_in_the_101_and_in_the_first_message() {
    let headers = "Sec-WebSocket-Protocol: other, custom-protocol\r\n";
    let mut client = Client::ask_with(server().await, "/status", headers).await;
    let head = client.head().await;
    assert!(head.contains("\r\nCustom-Status: 2000\r\n"));
    assert!(head.contains("\r\nSec-WebSocket-Protocol: custom-protocol\r\n"));
    assert_eq!(client.text().await, r#"{"status":2000}"#);
    client.send_text("echo").await;
    assert_eq!(client.text().await, "echo");
}

#[tokio::test]
async fn a_status_may_refuse_after_its_message() {
    let mut client = Client::open(server().await, "/status?code=4003&refuse=1").await;
    assert_eq!(client.text().await, r#"{"status":4003}"#);
    assert_eq!(client.frame().await, (0x88, vec![0x03, 0xf0]));
}

#[tokio::test]
async fn a_right_token_in_the_first_message_is_acknowledged_before_the_echo() {
    let mut client = Client::open(server().await, "/auth?token=secret").await;
    client.hears_nothing().await;
    client.send_text(r#"{"token":"secret"}"#).await;
    client.send_text("next").await;
    assert_eq!(client.text().await, r#"{"type":"ack"}"#);
    assert_eq!(client.text().await, "next");
}

#[tokio::test]
async fn a_wrong_token_in_the_first_message_is_denied_and_the_connection_stays() {
    let server = server().await;
    for wrong in [r#"{"token":"bad"}"#, "good", "[]"] {
        let mut client = Client::open(server, "/auth?mode=first-message").await;
        client.send_text(wrong).await;
        assert_eq!(client.text().await, r#"{"type":"denied"}"#);
        client.hears_nothing().await;
    }
}

#[tokio::test]
async fn a_token_in_the_url_is_checked() {
    let server = server().await;
    let mut client = Client::open(server, "/auth?mode=query&token=a&t=a").await;
    client.send_text("in").await;
    assert_eq!(client.text().await, "in");
    for wrong in ["/auth?mode=query&token=a&t=b", "/auth?mode=query&token=a"] {
        let mut client = Client::open(server, wrong).await;
        assert_eq!(
            client.frame().await,
            (0x88, b"\x0b\xb8unauthorized".to_vec())
        );
        client.send_close(3000, "").await;
        assert_eq!(client.rest().await, (vec![], End::Fin));
    }
}

#[tokio::test]
async fn a_wrong_token_may_be_refused_over_http() {
    let server = server().await;
    for status in [401, 403] {
        let target = format!("/auth?mode=query&t=bad&deny={status}");
        let mut client = Client::ask(server, &target).await;
        assert_eq!(answer(&mut client).await.status, status);
    }
}

#[tokio::test]
async fn a_token_among_the_subprotocols_is_checked_and_not_echoed() {
    let server = server().await;
    let target = "/auth?mode=subprotocol";
    let right = "Sec-WebSocket-Protocol: good, app\r\n";
    let mut client = Client::ask_with(server, target, right).await;
    let head = client.head().await;
    assert!(head.contains("\r\nSec-WebSocket-Protocol: app\r\n"));
    client.send_text("in").await;
    assert_eq!(client.text().await, "in");

    let wrong = "Sec-WebSocket-Protocol: bad, app\r\n";
    let mut client = Client::ask_with(server, target, wrong).await;
    client.head().await;
    assert_eq!(client.frame().await.0, 0x88);
}
