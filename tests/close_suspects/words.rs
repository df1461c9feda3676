//! Reasons that real servers write.

#[path = "../close_support/reasons.rs"]
mod reasons;

use closewise::close::{
    Source,
    SuspectKind::{
        IdleTimeout, KeepaliveTimeout, Lifetime, NetworkChange, ProtocolError, RateLimit, Refused,
        Replaced, Restart, ServerError, SizeLimit, WrongPath,
    },
    Verdict,
};
use reasons::REASONS;

use super::{has, kinds, told};

#[test]
fn the_words_of_a_reason_name_the_first_suspect() {
    for (code, reason, kind, _) in REASONS {
        let diagnosis = told(*code, reason);
        assert_eq!(kinds(&diagnosis)[0], *kind, "{code} {reason}");
        let key = format!("{kind}.words");
        assert!(has(&diagnosis, &key), "{code} {reason}");
    }
}

#[test]
fn a_word_that_only_hints_at_a_kind_makes_it_a_suspect_and_leaves_the_verdict_alone() {
    for (hint, kind) in [
        ("kicked", Replaced),
        ("slow down", RateLimit),
        ("payload size", SizeLimit),
        ("pings", KeepaliveTimeout),
        ("unused", IdleTimeout),
        ("24 hours", Lifetime),
        ("deployment", Restart),
        ("403", Refused),
        ("404", WrongPath),
        ("bad gateway", ServerError),
        ("opcode", ProtocolError),
        ("reset by peer", NetworkChange),
    ] {
        let diagnosis = told(4000, hint);
        let key = format!("{kind}.words");
        assert_eq!(diagnosis.suspects[0].key, key, "{hint}");
        assert_eq!(diagnosis.source, Source::Standard, "{hint}");
    }
}

#[test]
fn an_end_that_a_policy_brings_about_in_time_is_worth_a_retry_whatever_its_code() {
    for (code, reason) in [
        // Tornado: https://github.com/tornadoweb/tornado/blob/master/tornado/websocket.py
        (1000, "ping timed out"),
        (1000, "Idle for 300241ms > 300000ms"),
        (
            1008,
            "Have not received a new text input within the timeout of 20 seconds. \
             Streaming input terminated.",
        ),
        // ccxt/php-binance-api#453
        (1008, "Pong timeout"),
        (1000, "maximum connection duration"),
        (1000, "Closed due to inactivity"),
        (1008, "Server restarting"),
        (1000, "heartbeat timeout"),
    ] {
        let diagnosis = told(code, reason);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::BACKOFF, Source::Signature),
            "{code} {reason}"
        );
    }
}

#[test]
fn what_is_a_retry_by_its_code_stays_one_as_the_standard_has_it() {
    let idle = told(1001, "Connection Idle Timeout");
    assert_eq!(
        (idle.verdict, idle.source),
        (Verdict::BACKOFF, Source::Standard)
    );
    let restart = told(1012, "Service Restart");
    assert_eq!(
        (restart.verdict, restart.source),
        (Verdict::window(5_000, 30_000), Source::Standard)
    );
}

#[test]
fn two_clients_that_would_push_each_other_out_for_ever_stop() {
    for (code, reason) in [
        (1008, "replaced by new connection"),
        (1001, "replaced by new connection"),
        (4000, "replaced"),
        (4000, "Session is already attached to another connection"),
        (4101, "You are logged in from another device"),
        (1012, "Signed in elsewhere"),
    ] {
        let diagnosis = told(code, reason);
        assert_eq!(diagnosis.verdict, Verdict::Stop, "{code} {reason}");
    }
    let stopped = told(4000, "replaced");
    assert_eq!(stopped.source, Source::Signature);
}

#[test]
fn what_a_restart_replaces_comes_back() {
    for (code, reason) in [
        (1012, "connection replaced by server restart"),
        (1001, "session replaced: server is shutting down"),
    ] {
        let diagnosis = told(code, reason);
        assert!(diagnosis.verdict.is_retry(), "{code} {reason}");
    }
}

#[test]
fn no_word_turns_what_takes_fresh_credentials_into_a_retry() {
    for reason in ["ping timeout", "replaced", "server restarting"] {
        let diagnosis = told(3000, reason);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::Reauthenticate, Source::Standard),
            "{reason}"
        );
    }
}

#[test]
fn a_reason_that_speaks_of_credentials_too_is_no_retry() {
    for reason in [
        "logged out due to inactivity",
        "Unauthorized: idle timeout",
        "invalid token (ping timeout)",
        "authentication timeout",
        "Account closed for inactivity",
        "Account suspended: scheduled maintenance",
        "Banned for being idle too long",
    ] {
        let diagnosis = told(1008, reason);
        assert_eq!(diagnosis.verdict, Verdict::Stop, "{reason}");
        assert!(kinds(&diagnosis).contains(&Refused), "{reason}");
    }
}

#[test]
fn of_two_things_that_a_reason_says_the_first_suspect_decides() {
    let diagnosis = told(1011, "ping timeout; replaced by new connection");
    assert_eq!(diagnosis.suspects[0].key, "replaced.words");
    assert_eq!(diagnosis.verdict, Verdict::Stop);
}
