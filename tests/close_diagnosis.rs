//! The diagnosis: what it says in each situation. What holds in all is in close_properties.rs.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::{
    Cause, Circumstance, Close, CloseCode, Context, Diagnosis, Initiator, NoRenewal, Source,
    Surroundings, Timeout, Verdict, phrases,
};

fn from_peer(code: u16) -> Diagnosis {
    plain(&close(CloseCode(code), true), &open())
}

/// The keys of the parts of the sentence.
fn parts(diagnosis: &Diagnosis) -> Vec<String> {
    let parts = diagnosis.explanation().into_iter();
    parts.map(|part| part.key.into_owned()).collect()
}

/// Of an attempt that a page made.
fn in_a_page() -> Context {
    Context {
        surroundings: Surroundings::between("wss://example.com/feed", Some("https://example.com/")),
        ..Context::default()
    }
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
fn each_situation_has_its_cause_and_its_verdict() {
    let timeout = |timeout| Context {
        timeout: Some(timeout),
        ..Context::default()
    };
    let requested = Context {
        initiator: Initiator::Client,
        ..open()
    };
    let situations = [
        (Context::default(), Cause::NeverOpened, Verdict::BACKOFF),
        (
            timeout(Timeout::Connect),
            Cause::ConnectTimeout,
            Verdict::BACKOFF,
        ),
        (timeout(Timeout::Close), Cause::CloseTimeout, Verdict::Stop),
        (requested, Cause::Requested, Verdict::Stop),
        (open(), Cause::Dropped, Verdict::BACKOFF),
        (
            Context {
                silent: true,
                ..open()
            },
            Cause::Silent,
            Verdict::BACKOFF,
        ),
        (
            Context {
                offline: true,
                ..open()
            },
            Cause::Offline,
            Verdict::BACKOFF,
        ),
        (
            Context {
                offline: true,
                ..Context::default()
            },
            Cause::Offline,
            Verdict::BACKOFF,
        ),
        (
            Context {
                suspended: true,
                ..open()
            },
            Cause::Suspended,
            Verdict::NOW,
        ),
        (
            Context {
                aborted: true,
                ..open()
            },
            Cause::Aborted,
            Verdict::Stop,
        ),
    ];
    for (context, cause, verdict) in situations {
        let diagnosis = plain(&LOST, &context);
        assert_eq!(
            (diagnosis.cause, diagnosis.verdict),
            (cause, verdict),
            "{context:?}"
        );
    }
}

/// Of what can be known of a close, each with what it says of the cause, the
/// strongest first; written down here a second time.
type Sign = (Cause, fn(&mut Context, &mut Close<'static>));
const SIGNS: [Sign; 9] = [
    (Cause::Aborted, |context, _| context.aborted = true),
    (Cause::CloseTimeout, |context, _| {
        context.timeout = Some(Timeout::Close);
    }),
    (Cause::Requested, |context, _| {
        context.initiator = Initiator::Client;
    }),
    (Cause::ConnectTimeout, |context, _| {
        context.timeout = Some(Timeout::Connect);
    }),
    (Cause::Silent, |context, _| context.silent = true),
    (Cause::ClosedByPeer, |_, close| {
        close.code = CloseCode::NO_STATUS_RECEIVED;
    }),
    (Cause::Suspended, |context, _| context.suspended = true),
    (Cause::Offline, |context, _| context.offline = true),
    (Cause::NeverOpened, |context, _| context.opened = false),
];

#[test]
fn of_all_that_is_known_the_strongest_sign_tells_the_cause() {
    for known in 0_u32..1 << SIGNS.len() {
        let (mut context, mut close) = (open(), LOST);
        let mut expected = Cause::Dropped;
        for (place, (cause, give)) in SIGNS.iter().enumerate().rev() {
            if known >> place & 1 == 1 {
                give(&mut context, &mut close);
                expected = *cause;
            }
        }
        assert_eq!(plain(&close, &context).cause, expected, "{context:?}");
    }
}

#[test]
fn a_code_that_denies_a_close_frame_is_believed_unless_the_close_was_clean() {
    for code in [CloseCode::ABNORMAL_CLOSURE, CloseCode::TLS_HANDSHAKE] {
        let cause = |was_clean| plain(&close(code, was_clean), &open()).cause;
        assert_eq!(cause(false), Cause::Dropped, "{code}");
        assert_eq!(cause(true), Cause::ClosedByPeer, "{code}");
    }
    let no_status = plain(&close(CloseCode::NO_STATUS_RECEIVED, false), &open());
    assert_eq!(no_status.cause, Cause::ClosedByPeer);
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
fn a_close_frame_explains_itself_whatever_else_was_going_on() {
    let context = Context {
        offline: true,
        suspended: true,
        ..Context::default()
    };
    let diagnosis = plain(&close(CloseCode::SERVICE_RESTART, false), &context);
    assert_eq!(diagnosis.cause, Cause::ClosedByPeer);
}

#[test]
fn a_close_frame_without_a_code_is_closed_by_the_peer() {
    let diagnosis = from_peer(1005);
    assert_eq!(diagnosis.cause, Cause::ClosedByPeer);
    assert_eq!(diagnosis.verdict, Verdict::BACKOFF);
}

#[test]
fn a_1006_that_was_on_the_wire_is_closed_by_the_peer() {
    let diagnosis = from_peer(1006);
    assert_eq!(diagnosis.cause, Cause::ClosedByPeer);
    assert_eq!(
        diagnosis.to_string(),
        "The peer closed the connection with 1006 (Abnormal Closure): the code must never be \
         sent, and was. Worth a retry with backoff."
    );
}

#[test]
fn each_code_of_the_standard_leads_where_the_table_says() {
    let expected = [
        (1000, Verdict::Stop),
        (1001, Verdict::BACKOFF),
        (1002, Verdict::Stop),
        (1003, Verdict::Stop),
        (1004, Verdict::Stop),
        (1007, Verdict::Stop),
        (1008, Verdict::Stop),
        (1009, Verdict::Stop),
        (1010, Verdict::Stop),
        (1011, Verdict::BACKOFF),
        (1012, Verdict::window(5_000, 30_000)),
        (1013, Verdict::window(30_000, 120_000)),
        (1014, Verdict::BACKOFF),
        (1015, Verdict::BACKOFF),
        (1016, Verdict::Stop),
        (2999, Verdict::Stop),
        (3000, Verdict::Reauthenticate),
        (3001, Verdict::BACKOFF),
        (3003, Verdict::Stop),
        (3008, Verdict::BACKOFF),
        (4000, Verdict::BACKOFF),
        (4999, Verdict::BACKOFF),
        (0, Verdict::Stop),
        (999, Verdict::Stop),
        (5000, Verdict::Stop),
        (u16::MAX, Verdict::Stop),
    ];
    for (code, verdict) in expected {
        assert_eq!(from_peer(code).verdict, verdict, "{code}");
    }
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
fn a_verdict_is_written_in_words() {
    let words = [
        (Verdict::Stop, "stop"),
        (Verdict::Reauthenticate, "reauthenticate"),
        (Verdict::NOW, "retry at once"),
        (Verdict::BACKOFF, "retry with backoff"),
        (Verdict::window(1_500, 2_250), "retry in 1500 to 2250 ms"),
        (Verdict::window(1_000, 1_500), "retry in 1000 to 1500 ms"),
        (Verdict::window(1_500, 3_000), "retry in 1500 to 3000 ms"),
        (
            Verdict::window(5_000, 30_000).at_most(5),
            "retry in 5 to 30 s, at most 5 in a row",
        ),
    ];
    for (verdict, expected) in words {
        assert_eq!(verdict.to_string(), expected);
        if let Verdict::Retry { pace, limit: None } = verdict {
            assert_eq!(format!("retry {pace}"), expected);
        }
    }
}

#[test]
fn each_closed_set_is_written_in_the_words_that_javascript_sees() {
    let diagnosis = from_peer(1012);
    assert_eq!(diagnosis.cause.to_string(), "closed-by-peer");
    assert_eq!(diagnosis.source.to_string(), "standard");
    assert_eq!(diagnosis.advice.to_string(), "none");
    assert_eq!(diagnosis.range().to_string(), "protocol");
    assert_eq!(diagnosis.code.sender().to_string(), "server");
}

#[test]
fn a_window_that_ends_before_it_begins_is_a_moment() {
    assert_eq!(Verdict::window(5_000, 1_000), Verdict::window(5_000, 5_000));
}

#[test]
fn only_a_retry_is_a_retry() {
    assert!(Verdict::NOW.is_retry() && Verdict::BACKOFF.at_most(1).is_retry());
    assert!(!Verdict::Stop.is_retry() && !Verdict::Reauthenticate.is_retry());
}

#[test]
fn a_retry_that_is_worth_no_try_is_to_stop() {
    assert_eq!(Verdict::BACKOFF.at_most(0), Verdict::Stop);
    assert_eq!(Verdict::Reauthenticate.at_most(0), Verdict::Reauthenticate);
}

#[test]
fn a_verdict_can_be_overridden_unless_the_end_was_wanted_here() {
    let overridden = from_peer(1002).overridden(Verdict::NOW);
    assert_eq!(
        (overridden.verdict, overridden.source),
        (Verdict::NOW, Source::User)
    );

    let requested = Context {
        initiator: Initiator::Client,
        ..open()
    };
    let requested = plain(&close(CloseCode::NORMAL_CLOSURE, true), &requested);
    assert!(requested.is_final());
    assert_eq!(requested.clone().overridden(Verdict::NOW), requested);
}

#[test]
fn an_attempt_without_an_address_is_not_blamed_on_the_network() {
    let diagnosis = Diagnosis::not_provided();
    assert_eq!(diagnosis.circumstance, Some(Circumstance::NotProvided));
    assert_eq!(diagnosis.registration(), diagnosis.code.registration());
    assert_eq!(diagnosis.cause, Cause::NeverOpened);
    assert!(diagnosis.verdict.is_retry());
    assert!(!diagnosis.to_string().contains("DNS"));
}
