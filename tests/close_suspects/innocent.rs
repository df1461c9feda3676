//! What must not be suspected, and above all must change no verdict.

use closewise::close::{Source, SuspectKind, Verdict};

use super::{aged, ended, keys, kinds, silent_for, told};

/// Reasons of ends that were meant, or that a retry does not mend.
const MEANT: &[&str] = &[
    "",
    "done",
    "bye",
    "game over",
    "logout",
    "user left",
    "session ended",
    "idle game",
    "token ring",
    "ping pong: 11 to 9",
    "time limit: the game is over",
    "banned for 24 hours",
    "session limit exceeded",
    "session expired",
    "authentication timeout",
    "handshake timeout",
    "stream stopped",
    "stopped by user",
    "please upgrade your plan",
    "upgrade required",
    "reload the page",
    "restart the app to update it",
    "a lifetime licence is needed",
    "account inactive",
    "unused",
    "no data",
    "heartbeat monitor removed",
    "room shut down by its host",
    "deploy key rejected",
    "maximum connection count reached",
    "request timeout",
    "Transfer complete within the timeout",
    "Meeting reached maximum session duration",
    "no activity was found",
];

#[test]
fn a_reason_that_merely_has_such_a_word_turns_no_stop_into_a_retry() {
    for reason in MEANT {
        for code in [1000, 1002, 1003, 1007, 1008, 1009] {
            let diagnosis = told(code, reason);
            assert_eq!(
                (diagnosis.verdict, diagnosis.source),
                (Verdict::Stop, Source::Standard),
                "{code} {reason}"
            );
        }
    }
}

/// Reasons of ends that are over in a moment.
const PASSING: &[&str] = &[
    "server replaced, please reconnect",
    "replaced by a new deployment",
    "instance replaced",
    "config replaced",
    "open a new connection",
    "start a new session",
    "duplicate message id",
    "try another device",
    "another client is writing",
    "kicked",
    "already connected upstream lost",
];

#[test]
fn a_reason_that_merely_has_such_a_word_turns_no_retry_into_a_stop() {
    for reason in PASSING.iter().chain(MEANT) {
        for code in [1001, 1005, 1011, 1012, 1013, 4000] {
            let diagnosis = told(code, reason);
            assert!(diagnosis.verdict.is_retry(), "{code} {reason}");
            assert_eq!(diagnosis.source, Source::Standard, "{code} {reason}");
        }
    }
}

#[test]
fn an_end_in_plain_words_has_no_suspect_by_its_words() {
    for reason in ["done", "bye", "game over", "logout", "user left", "ok"] {
        let diagnosis = told(1000, reason);
        let keys = keys(&diagnosis);
        assert!(
            keys.iter().all(|key| key.ends_with(".unexpected")),
            "{keys:?}"
        );
    }
}

#[test]
fn a_plain_1000_without_evidence_stops_and_says_nothing_of_its_suspects() {
    let diagnosis = ended(1000, "", &aged(12_345));
    assert_eq!(
        (diagnosis.verdict, diagnosis.source),
        (Verdict::Stop, Source::Standard)
    );
    for suspect in &diagnosis.suspects {
        let accused = suspect.sentence.strip_prefix("Where no end was expected, ");
        assert!(accused.is_some(), "{}", suspect.sentence);
        let sentence = diagnosis.to_string();
        assert!(!sentence.contains(suspect.remedy.as_ref()), "{sentence}");
    }
}

/// They say themselves what was wrong, and it was neither silence nor age.
const SAY_THEMSELVES: &[u16] = &[
    1003, 1007, 1008, 1009, 1010, 1012, 1013, 1014, 3000, 3003, 4001, 4401, 4429,
];

#[test]
fn a_code_that_says_itself_what_was_wrong_is_blamed_on_no_usual_span() {
    for &code in SAY_THEMSELVES {
        for context in [silent_for(60_100), aged(300_500), aged(30_200)] {
            let diagnosis = ended(code, "", &context);
            let plain = told(code, "");
            assert_eq!(kinds(&diagnosis), kinds(&plain), "{code}");
            assert_eq!(diagnosis.verdict, plain.verdict, "{code}");
            assert_eq!(diagnosis.source, Source::Standard, "{code}");
        }
    }
}

#[test]
fn a_message_that_was_refused_three_times_is_not_sent_again() {
    for code in [1003, 1007, 1009, 1010] {
        let mut context = aged(8_000);
        context.earlier_uptimes = vec![context.uptime; 2];
        let diagnosis = ended(code, "", &context);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::Stop, Source::Standard),
            "{code}"
        );
    }
}

#[test]
fn a_hidden_page_is_not_to_blame_for_what_the_code_says_itself() {
    let mut context = aged(10_000);
    context.throttled = true;
    for code in [1003, 1009, 1012, 1013, 3000, 3003, 4401] {
        let diagnosis = ended(code, "", &context);
        assert!(
            !kinds(&diagnosis).contains(&SuspectKind::Throttled),
            "{code}"
        );
    }
    for code in [1000, 1001, 1006, 1011, 4201] {
        let diagnosis = ended(code, "", &context);
        assert_eq!(kinds(&diagnosis)[0], SuspectKind::Throttled, "{code}");
    }
}
