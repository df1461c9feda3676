//! Every close code there can be, against the rules as RFC 6455 and the
//! WebSockets Standard put them, written down here a second time.

#![cfg(not(target_arch = "wasm32"))]

use closewise::close::{CloseCode, REGISTRY, Range, Sender};

fn all() -> impl Iterator<Item = CloseCode> {
    (0..=u16::MAX).map(CloseCode)
}

/// RFC 6455 §7.4.2, from its thresholds.
fn range_by_the_rfc(code: u16) -> Range {
    let thresholds = [
        (1000, Range::Unused),
        (3000, Range::Protocol),
        (4000, Range::Registered),
        (5000, Range::Private),
    ];
    thresholds
        .into_iter()
        .find(|(end, _)| code < *end)
        .map_or(Range::Undefined, |(_, range)| range)
}

/// RFC 6455 §7.4.1 defines 1000–1011 and 1015; IANA registered 1012–1014, 3000,
/// 3003 and 3008 later.
fn registered() -> Vec<u16> {
    (1000..=1015).chain([3000, 3003, 3008]).collect()
}

/// "MUST NOT be set as a status code in a Close control frame by an endpoint":
/// said of three codes in RFC 6455 §7.4.1.
const LOCAL: [u16; 3] = [1005, 1006, 1015];

/// What an endpoint may send: what §7.4.1 and the registry define, without the
/// reserved and the local codes, and the ranges that §7.4.2 leaves to others.
fn may_be_sent_by_the_rfc(code: u16) -> bool {
    let reserved = code == 1004;
    let defined = registered().contains(&code);
    let left_to_others = code / 1000 == 3 || code / 1000 == 4;
    (defined || left_to_others) && !reserved && !LOCAL.contains(&code)
}

#[test]
fn every_code_lies_in_the_range_that_the_rfc_gives_it() {
    for code in all() {
        assert_eq!(code.range(), range_by_the_rfc(code.0), "{code}");
    }
}

#[test]
fn only_1005_1006_and_1015_are_local() {
    for code in all() {
        assert_eq!(code.is_local(), LOCAL.contains(&code.0), "{code}");
    }
}

#[test]
fn a_code_may_be_on_the_wire_exactly_when_the_rfc_lets_an_endpoint_send_it() {
    for code in all() {
        assert_eq!(
            code.may_be_on_wire(),
            may_be_sent_by_the_rfc(code.0),
            "{code}"
        );
    }
}

#[test]
fn a_browser_may_send_1000_and_3000_to_4999_alone() {
    for code in all() {
        // WebSockets Standard, close(): "neither an integer equal to 1000 nor
        // an integer in the range 3000 to 4999" throws.
        let allowed = code.0 == 1000 || (code.0 >= 3000 && code.0 <= 4999);
        assert_eq!(code.may_browser_send(), allowed, "{code}");
        assert!(!code.may_browser_send() || code.may_be_on_wire(), "{code}");
    }
}

/// As RFC 6455 §7.4 and the registry have it: 1010 "is not used by the server".
fn may_be_sent_by_a_server(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1009 | 1011..=1014 | 3000..=4999)
}

#[test]
fn a_server_may_send_what_is_defined_and_neither_local_nor_the_clients() {
    for code in all() {
        let may = may_be_sent_by_a_server(code.0);
        assert_eq!(code.may_server_send(), may, "{code}");
        assert_eq!(CloseCode::for_server(code.0).ok(), may.then_some(code));
    }
}

#[test]
fn the_error_says_which_code_a_server_may_not_send_and_whose_it_is() {
    for (code, got) in [
        (1010, "1010 Mandatory Ext., which is the client's to send"),
        (
            1006,
            "1006 Abnormal Closure, which is for no endpoint to send",
        ),
        (2000, "2000, which is for no endpoint to send"),
    ] {
        let error = CloseCode::for_server(code).unwrap_err();
        assert_eq!(error.given, CloseCode(code));
        let expected = format!("expected a close code that a server may send, got {got}");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn nobody_sends_what_may_not_be_sent_and_somebody_everything_else() {
    for code in all() {
        let somebody = code.sender() != Sender::Nobody;
        assert_eq!(somebody, may_be_sent_by_the_rfc(code.0), "{code}");
    }
}

#[test]
fn only_the_client_sends_1010_and_only_the_server_1011_to_1014() {
    // §7.4.1: 1010 "is not used by the server"; 1011 "a server is terminating".
    assert_eq!(CloseCode::MANDATORY_EXTENSION.sender(), Sender::Client);
    for code in 1011..=1014 {
        assert_eq!(CloseCode(code).sender(), Sender::Server, "{code}");
    }
    for code in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 3999, 4000, 4999] {
        assert_eq!(CloseCode(code).sender(), Sender::Both, "{code}");
    }
}

#[test]
fn the_registry_has_a_row_for_each_registered_code_in_order_and_no_other() {
    let rows: Vec<u16> = REGISTRY.iter().map(|row| row.code.0).collect();
    assert_eq!(rows, registered());
    for code in all() {
        let row = code.registration().map(|row| row.code.0);
        let expected = registered().contains(&code.0).then_some(code.0);
        assert_eq!(row, expected, "{code}");
    }
}

#[test]
fn every_row_of_the_registry_has_its_words() {
    for row in REGISTRY {
        assert!(!row.name.is_empty(), "{}", row.code);
        assert!(!row.meaning.is_empty(), "{}", row.code);
        assert!(
            row.reference.starts_with("RFC 6455 §7.4.1") || row.reference.starts_with("https://"),
            "{}",
            row.code
        );
    }
}

#[test]
fn every_code_is_read_back_from_its_number_and_from_its_display() {
    for code in all() {
        assert_eq!(CloseCode::from(u16::from(code)), code);
        assert_eq!(code.0.to_string().parse(), Ok(code));
        assert_eq!(code.to_string().parse(), Ok(code));
    }
}

#[test]
fn a_code_is_read_from_the_name_of_its_constant_or_row_in_any_spelling() {
    let names = [
        ("NORMAL_CLOSURE", CloseCode::NORMAL_CLOSURE),
        ("GOING_AWAY", CloseCode::GOING_AWAY),
        ("going-away", CloseCode::GOING_AWAY),
        ("PROTOCOL_ERROR", CloseCode::PROTOCOL_ERROR),
        ("UNSUPPORTED_DATA", CloseCode::UNSUPPORTED_DATA),
        ("RESERVED", CloseCode::RESERVED),
        ("NO_STATUS_RECEIVED", CloseCode::NO_STATUS_RECEIVED),
        ("No Status Rcvd", CloseCode::NO_STATUS_RECEIVED),
        ("ABNORMAL_CLOSURE", CloseCode::ABNORMAL_CLOSURE),
        ("INVALID_PAYLOAD", CloseCode::INVALID_PAYLOAD),
        ("POLICY_VIOLATION", CloseCode::POLICY_VIOLATION),
        ("MESSAGE_TOO_BIG", CloseCode::MESSAGE_TOO_BIG),
        ("MANDATORY_EXTENSION", CloseCode::MANDATORY_EXTENSION),
        ("Mandatory Ext.", CloseCode::MANDATORY_EXTENSION),
        ("INTERNAL_ERROR", CloseCode::INTERNAL_ERROR),
        ("SERVICE_RESTART", CloseCode::SERVICE_RESTART),
        ("TRY_AGAIN_LATER", CloseCode::TRY_AGAIN_LATER),
        ("BAD_GATEWAY", CloseCode::BAD_GATEWAY),
        ("TLS_HANDSHAKE", CloseCode::TLS_HANDSHAKE),
        ("unauthorized", CloseCode::UNAUTHORIZED),
        ("FORBIDDEN", CloseCode::FORBIDDEN),
        ("Timeout", CloseCode::TIMEOUT),
    ];
    for (name, code) in names {
        assert_eq!(name.parse(), Ok(code), "{name}");
    }
}

#[test]
fn what_is_neither_a_number_nor_a_name_is_refused() {
    let wrong = [
        "",
        " ",
        "65536",
        "-1",
        "+1000",
        "1e3",
        "1000.0",
        "1001 Normal Closure",
        "4000 Private",
        "gone",
        "1000 1000",
    ];
    for text in wrong {
        let error = text.parse::<CloseCode>().unwrap_err();
        assert_eq!(error.given, text);
        assert!(error.to_string().contains(&format!("{text:?}")), "{error}");
    }
}
