//! Spans that are usual timeouts, whoever has them.

use std::time::Duration;

use closewise::close::{Context, Source, Verdict};

use super::{aged, ended, has, keys, silent_for};

/// In seconds, stated a second time: what proxies and servers have by default.
const IDLE_TIMEOUTS: &[u64] = &[
    30, 55, 60, 90, 100, 120, 180, 240, 300, 350, 600, 900, 1_800, 3_600,
];
const LIFETIMES: &[u64] = &[30, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 86_400];

#[test]
fn a_silence_of_a_usual_length_points_to_an_idle_timeout_and_says_which_heartbeat_prevents_it() {
    for &seconds in IDLE_TIMEOUTS {
        let diagnosis = ended(1006, "", &silent_for(seconds * 1_000 + 100));
        assert_eq!(keys(&diagnosis)[0], "idle-timeout.silence", "{seconds}");
        let suspect = &diagnosis.suspects[0];
        assert_eq!(suspect.span, Some(Duration::from_secs(seconds)));
    }
    let remedy = |millis| {
        ended(1006, "", &silent_for(millis)).suspects[0]
            .remedy
            .clone()
    };
    assert!(remedy(60_100).contains("45 s"), "{}", remedy(60_100));
    assert!(remedy(100_100).contains("75 s"), "{}", remedy(100_100));
    assert!(remedy(240_100).contains("3 min"), "{}", remedy(240_100));
}

#[test]
fn an_age_of_a_usual_length_points_to_a_limit() {
    for &seconds in LIFETIMES {
        let mut context = aged(seconds * 1_000 + 100);
        context.inbound_silence = Some(Duration::from_secs(5));
        let diagnosis = ended(1006, "", &context);
        assert_eq!(keys(&diagnosis)[0], "lifetime.age", "{seconds}");
    }
}

#[test]
fn a_usual_span_may_come_a_little_early_and_a_few_percent_late() {
    for (millis, is_usual) in [
        (59_399, false),
        (59_400, true),
        (62_400, true),
        (62_401, false),
    ] {
        let diagnosis = ended(1006, "", &silent_for(millis));
        assert_eq!(
            has(&diagnosis, "idle-timeout.silence"),
            is_usual,
            "{millis}"
        );
    }
}

#[test]
fn a_connection_of_a_minute_whose_silence_is_not_known_may_have_been_idle() {
    let diagnosis = ended(1006, "", &aged(60_050));
    assert_eq!(keys(&diagnosis)[0], "idle-timeout.age");
    let busy = Context {
        inbound_silence: Some(Duration::from_secs(5)),
        ..aged(60_050)
    };
    assert!(!has(&ended(1006, "", &busy), "idle-timeout.age"));
}

#[test]
fn the_age_of_a_connection_that_was_idle_all_its_life_says_nothing_more() {
    let idle = Context {
        inbound_silence: Some(Duration::from_secs(300)),
        ..aged(300_500)
    };
    let diagnosis = ended(1006, "", &idle);
    assert!(has(&diagnosis, "idle-timeout.silence"));
    assert!(!has(&diagnosis, "lifetime.age"), "{:?}", keys(&diagnosis));
}

#[test]
fn a_clean_end_after_a_servers_idle_timeout_is_no_farewell() {
    // Cowboy ends with 1000 what has sent nothing for 60 s, Bandit with 1002, old
    // versions of Jetty with 1000 after 5 min.
    for (code, millis) in [(1000, 60_200), (1002, 60_200), (1000, 300_300)] {
        let receiving = Context {
            outbound_silence: Some(Duration::from_millis(millis)),
            inbound_silence: Some(Duration::from_secs(1)),
            ..aged(4_321_000)
        };
        let diagnosis = ended(code, "", &receiving);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::BACKOFF, Source::Signature),
            "{code} {millis}"
        );
        assert_eq!(keys(&diagnosis)[0], "idle-timeout.silence");
    }
}

#[test]
fn a_clean_end_after_a_day_is_a_limit() {
    let diagnosis = ended(1000, "", &aged(86_400_500));
    assert_eq!(keys(&diagnosis)[0], "lifetime.age");
    assert_eq!(diagnosis.verdict, Verdict::BACKOFF);
}

#[test]
fn a_clean_end_after_any_other_usual_span_is_an_end() {
    for context in [silent_for(30_100), silent_for(100_100), aged(3_600_500)] {
        let diagnosis = ended(1000, "", &context);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::Stop, Source::Standard)
        );
    }
}

#[test]
fn a_clean_end_after_a_minute_of_which_no_silence_is_known_is_an_end() {
    let diagnosis = ended(1000, "", &aged(60_050));
    assert!(!has(&diagnosis, "idle-timeout.age"));
    assert_eq!(diagnosis.verdict, Verdict::Stop);
}

#[test]
fn what_never_opened_had_no_silence_and_no_age() {
    for code in [1000, 1001] {
        let unopened = Context {
            opened: false,
            ..silent_for(60_100)
        };
        let diagnosis = ended(code, "", &unopened);
        let keys = keys(&diagnosis);
        let tells_nothing = |key: &&str| key.ends_with(".code") || key.ends_with(".unexpected");
        assert!(keys.iter().all(tells_nothing), "{keys:?}");
        assert_eq!(diagnosis.source, Source::Standard);
    }
}
