use serde_json::{Value, json};

use crate::{
    client::{Client, masked},
    http::{closed_connection, connections, request},
    server,
};

#[tokio::test]
async fn health_is_ok_and_any_origin_may_ask() {
    let answer = request(server().await, "GET", "/control/health").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json(), json!({ "status": "ok" }));
    assert!(answer.has_header("access-control-allow-origin: *"));
    assert!(answer.has_header("content-type: application/json"));
}

#[tokio::test]
async fn a_preflight_for_delete_is_allowed() {
    let answer = request(server().await, "OPTIONS", "/control/clients/a").await;
    assert_eq!(answer.status, 204);
    assert!(answer.has_header("access-control-allow-origin: *"));
    assert!(answer.has_header("access-control-allow-methods: GET, DELETE, OPTIONS"));
}

#[tokio::test]
async fn the_root_lists_every_endpoint() {
    let answer = request(server().await, "GET", "/").await;
    assert_eq!(answer.json(), closewise_chaos::endpoints::json());
    let first = &answer.json()[0];
    assert_eq!(first["path"], "/echo");
    assert!(first["summary"].is_string());
}

#[tokio::test]
async fn an_unknown_path_or_method_is_an_error_in_json() {
    let server = server().await;
    for (method, path, status, error) in [
        ("GET", "/ech", 404, "no endpoint /ech"),
        (
            "GET",
            "/control/nothing",
            404,
            "no endpoint /control/nothing",
        ),
        ("PUT", "/control/clients/a", 405, "GET, DELETE, OPTIONS"),
    ] {
        let answer = request(server, method, path).await;
        assert_eq!(answer.status, status);
        let text = answer.json()["error"].to_string();
        assert!(text.contains(error), "{text}");
        assert!(answer.has_header("access-control-allow-origin: *"));
    }
}

#[tokio::test]
async fn an_unknown_client_has_no_connections() {
    assert_eq!(
        connections(server().await, "nobody").await,
        [] as [Value; 0]
    );
}

#[tokio::test]
async fn whoever_has_seen_an_echo_sees_its_record() {
    let server = server().await;
    let mut client = Client::open(server, "/echo?client=a%20b").await;
    for index in 0..50 {
        client.send_text(&index.to_string()).await;
        client.text().await;
        let connection = &connections(server, "a%20b").await[0];
        for direction in ["received", "sent"] {
            let messages = connection[direction].as_array().expect("a list");
            assert_eq!(messages.len(), index + 1);
            assert_eq!(messages[index]["text"], index.to_string());
        }
    }
}

#[tokio::test]
async fn the_record_keeps_text_binary_and_their_order() {
    let server = server().await;
    let mut client = Client::open(server, "/echo?client=order&x-mark=1").await;
    client.send_text("größe").await;
    client.send(&masked(0x82, &[0, 255, 1])).await;
    client.send_close(4321, "läuft").await;
    client.rest().await;
    let connection = &connections(server, "order").await[0];
    assert_eq!(connection["path"], "/echo");
    assert_eq!(connection["query"], "client=order&x-mark=1");
    assert_eq!(connection["opened"], true);
    assert_eq!(
        connection["receivedTotal"],
        json!({ "messages": 2, "bytes": 10 })
    );
    assert_eq!(
        connection["sentTotal"],
        json!({ "messages": 2, "bytes": 10 })
    );
    let received = &connection["received"];
    assert_eq!(received[0]["kind"], "text");
    assert_eq!(received[0]["text"], "größe");
    assert_eq!(received[0]["bytes"], 7);
    assert_eq!(received[1]["kind"], "binary");
    assert_eq!(received[1]["base64"], "AP8B");
    assert_eq!(received[1]["bytes"], 3);
    assert_eq!(connection["close"]["how"], "frame");
    assert_eq!(connection["close"]["code"], 4321);
    assert_eq!(connection["close"]["reason"], "läuft");
    assert_eq!(connection["closeSent"]["code"], 4321);
    let mut sequence: Vec<u64> = ["received", "sent"]
        .iter()
        .flat_map(|direction| connection[direction].as_array().expect("a list"))
        .map(|entry| entry["sequence"].as_u64().expect("a number"))
        .collect();
    assert!(received[0]["sequence"].as_u64() < connection["sent"][0]["sequence"].as_u64());
    sequence.sort_unstable();
    assert_eq!(sequence, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_close_code_that_others_misread_is_recorded_as_it_came() {
    let server = server().await;
    let mut client = Client::open(server, "/echo?client=gateway").await;
    client.send_close(1014, "").await;
    client.rest().await;
    assert_eq!(
        connections(server, "gateway").await[0]["close"]["code"],
        1014
    );
}

#[tokio::test]
async fn a_close_without_a_code_is_recorded_without_one() {
    let server = server().await;
    let mut client = Client::open(server, "/echo?client=empty").await;
    client.send(&masked(0x88, b"")).await;
    assert_eq!(client.frame().await, (0x88, vec![]));
    let close = &connections(server, "empty").await[0]["close"];
    assert_eq!(close["how"], "frame");
    assert!(close["code"].is_null());
}

#[tokio::test]
async fn the_record_tells_fin_reset_and_violation_apart() {
    let server = server().await;
    let mut client = Client::open(server, "/echo?client=fin").await;
    client.fin().await;
    assert_eq!(
        closed_connection(server, "fin").await["close"]["how"],
        "eof"
    );

    let mut client = Client::open(server, "/echo?client=rst").await;
    client.send_text("seen").await;
    client.text().await;
    client.rst();
    assert_eq!(
        closed_connection(server, "rst").await["close"]["how"],
        "reset"
    );

    let mut client = Client::open(server, "/echo?client=rude").await;
    client.send(b"\x81\x04bare").await;
    assert_eq!(client.frame().await.0, 0x88);
    let close = &closed_connection(server, "rude").await["close"];
    assert_eq!(close["how"], "violation");
}

#[tokio::test]
async fn a_long_message_is_kept_in_part_and_counted_in_full() {
    let server = server().await;
    let mut client = Client::open(server, "/sink?client=long").await;
    let text = format!("x{}", "é".repeat(20_000));
    client.send_text(&text).await;
    client.send_text("report").await;
    client.text().await;
    let entry = &connections(server, "long").await[0]["received"][0];
    assert_eq!(entry["bytes"], 40_001);
    assert_eq!(entry["truncated"], true);
    let kept = entry["text"].as_str().expect("text");
    assert!(text.starts_with(kept) && kept.len() >= 16_000);
}

#[tokio::test]
async fn connections_are_listed_in_the_order_in_which_they_came() {
    let server = server().await;
    for target in ["/reset?at=before-handshake", "/fin", "/refuse?status=503"] {
        let separator = if target.contains('?') { '&' } else { '?' };
        let mut client = Client::ask(server, &format!("{target}{separator}client=many")).await;
        client.rest().await;
    }
    let paths: Vec<_> = connections(server, "many")
        .await
        .iter()
        .map(|connection| connection["path"].to_string())
        .collect();
    assert_eq!(paths, [r#""/reset""#, r#""/fin""#, r#""/refuse""#]);
}

#[tokio::test]
async fn a_forgotten_client_begins_anew() {
    let server = server().await;
    let _old = Client::open(server, "/echo?client=again").await;
    let answer = request(server, "DELETE", "/control/clients/again").await;
    assert_eq!(answer.json(), json!({ "forgotten": true }));
    assert!(connections(server, "again").await.is_empty());
    let _new = Client::open(server, "/echo?client=again").await;
    assert_eq!(connections(server, "again").await.len(), 1);
    let answer = request(server, "DELETE", "/control/clients/nobody").await;
    assert_eq!(answer.json(), json!({ "forgotten": false }));
}

#[tokio::test]
async fn clients_at_the_same_time_are_kept_apart() {
    let server = server().await;
    let clients = (0..20).map(|number| {
        tokio::spawn(async move {
            let mut client = Client::open(server, &format!("/echo?client=c{number}")).await;
            for index in 0..100 {
                client.send_text(&format!("{number}.{index}")).await;
            }
            for index in 0..100 {
                assert_eq!(client.text().await, format!("{number}.{index}"));
            }
            let connection = connections(server, &format!("c{number}")).await.remove(0);
            for direction in ["received", "sent"] {
                let messages = connection[direction].as_array().expect("a list");
                assert_eq!(messages.len(), 100);
                for (index, message) in messages.iter().enumerate() {
                    assert_eq!(message["text"], format!("{number}.{index}"));
                }
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.expect("a client without complaint");
    }
}
