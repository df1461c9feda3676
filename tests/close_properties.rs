//! What holds of every diagnosis, whatever the close.

#![cfg(not(target_arch = "wasm32"))]

use std::num::NonZeroU32;
use std::time::Duration;

use closewise::close::{
    AdviceNote, Close, CloseCode, Context, Diagnosis, Initiator, PROFILES, Pace, Profile, Profiles,
    Rule, Source, Timeout, Verdict, diagnose,
};
use proptest::prelude::*;

fn contexts() -> impl Strategy<Value = Context> {
    let timeout = prop_oneof![
        Just(None),
        Just(Some(Timeout::Connect)),
        Just(Some(Timeout::Close))
    ];
    let initiator = prop_oneof![Just(Initiator::Peer), Just(Initiator::Client)];
    let flags = any::<(bool, bool, bool, bool, bool, bool)>();
    let announced = prop::option::of(verdicts());
    let all = (flags, any::<u64>(), initiator, timeout, announced);
    all.prop_map(|(flags, uptime, initiator, timeout, announced)| {
        let (opened, offline, silent, suspended, aborted, read_advice) = flags;
        Context {
            opened,
            uptime: Duration::from_millis(uptime),
            initiator,
            offline,
            silent,
            suspended,
            aborted,
            timeout,
            read_advice,
            announced,
        }
    })
}

/// All codes, and often those that mean something.
fn codes() -> impl Strategy<Value = CloseCode> {
    prop_oneof![any::<u16>(), 990_u16..1030, 2990_u16..3600, 3990_u16..5010].prop_map(CloseCode)
}

fn verdicts() -> impl Strategy<Value = Verdict> {
    let pace = prop_oneof![
        Just(Pace::Now),
        Just(Pace::Backoff),
        any::<(u32, u32)>().prop_map(|(min, max)| Pace::Window { min, max }),
    ];
    let retry = (pace, any::<u32>()).prop_map(|(pace, limit)| Verdict::Retry {
        pace,
        limit: NonZeroU32::new(limit),
    });
    prop_oneof![Just(Verdict::Stop), Just(Verdict::Reauthenticate), retry]
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = (any::<(u16, u16)>(), verdicts())
        .prop_map(|((first, last), verdict)| Rule::range(first, last, verdict));
    prop::collection::vec(rule, 0..4)
}

fn reasons() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        any::<String>(),
        "\\{\"(reconnect|retryAfter)\":[-a-z0-9.eE]{0,12}\\}",
    ]
}

fn profiles() -> impl Strategy<Value = Option<&'static Profile>> {
    prop::option::of(prop::sample::select(PROFILES))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn whatever_happens_there_is_a_diagnosis_with_a_sentence_and_a_reference(
        code in codes(),
        reason in reasons(),
        was_clean: bool,
        context in contexts(),
        codes in rules(),
        profile in profiles(),
    ) {
        let close = Close { code, reason: &reason, was_clean };
        let diagnosis = diagnose(&close, &context, &Profiles { codes: &codes, profile });

        prop_assert_eq!(diagnosis.code, code);
        prop_assert_eq!(diagnosis.registration(), code.registration());
        prop_assert!(!diagnosis.name.is_empty());

        let sentence = diagnosis.to_string();
        prop_assert!(sentence.ends_with('.'), "{}", sentence);
        prop_assert!(!sentence.contains("  ") && !sentence.contains(".."), "{}", sentence);

        let reference = diagnosis.reference.as_ref();
        let section = reference.strip_prefix("RFC 6455 §").is_some_and(|section| {
            section.split('.').all(|part| part.parse::<u8>().is_ok())
        });
        let address = reference.starts_with("https://") && !reference.contains(' ');
        prop_assert!(section || address, "{}", reference);
    }

    #[test]
    fn what_this_side_wanted_to_end_always_stops(
        code in codes(),
        reason in reasons(),
        was_clean: bool,
        context in contexts(),
        codes in rules(),
        profile in profiles(),
    ) {
        let wanted = context.aborted
            || context.initiator == Initiator::Client
            || context.timeout == Some(Timeout::Close);
        let close = Close { code, reason: &reason, was_clean };
        let diagnosis = diagnose(&close, &context, &Profiles { codes: &codes, profile });

        prop_assert_eq!(diagnosis.is_final(), wanted);
        if wanted {
            prop_assert_eq!(diagnosis.verdict, Verdict::Stop);
            prop_assert_eq!(diagnosis.source, Source::Standard);
        }
    }

    #[test]
    fn a_rule_of_the_users_decides_every_other_close_of_its_code(
        code in codes(),
        was_clean: bool,
        context in contexts(),
        verdict in verdicts(),
        profile in profiles(),
    ) {
        let rules = [Rule::code(code.0, verdict)];
        let close = Close { code, reason: r#"{"reconnect":false}"#, was_clean };
        let diagnosis = diagnose(&close, &context, &Profiles { codes: &rules, profile });
        if !diagnosis.is_final() {
            prop_assert_eq!(diagnosis.verdict, verdict);
            prop_assert_eq!(diagnosis.source, Source::User);
            prop_assert_ne!(diagnosis.advice, AdviceNote::Taken);
        }
    }

    #[test]
    fn a_sentence_ends_with_a_full_stop_and_holds_nothing_that_the_peer_wrote(
        code in codes(),
        was_clean: bool,
        context in contexts(),
        codes in rules(),
        profile in profiles(),
        word in "[a-z]{24}",
        member in prop_oneof![Just(""), Just(r#","reconnect":true"#), Just(r#","retryAfter":5000"#)],
        verdict in verdicts(),
    ) {
        let reasons = [
            word.clone(),
            format!(r#"{{"{word}":"{word}"{member}}}"#),
            format!(r#"{{"{word}"#),
        ];
        for reason in reasons {
            let close = Close { code, reason: &reason, was_clean };
            let diagnosis = diagnose(&close, &context, &Profiles { codes: &codes, profile });
            let others = [
                diagnosis.clone().overridden(verdict),
                diagnosis.clone().handshake_refused(verdict),
                diagnosis.clone().moved(verdict),
                Diagnosis::not_provided().overridden(verdict),
            ];
            for diagnosis in others.into_iter().chain([diagnosis]) {
                let sentence = diagnosis.to_string();
                prop_assert!(sentence.ends_with('.') && sentence.len() > 1, "{}", sentence);
                prop_assert!(!sentence.contains(&word), "{}", sentence);
                let facts = format!("{diagnosis:?}");
                prop_assert!(!facts.contains(&word), "{}", facts);
            }
        }
    }
}
