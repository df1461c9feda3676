//! Connections that end again and again after the same time.

use std::time::Duration;

use closewise::close::{Context, Source, Verdict};

use super::{aged, ended, has, keys};
use crate::close_support::open;

fn seconds(spans: &[f64]) -> Vec<Duration> {
    spans.iter().copied().map(Duration::from_secs_f64).collect()
}

/// The ages of the last connections, the newest last.
fn of_ages(ages: &[f64]) -> Context {
    let (last, earlier) = ages.split_last().expect("an age");
    Context {
        uptime: Duration::from_secs_f64(*last),
        earlier_uptimes: seconds(earlier),
        ..open()
    }
}

/// The silences that the last connections ended with, at ages of no sort.
fn of_silences(silences: &[f64]) -> Context {
    let (last, earlier) = silences.split_last().expect("a silence");
    Context {
        inbound_silence: Some(Duration::from_secs_f64(*last)),
        earlier_silences: seconds(earlier),
        ..of_ages(&[700.0, 4_000.0, 2_222.0])
    }
}

#[test]
fn three_connections_of_the_same_age_point_to_a_lifetime() {
    let diagnosis = ended(1006, "", &of_ages(&[47.0, 47.3, 47.9]));
    assert_eq!(keys(&diagnosis)[0], "lifetime.same-age");
    let suspect = &diagnosis.suspects[0];
    assert_eq!(suspect.span, Some(Duration::from_secs(47)));
    assert!(suspect.sentence.contains("47 s"), "{}", suspect.sentence);
    assert!(diagnosis.to_string().contains(suspect.sentence.as_ref()));
}

#[test]
fn two_percent_are_the_same_and_more_are_not() {
    assert!(has(
        &ended(1006, "", &of_ages(&[50.0, 51.0, 50.5])),
        "lifetime.same-age"
    ));
    assert!(!has(
        &ended(1006, "", &of_ages(&[50.0, 51.1, 50.5])),
        "lifetime.same-age"
    ));
}

#[test]
fn two_connections_are_no_pattern_and_only_the_last_ones_count() {
    assert!(!has(
        &ended(1006, "", &of_ages(&[47.0, 47.0])),
        "lifetime.same-age"
    ));
    assert!(has(
        &ended(1006, "", &of_ages(&[9.0, 47.0, 47.0, 47.0])),
        "lifetime.same-age"
    ));
    assert!(!has(
        &ended(1006, "", &of_ages(&[47.0, 47.0, 9.0, 47.0])),
        "lifetime.same-age"
    ));
}

#[test]
fn connections_that_ended_at_once_have_no_age_in_common() {
    assert!(!has(
        &ended(1006, "", &of_ages(&[1.0, 1.0, 1.0])),
        "lifetime.same-age"
    ));
    assert!(!has(
        &ended(1006, "", &of_ages(&[0.0, 0.0, 0.0])),
        "lifetime.same-age"
    ));
}

#[test]
fn three_silences_alike_point_to_an_idle_timeout_that_a_shorter_heartbeat_prevents() {
    let diagnosis = ended(1006, "", &of_silences(&[40.0, 40.5, 40.1]));
    assert_eq!(keys(&diagnosis)[0], "idle-timeout.same-silence");
    let suspect = &diagnosis.suspects[0];
    assert_eq!(suspect.span, Some(Duration::from_secs(40)));
    assert!(suspect.sentence.contains("40 s"), "{}", suspect.sentence);
    assert!(suspect.remedy.contains("30 s"), "{}", suspect.remedy);
}

#[test]
fn what_ends_again_and_again_in_the_same_way_is_a_policy_and_worth_a_retry() {
    for context in [
        of_ages(&[47.0, 47.3, 47.9]),
        of_silences(&[40.0, 40.5, 40.1]),
    ] {
        for code in [1000, 1002] {
            let diagnosis = ended(code, "", &context);
            assert_eq!(
                (diagnosis.verdict, diagnosis.source),
                (Verdict::BACKOFF, Source::Signature),
                "{code}"
            );
        }
    }
    assert_eq!(ended(1000, "", &aged(47_000)).verdict, Verdict::Stop);
}

#[test]
fn who_is_refused_again_and_again_after_the_same_time_is_not_let_in_by_a_retry() {
    for context in [
        of_ages(&[10.0, 10.1, 10.1]),
        of_silences(&[10.0, 10.0, 10.1]),
    ] {
        let diagnosis = ended(1008, "policy", &context);
        assert_eq!(diagnosis.verdict, Verdict::Stop);
    }
}

#[test]
fn a_span_is_told_in_the_greatest_unit_that_has_a_whole_number_of_them() {
    for (seconds, words) in [
        (90.0, "of 90 s,"),
        (120.0, "of 2 min,"),
        (130.0, "of 130 s,"),
        (5_400.0, "of 90 min,"),
        (7_200.0, "of 2 h,"),
        (9_000.0, "of 150 min,"),
        (9_010.0, "of 9010 s,"),
        (86_400.0, "of 24 h,"),
    ] {
        let diagnosis = ended(1006, "", &of_ages(&[seconds; 3]));
        let sentence = &diagnosis.suspects[0].sentence;
        assert!(sentence.contains(words), "{sentence}");
    }
}
