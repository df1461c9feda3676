//! The machine and the page: offline, frozen, asleep, throttled.

use super::world::{LATENCY, Peer, World, closed, config, liveness, ms};
use crate::close::{Cause, Verdict};
use crate::session::{Config, Input, State, StateReason};

fn alive() -> Config {
    config(|s| {
        liveness(s);
    })
}

const HOURS: u64 = 3 * 3_600_000;

#[test]
fn offline_pauses_the_retries_and_online_retries_now() {
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
    assert_eq!(world.dials().last(), Some(&world.now));
    assert_eq!(
        world.states().last(),
        Some(&(State::Connecting, StateReason::Online))
    );
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
    world.pass(LATENCY);
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
fn a_machine_that_slept_probes_at_once_and_runs_what_is_due_once() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.sleep(HOURS);
    assert_eq!(world.probes(), [world.now]);
    world.pass(LATENCY + 100);
    assert_eq!((world.state(), world.probes().len()), (State::Open, 1));
}

#[test]
fn a_machine_that_slept_through_the_answer_asks_again() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(LATENCY + 30_000);
    assert_eq!(world.probes().len(), 1);
    world.sleep(HOURS);
    assert_eq!((world.state(), world.probes().len()), (State::Open, 2));
}

#[test]
fn a_machine_that_slept_reopens_a_connection_that_cannot_be_probed() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
    world.pass(1_000);
    world.sleep(HOURS);
    assert_eq!(world.causes(), [Cause::Suspended]);
    assert_eq!(world.state(), State::Connecting, "within the same wake-up");
}

#[test]
fn a_retry_that_was_slept_through_comes_once() {
    let mut world = World::open(Config::default(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.sleep(HOURS);
    assert_eq!(world.dials().len(), 2);
    world.pass(60_000);
    assert_eq!(world.dials().len(), 2);
}

#[test]
fn throttled_timers_are_no_sleep() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.pass_hidden(120);
    assert_eq!((world.state(), world.generation()), (State::Open, 1));
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Dropped]);
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
fn a_close_that_was_slept_through_ends_the_session_on_waking() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN]);
    world.pass(1_000);
    world.close();
    world.sleep(HOURS);
    assert_eq!(
        (world.state(), world.causes()),
        (State::Ended, vec![Cause::CloseTimeout])
    );
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
