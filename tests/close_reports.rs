//! The suspects of a diagnosis, held against reports whose cause was established:
//! tests/reports says what they are.

#[path = "close_support/reports.rs"]
mod reports;

use std::collections::BTreeMap;

use reports::{Report, Set, all};

/// How many of the first suspects may hold the right one.
const FIRST: usize = 3;
/// The part of all reports that has to be told right, in percent.
const GOAL: usize = 90;
/// That of the reports that nobody looked at while rules were written.
const HELD_OUT_GOAL: usize = 85;

#[test]
fn the_established_cause_is_among_the_first_three_suspects_in_nine_of_ten_reports() {
    let reports = all();
    let reports: Vec<_> = reports.iter().collect();
    let of = |set| {
        let reports = reports.iter().filter(|report| report.set == set);
        reports.copied().collect::<Vec<_>>()
    };
    for missed in of(Set::Dev).into_iter().filter(|report| !is_named(report)) {
        println!("{}", describe(missed));
    }
    assert!(share_of_right("dev", &of(Set::Dev)) >= GOAL);
    assert!(share_of_right("held-out", &of(Set::HeldOut)) >= HELD_OUT_GOAL);
    assert!(share_of_right("all", &reports) >= GOAL);
}

/// In percent.
fn share_of_right(name: &str, reports: &[&Report]) -> usize {
    let right = reports.iter().filter(|report| is_named(report)).count();
    println!("{name}: {right} of {}", reports.len());
    println!("  {}", by_kind(reports));
    right * 100 / reports.len()
}

fn is_named(report: &Report) -> bool {
    let suspects = report.diagnose().suspects;
    let mut kinds = suspects.iter().take(FIRST).map(|suspect| suspect.kind);
    kinds.any(|kind| kind == report.kind || report.also.contains(&kind))
}

fn by_kind(reports: &[&Report]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for report in reports {
        let (right, of) = counts.entry(report.kind.as_str()).or_default();
        *right += usize::from(is_named(report));
        *of += 1;
    }
    let counts = counts
        .iter()
        .map(|(kind, (right, of))| format!("{kind} {right}/{of}"));
    counts.collect::<Vec<_>>().join(", ")
}

fn describe(report: &Report) -> String {
    let suspects = report.diagnose().suspects;
    let kinds: Vec<_> = suspects
        .iter()
        .map(|suspect| suspect.kind.as_str())
        .collect();
    format!(
        "{}: {} rather than {kinds:?} ({:?}, {:?})",
        report.id, report.kind, report.close, report.context
    )
}
