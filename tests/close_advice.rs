//! The server's advice in a close reason: what is taken, what is left, and that
//! nothing hostile changes more than the note.

#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use closewise::close::{
    Advice, AdviceNote, Cause, Close, CloseCode, Context, Diagnosis, Profile, Profiles, Rule,
    Source, Verdict, diagnose, profiles,
};
use proptest::prelude::*;

/// A connection that had been open for a while, whose advice is to be read.
fn listening() -> Context {
    Context {
        opened: true,
        uptime: Duration::from_secs(10),
        read_advice: true,
        ..Context::default()
    }
}

fn advised(code: u16, reason: &str) -> Diagnosis {
    advised_with(code, reason, &Profiles::default())
}

fn advised_with(code: u16, reason: &str, profiles: &Profiles<'_>) -> Diagnosis {
    let close = Close {
        code: CloseCode(code),
        reason,
        was_clean: true,
    };
    diagnose(&close, &listening(), profiles)
}

/// The advice must have changed nothing but the note.
fn assert_without_effect(code: u16, reason: &str, note: AdviceNote) {
    let diagnosis = advised(code, reason);
    assert_eq!(diagnosis.advice, note, "{reason}");
    let mut without = advised(code, "");
    without.advice = note;
    assert_eq!(diagnosis, without, "{reason}");
}

#[test]
fn an_advice_not_to_reconnect_stops() {
    for code in [1001, 1012, 3000, 4000] {
        let diagnosis = advised(code, r#"{"reconnect":false}"#);
        assert_eq!(diagnosis.verdict, Verdict::Stop, "{code}");
        assert_eq!(
            (diagnosis.source, diagnosis.advice),
            (Source::Advice, AdviceNote::Taken)
        );
    }
}

#[test]
fn an_advice_that_only_confirms_the_verdict_has_not_decided_it() {
    assert_without_effect(1012, r#"{"reconnect":true}"#, AdviceNote::Taken);
}

#[test]
fn an_advice_to_reconnect_turns_a_stop_into_a_retry_and_leaves_a_retry_its_pace() {
    let advice = r#"{"reconnect":true}"#;
    assert_eq!(advised(1008, advice).verdict, Verdict::BACKOFF);
    assert_eq!(
        advised(1012, advice).verdict,
        Verdict::window(5_000, 30_000)
    );
    assert_eq!(advised(1011, advice).verdict, Verdict::BACKOFF);
}

#[test]
fn the_advised_time_is_a_floor_and_clients_are_spread_after_it() {
    let verdict = |reason| advised(1012, reason).verdict;
    assert_eq!(
        verdict(r#"{"retryAfter":8000}"#),
        Verdict::window(8_000, 12_000)
    );
    assert_eq!(verdict(r#"{"retryAfter":0}"#), Verdict::window(0, 1_000));
    assert_eq!(
        verdict(r#"{"retryAfter":1500.9}"#),
        Verdict::window(1_500, 2_500)
    );
    assert_eq!(
        verdict(r#"{"reconnect":true,"retryAfter":8000}"#),
        Verdict::window(8_000, 12_000)
    );
    assert_eq!(
        verdict(r#"{"reconnect":false,"retryAfter":8000}"#),
        Verdict::Stop
    );
    assert_eq!(
        verdict(r#"{"retryAfter":86400000}"#),
        Verdict::window(86_400_000, 129_600_000)
    );
}

#[test]
fn an_advised_time_keeps_the_limit_of_the_profile() {
    let rules = vec![Rule::code(4001, Verdict::BACKOFF.at_most(5))];
    let limited = Profile::new("limited", "an example", rules);
    let profiles = Profiles {
        profile: Some(&limited),
        ..Profiles::default()
    };
    let diagnosis = advised_with(4001, r#"{"retryAfter":8000}"#, &profiles);
    let expected = Verdict::window(8_000, 12_000).at_most(5);
    assert_eq!(diagnosis.verdict, expected);
}

#[test]
fn no_advice_but_a_refusal_touches_reauthentication() {
    for reason in [
        r#"{"reconnect":true}"#,
        r#"{"retryAfter":1}"#,
        r#"{"reconnect":true,"retryAfter":1}"#,
    ] {
        assert_without_effect(3000, reason, AdviceNote::Ignored);
    }
}

#[test]
fn space_other_keys_and_nested_values_are_passed_over() {
    let reasons = [
        " {\t\"retryAfter\" :\r\n 8000 } ",
        r#"{"why":"a \"quote\" \u0041","retryAfter":8000}"#,
        r#"{"n":null,"t":true,"f":false,"x":-1.5e+3,"retryAfter":8000}"#,
        r#"{"o":{"retryAfter":1,"a":[]},"a":[1,[2],{}],"retryAfter":8000}"#,
        r#"{"retryAfter":1,"retryAfter":8000}"#,
        r#"{"ünï":"ø","retryAfter":8000}"#,
        r#"{"reconnect":"yes","retryAfter":8000}"#,
    ];
    for reason in reasons {
        let diagnosis = advised(1001, reason);
        assert_eq!(diagnosis.advice, AdviceNote::Taken, "{reason}");
        assert_eq!(
            diagnosis.verdict,
            Verdict::window(8_000, 12_000),
            "{reason}"
        );
    }
}

#[test]
fn a_number_and_a_key_count_however_they_are_spelled() {
    let reasons = [
        r#"{"retryAfter":8e3}"#,
        r#"{"retryAfter":0.8E+4}"#,
        r#"{"retryAfter":80000e-1}"#,
        r#"{"retryAfter":8000.0}"#,
        r#"{"retry\u0041fter":8000}"#,
        r#"{"\u0072\u0065tryA\u0066te\u0072":8000}"#,
    ];
    for reason in reasons {
        assert_eq!(
            advised(1001, reason).verdict,
            Verdict::window(8_000, 12_000),
            "{reason}"
        );
    }
    assert_eq!(
        Advice::read(r#"{"retryAfter":-0}"#),
        Advice::given(None, Some(0.0))
    );
    assert_eq!(
        Advice::read(r#"{"retryAfter":1E-3}"#),
        Advice::given(None, Some(0.0))
    );
}

#[test]
fn a_reason_is_read_into_what_its_two_keys_say() {
    for (reason, advice) in [
        ("bye", Advice::None),
        ("{", Advice::Malformed),
        ("{}", Advice::given(None, None)),
        (r#"{"reconnect":false}"#, Advice::given(Some(false), None)),
        (
            r#"{"retryAfter":1500.9}"#,
            Advice::given(None, Some(1_500.9)),
        ),
        (r#"{"retryAfter":-1}"#, Advice::given(None, Some(-1.0))),
        (
            r#"{"retryAfter":1e999}"#,
            Advice::given(None, Some(f64::INFINITY)),
        ),
        (
            r#"{"retryAfter":null}"#,
            Advice::given(None, Some(f64::NAN)),
        ),
    ] {
        assert_eq!(Advice::read(reason), advice, "{reason}");
    }
}

#[test]
fn advice_that_says_nothing_usable_is_ignored_and_noted() {
    let reasons = [
        "{}",
        r#"{"other":1}"#,
        r#"{"Reconnect":false,"retryafter":1}"#,
        r#"{"reconnect":"false"}"#,
        r#"{"reconnect":0}"#,
        r#"{"reconnect":null}"#,
        r#"{"retryAfter":"8000"}"#,
        r#"{"retryAfter":true}"#,
        r#"{"retryAfter":[8000]}"#,
        r#"{"retryAfter":-1}"#,
        r#"{"retryAfter":-1e-9}"#,
        r#"{"retryAfter":86400000.1}"#,
        r#"{"retryAfter":86400001}"#,
        r#"{"retryAfter":1e999999999999}"#,
        r#"{"retryAfter":-1e999999999999}"#,
        r#"{"retryAfter":3155760000000}"#,
        r#"{"retryAfter":99999999999999999999999999999999}"#,
        r#"{"retry\u0041fte":1}"#,
        r#"{"retryAfter\u0000":1}"#,
        r#"{"nested":{"reconnect":false}}"#,
        r#"{"reconnect":false,"reconnect":1}"#,
    ];
    for reason in reasons {
        assert_without_effect(1012, reason, AdviceNote::Ignored);
    }
}

#[test]
fn malformed_advice_is_ignored_and_noted() {
    let reasons = [
        "{",
        "{]",
        "{reconnect:false}",
        "{'reconnect':false}",
        r#"{"reconnect":false"#,
        r#"{"reconnect":false,}"#,
        r#"{"reconnect":false}}"#,
        r#"{"reconnect":false} x"#,
        r#"{"reconnect" false}"#,
        r#"{"reconnect":}"#,
        r#"{"reconnect":False}"#,
        r#"{"reconnect":truefalse}"#,
        r#"{"retryAfter":NaN}"#,
        r#"{"retryAfter":Infinity}"#,
        r#"{"retryAfter":08}"#,
        r#"{"retryAfter":+8}"#,
        r#"{"retryAfter":.5}"#,
        r#"{"retryAfter":5.}"#,
        r#"{"retryAfter":1e}"#,
        r#"{"retryAfter":-}"#,
        r#"{"retryAfter":0x10}"#,
        r#"{"a":"unended}"#,
        r#"{"a":"\x"}"#,
        r#"{"a":"\u12g4"}"#,
        "{\"a\":\"\n\"}",
        r#"{"a":[1,]}"#,
        r#"{"a":[1 2]}"#,
    ];
    for reason in reasons {
        assert_without_effect(1012, reason, AdviceNote::Malformed);
    }
}

#[test]
fn a_reason_that_fills_a_close_frame_with_nesting_changes_nothing_but_the_note() {
    let bomb = format!("{{\"a\":{}", "[".repeat(118));
    assert_eq!(bomb.len(), 123);
    assert_without_effect(1012, &bomb, AdviceNote::Malformed);
    let closed = format!("{{\"a\":{}{}}}", "[".repeat(58), "]".repeat(58));
    assert_without_effect(1012, &closed, AdviceNote::Ignored);
}

#[test]
fn a_reason_too_long_for_a_close_frame_cannot_nest_without_end() {
    let depth = 1_000_000;
    let closed = format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_without_effect(1012, &closed, AdviceNote::Malformed);
}

#[test]
fn a_reason_in_plain_words_is_no_advice() {
    for reason in ["", "bye", "  ", "[1]", "null", "\"{}\"", "no {}"] {
        assert_without_effect(1012, reason, AdviceNote::None);
    }
}

#[test]
fn advice_is_not_read_unless_asked_for() {
    let close = Close {
        code: CloseCode::SERVICE_RESTART,
        reason: r#"{"reconnect":false}"#,
        was_clean: true,
    };
    let context = Context {
        read_advice: false,
        ..listening()
    };
    let diagnosis = diagnose(&close, &context, &Profiles::default());
    assert_eq!(diagnosis.advice, AdviceNote::None);
    assert_eq!(diagnosis.verdict, Verdict::window(5_000, 30_000));
}

#[test]
fn advice_wins_over_the_profile_and_the_users_codes_over_advice() {
    let discord = Profiles {
        profile: Some(&profiles::DISCORD),
        ..Profiles::default()
    };
    let advice = r#"{"reconnect":true}"#;
    let diagnosis = advised_with(4004, advice, &discord);
    assert_eq!(diagnosis.verdict, Verdict::BACKOFF);
    assert_eq!(
        (diagnosis.source, diagnosis.name.as_ref()),
        (Source::Advice, "Authentication failed")
    );

    let rules = [Rule::code(4004, Verdict::Reauthenticate)];
    let diagnosis = advised_with(
        4004,
        advice,
        &Profiles {
            codes: &rules,
            ..discord
        },
    );
    assert_eq!(diagnosis.verdict, Verdict::Reauthenticate);
    assert_eq!(
        (diagnosis.source, diagnosis.advice),
        (Source::User, AdviceNote::Ignored)
    );
}

#[test]
fn advice_that_no_peer_sent_is_not_read() {
    let close = Close {
        code: CloseCode::ABNORMAL_CLOSURE,
        reason: r#"{"reconnect":false}"#,
        was_clean: false,
    };
    let diagnosis = diagnose(&close, &listening(), &Profiles::default());
    assert_eq!(
        (diagnosis.cause, diagnosis.advice),
        (Cause::Dropped, AdviceNote::None)
    );
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        (-1e6..1e6).prop_map(Into::into),
        ".{0,6}".prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Into::into),
            prop::collection::hash_map(keys(), inner, 0..3)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn keys() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("reconnect".to_owned()),
        Just("retryAfter".to_owned()),
        ".{0,6}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn what_another_parser_takes_for_json_is_never_malformed(value in json()) {
        let diagnosis = advised(1012, &value.to_string());
        prop_assert_ne!(diagnosis.advice, AdviceNote::Malformed);
    }

    #[test]
    fn another_parser_reads_the_same_advice(
        reconnect in json(),
        retry_after in prop_oneof![json(), "-?(0|[1-9][0-9]{0,9})([.][0-9]{1,6})?([eE][+-]?[0-9]{1,2})?"
            .prop_map(|number| serde_json::from_str(&number).expect("a number"))],
    ) {
        let value = serde_json::json!({ "reconnect": reconnect, "retryAfter": retry_after });
        let expected = Advice::given(value["reconnect"].as_bool(), value["retryAfter"].as_f64());
        prop_assert_eq!(Advice::read(&value.to_string()), expected);
    }

    #[test]
    fn what_another_parser_refuses_is_never_taken(reason in r#"[ {}\[\]:,"a\\0-9.eE+-]{0,12}"#) {
        let reason = format!("{{{reason}");
        let refused = serde_json::from_str::<serde_json::Value>(&reason).is_err();
        let malformed = advised(1012, &reason).advice == AdviceNote::Malformed;
        // serde_json also refuses numbers beyond what a double holds, and lone surrogates.
        prop_assert!(!malformed || refused, "{}", reason);
        prop_assert!(malformed || !refused || reason.contains(['e', 'E', '\\']), "{}", reason);
    }
}
