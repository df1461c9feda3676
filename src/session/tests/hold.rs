//! The outbox is held back until a connection is trusted, and what was handed to
//! one is told with its close.

use super::world::{LATENCY, Message, Peer, World, closed, config, handshake, ms, queue};
use crate::session::{Config, Hold, Input, Refusal, Reply, State, Undelivered};

fn holding(hold: Hold) -> Config {
    config(|s| queue(s).hold = hold)
}

const NOTHING: [Message; 0] = [];

#[test]
fn by_default_the_outbox_goes_when_the_connection_is_open() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.send("early");
    world.pass(LATENCY);
    assert_eq!(world.sent_on(1), ["early"]);
}

#[test]
fn the_outbox_is_held_until_the_peer_has_been_heard() {
    let mut world = World::open(holding(Hold::UntilFirstMessage), [Peer::ACCEPTS]);
    world.send("early");
    world.pass(60_000);
    assert_eq!(world.state(), State::Open);
    assert_eq!(world.try_send("late"), Reply::Queued);
    assert_eq!(world.sent_on(1), NOTHING);
    assert!(!world.is_drained());
    world.receive("welcome");
    assert_eq!(world.sent_on(1), ["early", "late"]);
    assert!(world.is_drained());
    assert_eq!(world.try_send("direct"), Reply::Sent);
}

#[test]
fn the_outbox_is_held_for_a_time_without_a_close() {
    let mut world = World::open(holding(Hold::For(ms(500))), [Peer::ACCEPTS]);
    world.send("early");
    world.pass(LATENCY + 499);
    world.receive("welcome");
    assert_eq!(world.sent_on(1), NOTHING);
    world.pass(1);
    assert_eq!(world.sent_on(1), ["early"]);
    assert_eq!(world.try_send("direct"), Reply::Sent);
}

#[test]
fn a_handshake_that_has_passed_is_a_first_message() {
    let shaking = config(|s| {
        handshake(s);
        queue(s).hold = Hold::UntilFirstMessage;
    });
    let mut world = World::open(shaking, [Peer::ACCEPTS]);
    world.send("early");
    world.pass(2 * LATENCY);
    assert_eq!(world.sent_on(1), ["early"]);
}

#[test]
fn what_is_held_outlives_a_refusal() {
    for hold in [Hold::UntilFirstMessage, Hold::For(ms(500))] {
        let refusals = [
            Peer::closes(100, 4401),
            Peer::closes(100, 4401),
            Peer::ACCEPTS,
        ];
        let mut world = World::open(holding(hold), refusals);
        world.send("precious");
        while world.generation() < 3 || world.state() != State::Open {
            world.pass(LATENCY);
        }
        world.receive("welcome");
        world.pass(500);
        assert_eq!((world.sent_on(1), world.sent_on(2)), (vec![], vec![]));
        assert_eq!(world.sent_on(3), ["precious"]);
    }
}

#[test]
fn what_is_held_is_bounded_and_expires_as_ever() {
    let small = config(|s| {
        queue(s).hold = Hold::UntilFirstMessage;
        queue(s).max_messages = Some(2);
    });
    let mut world = World::open(small, [Peer::ACCEPTS]);
    world.pass(1_000);
    world.send("a");
    world.send_for("b", 100);
    assert_eq!(world.try_send("c"), Reply::Refused("c", Refusal::Full));
    world.pass(100);
    assert_eq!(world.undelivered(), [("b", Undelivered::Expired)]);
    world.close();
    world.pass(LATENCY);
    assert_eq!(world.undelivered()[1..], [("a", Undelivered::Ended)]);
}

#[test]
fn a_close_tells_what_was_handed_to_a_connection_that_was_never_heard() {
    let mut world = World::open(Config::default(), [Peer::closes(10, 4401)]);
    world.send("one");
    world.send("three");
    world.pass(LATENCY + 10);
    let close = world.closes()[0];
    assert!(!close.heard);
    assert_eq!((close.handed.messages, close.handed.bytes), (2, 8));
}

#[test]
fn what_was_handed_is_counted_for_each_connection_by_itself() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    for round in 1..=3_u64 {
        while world.state() != State::Open {
            world.pass(LATENCY);
        }
        for _ in 0..round {
            world.send("four");
        }
        if round == 2 {
            world.receive("hello");
        }
        world.tell(closed(world.generation(), 1006, "", false));
    }
    let told: Vec<_> = world
        .closes()
        .iter()
        .map(|close| (close.handed.messages, close.handed.bytes, close.heard))
        .collect();
    assert_eq!(told, [(1, 4, false), (2, 8, true), (3, 12, false)]);
    world.tell(Input::Abort);
}
