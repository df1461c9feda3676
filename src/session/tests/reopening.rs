//! A session that is opened again after its end.

use super::world::{LATENCY, Peer, Provider, World, closed, config, reconnect};
use crate::session::{
    Command, Config, EndReason, Event, Input, Refusal, Reply, State, StateReason,
};

#[test]
fn a_session_that_has_ended_is_opened_anew() {
    let mut world = World::open(Config::default(), [Peer::closes(10, 1008), Peer::ACCEPTS]);
    world.pass(1_000);
    assert_eq!(world.state(), State::Ended);
    assert_eq!(world.try_send("x"), Reply::Refused("x", Refusal::Ended));
    world.tell(Input::Open);
    assert_eq!(
        world.states().last(),
        Some(&(State::Connecting, StateReason::Requested))
    );
    world.send("hello");
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    assert_eq!(world.sent_on(2), ["hello"]);
}

#[test]
fn a_new_session_begins_with_a_clean_sheet() {
    let bounded = config(|s| {
        s.provider = true;
        reconnect(s).max_attempts = Some(2);
    });
    let mut world = World::new(bounded).meeting([Peer::closes(10, 3000)]);
    for _ in 0..2 {
        let before = world.asked().len();
        world.tell(Input::Open);
        world.pass(60_000);
        assert_eq!(world.asked()[before..], [(0, false), (1, true)]);
        assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    }
    let told = world
        .commands
        .iter()
        .filter_map(|(_, command)| match command {
            Command::Provide { attempt, .. } => Some(attempt.last.is_some()),
            _ => None,
        });
    assert_eq!(told.collect::<Vec<_>>(), [false, true, false, true]);
}

#[test]
fn a_wish_for_fresh_credentials_ends_with_its_session() {
    let mut world = World::open(config(|s| s.provider = true), [Peer::closes(10, 3000)]);
    world.pass(LATENCY + LATENCY + 10);
    assert_eq!(world.state(), State::Waiting);
    world.tell(Input::Abort);
    world.tell(Input::Open);
    assert_eq!(world.asked(), [(0, false), (0, false)]);
}

#[test]
fn a_session_that_is_opened_while_it_closes_is_opened_once_the_close_is_done() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.close();
    world.tell(Input::Open);
    assert_eq!(world.state(), State::Closing);
    assert_eq!(world.dials().len(), 1);
    world.pass(LATENCY);
    assert_eq!((world.state(), world.dials().len()), (State::Connecting, 2));
    let kinds: Vec<_> = world
        .events
        .iter()
        .rev()
        .take(4)
        .map(|(_, event)| event)
        .collect();
    assert!(
        matches!(
            kinds[..],
            [
                Event::State {
                    to: State::Connecting,
                    ..
                },
                Event::Ended(_),
                Event::Closed(_),
                Event::State {
                    to: State::Ended,
                    ..
                },
            ]
        ),
        "{kinds:?}"
    );
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_close_or_an_abort_takes_the_opening_back() {
    for input in [
        Input::Close {
            code: None,
            reason: String::new(),
        },
        Input::Abort,
    ] {
        let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
        world.pass(1_000);
        world.close();
        world.tell(Input::Open);
        world.tell(input);
        world.pass(60_000);
        assert_eq!((world.state(), world.dials().len()), (State::Ended, 1));
    }
}

#[test]
fn what_was_known_of_the_page_at_the_end_is_forgotten() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS, Peer::REFUSES]);
    world.pass(1_000);
    world.tell(Input::Offline);
    world.tell(Input::Frozen);
    world.close();
    world.pass(LATENCY);
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Waiting, "neither offline nor frozen");
}

#[test]
fn an_event_of_the_session_before_changes_nothing() {
    let provided = config(|s| s.provider = true);
    let mut world = World::new(provided).asking([Provider::NeverSettles, Provider::NeverSettles]);
    world.tell(Input::Open);
    world.close();
    world.tell(Input::Open);
    world.tell(Input::Provided(1));
    world.tell(closed(1, 1006, "", false));
    assert_eq!((world.state(), world.dials().len()), (State::Connecting, 0));
    world.tell(Input::Provided(2));
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn statistics_and_generations_go_on_and_the_time_between_is_counted_nowhere() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Abort);
    world.pass(3_600_000);
    world.tell(Input::Open);
    world.pass(1_000);
    let stats = world.stats();
    assert_eq!((stats.attempts, stats.connections), (2, 2));
    assert_eq!(stats.time_in(State::Ended).as_millis(), 0);
    assert_eq!(
        stats.time_in(State::Open).as_millis(),
        2 * (1_000 - u128::from(LATENCY))
    );
    assert_eq!(world.generation(), 2);
}
