//! The row of retries: when, how often, and when no more.

use super::world::{LATENCY, Peer, World, config, ms, reconnect};
use crate::close::{Cause, Rule, Verdict};
use crate::session::{Config, EndReason, Input, State};

#[test]
fn a_dropped_connection_is_retried_within_its_backoff() {
    let mut world = World::open(Config::default(), [Peer::drops(100), Peer::ACCEPTS]);
    world.pass(LATENCY + 100);
    let dropped_at = world.now;
    world.pass(5_000);
    let (attempt, delay) = world.retries()[0];
    assert_eq!((attempt, world.dials()[1]), (1, dropped_at + delay));
    assert!(delay <= 1_000);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn the_ceiling_of_the_delay_grows_with_each_retry_up_to_the_cap() {
    let mut world = World::open(Config::default(), [Peer::REFUSES]);
    world.pass(600_000);
    let retries = world.retries();
    assert!(retries.len() > 15, "{retries:?}");
    for (attempt, delay) in &retries {
        let ceiling = 1_000_u64 << (attempt - 1).min(10);
        assert!(*delay <= ceiling.min(30_000), "{attempt}: {delay}");
    }
    assert!(
        retries.iter().any(|(_, delay)| *delay > 15_000),
        "{retries:?}"
    );
}

#[test]
fn attempts_never_pass_their_limit() {
    let mut world = World::open(
        config(|s| reconnect(s).max_attempts = Some(3)),
        [Peer::REFUSES],
    );
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 4, "the first, and three retries");
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
    assert_eq!(end.diagnosis.map(|d| d.cause), Some(Cause::NeverOpened));
    assert!(!world.closes()[3].will_retry);
}

#[test]
fn attempts_start_again_only_after_a_connection_that_proved_itself() {
    let peers = [
        Peer::REFUSES,
        Peer::REFUSES,
        Peer::drops(4_999),
        Peer::drops(5_000),
    ];
    let mut world = World::open(Config::default(), peers);
    world.pass(60_000);
    let attempts: Vec<_> = world
        .retries()
        .iter()
        .map(|(attempt, _)| *attempt)
        .collect();
    assert_eq!(attempts[..5], [1, 2, 3, 1, 1]);
}

#[test]
fn connections_that_open_only_to_drop_end_as_flapping() {
    let fickle = config(|s| reconnect(s).max_flaps = Some(4));
    let mut world = World::open(fickle, [Peer::drops(100)]);
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 4);
    assert_eq!(world.end().expect("an end").reason, EndReason::Flapping);
}

#[test]
fn the_last_retry_may_come_when_the_time_for_retries_is_just_spent() {
    for (most, dials) in [(7_000, 2), (6_999, 1)] {
        let budget = config(|s| {
            s.codes = vec![Rule::code(4000, Verdict::window(7_000, 7_000))];
            reconnect(s).max_elapsed = Some(ms(most));
        });
        let mut world = World::open(budget, [Peer::closes(10, 4000), Peer::ACCEPTS]);
        world.pass(60_000);
        assert_eq!(world.dials().len(), dials, "{most}");
    }
}

#[test]
fn a_row_of_retries_ends_when_its_time_is_spent() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(60_000)));
    let mut world = World::open(budget, [Peer::REFUSES]);
    let begun = world.now;
    world.pass(3_600_000);
    assert_eq!(
        world.end().expect("an end").reason,
        EndReason::TimeExhausted
    );
    let last = *world.dials().last().expect("a dial");
    assert!((begun + 20_000..=begun + 60_100).contains(&last), "{last}");
}

#[test]
fn time_offline_or_asleep_is_not_taken_from_the_budget() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(60_000)));
    let mut world = World::open(budget.clone(), [Peer::REFUSES]);
    world.pass(LATENCY);
    world.tell(Input::Offline);
    world.pass(3_600_000);
    world.tell(Input::Online);
    world.pass(LATENCY);
    assert_ne!(world.state(), State::Ended, "offline for an hour");

    let mut world = World::open(budget, [Peer::REFUSES]);
    world.pass(LATENCY);
    world.sleep(3_600_000);
    world.pass(LATENCY);
    assert_ne!(world.state(), State::Ended, "asleep for an hour");
}

#[test]
fn without_reconnect_the_first_end_is_the_last() {
    let mut world = World::open(config(|s| s.reconnect = None), [Peer::drops(100)]);
    world.pass(60_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::ReconnectOff);
    assert_eq!(world.dials().len(), 1);
}

#[test]
fn a_reconnect_of_the_users_starts_the_row_afresh() {
    let mut world = World::open(
        config(|s| reconnect(s).max_attempts = Some(3)),
        [Peer::REFUSES],
    );
    for _ in 0..10 {
        world.tell(Input::Reconnect);
        world.pass(LATENCY);
        assert_eq!(world.retries().last().expect("a retry").0, 1);
    }
}

#[test]
fn a_reconnect_of_the_users_replaces_an_open_connection() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Reconnect);
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    let close = world.closes()[0];
    assert!(close.synthetic && close.will_retry);
    assert_eq!(close.diagnosis.cause, Cause::Requested);
    assert_eq!(close.diagnosis.verdict, Verdict::NOW);
    assert_eq!(world.retries(), []);
}
