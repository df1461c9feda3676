//! Plain HTTP towards the control endpoint.

use std::{net::SocketAddr, time::Duration};

use serde_json::Value;

use crate::client::{Client, within};

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }

    pub fn has_header(&self, line: &str) -> bool {
        self.head.lines().any(|l| l.eq_ignore_ascii_case(line))
    }
}

pub async fn request(server: SocketAddr, method: &str, path: &str) -> Answer {
    let request = format!("{method} {path} HTTP/1.1\r\nHost: {server}\r\n\r\n");
    let mut client = Client::send_request(server, &request).await;
    answer(&mut client).await
}

/// Reads a whole HTTP answer and the end of the connection.
pub async fn answer(client: &mut Client) -> Answer {
    let head = client.head().await;
    let (body, _) = client.rest().await;
    Answer {
        status: head[9..12].parse().expect("a status"),
        head,
        body: String::from_utf8(body).expect("a body in UTF-8"),
    }
}

/// The connections that a client id has made.
pub async fn connections(server: SocketAddr, client: &str) -> Vec<Value> {
    let path = format!("/control/clients/{client}");
    let answer = request(server, "GET", &path).await;
    assert_eq!(answer.status, 200);
    match &answer.json()["connections"] {
        Value::Array(connections) => connections.clone(),
        other => panic!("expected a list of connections, got {other}"),
    }
}

/// The record of a client id's only connection, as soon as that is closed.
pub async fn closed_connection(server: SocketAddr, client: &str) -> Value {
    within(async {
        loop {
            let mut all = connections(server, client).await;
            assert!(all.len() <= 1, "{all:?}");
            match all.pop() {
                Some(connection) if !connection["close"].is_null() => return connection,
                // The server sees the client's end a moment after the client does.
                _ => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    })
    .await
}
