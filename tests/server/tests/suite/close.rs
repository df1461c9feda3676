use crate::{
    client::{Client, End},
    http::{closed_connection, connections},
    server,
};

#[tokio::test]
async fn a_proper_close_carries_code_and_reason_and_ends_after_the_answer() {
    let mut client = Client::open(server().await, "/close?code=1012&reason=back%20soon").await;
    assert_eq!(client.frame().await, (0x88, b"\x03\xf4back soon".to_vec()));
    client.hears_nothing().await;
    client.send_close(1012, "").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
}

#[tokio::test]
async fn every_sendable_code_is_sent_as_it_is() {
    let server = server().await;
    for code in (1000_u16..=1003)
        .chain(1007..=1014)
        .chain([3000, 3003, 4000, 4999])
    {
        let mut client = Client::open(server, &format!("/close?code={code}")).await;
        assert_eq!(client.frame().await, (0x88, code.to_be_bytes().to_vec()));
    }
}

#[tokio::test]
async fn a_close_without_a_code_asked_for_is_1000() {
    let mut client = Client::open(server().await, "/close").await;
    assert_eq!(client.frame().await, (0x88, vec![0x03, 0xe8]));
}

#[tokio::test]
async fn a_delayed_close_reads_meanwhile() {
    let server = server().await;
    let mut client = Client::open(server, "/close?after=1000&client=late").await;
    client.send_text("before").await;
    client.hears_nothing().await;
    assert_eq!(client.frame().await, (0x88, vec![0x03, 0xe8]));
    assert_eq!(
        connections(server, "late").await[0]["received"][0]["text"],
        "before"
    );
}

#[tokio::test]
async fn a_client_that_closes_before_the_delay_is_answered_at_once() {
    let mut client = Client::open(server().await, "/close?after=60000").await;
    client.send_close(4001, "").await;
    assert_eq!(
        client.frame().await,
        (0x88, 4001_u16.to_be_bytes().to_vec())
    );
    assert_eq!(client.rest().await, (vec![], End::Fin));
}

#[tokio::test]
async fn a_raw_close_carries_any_u16() {
    let server = server().await;
    let edges = [
        0, 1, 999, 1004, 1005, 1006, 1014, 1015, 1016, 2999, 5000, 65535,
    ];
    for code in edges.into_iter().chain((0..=u16::MAX).step_by(1009)) {
        let mut client = Client::open(server, &format!("/raw-close?code={code}")).await;
        assert_eq!(client.frame().await, (0x88, code.to_be_bytes().to_vec()));
    }
}

#[tokio::test]
async fn a_raw_close_carries_an_empty_a_one_byte_and_a_malformed_body() {
    let server = server().await;
    for (body, expected) in [
        ("body=empty", &[0x88, 0x00][..]),
        ("body=one-byte", &[0x88, 0x01, 0x03]),
        ("body=bad-utf8", &[0x88, 0x04, 0x03, 0xe8, 0xc3, 0x28]),
        (
            "body=bad-utf8&code=4000",
            &[0x88, 0x04, 0x0f, 0xa0, 0xc3, 0x28],
        ),
    ] {
        let mut client = Client::open(server, &format!("/raw-close?{body}")).await;
        assert_eq!(client.bytes(expected.len()).await, expected, "{body}");
        client.send_close(1007, "").await;
        assert_eq!(client.rest().await, (vec![], End::Fin), "{body}");
    }
}

#[tokio::test]
async fn a_reason_may_fill_the_frame_with_123_bytes() {
    let server = server().await;
    let reason = "r".repeat(123);
    for path in ["/close?code=4000", "/raw-close?code=4000"] {
        let mut client = Client::open(server, &format!("{path}&reason={reason}")).await;
        let (first, payload) = client.frame().await;
        assert_eq!((first, payload.len()), (0x88, 125));
        assert_eq!(&payload[2..], reason.as_bytes());
    }
}

#[tokio::test]
async fn nothing_follows_a_close_frame() {
    let mut client = Client::open(server().await, "/raw-close?code=1006").await;
    client.frame().await;
    client.send(&crate::client::masked(0x89, b"ping")).await;
    client.send_close(1002, "").await;
    assert_eq!(client.rest().await, (vec![], End::Fin));
}

#[tokio::test]
async fn close_then_silence_neither_reads_nor_ends() {
    let server = server().await;
    let target = "/close-then-silence?code=1001&reason=hm&client=silence";
    let mut client = Client::open(server, target).await;
    assert_eq!(client.frame().await, (0x88, b"\x03\xe9hm".to_vec()));
    client.send_close(1001, "").await;
    client.hears_nothing().await;
    client.write_until_stuck(64 << 20).await;
    // A FIN would queue behind the bytes that nobody reads.
    client.rst();
    let connection = closed_connection(server, "silence").await;
    assert_eq!(connection["closeSent"]["code"], 1001);
    assert_eq!(connection["received"].as_array().map(Vec::len), Some(0));
}
