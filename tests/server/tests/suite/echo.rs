use crate::{
    client::{Client, End, KEY, masked},
    server,
};

#[tokio::test]
async fn text_and_binary_come_back_in_order() {
    let mut client = Client::open(server().await, "/echo").await;
    client.send_text("one").await;
    client.send(&masked(0x82, &[0, 1, 255])).await;
    client.send_text("").await;
    assert_eq!(client.frame().await, (0x81, b"one".to_vec()));
    assert_eq!(client.frame().await, (0x82, vec![0, 1, 255]));
    assert_eq!(client.frame().await, (0x81, vec![]));
}

#[tokio::test]
async fn a_large_message_comes_back_whole() {
    let mut client = Client::open(server().await, "/echo").await;
    let payload: Vec<u8> = (0..1_000_000_u32).map(|i| (i % 251) as u8).collect();
    client.send(&masked(0x82, &payload)).await;
    let header = client.bytes(10).await;
    assert_eq!(header[..2], [0x82, 127]);
    assert_eq!(header[2..], 1_000_000_u64.to_be_bytes());
    assert!(client.bytes(payload.len()).await == payload);
}

#[tokio::test]
async fn what_the_client_fragments_comes_back_as_one_message() {
    let mut client = Client::open(server().await, "/echo").await;
    client.send(&masked(0x01, b"Hel")).await;
    client.send(&masked(0x89, b"between")).await;
    client.send(&masked(0x80, b"lo")).await;
    assert_eq!(client.frame().await, (0x8a, b"between".to_vec()));
    assert_eq!(client.text().await, "Hello");
}

#[tokio::test]
async fn the_echo_comes_in_as_many_fragments_as_asked() {
    let mut client = Client::open(server().await, "/echo?fragments=3").await;
    client.send_text("größe").await;
    assert_eq!(client.frame().await, (0x01, b"gr\xc3".to_vec()));
    assert_eq!(client.frame().await, (0x00, b"\xb6\xc3\x9f".to_vec()));
    assert_eq!(client.frame().await, (0x80, b"e".to_vec()));
    client.send(&masked(0x82, b"a")).await;
    assert_eq!(client.frame().await, (0x02, b"a".to_vec()));
    assert_eq!(client.frame().await, (0x00, vec![]));
    assert_eq!(client.frame().await, (0x80, vec![]));
}

#[tokio::test]
async fn a_close_is_answered_with_its_code_and_then_fin() {
    let server = server().await;
    for code in [1000, 1014, 3000, 4999] {
        let mut client = Client::open(server, "/echo").await;
        client.send_close(code, "bye").await;
        assert_eq!(client.frame().await, (0x88, code.to_be_bytes().to_vec()));
        assert_eq!(client.rest().await, (vec![], End::Fin));
    }
}

#[tokio::test]
async fn what_is_sent_with_the_request_is_not_lost() {
    let server = server().await;
    let request = format!(
        "GET /echo HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: {KEY}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    );
    let early = masked(0x81, b"early");
    let mut client = Client::send_request(server, "").await;
    client.send(&[request.as_bytes(), &early].concat()).await;
    client.head().await;
    assert_eq!(client.text().await, "early");
}
