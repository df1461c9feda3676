//! The machine and the page: offline and frozen.

use super::world::{BASE_DELAY, LATENCY, Peer, World, closed, config, handshake, liveness, ms};
use crate::close::{Cause, Verdict};
use crate::session::{Config, Input, State, StateReason};

fn alive() -> Config {
    config(|s| {
        liveness(s);
    })
}

const HOURS: u64 = 3 * 3_600_000;

#[test]
fn offline_pauses_the_retries_and_online_retries_within_the_base_delay() {
    let mut world = World::open(Config::default(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::Offline);
    assert_eq!(
        world.states().last(),
        Some(&(State::Paused, StateReason::Offline))
    );
    world.pass(HOURS);
    assert_eq!(world.dials().len(), 1);
    assert_eq!(world.timeout(), None);
    world.tell(Input::Online);
    assert_eq!(
        world.states().last(),
        Some(&(State::Waiting, StateReason::Online))
    );
    let (_, delay) = *world.retries().last().expect("a retry");
    assert!((1..=BASE_DELAY).contains(&delay), "{delay}");
    world.pass(delay);
    assert_eq!(world.dials().last(), Some(&world.now));
}

#[test]
fn an_office_whose_network_is_back_does_not_come_back_in_one_instant() {
    let delays: std::collections::HashSet<_> = (0..100)
        .map(|client| {
            let mut world = World::of_client(Config::default(), client).meeting([Peer::REFUSES]);
            world.tell(Input::Open);
            world.pass(LATENCY);
            world.tell(Input::Offline);
            world.pass(HOURS);
            world.tell(Input::Online);
            world.retries().last().expect("a retry").1
        })
        .collect();
    assert!(delays.len() > 90, "{} distinct delays", delays.len());
}

#[test]
fn an_attempt_that_was_under_way_when_the_network_changed_is_not_waited_for() {
    for (peer, at) in [(Peer::NEVER_OPENS, 5), (Peer::HALF_OPEN, LATENCY + 5)] {
        let shaking = config(|s| {
            handshake(s);
        });
        let mut world = World::open(shaking, [peer, Peer::ACCEPTS]);
        world.pass(at);
        world.tell(Input::Offline);
        assert_eq!(world.state(), State::Connecting, "loopback may work");
        world.pass(100);
        world.tell(Input::Online);
        assert_eq!(world.causes(), [Cause::Offline]);
        let (_, delay) = world.retries()[0];
        assert!(delay <= BASE_DELAY, "{delay}");
        world.pass(delay + 2 * LATENCY);
        assert_eq!((world.state(), world.generation()), (State::Open, 2));
    }
}

#[test]
fn an_attempt_that_was_begun_offline_is_made_anew_when_the_network_is_there() {
    let mut world = World::new(Config::default()).meeting([Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.tell(Input::Offline);
    world.tell(Input::Open);
    world.pass(1_000);
    world.tell(Input::Online);
    assert_eq!(world.causes(), [Cause::Offline]);
    world.pass(BASE_DELAY + LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
}

#[test]
fn a_connection_that_ends_offline_waits_for_the_network() {
    let mut world = World::open(Config::default(), [Peer::drops(100), Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::Offline);
    world.pass(HOURS);
    assert_eq!((world.state(), world.dials().len()), (State::Paused, 1));
    assert_eq!(world.causes(), [Cause::Offline]);
    assert!(world.closes()[0].will_retry);
    world.tell(Input::Online);
    world.pass(BASE_DELAY + LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn offline_asks_an_open_connection_rather_than_killing_it() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Offline);
    assert_eq!(world.probes(), [world.now]);
    world.pass(HOURS);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 0));
}

#[test]
fn an_attempt_is_made_offline_for_loopback_works() {
    let mut world = World::new(Config::default());
    world.tell(Input::Offline);
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_frozen_page_pauses_and_a_resumed_one_retries_now() {
    let mut world = World::open(Config::default(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::Frozen);
    assert_eq!(
        world.states().last(),
        Some(&(State::Paused, StateReason::Frozen))
    );
    world.now += HOURS;
    world.tell(Input::Wake);
    assert_eq!(world.dials().len(), 1);
    world.tell(Input::Resumed);
    assert_eq!(world.dials().len(), 2);
}

#[test]
fn frozen_and_offline_waits_for_both() {
    let mut world = World::open(Config::default(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::Frozen);
    world.tell(Input::Offline);
    world.tell(Input::Resumed);
    assert_eq!(world.state(), State::Paused);
    world.tell(Input::Frozen);
    world.tell(Input::Online);
    assert_eq!(world.state(), State::Paused);
    world.tell(Input::Resumed);
    assert_eq!(world.state(), State::Connecting);
}

#[test]
fn a_page_that_comes_back_probes_its_connection_at_once() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Frozen);
    world.now += HOURS;
    world.tell(Input::Resumed);
    assert_eq!(world.probes(), [world.now]);
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_page_that_comes_back_to_a_connection_that_cannot_be_probed_reopens_it() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Frozen);
    world.now += HOURS;
    world.tell(Input::Resumed);
    assert_eq!(world.causes(), [Cause::Suspended]);
    assert_eq!(world.closes()[0].diagnosis.verdict, Verdict::NOW);
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
}

#[test]
fn a_page_that_was_away_for_a_moment_keeps_its_connection() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Frozen);
    world.now += 20_000;
    world.tell(Input::Resumed);
    world.pass(HOURS);
    assert_eq!((world.state(), world.generation()), (State::Open, 1));
}

#[test]
fn a_page_that_loads_is_no_page_that_comes_back() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Resumed);
    assert_eq!(world.probes(), []);
}

#[test]
fn a_connection_that_dies_in_a_freeze_or_right_after_was_suspended() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Frozen);
    world.tell(closed(1, 1006, "", false));
    assert_eq!(
        (world.causes(), world.state()),
        (vec![Cause::Suspended], State::Paused)
    );

    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Frozen);
    world.now += 60_000;
    world.tell(Input::Resumed);
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Suspended]);
    assert_eq!(world.retries(), [(1, 0)]);
}

#[test]
fn a_connection_that_survived_the_freeze_and_drops_later_was_dropped() {
    for heard in [true, false] {
        let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
        world.pass(1_000);
        world.tell(Input::Frozen);
        world.now += 60_000;
        world.tell(Input::Resumed);
        if heard {
            world.receive("still there");
        } else {
            world.pass(40_000);
        }
        world.tell(closed(1, 1006, "", false));
        assert_eq!(world.causes(), [Cause::Dropped], "heard: {heard}");
    }
}

#[test]
fn an_early_wake_up_changes_nothing() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(1_000);
    let (events, commands, timeout) = (world.events.len(), world.commands.len(), world.timeout());
    for _ in 0..100 {
        world.now += 10;
        world.tell(Input::Wake);
    }
    assert_eq!(
        (world.events.len(), world.commands.len()),
        (events, commands)
    );
    assert_eq!(world.timeout(), timeout);
}

#[test]
fn a_session_that_does_not_reconnect_is_left_as_it_is() {
    let bare = config(|s| {
        s.reconnect = None;
        s.stale_after = Some(ms(1_000));
    });
    let mut world = World::open(bare, [Peer::ACCEPTS]);
    world.pass(1_000);
    assert_eq!(world.timeout(), None, "there is nothing to wake up for");
    world.tell(Input::Frozen);
    world.now += HOURS;
    world.tell(Input::Resumed);
    assert_eq!(world.state(), State::Open);
}
