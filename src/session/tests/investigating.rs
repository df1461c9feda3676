//! Plain requests to the address of what never opened.

use super::world::{LATENCY, Peer, World, config, reconnect};
use crate::close::{Cause, Verdict};
use crate::session::{Command, Config, Input, Millis};

fn curious() -> Config {
    config(|settings| settings.investigates = true)
}

/// When a request was asked for, and for which cause.
fn requests(world: &World) -> Vec<(Millis, Cause)> {
    let requests = world
        .commands
        .iter()
        .filter_map(|(at, command)| match command {
            Command::Investigate { diagnosis } => Some((*at, diagnosis.cause)),
            _ => None,
        });
    requests.collect()
}

#[test]
fn an_attempt_that_never_opened_is_looked_into() {
    let mut world = World::open(curious(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    assert_eq!(requests(&world), [(world.now, Cause::NeverOpened)]);
    // Nothing waits for what it finds.
    assert_eq!(world.retries().len(), 1);
}

#[test]
fn so_is_one_that_did_not_open_in_time() {
    let mut world = World::open(curious(), [Peer::NEVER_OPENS]);
    world.pass(10_000);
    assert_eq!(requests(&world), [(world.now, Cause::ConnectTimeout)]);
}

#[test]
fn a_row_of_failures_is_looked_into_once_a_minute() {
    let mut world = World::open(curious(), [Peer::REFUSES]);
    world.pass(300_000);
    let at: Vec<_> = requests(&world).into_iter().map(|(at, _)| at).collect();
    assert!((3..=5).contains(&at.len()), "{at:?}");
    assert!(at.windows(2).all(|two| two[1] - two[0] >= 60_000), "{at:?}");
}

#[test]
fn another_session_of_the_client_has_no_minute_of_its_own() {
    let mut world = World::open(curious(), [Peer::REFUSES]);
    world.pass(LATENCY);
    world.tell(Input::Abort);
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.causes().len(), 2);
    assert_eq!(requests(&world).len(), 1);
}

#[test]
fn what_had_opened_and_what_is_not_retried_is_not_looked_into() {
    let mut world = World::open(curious(), [Peer::drops(10)]);
    world.pass(LATENCY + 10);
    assert_eq!(requests(&world), []);

    let final_config = config(|settings| {
        settings.investigates = true;
        settings.reconnect = None;
    });
    let mut world = World::open(final_config, [Peer::REFUSES]);
    world.pass(LATENCY);
    assert_eq!(requests(&world), []);
}

#[test]
fn the_diagnosis_is_what_the_predicate_made_of_it() {
    let asking = config(|settings| {
        settings.investigates = true;
        reconnect(settings).asks_override = true;
    });
    let mut world = World::new(asking).meeting([Peer::REFUSES]);
    world.predicate = |_| Some(Verdict::NOW);
    world.tell(Input::Open);
    world.pass(LATENCY);
    let asked = world
        .commands
        .iter()
        .find_map(|(_, command)| match command {
            Command::Investigate { diagnosis } => Some(diagnosis.verdict),
            _ => None,
        });
    assert_eq!(asked, Some(Verdict::NOW));
}

#[test]
fn nobody_is_asked_by_default() {
    let mut world = World::open(Config::default(), [Peer::REFUSES]);
    world.pass(300_000);
    assert_eq!(requests(&world), []);
}
