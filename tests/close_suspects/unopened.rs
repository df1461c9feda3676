//! Connections that never opened: the browser hides why, and a page still knows a few
//! things.

use std::time::Duration;

use closewise::close::{
    CloseCode, Context, Evidence, Source, Surroundings, SuspectKind,
    SuspectKind::{
        Blocked, NetworkChange, Refused, Restart, ServerError, Throttled, Tls, Unreachable,
        WrongPath,
    },
    Timeout, Verdict,
};

use super::{ended, kinds};
use crate::close_support::{close, plain};

/// A first attempt at that address from that page, which took half a second to fail.
fn attempt(url: &str, page: Option<&str>) -> Context {
    Context {
        elapsed: Some(Duration::from_millis(500)),
        surroundings: Surroundings::between(url, page),
        ..Context::default()
    }
}

fn suspects(context: &Context) -> Vec<SuspectKind> {
    let diagnosis = ended(1006, "", context);
    for suspect in &diagnosis.suspects {
        assert_eq!(suspect.evidence, Evidence::Attempt);
    }
    assert_eq!(diagnosis.source, Source::Standard);
    kinds(&diagnosis)
}

const HERE: Option<&str> = Some("https://example.com/app");
const ELSEWHERE: Option<&str> = Some("https://elsewhere.example/");

#[test]
fn a_policy_that_blocked_it_is_certain_names_its_directive_and_stops() {
    for mut context in [
        attempt("wss://example.com/", HERE),
        Context {
            opened_before: true,
            ..attempt("ws://example.com/", HERE)
        },
    ] {
        context.surroundings.blocked_by = Some("connect-src".into());
        let diagnosis = ended(1006, "", &context);
        assert_eq!(kinds(&diagnosis), [Blocked]);
        let suspect = &diagnosis.suspects[0];
        assert_eq!(suspect.evidence, Evidence::Certain);
        assert!(suspect.sentence.contains("connect-src"));
        assert!(suspect.remedy.contains("connect-src"));
        assert!(!suspect.sentence.contains("typical"), "it is certain");
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::Stop, Source::Signature)
        );
    }
}

#[test]
fn an_address_that_has_opened_before_is_not_a_wrong_one() {
    let again = Context {
        opened_before: true,
        ..attempt("wss://example.com/", HERE)
    };
    assert_eq!(suspects(&again), [Refused, Restart, Tls, Unreachable]);
    let plain = Context {
        opened_before: true,
        ..attempt("ws://localhost:3000/", None)
    };
    assert_eq!(
        suspects(&plain),
        [Refused, Restart, Unreachable, NetworkChange]
    );
}

#[test]
fn a_policy_that_was_watched_and_said_nothing_blocked_nothing() {
    let elsewhere = attempt("wss://api.example.net/", HERE);
    assert_eq!(suspects(&elsewhere)[0], Blocked);
    let mut watched = elsewhere;
    watched.surroundings.policy_was_watched = true;
    assert_eq!(suspects(&watched), [Refused, Unreachable, Tls, WrongPath]);
    let mut mixed = attempt("ws://api.example.net/", HERE);
    mixed.surroundings.policy_was_watched = true;
    assert_eq!(suspects(&mixed)[0], Blocked, "mixed content is no policy");
}

#[test]
fn an_attempt_that_nobody_answered_is_a_matter_of_reaching_it() {
    let mut slow = attempt("wss://example.com/", HERE);
    slow.elapsed = Some(Duration::from_millis(8_999));
    assert_eq!(suspects(&slow)[0], WrongPath);
    slow.elapsed = Some(Duration::from_secs(9));
    assert_eq!(suspects(&slow), [Unreachable, NetworkChange, ServerError]);

    let mut given_up = attempt("wss://example.com/", HERE);
    given_up.timeout = Some(Timeout::Connect);
    assert_eq!(
        suspects(&given_up),
        [Unreachable, NetworkChange, ServerError]
    );

    given_up.surroundings.others_open = true;
    assert_eq!(
        suspects(&given_up),
        [Unreachable, ServerError],
        "the network is there"
    );

    given_up.surroundings.delays_attempts = true;
    assert_eq!(
        suspects(&given_up),
        [Unreachable, Throttled, ServerError],
        "as Firefox does after a failure"
    );
}

#[test]
fn a_secure_page_may_connect_without_tls_to_its_own_machine_alone() {
    assert_eq!(suspects(&attempt("ws://example.com/", HERE))[0], Blocked);
    assert_eq!(suspects(&attempt("ws://192.168.1.7/", HERE))[0], Blocked);
    assert_ne!(suspects(&attempt("ws://localhost:3000/", HERE))[0], Blocked);
    let insecure = Some("http://example.com/");
    assert_ne!(
        suspects(&attempt("ws://example.com/", insecure))[0],
        Blocked
    );
}

#[test]
fn on_this_machine_an_attempt_that_fails_at_once_has_found_nobody() {
    let mut context = attempt("ws://localhost:3000/", Some("http://localhost:8080/"));
    assert_eq!(suspects(&context)[0], WrongPath);
    context.elapsed = Some(Duration::from_millis(100));
    assert_eq!(suspects(&context)[0], Unreachable);
}

#[test]
fn tls_to_a_number_or_to_this_machine_most_often_lacks_a_certificate() {
    for url in ["wss://localhost:8443/", "wss://10.0.0.1/", "wss://[::1]/"] {
        assert_eq!(suspects(&attempt(url, None))[0], Tls, "{url}");
    }
}

#[test]
fn another_host_is_blocked_by_a_policy_more_often_than_it_has_another_path() {
    assert_eq!(
        suspects(&attempt("wss://example.com/", ELSEWHERE))[0],
        Blocked
    );
    assert_eq!(suspects(&attempt("wss://example.com/", HERE))[0], WrongPath);
}

#[test]
fn a_port_of_its_own_is_seldom_open_to_the_world() {
    assert_eq!(
        suspects(&attempt("wss://example.com:8443/", HERE))[0],
        Unreachable
    );
}

#[test]
fn of_an_attempt_of_which_nothing_is_known_the_path_is_looked_at_first() {
    let nothing = suspects(&Context::default());
    assert_eq!(nothing, [WrongPath, Refused, Tls, Unreachable]);
}

#[test]
fn firefox_says_for_certain_that_tls_failed() {
    let failed = close(CloseCode::TLS_HANDSHAKE, false);
    let diagnosis = plain(&failed, &Context::default());
    let suspect = &diagnosis.suspects[0];
    assert_eq!((suspect.kind, suspect.evidence), (Tls, Evidence::Certain));
    assert_eq!(
        suspect.sentence,
        "The browser reports that TLS failed (1015)."
    );
    assert_eq!(suspect.key, format!("tls.{}", suspect.evidence));
}
