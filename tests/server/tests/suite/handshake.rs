use closewise_chaos::faults::handshake::{UNASKED_EXTENSION, UNASKED_SUBPROTOCOL};

use crate::{
    client::{ACCEPT, Client, End, KEY},
    http::{answer, closed_connection, connections},
    server,
};

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

#[tokio::test]
async fn a_right_handshake_has_the_accept_of_the_rfc_and_nothing_unasked() {
    let mut client = Client::ask(server().await, "/echo").await;
    let head = client.head().await;
    assert!(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
    assert_eq!(header(&head, "Upgrade"), Some("websocket"));
    assert_eq!(header(&head, "Connection"), Some("Upgrade"));
    assert_eq!(header(&head, "Sec-WebSocket-Accept"), Some(ACCEPT));
    assert_eq!(header(&head, "Sec-WebSocket-Protocol"), None);
    assert_eq!(header(&head, "Sec-WebSocket-Extensions"), None);
}

#[tokio::test]
async fn the_first_subprotocol_asked_for_is_answered() {
    let server = server().await;
    let headers = "Sec-WebSocket-Protocol: one, two\r\n\
                   Sec-WebSocket-Extensions: permessage-deflate\r\n";
    let mut client = Client::ask_with(server, "/echo?client=chosen", headers).await;
    let head = client.head().await;
    assert_eq!(header(&head, "Sec-WebSocket-Protocol"), Some("one"));
    assert_eq!(header(&head, "Sec-WebSocket-Extensions"), None);
    let connection = &connections(server, "chosen").await[0];
    assert_eq!(connection["protocols"], serde_json::json!(["one", "two"]));
    assert_eq!(connection["protocol"], "one");
}

#[tokio::test]
async fn each_refusal_has_its_status_and_no_101() {
    let server = server().await;
    for status in [400, 401, 403, 404, 429, 500, 503] {
        let target = format!("/refuse?status={status}&client=refused{status}");
        let mut client = Client::ask(server, &target).await;
        let answer = answer(&mut client).await;
        assert_eq!(answer.status, status);
        assert_eq!(header(&answer.head, "Retry-After"), None);
        drop(client);
        let connection = closed_connection(server, &format!("refused{status}")).await;
        assert_eq!(connection["opened"], false);
        assert_eq!(connection["close"]["how"], "refused");
        assert_eq!(connection["close"]["status"], status);
    }
}

#[tokio::test]
async fn a_refusal_says_when_to_come_again() {
    let mut client = Client::ask(server().await, "/refuse?status=429&retry-after=7").await;
    let answer = answer(&mut client).await;
    assert!(
        answer
            .head
            .starts_with("HTTP/1.1 429 Too Many Requests\r\n")
    );
    assert_eq!(header(&answer.head, "Retry-After"), Some("7"));
}

#[tokio::test]
async fn a_redirect_points_to_echo() {
    let mut client = Client::ask(server().await, "/redirect?client=a").await;
    let answer = answer(&mut client).await;
    assert_eq!(answer.status, 302);
    assert_eq!(header(&answer.head, "Location"), Some("/echo?client=a"));
}

#[tokio::test]
async fn a_bad_accept_is_well_formed_and_wrong() {
    let mut client = Client::ask(server().await, "/bad-accept").await;
    let head = client.head().await;
    assert!(head.starts_with("HTTP/1.1 101 "));
    let accept = header(&head, "Sec-WebSocket-Accept").expect("an accept");
    assert_ne!(accept, ACCEPT);
    assert_eq!(accept.len(), ACCEPT.len());
}

#[tokio::test]
async fn an_unasked_subprotocol_and_extension_are_answered_beside_a_right_accept() {
    let server = server().await;
    for (target, name, value) in [
        (
            "/unasked-subprotocol",
            "Sec-WebSocket-Protocol",
            UNASKED_SUBPROTOCOL,
        ),
        (
            "/unasked-extension",
            "Sec-WebSocket-Extensions",
            UNASKED_EXTENSION,
        ),
    ] {
        let mut client = Client::ask(server, target).await;
        let head = client.head().await;
        assert_eq!(header(&head, "Sec-WebSocket-Accept"), Some(ACCEPT));
        assert_eq!(header(&head, name), Some(value));
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_stays_open_without_a_byte() {
    let server = server().await;
    let mut client = Client::ask(server, "/never?client=never").await;
    client.hears_nothing().await;
    let connection = &connections(server, "never").await[0];
    assert_eq!(connection["opened"], false);
    assert!(connection["close"].is_null());
    drop(client);
    let connection = closed_connection(server, "never").await;
    assert_eq!(connection["close"]["how"], "eof");
}

#[tokio::test]
async fn what_is_no_websocket_handshake_is_told_what_is_missing() {
    let server = server().await;
    for (request, status, error) in [
        (
            "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
            426,
            "WebSocket handshake",
        ),
        (
            format!(
                "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                 Sec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 8\r\n\r\n"
            ),
            426,
            "Sec-WebSocket-Version",
        ),
        (
            "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n"
                .to_owned(),
            400,
            "Sec-WebSocket-Key",
        ),
    ] {
        let mut client = Client::send_request(server, &request).await;
        let answer = answer(&mut client).await;
        assert_eq!(answer.status, status);
        let text = answer.json()["error"].to_string();
        assert!(text.contains(error), "{text}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let mut client = Client::send_request(server().await, "\u{16}\u{3}\u{1} hello\r\n\r\n").await;
    assert_eq!(answer(&mut client).await.status, 400);
}

#[tokio::test]
async fn a_request_in_pieces_is_put_together() {
    let server = server().await;
    let mut client = Client::send_request(server, "GET /refuse?sta").await;
    client.hears_nothing().await;
    client.send(b"tus=503 HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(client.head().await.starts_with("HTTP/1.1 503 "));
    assert_eq!(client.rest().await, (vec![], End::Fin));
}
