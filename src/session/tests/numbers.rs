//! Numbers and states for observers.

use super::world::{LATENCY, Peer, Provider, World, config, millis, ms};
use crate::session::{Config, Input, State, StateReason};

#[test]
fn a_change_of_state_is_told_with_its_reason() {
    let mut world = World::open(Config::default(), [Peer::drops(10_000), Peer::ACCEPTS]);
    world.pass(20_000);
    world.close();
    world.pass(LATENCY);
    assert_eq!(
        world.states(),
        [
            (State::Connecting, StateReason::Requested),
            (State::Open, StateReason::Opened),
            (State::Waiting, StateReason::Closed),
            (State::Connecting, StateReason::RetryDue),
            (State::Open, StateReason::Opened),
            (State::Closing, StateReason::Requested),
            (State::Ended, StateReason::Closed),
        ]
    );
}

#[test]
fn connections_and_attempts_are_counted() {
    let provided = config(|s| s.provider = true);
    let mut world = World::new(provided).asking([Provider::Throws]).meeting([
        Peer::REFUSES,
        Peer::drops(10_000),
        Peer::ACCEPTS,
    ]);
    world.tell(Input::Open);
    world.pass(30_000);
    assert_eq!((world.stats().attempts, world.stats().connections), (4, 2));
}

#[test]
fn messages_and_bytes_are_counted_both_ways() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.send("four");
    let queued = world.stats();
    assert_eq!((queued.queued_messages, queued.queued_bytes), (1, 4));
    assert_eq!(queued.messages_sent, 0);
    world.pass(LATENCY);
    world.send("seven..");
    world.receive("123");
    let stats = world.stats();
    assert_eq!((stats.queued_messages, stats.queued_bytes), (0, 0));
    assert_eq!((stats.messages_sent, stats.bytes_sent), (2, 11));
    assert_eq!((stats.messages_received, stats.bytes_received), (1, 3));
}

#[test]
fn the_uptime_is_that_of_the_present_connection() {
    let mut world = World::open(Config::default(), [Peer::drops(7_000), Peer::NEVER_OPENS]);
    assert_eq!(world.stats().uptime, ms(0));
    world.pass(LATENCY + 6_000);
    assert_eq!(world.stats().uptime, ms(6_000));
    world.pass(1_000);
    assert_eq!(world.stats().uptime, ms(0));
    assert_eq!(world.closes()[0].uptime, ms(7_000));
}

#[test]
fn the_times_in_the_states_add_up_to_the_end() {
    let mut world = World::new(Config::default()).meeting([Peer::drops(7_000), Peer::ACCEPTS]);
    let begun = world.now;
    world.pass(500);
    world.tell(Input::Open);
    world.pass(60_000);
    world.close();
    let ended = world.now + LATENCY;
    world.pass(60_000);
    let stats = world.stats();
    let time_in = |state| millis(stats.time_in(state));
    assert_eq!(time_in(State::Idle), 500);
    assert_eq!(time_in(State::Connecting), 2 * LATENCY);
    assert_eq!(time_in(State::Waiting), world.retries()[0].1);
    assert_eq!(time_in(State::Closing), LATENCY);
    let all: u64 = State::ALL.iter().copied().map(time_in).sum();
    assert_eq!(all, ended - begun);
    assert_eq!(time_in(State::Ended), 0);
}
