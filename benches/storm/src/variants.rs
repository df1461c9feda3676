//! Other numbers that closewise could have for defaults, and other kinds of jitter.

use std::time::Duration;

use closewise::session::Settings;

use crate::Millis;
use crate::contender::Contender;
use crate::metrics::Outcome;
use crate::policies::{Policy, Retry};
use crate::report::table::{markdown, seconds, whole};
use crate::scenario::Scenario;
use crate::storm::run_all;

/// The base delay in s, the factor, and the longest delay in s.
const OTHERS: [(u64, f64, u64); 8] = [
    (1, 2.0, 30),
    (1, 1.5, 30),
    (2, 2.0, 30),
    (2, 1.3, 30),
    (2, 1.5, 15),
    (3, 1.5, 30),
    (4, 1.3, 20),
    (5, 1.3, 30),
];

/// The same numbers with three kinds of jitter. The first delay is drawn from 0 to its
/// ceiling by each of them.
const JITTERS: [Policy; 3] = [
    Policy {
        name: "2 s × 1.5, at most 30 s: from 0",
        delay: |retry, random| Some(between(retry, 0.0, random.share())),
        ..PLAIN
    },
    Policy {
        name: "2 s × 1.5, at most 30 s: from half",
        delay: |retry, random| Some(between(retry, 0.5, random.share())),
        ..PLAIN
    },
    // Each delay lies at the same place between the ceiling before it and its own, so
    // that the spans in which a crowd makes its attempts follow one another without a
    // gap. Those that got in step with each other part at the cap.
    Policy {
        name: "2 s × 1.5, at most 30 s: end to end",
        delay: |retry, random| {
            let least = ceiling(retry.number - 1) / ceiling(retry.number);
            Some(if least < 1.0 {
                between(retry, least, retry.drawn_by_the_page)
            } else {
                between(retry, 0.5, random.share())
            })
        },
        ..PLAIN
    },
];

const PLAIN: Policy = Policy {
    connect_timeout: Some(10_000),
    ..Policy::DEFAULT
};

/// The longest delay before a retry, in ms.
fn ceiling(number: i32) -> f64 {
    (2_000.0 * 1.5_f64.powi(number)).min(30_000.0)
}

/// A delay between a share of its ceiling and the ceiling.
fn between(retry: &Retry, least: f64, drawn: f64) -> Millis {
    let least = if retry.number == 0 { 0.0 } else { least };
    (ceiling(retry.number) * (least + (1.0 - least) * drawn)) as Millis
}

/// A table of how crowds with these numbers come through the storms.
pub fn table(scenarios: &[Scenario], clients: usize, seed: u64) -> String {
    let (labels, contenders): (Vec<_>, Vec<_>) = variants().into_iter().unzip();
    let storms = run_all(scenarios, &contenders, clients, seed);
    let mut head = vec!["delays".to_owned()];
    for storm in &storms {
        let name = storm.scenario.name;
        head.extend(
            ["peak when back, 1/s", "99 % back, s", "wasted"].map(|what| format!("{name}: {what}")),
        );
    }
    let rows = labels.into_iter().enumerate().map(|(place, label)| {
        let outcomes = storms.iter().map(|storm| &storm.outcomes[place].1);
        std::iter::once(label)
            .chain(outcomes.flat_map(cells))
            .collect()
    });
    markdown(&head, rows.collect())
}

fn variants() -> Vec<(String, Contender)> {
    let defaults = ("**the defaults**".to_owned(), Settings::default());
    let others = OTHERS.map(|(base_delay, factor, max_delay)| {
        let mut settings = Settings::default();
        let reconnect = settings.reconnect.get_or_insert_default();
        reconnect.base_delay = Some(Duration::from_secs(base_delay));
        reconnect.factor = factor;
        reconnect.max_delay = Some(Duration::from_secs(max_delay));
        (
            format!("{base_delay} s × {factor}, at most {max_delay} s"),
            settings,
        )
    });
    let closewise = std::iter::once(defaults).chain(others);
    let closewise =
        closewise.map(|(label, settings)| (label, Contender::Closewise(Box::new(settings))));
    let jitters = JITTERS
        .iter()
        .map(|policy| (policy.name.to_owned(), Contender::Peer(policy)));
    closewise.chain(jitters).collect()
}

fn cells(outcome: &Outcome) -> [String; 3] {
    [
        whole(outcome.peak_when_back as usize),
        seconds(outcome.until_99_percent),
        format!("{:.2}", outcome.wasted_by_each()),
    ]
}
