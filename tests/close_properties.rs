//! What holds of every diagnosis, whatever the close.

#![cfg(not(target_arch = "wasm32"))]

#[path = "close_support/random.rs"]
mod random;

use closewise::close::{
    AdviceNote, Close, Diagnosis, Initiator, PROFILES, Profile, Profiles, Rule, Source, Timeout,
    Verdict, diagnose, signatures,
};
use proptest::prelude::*;
use random::{codes, contexts, verdicts};

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

/// With the signatures of the crate.
fn own<'a>(codes: &'a [Rule], profile: Option<&'a Profile>) -> Profiles<'a> {
    Profiles {
        codes,
        profile,
        signatures: signatures(),
    }
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
        let diagnosis = diagnose(&close, &context, &own(&codes, profile));

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
        let diagnosis = diagnose(&close, &context, &own(&codes, profile));

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
        let diagnosis = diagnose(&close, &context, &own(&rules, profile));
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
            let diagnosis = diagnose(&close, &context, &own(&codes, profile));
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
