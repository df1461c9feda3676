//! Who decides a verdict, and whose words it has: the user, the server's advice, the profile,
//! a signature, the standard.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use std::time::Duration;

use close_support::{LOST, close, open, plain};
use closewise::close::profiles::{CENTRIFUGO, DISCORD};
use closewise::close::{
    Close, CloseCode, Context, Profile, Profiles, Rule, Signature, Source, SuspectKind, Verdict,
    diagnose, signatures,
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

/// A minute in which the client sent nothing, then a clean end: Cowboy's idle timeout.
fn idle_for_a_minute() -> Context {
    Context {
        uptime: Duration::from_secs(700),
        inbound_silence: Some(Duration::from_secs(1)),
        outbound_silence: Some(Duration::from_millis(60_200)),
        read_advice: true,
        ..open()
    }
}

#[test]
fn a_signature_wins_over_the_standard_and_everybody_else_over_a_signature() {
    let profile = Profile::new(
        "chess",
        "https://example.com/codes",
        vec![Rule::code(1000, Verdict::window(1_000, 2_000)).name("Over")],
    );
    let codes = [Rule::code(1000, Verdict::Reauthenticate)];
    let advice = r#"{"reconnect":false}"#;
    let decided = |reason, profiles: Profiles<'_>| {
        let close = Close {
            reason,
            ..close(CloseCode::NORMAL_CLOSURE, true)
        };
        let diagnosis = diagnose(&close, &idle_for_a_minute(), &profiles);
        (diagnosis.verdict, diagnosis.source)
    };

    let by_signature = Profiles {
        signatures: signatures(),
        ..Profiles::default()
    };
    let by_profile = Profiles {
        profile: Some(&profile),
        ..by_signature
    };
    let by_user = Profiles {
        codes: &codes,
        ..by_profile
    };
    let busy = plain(&close(CloseCode::NORMAL_CLOSURE, true), &open());
    assert_eq!(
        (busy.verdict, busy.source),
        (Verdict::Stop, Source::Standard)
    );
    assert_eq!(
        decided("", by_signature),
        (Verdict::BACKOFF, Source::Signature)
    );
    assert_eq!(
        decided("", by_profile),
        (Verdict::window(1_000, 2_000), Source::Profile)
    );
    assert_eq!(
        decided(advice, by_signature),
        (Verdict::Stop, Source::Advice)
    );
    assert_eq!(decided(advice, by_profile), (Verdict::Stop, Source::Advice));
    assert_eq!(
        decided(advice, by_user),
        (Verdict::Reauthenticate, Source::User)
    );
}

#[test]
fn a_profile_that_overrules_a_signature_leaves_its_suspects() {
    let profile = Profile::new(
        "chess",
        "https://example.com/codes",
        vec![Rule::code(1000, Verdict::Stop).name("Over")],
    );
    let profiles = Profiles {
        profile: Some(&profile),
        signatures: signatures(),
        ..Profiles::default()
    };
    let close = close(CloseCode::NORMAL_CLOSURE, true);
    let diagnosis = diagnose(&close, &idle_for_a_minute(), &profiles);
    assert_eq!(diagnosis.suspects[0].key, "cowboy-idle");

    // What the profile says of the code is not guessed at beside it.
    let busy = diagnose(&close, &open(), &profiles);
    assert_eq!(busy.suspects, []);
}

#[test]
fn the_users_own_signature_counts_as_those_of_the_crate_do() {
    let own = Signature {
        key: "our-gateway".into(),
        kind: SuspectKind::IdleTimeout,
        name: "our gateway".into(),
        codes: vec![CloseCode::POLICY_VIOLATION].into(),
        span: None,
        words: vec!["gateway says hello".into()].into(),
        verdict: Some(Verdict::NOW),
        sentence: "These words are typical of our gateway.".into(),
        remedy: "Ask for a longer timeout.".into(),
        reference: "https://example.com/gateway".into(),
    };
    let with = |own: &[Signature]| {
        let close = Close {
            reason: "The gateway says: \"Hello!\"",
            ..close(CloseCode::POLICY_VIOLATION, true)
        };
        let profiles = Profiles {
            signatures: own,
            ..Profiles::default()
        };
        diagnose(&close, &open(), &profiles)
    };
    let diagnosis = with(std::slice::from_ref(&own));
    assert_eq!(diagnosis.suspects[0].name, "our gateway");
    assert_eq!(
        (diagnosis.verdict, diagnosis.source),
        (Verdict::NOW, Source::Signature)
    );
    // A code alone is typical of nobody.
    let bare = Signature {
        words: Vec::new().into(),
        ..own
    };
    assert_ne!(with(&[bare]).suspects[0].key, "our-gateway");
}
