//! The suspects of a diagnosis, held against reports whose cause was established:
//! tests/reports says what they are.

#[path = "close_support/reports.rs"]
mod reports;

use std::collections::BTreeMap;

use reports::{Report, Set, all};

/// How many of the first suspects may hold the right one.
const FIRST: usize = 3;
/// The part of the reports that has to be told right, in percent.
const GOAL: usize = 90;

#[test]
fn the_established_cause_is_among_the_first_three_suspects_in_nine_of_ten_reports() {
    let reports = all();
    for set in [Set::Dev, Set::HeldOut] {
        let of_the_set: Vec<_> = reports.iter().filter(|report| report.set == set).collect();
        let right = of_the_set.iter().filter(|report| is_named(report)).count();
        println!("{set:?}: {right} of {}", of_the_set.len());
        println!("  {}", by_kind(&of_the_set));
        if set == Set::Dev {
            for report in of_the_set.iter().filter(|report| !is_named(report)) {
                println!("  {}", missed(report));
            }
        }
        assert!(
            right * 100 >= of_the_set.len() * GOAL,
            "{set:?}: {right} of {}",
            of_the_set.len()
        );
    }
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

fn missed(report: &Report) -> String {
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
