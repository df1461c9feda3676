use crate::{
    client::{Client, End},
    http::connections,
    server,
};

async fn assert_violation(kind: &str, expected: &[u8]) {
    let server = server().await;
    let mut client = Client::open(server, &format!("/violate?kind={kind}&client=v")).await;
    assert_eq!(client.bytes(expected.len()).await, expected);
    client.hears_nothing().await;
    client.send_close(1002, "so not").await;
    assert_eq!(
        client.rest().await,
        (b"\x88\x02\x03\xea".to_vec(), End::Fin)
    );
    let connection = &connections(server, "v").await[0];
    assert_eq!(connection["sent"][0]["kind"], "raw");
    assert_eq!(connection["close"]["how"], "frame");
    assert_eq!(connection["close"]["code"], 1002);
    assert_eq!(connection["close"]["reason"], "so not");
}

#[tokio::test]
async fn a_masked_frame_has_the_mask_bit_and_its_key() {
    assert_violation("masked", b"\x81\x86\x01\x02\x03\x04lcpodf").await;
}

#[tokio::test]
async fn reserved_bits_are_a_text_frame_with_rsv1() {
    assert_violation("reserved-bits", b"\xc1\x08reserved").await;
}

#[tokio::test]
async fn a_bad_opcode_is_the_first_undefined_one() {
    assert_violation("bad-opcode", b"\x83\x08opcode 3").await;
}

#[tokio::test]
async fn invalid_utf8_is_a_text_frame_with_a_broken_character() {
    assert_violation("invalid-utf8", b"\x81\x03a\xc3\x28").await;
}

#[tokio::test]
async fn an_oversized_control_frame_is_a_ping_of_126_bytes() {
    let mut expected = b"\x89\x7e\x00\x7e".to_vec();
    expected.extend([b'x'; 126]);
    assert_violation("oversized-control", &expected).await;
}

#[tokio::test]
async fn an_orphan_continuation_continues_nothing() {
    assert_violation("orphan-continuation", b"\x80\x06orphan").await;
}
