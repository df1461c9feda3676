//! What holds of each row of the table.

use std::collections::BTreeSet;

use closewise::close::{SuspectKind, Verdict, signatures};

#[test]
fn each_row_has_a_key_of_its_own() {
    let keys: BTreeSet<_> = signatures().iter().map(|row| &row.key).collect();
    assert_eq!(keys.len(), signatures().len());
    for key in keys {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!key.is_empty() && key.chars().all(is_plain), "{key}");
        let begins_as_a_kind = SuspectKind::ALL.iter().any(|kind| kind.as_str() == key);
        assert!(!begins_as_a_kind, "{key} is a kind");
    }
}

#[test]
fn a_code_alone_is_typical_of_nobody() {
    for row in signatures().iter() {
        assert!(!row.codes.is_empty(), "{}", row.key);
        assert!(row.span.is_some() || !row.words.is_empty(), "{}", row.key);
    }
}

#[test]
fn a_span_holds_what_the_documentation_says() {
    for row in signatures().iter() {
        let Some(span) = row.span else { continue };
        assert!(span.from <= span.millis, "{}", row.key);
        assert!(span.millis <= span.to, "{}", row.key);
        assert!(span.from > 0, "{}", row.key);
    }
}

#[test]
fn words_are_written_as_they_are_looked_for() {
    for row in signatures().iter() {
        for words in row.words.iter() {
            let plain = words
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ');
            assert!(plain && !words.is_empty(), "{}: {words:?}", row.key);
            let apart: Vec<_> = words.split(' ').collect();
            assert!(apart.iter().all(|word| !word.is_empty()), "{words:?}");
        }
    }
}

#[test]
fn each_row_says_what_points_to_it_what_to_do_and_what_backs_it() {
    for row in signatures().iter() {
        let key = &row.key;
        assert!(!row.name.is_empty(), "{key}");
        let sentence = row.sentence.as_ref();
        assert!(sentence.ends_with('.'), "{key}: {sentence}");
        // A restart that names itself is no guess.
        let is_careful = sentence.contains("typical of");
        assert!(
            is_careful || row.kind == SuspectKind::Restart,
            "{key}: {sentence}"
        );
        assert!(row.remedy.ends_with('.'), "{key}: {}", row.remedy);
        let reference = row.reference.as_ref();
        let is_backed = reference.starts_with("https://") || reference.starts_with("RFC ");
        assert!(is_backed && !reference.contains(' '), "{key}: {reference}");
    }
}

#[test]
fn a_signature_stops_nobody() {
    for row in signatures().iter() {
        assert!(row.verdict.is_none_or(Verdict::is_retry), "{}", row.key);
    }
}
