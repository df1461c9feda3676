//! The diagnosis: what it says in each situation. What holds in all is in close_properties.rs.

#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use closewise::close::profiles::{CENTRIFUGO, DISCORD};
use closewise::close::{
    Cause, Circumstance, Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Rule, Source,
    Timeout, Verdict, diagnose,
};

fn close(code: CloseCode, was_clean: bool) -> Close<'static> {
    Close {
        code,
        reason: "",
        was_clean,
    }
}

fn open() -> Context {
    Context {
        opened: true,
        uptime: Duration::from_secs(10),
        ..Context::default()
    }
}

fn plain(close: &Close<'_>, context: &Context) -> Diagnosis {
    diagnose(close, context, &Profiles::default())
}

fn from_peer(code: u16) -> Diagnosis {
    plain(&close(CloseCode(code), true), &open())
}

const LOST: Close<'static> = Close {
    code: CloseCode::ABNORMAL_CLOSURE,
    reason: "",
    was_clean: false,
};

#[test]
fn a_1006_that_never_opened_names_what_the_browser_hides_and_what_to_check() {
    let sentence = plain(&LOST, &Context::default()).to_string();
    for hidden in [
        "refused",
        "DNS",
        "TLS",
        "HTTP",
        "401",
        "503",
        "mixed content",
        "CSP",
    ] {
        assert!(sentence.contains(hidden), "{hidden}: {sentence}");
    }
    assert!(sentence.contains("Check "), "{sentence}");
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
    assert!(
        !diagnosis.to_string().contains("no Close frame"),
        "{}",
        diagnosis.to_string()
    );
}

#[test]
fn each_code_of_the_standard_leads_where_the_table_says() {
    let bounded = Verdict::BACKOFF.at_most(5);
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
        (1011, bounded),
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
fn the_users_codes_win_over_the_profile_and_the_profile_over_the_standard() {
    let close = close(CloseCode::UNAUTHORIZED, true);
    let by_profile = Profiles {
        codes: &[],
        profile: Some(&CENTRIFUGO),
    };
    let by_user = Profiles {
        codes: &[Rule::code(3000, Verdict::Stop)],
        profile: Some(&CENTRIFUGO),
    };

    let standard = plain(&close, &open());
    assert_eq!(standard.verdict, Verdict::Reauthenticate);
    assert_eq!(
        (standard.source, standard.name.as_ref()),
        (Source::Standard, "Unauthorized")
    );

    let profile = diagnose(&close, &open(), &by_profile);
    assert_eq!(profile.verdict, Verdict::BACKOFF);
    assert_eq!(
        (profile.source, profile.name.as_ref()),
        (Source::Profile, "Connection closed")
    );
    assert!(profile.reference.starts_with("https://centrifugal.dev/"));
    assert!(!profile.to_string().contains("authentication"));

    let user = diagnose(&close, &open(), &by_user);
    assert_eq!(user.verdict, Verdict::Stop);
    assert_eq!(
        (user.source, user.name.as_ref()),
        (Source::User, "Connection closed")
    );
}

#[test]
fn a_users_rule_brings_its_own_words() {
    let rule = Rule::code(4001, Verdict::Stop)
        .name("Kicked")
        .meaning("a moderator closed it")
        .reference("https://example.com/codes");
    let profiles = Profiles {
        codes: &[rule],
        profile: Some(&DISCORD),
    };
    let diagnosis = diagnose(&close(CloseCode(4001), true), &open(), &profiles);
    assert_eq!(
        (diagnosis.name.as_ref(), diagnosis.reference.as_ref()),
        ("Kicked", "https://example.com/codes")
    );
    assert_eq!(
        diagnosis.to_string(),
        "The peer closed the connection with 4001 (Kicked): a moderator closed it. \
         Not worth a retry, as your own rules say."
    );
}

#[test]
fn a_profile_backs_its_codes_but_no_refused_handshake() {
    let profiles = Profiles {
        codes: &[],
        profile: Some(&DISCORD),
    };
    let closed = diagnose(&close(CloseCode(4004), true), &open(), &profiles);
    assert!(closed.reference.starts_with("https://discord.com/"));
    let refused = closed.handshake_refused(Verdict::Stop);
    assert_eq!(refused.reference, "RFC 6455 §7.2.3");
}

#[test]
fn what_a_users_rule_leaves_unsaid_the_profile_says() {
    let with = |rule: Rule| {
        let profiles = Profiles {
            codes: &[rule],
            profile: Some(&DISCORD),
        };
        diagnose(&close(CloseCode(4007), true), &open(), &profiles)
    };
    let rule = || Rule::code(4007, Verdict::Stop);
    let named = with(rule().name("Kicked"));
    assert!(named.to_string().contains("4007 (Kicked). "));
    assert!(named.reference.starts_with("https://discord.com/"));

    let referenced = with(
        rule()
            .meaning("without a name it says nothing")
            .reference("https://example.com/codes"),
    );
    assert!(
        referenced
            .to_string()
            .contains("4007 (Invalid seq): start a new session")
    );
    assert_eq!(referenced.reference, "https://example.com/codes");
}

#[test]
fn the_narrowest_of_the_users_rules_wins() {
    let profiles = Profiles {
        codes: &[
            Rule::range(4000, 4999, Verdict::Stop),
            Rule::code(4242, Verdict::NOW),
            Rule::range(4999, 4000, Verdict::Reauthenticate),
        ],
        profile: None,
    };
    let verdict = |code| diagnose(&close(CloseCode(code), true), &open(), &profiles).verdict;
    assert_eq!(verdict(4242), Verdict::NOW);
    assert_eq!(verdict(4243), Verdict::Stop);
}

#[test]
fn the_user_may_rule_over_1006_but_no_profile_speaks_of_what_no_peer_sent() {
    let rules = [Rule::code(1006, Verdict::Stop)];
    let profiles = Profiles {
        codes: &rules,
        profile: None,
    };
    assert_eq!(diagnose(&LOST, &open(), &profiles).verdict, Verdict::Stop);

    let profiles = Profiles {
        codes: &[],
        profile: Some(&CENTRIFUGO),
    };
    let too_big = close(CloseCode::MESSAGE_TOO_BIG, false);
    let silent = Context {
        silent: true,
        ..open()
    };
    let diagnosis = diagnose(&too_big, &silent, &profiles);
    assert_eq!(
        (diagnosis.source, diagnosis.verdict),
        (Source::Standard, Verdict::BACKOFF)
    );
    assert_eq!(
        diagnosis.name,
        CloseCode::MESSAGE_TOO_BIG.registration().unwrap().name
    );
    assert!(diagnosis.reference.starts_with("RFC 6455"));
}

#[test]
fn an_uptime_of_a_moment_or_a_minute_is_a_hint() {
    let after = |millis| {
        let uptime = Duration::from_millis(millis);
        plain(&LOST, &Context { uptime, ..open() }).to_string()
    };
    assert!(after(200).contains("just opened"));
    assert!(after(60_050).contains("heartbeat"));
    assert_eq!(
        after(10_000),
        "The connection was lost: it ended without a Close frame. Worth a retry with backoff."
    );
}

#[test]
fn a_sentence_says_when_the_retry_comes_and_how_often() {
    let ends = |diagnosis: Diagnosis, end: &str| {
        let sentence = diagnosis.to_string();
        assert!(sentence.ends_with(end), "{sentence}");
    };
    ends(from_peer(1012), "Worth a retry in 5 to 30 s.");
    ends(
        from_peer(1011),
        "Worth a retry with backoff, at most 5 in a row.",
    );
    ends(from_peer(3000), "Worth fresh credentials, then one retry.");
    ends(from_peer(1002), "Not worth a retry.");
}

#[test]
fn a_verdict_is_written_in_words() {
    let words = [
        (Verdict::Stop, "stop"),
        (Verdict::Reauthenticate, "reauthenticate"),
        (Verdict::NOW, "retry at once"),
        (Verdict::BACKOFF, "retry with backoff"),
        (Verdict::window(1_500, 2_250), "retry in 1500 to 2250 ms"),
        (
            Verdict::window(5_000, 30_000).at_most(5),
            "retry in 5 to 30 s, at most 5 in a row",
        ),
    ];
    for (verdict, expected) in words {
        assert_eq!(verdict.to_string(), expected);
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
