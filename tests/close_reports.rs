//! The suspects of a diagnosis, held against reports whose cause was established:
//! tests/reports says what they are.

#[path = "close_support/page.rs"]
mod page;
#[path = "close_support/reports.rs"]
mod reports;

use std::collections::BTreeMap;

use page::{header, hold, line};
use reports::{Report, Set, all};

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
    for missed in of(Set::Dev).into_iter().filter(|report| !report.is_named()) {
        println!("{}", describe(missed));
    }
    assert!(share_of_right("dev", &of(Set::Dev)) >= GOAL);
    assert!(share_of_right("held-out", &of(Set::HeldOut)) >= HELD_OUT_GOAL);
    assert!(share_of_right("all", &reports) >= GOAL);
}

#[test]
fn the_table_of_the_page_shows_how_many_are_told_right() {
    hold(&[("reports", table())]);
}

fn table() -> String {
    let reports = all();
    let of = |set| reports.iter().filter(move |report| report.set == set);
    let mut table = header(&["kind", "seen while writing", "held out"]);
    let share = |reports: &[&Report]| {
        let right = reports.iter().filter(|report| report.is_named()).count();
        format!("{right} of {}", reports.len())
    };
    let mut by_kind: BTreeMap<&str, [Vec<&Report>; 2]> = BTreeMap::new();
    for (place, set) in [Set::Dev, Set::HeldOut].into_iter().enumerate() {
        for report in of(set) {
            by_kind.entry(report.kind.as_str()).or_default()[place].push(report);
        }
    }
    for (kind, [dev, held_out]) in &by_kind {
        table += &line(&[kind.to_string(), share(dev), share(held_out)]);
    }
    let [dev, held_out] = [Set::Dev, Set::HeldOut].map(|set| of(set).collect::<Vec<_>>());
    table += &line(&["**all**".into(), share(&dev), share(&held_out)]);
    table
}

/// In percent.
fn share_of_right(name: &str, reports: &[&Report]) -> usize {
    let right = reports.iter().filter(|report| report.is_named()).count();
    println!("{name}: {right} of {}", reports.len());
    println!("  {}", by_kind(reports));
    right * 100 / reports.len()
}

fn by_kind(reports: &[&Report]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for report in reports {
        let (right, of) = counts.entry(report.kind.as_str()).or_default();
        *right += usize::from(report.is_named());
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
