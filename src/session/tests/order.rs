//! In what order the end of a connection is told.

use super::world::{
    LATENCY, Peer, World, closed, config, handshake, liveness, received, reconnect, reconnecting,
};
use crate::close::Verdict;
use crate::session::{Config, Event, Input, MessageKind, Settings, State};

/// The events since a moment, by name.
fn told(world: &World, from: usize) -> Vec<&'static str> {
    let name = |event: &Event<_>| match event {
        Event::State { .. } => "state",
        Event::Error(_) => "error",
        Event::Closed(_) => "close",
        Event::Retry { .. } => "retry",
        Event::Ended(_) => "end",
        Event::Drained => "drain",
        Event::Undelivered(..) => "undelivered",
        Event::Sent(_) => "sent",
        Event::Opened => "open",
        Event::Message(_) => "message",
        Event::ProviderFailed(_) => "provider-failed",
    };
    world.events[from..]
        .iter()
        .map(|(_, event)| name(event))
        .collect()
}

fn everything(settings: &mut Settings) {
    handshake(settings);
    liveness(settings);
}

#[test]
fn a_failure_that_the_session_declares_is_an_error_before_its_close() {
    type Happens = fn(&mut World);
    let declared: [(Peer, Happens); 5] = [
        (Peer::NEVER_OPENS, |world| world.pass(10_000)),
        (Peer::HALF_OPEN, |world| world.pass(LATENCY + 10_000)),
        (Peer::ACCEPTS, |world| {
            world.pass(1_000);
            world.tell(Input::Frozen);
            world.now += 3_600_000;
            world.tell(Input::Resumed);
            world.now += 10_000;
            world.tell(Input::Wake);
        }),
        (Peer::NEVER_OPENS, |world| {
            world.tell(Input::Offline);
            world.tell(Input::Online);
        }),
        (Peer::HALF_OPEN, |world| {
            world.pass(LATENCY);
            let refused = MessageKind::HandshakeRefused(Verdict::BACKOFF);
            world.tell(received(1, "no", refused));
        }),
    ];
    for (number, (peer, happens)) in declared.into_iter().enumerate() {
        let mut world = World::open(config(everything), [peer]);
        let from = world.events.len();
        happens(&mut world);
        let told = told(&world, from);
        let end = told.iter().position(|name| *name == "error");
        let end = end.unwrap_or_else(|| panic!("{number}: no error in {told:?}"));
        assert_eq!(
            told[end..],
            ["error", "state", "close", "retry"],
            "{number}"
        );
        assert!(world.closes()[0].synthetic);
    }
}

#[test]
fn one_connection_tells_one_error() {
    let mut world = World::open(Config::default(), [Peer::only_errors(1_000)]);
    world.pass(LATENCY + 1_000 + 3_000);
    let errors = told(&world, 0)
        .iter()
        .filter(|name| **name == "error")
        .count();
    assert_eq!((errors, world.closes().len()), (1, 1));
}

#[test]
fn what_the_user_wanted_is_no_error() {
    for input in [Input::Abort, reconnecting()] {
        let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
        world.pass(1_000);
        world.tell(input);
        assert!(!told(&world, 0).contains(&"error"));
    }
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN]);
    world.pass(1_000);
    world.close();
    world.pass(3_000);
    assert_eq!(world.state(), State::Ended);
    assert!(!told(&world, 0).contains(&"error"));
}

#[test]
fn the_state_comes_before_the_close_however_a_connection_ends() {
    let ends: [fn(&mut World); 6] = [
        |world| world.tell(closed(1, 1006, "", false)),
        |world| world.tell(closed(1, 1000, "", true)),
        |world| world.tell(reconnecting()),
        |world| world.tell(Input::Abort),
        |world| {
            world.tell(Input::Offline);
            world.tell(closed(1, 1006, "", false));
        },
        |world| {
            world.close();
            world.pass(LATENCY);
        },
    ];
    for asks_override in [false, true] {
        for (number, end) in ends.iter().enumerate() {
            let config = config(|s| reconnect(s).asks_override = asks_override);
            let mut world = World::open(config, [Peer::ACCEPTS]);
            world.pass(1_000);
            let from = world.events.len();
            end(&mut world);
            let told = told(&world, from);
            let close = told.iter().position(|name| *name == "close");
            let close = close.unwrap_or_else(|| panic!("{number}: {told:?}"));
            assert_eq!(told[close - 1], "state", "{number}: {told:?}");
            let states = told.iter().filter(|name| **name == "state").count();
            assert!(states == 1 || number == 5, "{number}: {told:?}");
        }
    }
}
