//! What the sentence says of suspects and of waiting: which parts it has, and when.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::{
    Cause, CloseCode, Context, Diagnosis, Profiles, Rule, Timeout, Verdict, diagnose,
};

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

#[test]
fn suspects_that_nothing_points_to_are_named_together_and_no_more_than_three() {
    let mut counts = Vec::new();
    for diagnosis in [
        unanswered(true),
        unanswered(false),
        plain(&LOST, &Context::default()),
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
    assert_eq!(counts, [2, 3, 4]);
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
