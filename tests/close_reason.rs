//! The close reason that a server writes: that it fits into a Close frame, and
//! that a client reads what was written.

#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use closewise::close::{Advice, Reason, RetryAfterError};
use proptest::prelude::*;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn advised(text: &str) -> Reason {
    Reason::new(text).reconnect(true)
}

#[test]
fn without_advice_a_reason_is_its_text() {
    for text in ["", "bye", "no {}", "\"{}\"", "[1]", "a\nb\0", "größer 🦀"] {
        assert_eq!(Reason::new(text).to_string(), text);
        assert_eq!(Reason::parse(text), Reason::new(text));
    }
}

#[test]
fn with_advice_a_reason_is_an_object_that_leaves_out_what_it_does_not_say() {
    let soon = Duration::from_secs(8);
    for (reason, written) in [
        (Reason::default().reconnect(false), r#"{"reconnect":false}"#),
        (
            Reason::default().retry_after(soon).unwrap(),
            r#"{"retryAfter":8000}"#,
        ),
        (
            Reason::new("busy").retry_after(soon).unwrap(),
            r#"{"retryAfter":8000,"message":"busy"}"#,
        ),
        (
            advised("busy").retry_after(soon).unwrap(),
            r#"{"reconnect":true,"retryAfter":8000,"message":"busy"}"#,
        ),
    ] {
        assert_eq!(reason.to_string(), written);
        assert_eq!(String::from(reason.clone()), written);
        assert_eq!(Reason::parse(written), reason);
    }
}

#[test]
fn the_advice_that_was_given_last_counts() {
    let reason = Reason::default().reconnect(true).reconnect(false);
    assert_eq!(reason.advice(), Advice::given(Some(false), None));
}

#[test]
fn a_text_that_looks_like_advice_is_wrapped_and_advises_nothing() {
    for text in [r#"{"reconnect":false}"#, "{", " \t\r\n{}", "{ok} done"] {
        let reason = Reason::new(text);
        let written = reason.to_string();
        assert!(written.starts_with(r#"{"message":"#), "{written}");
        assert_eq!(Advice::read(&written), Advice::given(None, None));
        assert_eq!(Reason::parse(&written), reason);
    }
}

#[test]
fn what_json_escapes_is_read_back() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}\u{2028}é🦀";
    let written = advised(text).to_string();
    assert!(
        written.contains(r#"\"\\/\b\f\n\r\t\u0000\u001f"#),
        "{written}"
    );
    assert_eq!(Reason::parse(&written).text(), text);
}

#[test]
fn a_message_is_read_however_it_is_spelled() {
    for (written, text) in [
        (r#"{"m\u0065ssage":"a"}"#, "a"),
        (r#"{"message":"a","message":"b"}"#, "b"),
        (r#" { "message" : "\/" } "#, "/"),
        (r#"{"message":"\ud83e\udd80\u00e9"}"#, "🦀é"),
        (r#"{"message":"\ud83e!\udd80"}"#, "\u{fffd}!\u{fffd}"),
        (r#"{"message":"\ud83e🦀"}"#, "\u{fffd}🦀"),
        (r#"{"message":"","why":{"message":"inner"}}"#, ""),
    ] {
        assert_eq!(Reason::parse(written).text(), text, "{written}");
    }
}

#[test]
fn a_reason_that_says_nothing_known_is_plain_text() {
    for text in [
        "{}",
        "{",
        r#"{"message":"unended}"#,
        r#"{"message":"ended"}}"#,
        r#"{"message":7}"#,
        r#"{"error":"bad","reconnect":"yes"}"#,
        r#"["message"]"#,
    ] {
        assert_eq!(Reason::parse(text), Reason::new(text));
    }
    let silent = Reason::parse(r#"{"reconnect":true,"message":null}"#);
    assert_eq!(silent, advised(""));
}

#[test]
fn a_long_text_is_cut_between_characters() {
    assert_eq!(Reason::new("é".repeat(99)).to_string(), "é".repeat(61));
    assert_eq!(Reason::new("🦀".repeat(99)).to_string(), "🦀".repeat(30));
    let exact = "x".repeat(Reason::MAX_BYTES);
    assert_eq!(Reason::new(exact.as_str()).to_string(), exact);
}

#[test]
fn a_long_text_with_advice_is_cut_between_escapes() {
    // The longest advice leaves room for 69 bytes of text.
    let written = |text: &str| {
        let reason = Reason::new(text).reconnect(false).retry_after(DAY);
        reason.unwrap().to_string()
    };
    let begin = r#"{"reconnect":false,"retryAfter":86400000,"message":""#;
    for (char, as_written, times) in [("x", "x", 69), ("\"", r#"\""#, 34), ("\0", r"\u0000", 11)] {
        let expected = format!("{begin}{}\"}}", as_written.repeat(times));
        assert_eq!(written(&char.repeat(200)), expected);
    }
    assert_eq!(written(&"x".repeat(69)).len(), Reason::MAX_BYTES);
}

#[test]
fn a_time_is_a_floor_of_whole_milliseconds() {
    for (nanos, millis) in [(0, 0), (1, 1), (1_000_000, 1), (1_000_001, 2)] {
        let reason = Reason::default().retry_after(Duration::from_nanos(nanos));
        let expected = Advice::given(None, Some(millis.into()));
        assert_eq!(reason.unwrap().advice(), expected);
    }
}

#[test]
fn a_time_over_a_day_is_refused() {
    assert!(Reason::default().retry_after(DAY).is_ok());
    for given in [DAY + Duration::from_nanos(1), Duration::MAX] {
        let error: RetryAfterError = Reason::default().retry_after(given).unwrap_err();
        assert_eq!(error.given, given);
        let expected =
            format!("expected a time to retry after of at most a day (86400000 ms), got {given:?}");
        assert_eq!(error.to_string(), expected);
    }
}

/// Texts of all characters, often of those that JSON escapes, often too long,
/// and often such as look like advice.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,200}",
        "\\PC{100,140}",
        "[\\x00-\\x1f\"\\\\é🦀]{0,130}",
        "[ \t\n\r]{0,3}\\{[\"\\\\:{}, a-z]{0,130}",
        "\\{\"(reconnect|retryAfter|message)\":[-\"a-z0-9.eE]{0,12}\\}",
    ]
}

fn reasons() -> impl Strategy<Value = Reason> {
    let advice = (any::<Option<bool>>(), prop::option::of(0..=86_400_000_u64));
    (texts(), advice).prop_map(|(text, (reconnect, millis))| {
        let mut reason = Reason::new(text);
        if let Some(reconnect) = reconnect {
            reason = reason.reconnect(reconnect);
        }
        match millis {
            Some(millis) => reason
                .retry_after(Duration::from_millis(millis))
                .expect("within a day"),
            None => reason,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_reason_always_fits_and_is_cut_only_where_nothing_more_fits(reason in reasons()) {
        let written = reason.to_string();
        prop_assert!(written.len() <= Reason::MAX_BYTES, "{}", written);
        let is_cut = Reason::parse(&written).text() != reason.text();
        // The longest a character can be is an escape of six bytes.
        prop_assert!(!is_cut || written.len() > Reason::MAX_BYTES - 6, "{}", written);
    }

    #[test]
    fn what_is_written_is_read_back_but_for_the_end_of_the_text(reason in reasons()) {
        let read = Reason::parse(&reason.to_string());
        prop_assert_eq!(read.advice(), reason.advice());
        prop_assert!(reason.text().starts_with(read.text()), "{}", read.text());
        prop_assert_eq!(Reason::parse(&read.to_string()), read);
    }

    #[test]
    fn a_client_reads_the_advice_that_was_given_and_no_other(reason in reasons()) {
        let advice = Advice::read(&reason.to_string());
        let says_nothing = [Advice::None, Advice::given(None, None)].contains(&advice);
        prop_assert!(advice == reason.advice() || says_nothing);
        prop_assert_eq!(says_nothing, reason.advice() == Advice::None);
    }

    #[test]
    fn what_begins_as_an_object_is_one_to_another_parser_too(reason in reasons()) {
        let written = reason.to_string();
        if written.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('{') {
            let object: serde_json::Value = serde_json::from_str(&written).expect("JSON");
            let text = object["message"].as_str().unwrap_or_default();
            let read = Reason::parse(&written);
            prop_assert_eq!(read.text(), text);
        } else {
            prop_assert!(reason.text().starts_with(&written), "{}", written);
        }
    }

    #[test]
    fn whatever_a_peer_writes_has_the_advice_that_a_client_reads(text in texts()) {
        let advice = match Advice::read(&text) {
            Advice::Malformed => Advice::None,
            advice if advice == Advice::given(None, None) => Advice::None,
            advice => advice,
        };
        prop_assert_eq!(Reason::parse(&text).advice(), advice);
    }

    #[test]
    fn another_parsers_text_is_read(text in any::<String>()) {
        let written = serde_json::json!({ "message": text }).to_string();
        let read = Reason::parse(&written);
        prop_assert_eq!(read.text(), text);
    }
}
