//! What holds of the suspects of every close.

#[path = "../close_support/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};

use closewise::close::{
    Close, Context, Diagnosis, Evidence, PROFILES, Pace, Profiles, Rule, Signature, Source,
    Verdict, diagnose, signatures,
};
use proptest::prelude::*;
use random::{codes, contexts};

/// Reasons that are typical of something, of several things, and of nothing.
fn reasons() -> impl Strategy<Value = String> {
    let words = prop::sample::select(
        &[
            "idle timeout",
            "ping timeout",
            "maximum duration",
            "server restarting",
            "replaced",
            "replaced by new connection",
            "unauthorized",
            "token",
            "too many requests",
            "too big",
            "not found",
            "internal error",
            "protocol",
            "network",
            "please reconnect",
            "bye",
        ][..],
    );
    let several = prop::collection::vec(words, 0..4).prop_map(|words| words.join(", "));
    prop_oneof![several, any::<String>()]
}

fn known() -> impl Strategy<Value = &'static [Signature]> {
    let all: &[Signature] = signatures();
    prop_oneof![Just(&[][..]), Just(all)]
}

/// The diagnosis with and without what is suspected.
fn judged(close: &Close<'_>, context: &Context, known: &[Signature]) -> Diagnosis {
    let profiles = Profiles {
        signatures: known,
        ..Profiles::default()
    };
    diagnose(close, context, &profiles)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8192))]

    #[test]
    fn there_are_a_few_suspects_the_best_first_and_each_says_what_to_do(
        code in codes(),
        reason in reasons(),
        was_clean: bool,
        context in contexts(),
        known in known(),
    ) {
        let close = Close { code, reason: &reason, was_clean };
        let suspects = judged(&close, &context, known).suspects;
        prop_assert!(suspects.len() <= 4);
        prop_assert!(suspects.is_sorted_by_key(|suspect| suspect.evidence));

        let keys: BTreeSet<_> = suspects.iter().map(|suspect| &suspect.key).collect();
        prop_assert_eq!(keys.len(), suspects.len());
        let mut of_a_kind = BTreeMap::new();
        for suspect in &suspects {
            *of_a_kind.entry(suspect.kind.as_str()).or_insert(0) += 1;
        }
        prop_assert!(of_a_kind.values().all(|count| *count <= 2), "{:?}", of_a_kind);

        for suspect in &suspects {
            let sentence = &suspect.sentence;
            let is_sure = suspect.evidence == Evidence::Certain
                || suspect.evidence == Evidence::Signature;
            prop_assert!(is_sure || sentence.contains("typical of"), "{}", sentence);
            for text in [sentence, &suspect.remedy] {
                // A remedy may end with a line of a configuration.
                prop_assert!(text.ends_with(['.', ';']), "{}", text);
                prop_assert!(!text.contains(['{', '}']) || text.contains("{\""), "{}", text);
            }
            let reference = suspect.reference.as_ref();
            prop_assert!(reference.starts_with("https://") || reference.starts_with("RFC "));
            prop_assert!(!suspect.name.is_empty());
        }
    }

    #[test]
    fn only_whether_to_come_back_is_changed_by_what_is_suspected(
        code in codes(),
        reason in reasons(),
        was_clean: bool,
        context in contexts(),
        known in known(),
    ) {
        let close = Close { code, reason: &reason, was_clean };
        let context = Context { read_advice: false, announced: None, ..context };
        let judged = judged(&close, &context, known);
        // With no words and no measure nothing is left but the code and the cause.
        let bare = Context {
            uptime: std::time::Duration::from_secs(10),
            inbound_silence: None,
            outbound_silence: None,
            earlier_uptimes: Vec::new(),
            earlier_silences: Vec::new(),
            surroundings: Default::default(),
            ..context
        };
        let plain = diagnose(&Close { reason: "", ..close }, &bare, &Profiles::default());
        prop_assert_eq!(plain.source, Source::Standard);
        match judged.source {
            Source::Standard => prop_assert_eq!(judged.verdict, plain.verdict),
            Source::Signature => {
                prop_assert_ne!(judged.verdict.is_retry(), plain.verdict.is_retry());
                prop_assert_ne!(plain.verdict, Verdict::Reauthenticate);
                prop_assert!([Verdict::BACKOFF, Verdict::Stop].contains(&judged.verdict));
            }
            other => prop_assert!(false, "{}", other),
        }
        if let Verdict::Retry { pace: Pace::Window { .. }, .. } = plain.verdict {
            // When to come back is the code's to say, though not whether.
            prop_assert!(judged.verdict == plain.verdict || judged.verdict == Verdict::Stop);
        }
    }

    #[test]
    fn what_a_profile_or_the_user_says_of_a_code_no_signature_changes(
        code in codes(),
        reason in reasons(),
        context in contexts(),
        profile in prop::sample::select(PROFILES),
    ) {
        let close = Close { code, reason: &reason, was_clean: true };
        let context = Context { read_advice: false, announced: None, ..context };
        let stop = [Rule::code(code, Verdict::Stop)];
        let with = |codes| Profiles { codes, profile: Some(profile), signatures: signatures() };
        let diagnosis = diagnose(&close, &context, &with(&[]));
        if diagnosis.source == Source::Profile {
            prop_assert_eq!(Some(diagnosis.verdict), profile.rule(code).map(|rule| rule.verdict));
        } else {
            prop_assert!(profile.rule(code).is_none() || diagnosis.cause.as_str() != "closed-by-peer");
        }
        let diagnosis = diagnose(&close, &context, &with(&stop));
        prop_assert!(diagnosis.is_final() || diagnosis.source == Source::User);
        prop_assert_eq!(diagnosis.verdict, Verdict::Stop);
    }
}
