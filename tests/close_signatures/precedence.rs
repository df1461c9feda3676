//! Who has the last word where a signature has one: everybody but the standard.

use std::time::Duration;

use closewise::close::{
    Close, CloseCode, Context, Profile, Profiles, Rule, Signature, Source, SuspectKind, Verdict,
    diagnose, signatures,
};

use crate::close_support::{close, open, plain};

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
