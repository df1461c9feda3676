//! How often a signature fits by chance: a connection that ended at any moment, with the
//! code and without a word, is named after a product that had no part in it.

use std::time::Duration;

use closewise::close::{Context, Evidence, Signature, signatures};

use super::diagnosed;

/// No product may be named by chance more often, in parts of the whole.
const AT_MOST: f64 = 0.03;

const MINUTE: u64 = 60_000;
/// In ms: what ends within minutes is held against 20 of them, the rest against 30 h.
const SHORT: u64 = 20 * MINUTE;
const LONG: u64 = 30 * 60 * MINUTE;
/// Moments that are tried, evenly spread.
const MOMENTS: u64 = 12_000;

/// The part of all moments at which a row is named.
pub fn of(row: &Signature) -> f64 {
    let reach = match row.span {
        None => SHORT,
        Some(span) if span.to <= 16 * MINUTE => SHORT,
        Some(_) => LONG,
    };
    let known = std::slice::from_ref(row);
    let rates = row.codes.iter().map(|code| {
        rate(code.0, reach, known, |evidence| {
            evidence == Evidence::Signature
        })
    });
    rates.fold(0.0, f64::max)
}

/// The part of all moments within `reach` at which such evidence is found, of a
/// connection that was idle all its life.
fn rate(code: u16, reach: u64, known: &[Signature], is_it: fn(Evidence) -> bool) -> f64 {
    let found = (0..MOMENTS)
        .map(|moment| idle_for(moment * reach / MOMENTS))
        .filter(|context| {
            let diagnosis = diagnosed(code, "", context, known);
            let mut suspects = diagnosis.suspects.iter();
            suspects.any(|suspect| is_it(suspect.evidence))
        });
    found.count() as f64 / MOMENTS as f64
}

fn idle_for(millis: u64) -> Context {
    let span = Duration::from_millis(millis);
    Context {
        opened: true,
        uptime: span,
        inbound_silence: Some(span),
        outbound_silence: Some(span),
        ..Context::default()
    }
}

/// How often a usual span is found by chance, by the code of the close.
pub fn of_a_usual_span(code: u16) -> f64 {
    rate(code, SHORT, &[], |evidence| {
        matches!(evidence, Evidence::Silence | Evidence::Age)
    })
}

pub fn in_percent(rate: f64) -> String {
    format!("{:.1} %", rate * 100.0)
}

#[test]
fn no_product_is_named_by_chance_more_often_than_once_in_thirty() {
    for row in signatures().iter() {
        let rate = of(row);
        println!("{:32} {}", row.key, in_percent(rate));
        assert!(rate < AT_MOST, "{}: {}", row.key, in_percent(rate));
        assert_eq!(rate > 0.0, row.words.is_empty(), "{}", row.key);
    }
}

#[test]
fn a_usual_span_is_found_by_chance_in_one_of_ten_and_changes_a_verdict_in_one_of_fifty() {
    for (code, at_most) in [
        (1006, 0.12),
        (1001, 0.12),
        (1000, 0.02),
        (1002, 0.02),
        (1008, 0.0),
    ] {
        let rate = of_a_usual_span(code);
        println!("a usual span, with {code}: {}", in_percent(rate));
        assert!(rate <= at_most, "{code}: {}", in_percent(rate));
    }
}
