//! Plain HTTP towards the WebSocket endpoints, as a page's `fetch` speaks it.

use crate::{
    client::Client,
    http::{Answer, answer, request},
    server,
};

const ANY_ORIGIN: &str = "access-control-allow-origin: *";

#[tokio::test]
async fn what_would_open_asks_plain_http_to_upgrade() {
    let server = server().await;
    for path in [
        "/echo",
        "/close?after=60000",
        "/idle-timeout?for=1",
        "/lifetime?for=1",
        "/as?like=jetty-idle",
        "/announce?message=m",
        "/stall",
    ] {
        for method in ["GET", "HEAD"] {
            let answer = request(server, method, path).await;
            assert_eq!(answer.status, 426, "{method} {path}");
            assert!(answer.has_header("upgrade: websocket"));
        }
    }
}

#[tokio::test]
async fn what_refuses_answers_plain_http_with_its_status() {
    let server = server().await;
    for method in ["GET", "HEAD"] {
        for status in [401, 403, 429, 503] {
            let path = format!("/refuse?status={status}&retry-after=7");
            let answer = request(server, method, &path).await;
            assert_eq!(answer.status, status);
            assert!(answer.has_header("retry-after: 7"));
        }
        assert_eq!(request(server, method, "/redirect").await.status, 302);
    }
}

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let server = server().await;
    for path in ["/echo", "/nowhere", "/close?code=1"] {
        let get = request(server, "GET", path).await;
        let head = request(server, "HEAD", path).await;
        assert_eq!(head.head, get.head, "{path}");
        assert!(!get.body.is_empty(), "{path}");
        assert_eq!(head.body, "", "{path}");
    }
}

#[tokio::test]
async fn any_origin_reads_an_answer_only_where_that_is_asked() {
    let server = server().await;
    for path in ["/refuse?status=503", "/redirect?x-more=1"] {
        assert_eq!(origins(&request(server, "GET", path).await), 0, "{path}");
        let asked = format!("{path}&cors=1");
        assert_eq!(origins(&request(server, "GET", &asked).await), 1, "{path}");
        let mut client = Client::ask(server, &asked).await;
        assert_eq!(origins(&answer(&mut client).await), 1, "{path}");
    }
}

#[tokio::test]
async fn an_error_in_json_allows_any_origin_once() {
    let server = server().await;
    for path in [
        "/echo?cors=1",
        "/auth?mode=query&deny=401&cors=1",
        "/close?code=1&cors=1",
    ] {
        assert_eq!(origins(&request(server, "GET", path).await), 1, "{path}");
    }
}

#[tokio::test]
async fn cors_does_not_change_what_opens() {
    let mut client = Client::open(server().await, "/echo?cors=1").await;
    client.send_text("still").await;
    assert_eq!(client.text().await, "still");
}

/// How often it allows any origin: browsers refuse it said twice.
fn origins(answer: &Answer) -> usize {
    answer
        .head
        .lines()
        .filter(|line| line.eq_ignore_ascii_case(ANY_ORIGIN))
        .count()
}
