use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use crate::{
    client::{Client, End, masked},
    http::connections,
    server,
};

const TEXT: u8 = 0x81;
/// What no server answers.
const PONG: u8 = 0x8a;

#[tokio::test]
async fn an_idle_connection_ends_when_its_time_is_over() {
    let start = Instant::now();
    let mut client = Client::open(server().await, "/idle-timeout?for=300").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn an_idle_connection_may_end_with_a_reset_or_a_close_frame() {
    let server = server().await;
    let mut client = Client::open(server, "/idle-timeout?for=50&end=reset&client=reset").await;
    assert_eq!(client.rest().await, (vec![], End::Rst));
    let connection = &connections(server, "reset").await[0];
    assert_eq!(connection["close"]["how"], "server-reset");

    let target = "/idle-timeout?for=50&direction=both&end=close&code=1001&reason=idle";
    let mut client = Client::open(server, target).await;
    assert_eq!(client.frame().await, (0x88, b"\x03\xe9idle".to_vec()));
    client.send_close(1001, "").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
}

#[tokio::test]
async fn what_the_client_sends_does_not_keep_a_connection_that_counts_inbound() {
    let mut client = Client::open(server().await, "/idle-timeout?for=200").await;
    ends_while_sending(&mut client, PONG).await;
}

#[tokio::test]
async fn an_echo_keeps_a_connection_that_counts_inbound() {
    stays_while_sending("inbound", TEXT).await;
}

#[tokio::test]
async fn what_the_client_sends_keeps_a_connection_that_counts_outbound() {
    stays_while_sending("outbound", PONG).await;
}

#[tokio::test]
async fn what_the_client_sends_keeps_a_connection_that_counts_both_directions() {
    stays_while_sending("both", PONG).await;
}

#[tokio::test]
async fn a_client_may_leave_before_the_time_is_over() {
    let server = server().await;
    for target in ["/idle-timeout?for=60000", "/lifetime?for=60000"] {
        let mut client = Client::open(server, target).await;
        client.send_text("echo").await;
        assert_eq!(client.text().await, "echo");
        client.send_close(1000, "").await;
        assert_eq!(
            client.rest().await,
            (b"\x88\x02\x03\xe8".to_vec(), End::Fin)
        );
    }
}

#[tokio::test]
async fn a_lifetime_ends_a_connection_that_is_busy_and_one_that_is_not() {
    let server = server().await;
    let start = Instant::now();
    let mut busy = Client::open(server, "/lifetime?for=300").await;
    let mut quiet = Client::open(server, "/lifetime?for=300&end=reset").await;
    ends_while_sending(&mut busy, PONG).await;
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert_eq!(quiet.rest().await, (vec![], End::Rst));
}

#[tokio::test]
async fn a_lifetime_may_end_amid_echoes_with_a_close_frame() {
    let start = Instant::now();
    let target = "/lifetime?for=300&end=close&code=1012&reason=old";
    let mut client = Client::open(server().await, target).await;
    let mut echoes = 0;
    let close = loop {
        client.send_text("busy").await;
        match client.frame().await {
            (TEXT, _) => echoes += 1,
            other => break other,
        }
    };
    assert_eq!(close, (0x88, b"\x03\xf4old".to_vec()));
    assert!(echoes > 0);
    assert!(start.elapsed() >= Duration::from_millis(300));
}

/// Sends until the server ends: if that kept the connection, the test would never end by itself.
async fn ends_while_sending(client: &mut Client, first: u8) {
    let ended = async {
        loop {
            client.send(&masked(first, b"busy")).await;
            if let Ok(end) = timeout(Duration::from_millis(20), client.peek()).await {
                return end;
            }
        }
    };
    assert_eq!(crate::client::within(ended).await, Err(End::Fin));
}

/// Sends for longer than the idle timeout, then waits for the end.
async fn stays_while_sending(direction: &str, first: u8) {
    let limit = Duration::from_millis(500);
    let target = format!("/idle-timeout?for=500&direction={direction}&client=busy");
    let server = server().await;
    let mut client = Client::open(server, &target).await;
    let start = Instant::now();
    let mut last = start;
    let mut sent = 0;
    while start.elapsed() < limit * 3 / 2 {
        last = Instant::now();
        client.send(&masked(first, b"busy")).await;
        sent += 1;
        sleep(Duration::from_millis(50)).await;
    }
    let (bytes, end) = client.rest().await;
    assert_eq!(end, End::Fin);
    assert!(last.elapsed() >= limit, "{:?}", last.elapsed());
    let echo = b"\x81\x04busy".as_slice();
    let echoes = if first == TEXT { sent } else { 0 };
    assert_eq!(bytes, echo.repeat(echoes));
}
