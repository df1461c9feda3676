//! The diagnosis: cause and verdict in each situation. What holds in all is in close_properties.rs,
//! what it says in words in close_sentence.rs.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::{
    Cause, Circumstance, Close, CloseCode, Context, Diagnosis, Initiator, Source, Timeout, Verdict,
};

fn from_peer(code: u16) -> Diagnosis {
    plain(&close(CloseCode(code), true), &open())
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
