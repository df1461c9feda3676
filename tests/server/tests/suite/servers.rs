use std::time::{Duration, Instant};

use closewise_chaos::{endpoints, faults::servers::SERVERS};

use crate::{
    client::{Client, End},
    server,
};

/// Code and reason; `None` is a FIN.
type Close = Option<(u16, &'static str)>;

/// The table a second time, on purpose: after how many seconds, 0 for none, and with what.
const EXPECTED: &[(&str, u64, Close)] = &[
    ("cowboy-idle", 60, Some((1000, ""))),
    ("bandit-idle", 60, Some((1002, ""))),
    ("jetty-idle", 30, Some((1001, "Connection Idle Timeout"))),
    (
        "websockets-keepalive",
        40,
        Some((1011, "keepalive ping timeout")),
    ),
    ("uvicorn-shutdown", 5, Some((1012, ""))),
    ("uvicorn-crash", 0, None),
    ("caddy-reload", 5, Some((1001, ""))),
    ("bandit-shutdown", 5, Some((1000, ""))),
    ("daphne-timeout", 24 * 60 * 60, Some((1000, ""))),
    ("uwebsockets-idle", 120, None),
    ("nginx-idle", 60, None),
    ("alb-idle", 60, None),
    ("heroku-idle", 55, None),
    ("cloudflare-idle", 100, None),
    ("google-lifetime", 30, None),
    ("api-gateway-idle", 600, Some((1001, ""))),
    ("api-gateway-lifetime", 2 * 60 * 60, Some((1001, ""))),
];

#[tokio::test]
async fn each_server_ends_when_and_as_it_does() {
    let server = server().await;
    let ends = EXPECTED.iter().map(|&(key, seconds, close)| {
        tokio::spawn(async move {
            // Each takes 200 ms.
            let scale = (seconds * 5).max(1);
            let start = Instant::now();
            let mut client = Client::open(server, &format!("/as?like={key}&scale={scale}")).await;
            if seconds == 0 {
                client.hears_nothing().await;
                client.send_text("crash").await;
            }
            match close {
                Some((code, reason)) => {
                    let body = [&code.to_be_bytes(), reason.as_bytes()].concat();
                    assert_eq!(client.frame().await, (0x88, body), "{key}");
                }
                None => assert_eq!(client.rest().await, (vec![], End::Fin), "{key}"),
            }
            let took = start.elapsed();
            assert!(seconds == 0 || took >= Duration::from_millis(200), "{key}");
            // Loosely, since machines are busy.
            assert!(took < Duration::from_secs(3), "{key}: {took:?}");
        })
    });
    for end in ends.collect::<Vec<_>>() {
        end.await.expect("an end as expected");
    }
}

#[tokio::test]
async fn an_idle_timeout_of_a_known_server_is_kept_off_by_traffic_and_a_lifetime_is_not() {
    let server = server().await;
    let mut idle = Client::open(server, "/as?like=alb-idle&scale=60").await;
    let mut aging = Client::open(server, "/as?like=google-lifetime&scale=60").await;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(1200) {
        idle.send_text("beat").await;
        assert_eq!(idle.text().await, "beat");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(aging.peek().await, Err(End::Fin));
}

/// An echo is silent in both directions at once: only the table tells these from the others.
#[test]
fn the_idle_timeouts_of_cowboy_bandit_and_uwebsockets_count_what_the_client_sends_alone() {
    let counts_outbound = SERVERS
        .iter()
        .filter(|server| server.moment.to_string().ends_with("from the client"));
    let keys: Vec<_> = counts_outbound.map(|server| server.key).collect();
    assert_eq!(keys, ["cowboy-idle", "bandit-idle", "uwebsockets-idle"]);
}

#[test]
fn the_row_of_as_names_every_server() {
    let row = endpoints::find("/as").expect("a row").parameters;
    let names = row
        .strip_prefix("like=")
        .and_then(|rest| rest.split(' ').next())
        .expect("names");
    let keys: Vec<_> = SERVERS.iter().map(|server| server.key).collect();
    assert_eq!(names.split('|').collect::<Vec<_>>(), keys);
    let expected: Vec<_> = EXPECTED.iter().map(|(key, ..)| *key).collect();
    assert_eq!(keys, expected);
}
