//! The machine sleeps, or its timers are throttled.

use super::world::{
    BASE_DELAY, LATENCY, Peer, Provider, World, closed, config, errored, handshake, liveness, ms,
    queue, received, reconnect,
};
use crate::close::{Cause, Surroundings};
use crate::session::{Config, Hold, Input, MessageKind, State};

fn alive() -> Config {
    config(|s| {
        liveness(s);
    })
}

const HOURS: u64 = 3 * 3_600_000;

/// What may come first after a sleep, and says nothing of the connection.
fn first_inputs() -> Vec<Input<&'static str>> {
    vec![
        Input::Wake,
        Input::Online,
        Input::Offline,
        Input::Frozen,
        Input::Resumed,
        Input::Open,
        Input::Buffered(1, 0),
        Input::Provided(1),
        closed(0, 1006, "", false),
    ]
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
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
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
fn whatever_comes_first_after_a_sleep_the_connection_is_probed() {
    for input in first_inputs() {
        let mut world = World::open(alive(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
        world.pass(1_000);
        world.now += HOURS;
        world.tell(input.clone());
        assert_eq!(world.probes(), [world.now], "{input:?}");
        world.pass(10_000);
        assert_eq!(world.causes(), [Cause::Silent], "{input:?}");
    }
}

#[test]
fn whatever_comes_first_after_a_sleep_a_connection_that_cannot_be_probed_is_replaced() {
    for input in first_inputs() {
        let mut world = World::open(Config::default(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
        world.pass(1_000);
        world.now += HOURS;
        world.tell(input.clone());
        assert_eq!(world.causes(), [Cause::Suspended], "{input:?}");
    }
}

#[test]
fn what_is_seen_before_a_close_that_comes_first_after_a_sleep_leaves_the_close_as_it_is() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(Input::Surroundings(Surroundings::default()));
    assert_eq!(world.causes(), []);
    world.tell(closed(1, 1001, "", true));
    assert_eq!(world.causes(), [Cause::ClosedByPeer]);
}

#[test]
fn a_message_sent_first_after_a_sleep_goes_to_the_next_connection() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
    world.pass(1_000);
    world.now += HOURS;
    world.send("hello");
    world.pass(LATENCY);
    assert_eq!(world.sent_on(1), [""; 0]);
    assert_eq!(world.sent_on(2), ["hello"]);
}

#[test]
fn a_peer_that_is_heard_first_after_a_sleep_is_there() {
    for config in [Config::default(), alive()] {
        let mut world = World::open(config, [Peer::ACCEPTS]);
        world.pass(1_000);
        world.now += HOURS;
        world.receive("still there");
        world.pass(60_000);
        assert_eq!((world.state(), world.generation()), (State::Open, 1));
    }
}

#[test]
fn a_close_that_comes_first_after_a_sleep_is_the_one_that_is_told() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(closed(1, 1001, "bye", true));
    assert_eq!(world.closes().len(), 1);
    assert_eq!(
        (world.closes()[0].code.0, world.closes()[0].synthetic),
        (1001, false)
    );
}

#[test]
fn a_hidden_page_keeps_a_quiet_connection_however_little_staleness_is_allowed() {
    let strict = config(|s| s.stale_after = Some(ms(5_000)));
    for talks in [false, true] {
        let mut world = World::open(strict.clone(), [Peer::ACCEPTS]);
        world.pass(LATENCY);
        for _ in 0..60 {
            if talks {
                world.now += 30_000;
                world.receive("tick");
            }
            world.pass_hidden(1);
        }
        assert_eq!(
            (world.state(), world.generation()),
            (State::Open, 1),
            "{talks}"
        );
    }
}

#[test]
fn a_sleep_is_charged_to_no_budget_whatever_comes_first() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(60_000)));
    for input in first_inputs() {
        if matches!(input, Input::Frozen | Input::Offline) {
            continue;
        }
        let mut world = World::open(budget.clone(), [Peer::REFUSES]);
        world.pass(LATENCY);
        assert_eq!(world.state(), State::Waiting);
        world.now += 3_600_000;
        world.tell(input.clone());
        world.pass(BASE_DELAY + LATENCY);
        assert_ne!(world.state(), State::Ended, "{input:?}");
    }
}

#[test]
fn an_attempt_that_was_slept_through_is_told_as_suspended_and_made_again() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(Input::Online);
    assert_eq!(world.causes(), [Cause::Suspended]);
    assert_eq!(world.retries(), [(1, 0)]);
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn an_opening_that_comes_first_after_a_sleep_is_an_opening() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(Input::Opened(1));
    assert_eq!(world.state(), State::Open);
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Dropped]);
}

#[test]
fn a_provider_is_given_its_time_again_after_a_sleep() {
    let mut world = World::new(config(|s| s.provider = true)).asking([Provider::NeverSettles]);
    world.tell(Input::Open);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(Input::Wake);
    assert!(world.failures().is_empty());
    world.pass(9_000);
    world.tell(Input::Provided(1));
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn connections_that_end_offline_or_asleep_are_no_flaps() {
    let fickle = config(|s| reconnect(s).max_flaps = Some(2));
    let mut world = World::open(fickle.clone(), [Peer::ACCEPTS]);
    for _ in 0..10 {
        world.pass(2_000 + LATENCY);
        world.tell(Input::Offline);
        world.tell(closed(world.generation(), 1006, "", false));
        world.tell(Input::Online);
    }
    assert_eq!(world.causes(), [Cause::Offline; 10]);

    let mut world = World::open(fickle, [Peer::ACCEPTS]);
    for _ in 0..10 {
        world.pass(2_000);
        world.tell(Input::Frozen);
        world.tell(closed(world.generation(), 1006, "", false));
        world.now += HOURS;
        world.tell(Input::Resumed);
        world.pass(LATENCY);
    }
    assert_eq!(world.causes(), [Cause::Suspended; 10]);
    assert_ne!(world.state(), State::Ended);
}

#[test]
fn a_late_answer_to_a_probe_is_an_answer() {
    let mut world = World::open(alive(), [Peer::HALF_OPEN]);
    world.pass(LATENCY + 30_000);
    assert_eq!(world.probes().len(), 1);
    world.now += HOURS;
    world.tell(received(1, "pong", MessageKind::Pong));
    world.pass(1_000);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 0));
}

#[test]
fn a_connection_that_fails_first_after_a_sleep_did_not_survive_it() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(errored(1));
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Suspended]);
    assert_eq!(world.retries(), [(1, 0)]);
}

#[test]
fn an_opening_that_is_none_says_nothing_of_a_connection_that_slept() {
    let mut world = World::open(alive(), [Peer::HALF_OPEN]);
    world.pass(1_000);
    world.now += HOURS;
    world.tell(Input::Opened(1));
    assert_eq!(world.probes(), [world.now]);
}

#[test]
fn an_attempt_that_slept_is_made_again_at_once_however_long_the_row_is() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    while world.retries().len() < 9 {
        world.pass(1_000);
    }
    while world.state() != State::Connecting {
        world.pass(1_000);
    }
    world.now += HOURS;
    world.tell(Input::Online);
    assert_eq!(world.causes().last(), Some(&Cause::Suspended));
    assert_eq!(world.retries().last().expect("a retry").1, 0);
}

#[test]
fn time_asleep_is_no_time_without_a_close() {
    let holding = config(|s| {
        liveness(s);
        queue(s).hold = Hold::For(ms(1_000));
    });
    let mut world = World::open(holding, [Peer::HALF_OPEN]);
    world.pass(LATENCY + 500);
    world.send("precious");
    world.now += HOURS;
    world.tell(Input::Online);
    world.pass(500);
    assert_eq!(world.sent_on(1), [""; 0]);
    world.pass(500);
    assert_eq!(world.sent_on(1), ["precious"]);
}

#[test]
fn a_sleep_is_noticed_however_seldom_the_peer_is_probed() {
    let seldom = config(|s| liveness(s).interval = ms(600_000));
    let mut world = World::open(seldom, [Peer::HALF_OPEN]);
    world.pass(1_000);
    world.now += 9 * 60_000;
    world.tell(Input::Wake);
    assert_eq!(world.probes(), [world.now]);
}

#[test]
fn a_handshake_that_slept_and_is_still_talked_about_has_its_time_again() {
    let shaking = config(|s| {
        handshake(s);
    });
    let mut world = World::open(shaking, [Peer::HALF_OPEN]);
    world.pass(LATENCY + 1_000);
    world.now += HOURS;
    world.tell(received(1, "wait", MessageKind::Data));
    world.pass(9_000);
    world.tell(received(1, "ack", MessageKind::HandshakeAccepted));
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_sleep_that_is_too_short_to_be_one_is_not_charged_either() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(30_000)));
    let mut world = World::open(budget, [Peer::REFUSES]);
    world.pass(LATENCY);
    let (_, delay) = world.retries()[0];
    world.now += delay + 60_000;
    world.tell(Input::Online);
    world.pass(LATENCY);
    assert_ne!(world.state(), State::Ended);
}
