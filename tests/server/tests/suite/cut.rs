use closewise_chaos::faults::cut::{ANNOUNCED, DELIVERED};

use crate::{
    client::{Client, End},
    http::{closed_connection, connections},
    server,
};

#[tokio::test]
async fn fin_ends_the_connection_without_a_close_frame() {
    let server = server().await;
    let mut client = Client::open(server, "/fin?client=fin").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
    client.fin().await;
    assert_eq!(
        closed_connection(server, "fin").await["close"]["how"],
        "eof"
    );
}

#[tokio::test]
async fn fin_stays_a_fin_while_the_client_is_sending() {
    let server = server().await;
    let mut client = Client::open(server, "/fin?after=1000&client=busy").await;
    client.send_text("unanswered").await;
    client.hears_nothing().await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
    client.send_text("too late").await;
    client.fin().await;
    let connection = closed_connection(server, "busy").await;
    assert_eq!(connection["received"][0]["text"], "unanswered");
    assert_eq!(connection["received"][1]["text"], "too late");
}

#[tokio::test]
async fn a_reset_before_the_handshake_answers_nothing() {
    let mut client = Client::ask(server().await, "/reset?at=before-handshake").await;
    assert_eq!(client.rest().await, (vec![], End::Rst));
}

#[tokio::test]
async fn a_reset_during_the_handshake_cuts_the_answer_in_two() {
    let server = server().await;
    let mut client = Client::ask(server, "/reset?at=during-handshake&client=amid").await;
    let (answer, end) = client.rest().await;
    assert_eq!(end, End::Rst);
    assert!(answer.starts_with(b"HTTP/1.1 101 "));
    assert!(!answer.windows(4).any(|part| part == b"\r\n\r\n"));
    let connection = &connections(server, "amid").await[0];
    assert_eq!(connection["opened"], false);
    assert_eq!(connection["close"]["how"], "server-reset");
}

#[tokio::test]
async fn a_reset_after_open_follows_the_whole_answer() {
    let server = server().await;
    let mut client = Client::open(server, "/reset?at=after-open&client=open").await;
    assert_eq!(client.rest().await, (vec![], End::Rst));
    let connection = &connections(server, "open").await[0];
    assert_eq!(connection["opened"], true);
    assert_eq!(connection["close"]["how"], "server-reset");
}

#[tokio::test]
async fn a_reset_in_the_middle_of_a_message_delivers_a_part_of_it() {
    let mut client = Client::open(server().await, "/reset?at=mid-message").await;
    let (bytes, end) = client.rest().await;
    assert_eq!(end, End::Rst);
    assert_eq!(bytes[..2], [0x81, 126]);
    assert_eq!(bytes[2..4], (ANNOUNCED as u16).to_be_bytes());
    assert_eq!(bytes.len() - 4, DELIVERED);
}

#[tokio::test]
async fn a_delayed_reset_leaves_the_connection_open_until_then() {
    let server = server().await;
    for at in ["before-handshake", "after-open"] {
        let mut client = Client::ask(server, &format!("/reset?at={at}&after=1000")).await;
        if at == "after-open" {
            client.head().await;
        }
        client.hears_nothing().await;
        assert_eq!(client.rest().await, (vec![], End::Rst), "{at}");
    }
}
