//! Who decides a verdict, and whose words it has: the user, the peer, the profile, the standard.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::profiles::{CENTRIFUGO, DISCORD};
use closewise::close::{
    AdviceNote, Cause, Close, CloseCode, Context, Initiator, Profiles, Rule, Source, Timeout,
    Verdict, diagnose,
};

#[test]
fn the_users_codes_win_over_the_profile_and_the_profile_over_the_standard() {
    let close = close(CloseCode::UNAUTHORIZED, true);
    let by_profile = Profiles {
        profile: Some(&CENTRIFUGO),
        ..Profiles::default()
    };
    let by_user = Profiles {
        codes: &[Rule::code(3000, Verdict::Stop)],
        profile: Some(&CENTRIFUGO),
        ..Profiles::default()
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
        ..Profiles::default()
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
        profile: Some(&DISCORD),
        ..Profiles::default()
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
            ..Profiles::default()
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
        ..Profiles::default()
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
        ..Profiles::default()
    };
    assert_eq!(diagnose(&LOST, &open(), &profiles).verdict, Verdict::Stop);

    let profiles = Profiles {
        profile: Some(&CENTRIFUGO),
        ..Profiles::default()
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

/// A connection on which the peer announced this before it ended.
fn announced(verdict: Verdict) -> Context {
    Context {
        announced: Some(verdict),
        ..open()
    }
}

#[test]
fn what_the_peer_announced_wins_over_the_profile_and_is_backed_by_its_documentation() {
    let profiles = Profiles {
        profile: Some(&DISCORD),
        ..Profiles::default()
    };
    let close = close(CloseCode(4004), true);
    let diagnosis = diagnose(&close, &announced(Verdict::NOW), &profiles);
    assert_eq!(
        (diagnosis.verdict, diagnosis.source),
        (Verdict::NOW, Source::Announced)
    );
    assert!(diagnosis.reference.starts_with("https://discord.com/"));
    assert_eq!(
        diagnosis.to_string(),
        "The peer closed the connection with 4004 (Authentication failed): the token \
         is not valid. Worth a retry at once, as the peer announced."
    );
}

#[test]
fn without_a_profile_the_standard_still_has_the_words_of_what_was_announced() {
    let diagnosis = plain(
        &close(CloseCode::NORMAL_CLOSURE, true),
        &announced(Verdict::Stop),
    );
    assert_eq!(diagnosis.reference, "RFC 6455 §7.4.1");
    assert!(
        diagnosis
            .to_string()
            .ends_with(" Not worth a retry, as the peer announced.")
    );
}

#[test]
fn the_users_codes_and_the_servers_advice_win_over_what_was_announced() {
    let rules = [Rule::code(1000, Verdict::BACKOFF)];
    let by_user = Profiles {
        codes: &rules,
        ..Profiles::default()
    };
    let user = diagnose(
        &close(CloseCode::NORMAL_CLOSURE, true),
        &announced(Verdict::Stop),
        &by_user,
    );
    assert_eq!(
        (user.verdict, user.source),
        (Verdict::BACKOFF, Source::User)
    );

    let advising = Close {
        reason: r#"{"reconnect":true}"#,
        ..close(CloseCode::NORMAL_CLOSURE, true)
    };
    let context = |verdict| Context {
        read_advice: true,
        ..announced(verdict)
    };
    let advised = plain(&advising, &context(Verdict::Stop));
    assert_eq!(
        (advised.verdict, advised.source),
        (Verdict::BACKOFF, Source::Advice)
    );
    let confirmed = plain(&advising, &context(Verdict::NOW));
    assert_eq!(
        (confirmed.source, confirmed.advice),
        (Source::Announced, AdviceNote::Taken)
    );
}

#[test]
fn what_was_announced_holds_for_every_end_that_this_side_did_not_want() {
    let unwanted = [
        (announced(Verdict::Stop), Cause::Dropped),
        (
            Context {
                silent: true,
                ..announced(Verdict::Stop)
            },
            Cause::Silent,
        ),
        (
            Context {
                offline: true,
                ..announced(Verdict::Stop)
            },
            Cause::Offline,
        ),
        (
            Context {
                suspended: true,
                ..announced(Verdict::Stop)
            },
            Cause::Suspended,
        ),
        (
            Context {
                timeout: Some(Timeout::Connect),
                ..announced(Verdict::Stop)
            },
            Cause::ConnectTimeout,
        ),
    ];
    for (context, cause) in unwanted {
        let diagnosis = plain(&LOST, &context);
        assert_eq!(
            (diagnosis.cause, diagnosis.verdict, diagnosis.source),
            (cause, Verdict::Stop, Source::Announced)
        );
    }
    let requested = Context {
        initiator: Initiator::Client,
        ..announced(Verdict::NOW)
    };
    let diagnosis = plain(&close(CloseCode::NORMAL_CLOSURE, true), &requested);
    assert_eq!(
        (diagnosis.verdict, diagnosis.source),
        (Verdict::Stop, Source::Standard)
    );
}
