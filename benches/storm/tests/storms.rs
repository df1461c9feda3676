//! What docs/storms.md says is so: its tables and pictures are those of this code, and
//! the storms bear out what it claims.

use std::fs;
use std::sync::LazyLock;

use closewise_storm::contender::Contender;
use closewise_storm::metrics::Outcome;
use closewise_storm::report::docs::{self, Shown};
use closewise_storm::report::verdict::is_better;
use closewise_storm::scenario::{CRASH, SCENARIOS, Scenario};
use closewise_storm::server::Handshakes;
use closewise_storm::storm::{Storm, run_all};

static SHOWN: LazyLock<Shown> = LazyLock::new(Shown::new);

const WRITE: &str = "run `cargo run --release -p closewise-storm -- --write`";

fn storm(name: &str) -> &'static Storm {
    let mut storms = SHOWN.storms().iter();
    storms
        .find(|storm| storm.scenario.name == name)
        .expect("a storm of that name")
}

fn outcome(storm: &'static Storm, client: &str) -> &'static Outcome {
    let mut outcomes = storm.outcomes.iter();
    let found = outcomes.find(|(contender, _)| contender.name().starts_with(client));
    &found.expect("a client of that name").1
}

#[test]
fn the_page_has_the_tables_of_this_code() {
    let page = fs::read_to_string(docs::file(docs::PAGE)).expect("the page");
    let written = SHOWN.with_tables(&page).expect("a place for each table");
    for (is, should_be) in page.lines().zip(written.lines()) {
        assert_eq!(is, should_be, "{} is out of date: {WRITE}", docs::PAGE);
    }
    assert_eq!(
        page.len(),
        written.len(),
        "{} is out of date: {WRITE}",
        docs::PAGE
    );
}

#[test]
fn the_pictures_are_of_this_code() {
    for (path, picture) in SHOWN.pictures() {
        let file = fs::read_to_string(docs::file(&path)).unwrap_or_default();
        assert!(file == picture, "{path} is out of date: {WRITE}");
    }
}

#[test]
fn a_storm_is_the_same_for_the_same_seed() {
    for contender in Contender::all() {
        let weather = |seed| contender.weather(&CRASH, 100, seed);
        assert_eq!(weather(7), weather(7));
    }
    let closewise = &Contender::all()[0];
    assert_ne!(
        closewise.weather(&CRASH, 100, 7),
        closewise.weather(&CRASH, 100, 8)
    );
}

#[test]
fn every_client_of_closewise_comes_back_from_every_storm() {
    for storm in SHOWN.storms() {
        let (closewise, _) = storm.sides();
        assert_eq!(closewise.lost, 0, "{}", storm.scenario.name);
        assert!(
            closewise.until_999_permille.is_some(),
            "{}",
            storm.scenario.name
        );
    }
}

#[test]
fn a_restart_that_says_so_costs_no_try_and_the_smallest_peak() {
    let (closewise, peers) = storm("restart").sides();
    assert_eq!(closewise.wasted, 0);
    assert!(peers.iter().all(|(_, peer)| peer.peak > 4 * closewise.peak));
    assert!(peers.iter().all(|(_, peer)| peer.wasted > 0));
}

#[test]
fn nobody_has_a_smaller_peak_and_is_back_sooner() {
    for Scenario { name, .. } in SCENARIOS {
        let (closewise, peers) = storm(name).sides();
        for (peer, outcome) in peers {
            assert!(!is_better(outcome, closewise), "{peer} in {name}");
        }
    }
}

#[test]
fn an_outage_of_a_minute_loses_every_client_of_two_peers() {
    let outage = storm("outage");
    let (_, peers) = outage.sides();
    let losers: Vec<_> = peers.iter().filter(|(_, peer)| peer.lost > 0).collect();
    assert_eq!(losers.len(), 2);
    for client in ["graphql-ws", "SignalR"] {
        assert_eq!(outcome(outage, client).lost, docs::CLIENTS);
    }
}

#[test]
fn two_peers_that_hang_up_after_4_s_never_get_through_a_long_line() {
    for client in ["partysocket", "reconnecting-websocket"] {
        assert_eq!(outcome(storm("queueing"), client).until_50_percent, None);
    }
}

#[test]
fn peers_without_jitter_come_back_in_one_second_after_a_crash() {
    for client in ["partysocket", "SignalR"] {
        let outcome = outcome(storm("crash"), client);
        assert_eq!(outcome.peak_when_back as usize, docs::CLIENTS, "{client}");
    }
}

#[test]
fn a_line_that_is_much_longer_than_the_connect_timeout_defeats_closewise_too() {
    let long_line = [Scenario {
        name: "a very long line",
        handshakes: Handshakes::Queue {
            share_per_second: 0.02,
        },
        ..CRASH
    }];
    let contenders: Vec<_> = Contender::all()
        .into_iter()
        .filter(|one| one.is_closewise() || one.name().starts_with("graphql-ws"))
        .collect();
    let storms = run_all(&long_line, &contenders, 1_000, 7);
    let back = |is_wanted: fn(&Contender) -> bool| {
        let mut outcomes = storms[0].outcomes.iter();
        let (_, outcome) = outcomes
            .find(|(one, _)| is_wanted(one))
            .expect("an outcome");
        (outcome.until_50_percent, outcome.until_99_percent)
    };
    assert_eq!(back(Contender::is_closewise), (None, None));
    let (_, graphql_ws) = back(|one| !one.is_closewise());
    assert!(graphql_ws.is_some_and(|until| until < 60_000));
}
