//! The sentence of a diagnosis and its parts: what it says in each situation.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::{
    Cause, Close, CloseCode, Context, Diagnosis, Initiator, NoRenewal, Profiles, Rule,
    Surroundings, Timeout, Verdict, diagnose, phrases,
};

fn from_peer(code: u16) -> Diagnosis {
    plain(&close(CloseCode(code), true), &open())
}

#[test]
fn a_1006_that_never_opened_in_a_page_says_that_the_browser_hides_why_and_what_to_check_first() {
    let diagnosis = plain(&LOST, &in_a_page());
    let sentence = diagnosis.to_string();
    assert!(sentence.contains("the browser hides why"), "{sentence}");
    let suspect = &diagnosis.suspects[0];
    assert!(sentence.contains(suspect.remedy.as_ref()), "{sentence}");
}

#[test]
fn a_1006_that_never_opened_where_no_page_is_known_says_where_to_find_why() {
    let outside = Context {
        surroundings: Surroundings::between("wss://example.com/feed", None),
        ..Context::default()
    };
    for context in [outside, Context::default()] {
        let diagnosis = plain(&LOST, &context);
        let sentence = diagnosis.to_string();
        assert_eq!(parts(&diagnosis)[0], "never-opened-outside-a-page");
        assert!(sentence.contains("the socket's error"), "{sentence}");
        assert!(!sentence.contains("the browser"), "{sentence}");
    }
}

#[test]
fn a_1006_of_which_the_browser_said_why_does_not_say_that_it_hides_it() {
    let mut blocked = in_a_page();
    blocked.surroundings.blocked_by = Some("connect-src".into());
    let failed_tls = Close {
        code: CloseCode::TLS_HANDSHAKE,
        ..LOST
    };
    for diagnosis in [plain(&LOST, &blocked), plain(&failed_tls, &in_a_page())] {
        let sentence = diagnosis.to_string();
        assert!(!sentence.contains("hides"), "{sentence}");
        assert_eq!(parts(&diagnosis)[0], "never-opened-but-told");
    }
}

#[test]
fn what_a_sentence_may_begin_with_is_among_the_phrases_for_a_translation() {
    let keys: Vec<_> = phrases().iter().map(|phrase| phrase.key).collect();
    let lost = plain(&LOST, &in_a_page());
    for diagnosis in [
        lost.clone().handshake_refused(Verdict::Stop),
        lost.clone().moved(Verdict::NOW),
        Diagnosis::not_provided(),
        plain(&LOST, &Context::default()),
        lost,
    ] {
        let key = &parts(&diagnosis)[0];
        assert!(keys.contains(&key.as_str()), "{key}");
    }
}

#[test]
fn a_sentence_is_its_parts() {
    let diagnosis = plain(&LOST, &open());
    let texts: Vec<_> = diagnosis
        .explanation()
        .into_iter()
        .map(|part| part.text)
        .collect();
    assert!(texts.len() > 1, "{texts:?}");
    assert_eq!(diagnosis.sentence(), texts.join(" "));
    assert_eq!(diagnosis.to_string(), diagnosis.sentence());
}

#[test]
fn each_end_has_its_sentence_and_what_backs_it() {
    let timeout = |timeout| Context {
        timeout: Some(timeout),
        ..open()
    };
    let ends = [
        (
            Context {
                initiator: Initiator::Client,
                ..open()
            },
            "requested",
            None,
            "RFC 6455 §7.1.2",
        ),
        (
            in_a_page(),
            "never-opened",
            Some("worth.retry-backoff"),
            "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
        ),
        (
            timeout(Timeout::Connect),
            "connect-timeout",
            Some("worth.retry-backoff"),
            "RFC 6455 §7.1.7",
        ),
        (
            open(),
            "dropped",
            Some("worth.retry-backoff"),
            "RFC 6455 §7.2.3",
        ),
        (
            Context {
                silent: true,
                ..open()
            },
            "silent",
            Some("worth.retry-backoff"),
            "RFC 6455 §5.5.2",
        ),
        (
            Context {
                offline: true,
                ..open()
            },
            "offline",
            Some("worth.retry-backoff"),
            "https://html.spec.whatwg.org/#dom-navigator-online",
        ),
        (
            timeout(Timeout::Close),
            "close-timeout",
            None,
            "RFC 6455 §7.1.1",
        ),
        (
            Context {
                suspended: true,
                ..open()
            },
            "suspended",
            Some("worth.retry-now"),
            "https://wicg.github.io/page-lifecycle/",
        ),
        (
            Context {
                aborted: true,
                ..open()
            },
            "aborted",
            None,
            "https://dom.spec.whatwg.org/#aborting-ongoing-activities",
        ),
    ];
    for (context, event, worth, reference) in ends {
        let diagnosis = plain(&LOST, &context);
        let parts = parts(&diagnosis);
        assert_eq!(parts[0], event);
        match worth {
            Some(worth) => assert_eq!(parts.last().unwrap(), worth),
            None => assert_eq!(parts.len(), 1, "nothing follows a wanted end: {parts:?}"),
        }
        assert_eq!(diagnosis.reference, reference);
    }
}

#[test]
fn what_only_the_session_knows_has_its_sentence_and_what_backs_it() {
    let not_provided = Diagnosis::not_provided();
    assert_eq!(
        not_provided.to_string(),
        "No connection was tried: the address or its credentials could not be had. \
         Worth a retry with backoff."
    );
    assert_eq!(not_provided.reference, "RFC 6455 §7.1.7");

    let refused = plain(&LOST, &open()).handshake_refused(Verdict::Reauthenticate);
    assert_eq!(refused.cause, Cause::ClosedByPeer);
    assert_eq!(
        refused.to_string(),
        "The peer refused the application handshake. \
         Worth fresh credentials, then one retry, as your own rules say."
    );
    assert_eq!(refused.reference, "RFC 6455 §7.2.3");
}

#[test]
fn what_became_of_the_advice_is_said() {
    let advised = |reason| {
        let close = Close {
            reason,
            ..close(CloseCode::GOING_AWAY, true)
        };
        let context = Context {
            read_advice: true,
            ..open()
        };
        plain(&close, &context)
    };
    for (reason, end) in [
        ("bye", &["worth.retry-backoff"][..]),
        (r#"{"retryAfter":1500}"#, &["worth.retry-window"]),
        ("{}", &["advice-ignored", "worth.retry-backoff"]),
        ("{", &["advice-malformed", "worth.retry-backoff"]),
    ] {
        let parts = parts(&advised(reason));
        assert_eq!(parts[0], "closed-by-peer-for.code.1001", "{reason}");
        assert!(parts[1].starts_with("suspect."), "{reason}: {parts:?}");
        assert_eq!(parts[2..], *end, "{reason}");
    }
    let sentence = advised(r#"{"retryAfter":1500}"#).to_string();
    let end = "Worth a retry in 1500 to 2500 ms, as the server advised.";
    assert!(sentence.ends_with(end), "{sentence}");
}

#[test]
fn a_sentence_says_when_the_retry_comes_and_how_often() {
    let ends = |diagnosis: Diagnosis, end: &str| {
        let sentence = diagnosis.to_string();
        assert!(sentence.ends_with(end), "{sentence}");
    };
    ends(from_peer(1012), "Worth a retry in 5 to 30 s.");
    let mut limited = from_peer(1011);
    limited.verdict = Verdict::BACKOFF.at_most(5);
    ends(limited, "Worth a retry with backoff, at most 5 in a row.");
    ends(from_peer(3000), "Worth fresh credentials, then one retry.");
    ends(from_peer(1002), "Not worth a retry.");
}

#[test]
fn a_sentence_promises_no_retry_where_nobody_gets_fresh_credentials() {
    let ends = |why: NoRenewal, end: &str| {
        let mut diagnosis = from_peer(3000);
        diagnosis.no_renewal = Some(why);
        let sentence = diagnosis.to_string();
        assert!(sentence.ends_with(end), "{sentence}");
    };
    ends(
        NoRenewal::NobodyToAsk,
        "Worth fresh credentials. \
         There is neither a provider of the URL nor a handshake to get them from.",
    );
    ends(
        NoRenewal::RefusedFresh,
        "Worth fresh credentials. Those that were refused were fresh.",
    );
}

#[test]
fn suspects_that_nothing_points_to_are_named_together_and_no_more_than_three() {
    let mut counts = Vec::new();
    for diagnosis in [
        unanswered(true),
        unanswered(false),
        plain(&LOST, &Context::default()),
        plain(&LOST, &open()),
    ] {
        let names: Vec<_> = diagnosis.suspects.iter().map(|s| s.name.as_ref()).collect();
        counts.push(names.len());
        let named = match names[..] {
            [one, other] => format!("Typical of {one}, or {other}."),
            [first, second, third, ..] => format!("Typical of {first}, {second}, or {third}."),
            _ => panic!("{names:?}"),
        };
        assert_eq!(any_of(&diagnosis), Some(named));
    }
    assert_eq!(counts, [2, 3, 4, 3]);
}

#[test]
fn a_code_that_says_itself_what_it_is_names_no_suspects_and_says_what_to_look_at() {
    let diagnosis = plain(&close(CloseCode::INTERNAL_ERROR, true), &open());
    assert_eq!(any_of(&diagnosis), None);
    assert_eq!(
        remedy(&diagnosis).as_deref(),
        Some(diagnosis.suspects[0].remedy.as_ref())
    );
}

#[test]
fn what_only_the_application_or_the_machine_knows_is_not_explained_by_suspects() {
    let own = plain(&close(CloseCode(4000), true), &open());
    let offline = Context {
        offline: true,
        ..open()
    };
    let suspended = Context {
        suspended: true,
        ..open()
    };
    for (diagnosis, cause) in [
        (own, Cause::ClosedByPeer),
        (plain(&LOST, &offline), Cause::Offline),
        (plain(&LOST, &suspended), Cause::Suspended),
    ] {
        assert_eq!(diagnosis.cause, cause);
        assert_ne!(
            diagnosis.suspects,
            [],
            "{cause}: there are some to be named"
        );
        assert_eq!(any_of(&diagnosis), None, "{cause}");
        assert_eq!(remedy(&diagnosis), None, "{cause}");
    }
}

#[test]
fn a_window_has_seconds_where_both_its_bounds_are_whole_ones() {
    for (min, max, words) in [
        (5_000, 30_000, "5 to 30 s"),
        (1_500, 30_000, "1500 to 30000 ms"),
        (1_000, 2_500, "1000 to 2500 ms"),
    ] {
        let codes = [Rule::code(4000, Verdict::window(min, max))];
        let profiles = Profiles {
            codes: &codes,
            ..Profiles::default()
        };
        let diagnosis = diagnose(&close(CloseCode(4000), true), &open(), &profiles);
        let sentence = diagnosis.sentence();
        assert!(sentence.contains(words), "{sentence}");
    }
}

/// Of an attempt that a page made.
fn in_a_page() -> Context {
    Context {
        surroundings: Surroundings::between("wss://example.com/feed", Some("https://example.com/")),
        ..Context::default()
    }
}

/// The keys of the parts of the sentence.
fn parts(diagnosis: &Diagnosis) -> Vec<String> {
    let parts = diagnosis.explanation().into_iter();
    parts.map(|part| part.key.into_owned()).collect()
}

/// The text of a part of the sentence, if there is one with such a key.
fn part(diagnosis: &Diagnosis, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let mut parts = diagnosis.explanation().into_iter();
    let part = parts.find(|part| is_it(&part.key))?;
    Some(part.text.into_owned())
}

fn any_of(diagnosis: &Diagnosis) -> Option<String> {
    part(diagnosis, |key| key == "any-of")
}

fn remedy(diagnosis: &Diagnosis) -> Option<String> {
    part(diagnosis, |key| key.ends_with(".remedy"))
}

/// An attempt that nobody answered in time.
fn unanswered(others_open: bool) -> Diagnosis {
    let mut context = Context {
        timeout: Some(Timeout::Connect),
        ..Context::default()
    };
    context.surroundings.others_open = others_open;
    plain(&LOST, &context)
}
