//! Connections and generations, and how long an opening may take.

use super::world::{
    BASE_DELAY, LATENCY, Peer, Provider, World, closed, config, errored, handshake, ms, received,
};
use crate::close::Cause;
use crate::session::{Command, Config, Event, Input, MessageKind, ProviderFailure, State};

#[test]
fn an_error_ends_nothing_and_the_close_that_follows_has_the_real_code() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(100);
    world.tell(errored(1));
    assert_eq!(world.state(), State::Open);
    world.tell(closed(1, 1007, "bad text", true));
    let closes = world.closes();
    assert_eq!(closes.len(), 1);
    assert_eq!(
        (closes[0].code.0, closes[0].reason.as_str()),
        (1007, "bad text")
    );
    assert!(closes[0].was_clean && !closes[0].synthetic);
}

#[test]
fn an_error_that_no_close_follows_leads_to_a_synthetic_one() {
    let mut world = World::open(Config::default(), [Peer::only_errors(100), Peer::ACCEPTS]);
    world.pass(LATENCY + 100 + 2_999);
    assert_eq!(world.state(), State::Open);
    // Another one asks for no more patience.
    world.tell(errored(1));
    world.pass(1);
    assert!(world.closes()[0].synthetic);
    assert_eq!(world.causes(), [Cause::Dropped]);
}

#[test]
fn an_opening_after_an_error_is_an_opening() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.tell(errored(1));
    world.pass(60_000);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 0));
}

#[test]
fn a_reset_before_open_never_reports_a_clean_close() {
    let mut world = World::open(Config::default(), [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY);
    let closes = world.closes();
    assert_eq!((closes[0].code.0, closes[0].was_clean), (1006, false));
    assert_eq!(closes[0].diagnosis.cause, Cause::NeverOpened);
    assert!(closes[0].will_retry);
}

#[test]
fn events_of_an_older_connection_change_nothing() {
    let mut world = World::open(Config::default(), [Peer::drops(10), Peer::ACCEPTS]);
    world.pass(5_000);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    let (events, commands) = (world.events.len(), world.commands.len());
    for stale in [
        Input::Opened(1),
        received(1, "late", MessageKind::Data),
        errored(1),
        closed(1, 1000, "", true),
        Input::Buffered(1, u64::MAX),
        Input::DialRefused(1),
        Input::Provided(1),
    ] {
        world.tell(stale);
    }
    assert_eq!(world.state(), State::Open);
    assert_eq!(
        (world.events.len(), world.commands.len()),
        (events, commands)
    );
}

#[test]
fn a_socket_that_never_opens_is_given_up_at_the_connect_timeout() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.pass(9_999);
    assert_eq!(world.state(), State::Connecting);
    world.pass(1);
    assert_eq!(world.causes(), [Cause::ConnectTimeout]);
    assert!(world.closes()[0].synthetic && world.closes()[0].will_retry);
    assert!(matches!(world.commands[1].1, Command::DropSocket { .. }));
}

#[test]
fn a_socket_that_opens_after_it_was_given_up_is_not_noticed() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.later(10_001, Input::Opened(1));
    world.pass(10_500);
    assert_eq!(world.stats().connections, 0);
}

#[test]
fn a_dial_that_the_platform_refuses_is_a_failed_attempt_without_a_close() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.tell(Input::DialRefused(1));
    assert_eq!(world.failures(), [ProviderFailure::Invalid]);
    assert!(world.closes().is_empty());
    assert_eq!(world.state(), State::Waiting);
    world.pass(2_000);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_provider_that_changes_its_mind_does_not_touch_the_socket() {
    let mut world = World::open(config(|s| s.provider = true), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    assert_eq!(world.dials().len(), 1);
    world.tell(Input::ProviderFailed(1, ProviderFailure::Threw));
    world.tell(Input::Provided(1));
    world.pass(LATENCY);
    assert_eq!((world.state(), world.dials().len()), (State::Open, 1));
    assert!(world.failures().is_empty());
}

#[test]
fn an_error_of_a_socket_that_is_closed_is_not_waited_upon() {
    let failed = |generation| Input::Errored {
        generation,
        closes_in_this_task: true,
    };
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(failed(1));
    assert!(world.closes().is_empty(), "the close may come in this task");
    world.pass(1);
    assert_eq!(world.causes(), [Cause::NeverOpened]);
    assert!(world.closes()[0].synthetic);
    world.pass(BASE_DELAY + LATENCY);
    assert_eq!(world.state(), State::Open);

    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.tell(failed(1));
    world.tell(closed(1, 1015, "", false));
    assert_eq!(world.closes()[0].code.0, 1015);
    assert!(!world.closes()[0].synthetic);
}

#[test]
fn opening_twice_is_opening_once() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.tell(Input::Open);
    world.pass(100);
    world.tell(Input::Open);
    world.tell(Input::Opened(1));
    let opened = |(_, n): &&(u64, Event<_>)| matches!(n, Event::Opened);
    assert_eq!(world.events.iter().filter(opened).count(), 1);
    assert_eq!(world.dials().len(), 1);
}

#[test]
fn a_server_that_drops_for_a_day_is_tried_ever_more_slowly_and_never_given_up() {
    let mut world = World::open(Config::default(), [Peer::drops(10)]);
    let day = 24 * 3_600_000;
    world.pass(day);
    // Half of the longest delay between two of them, on average.
    let dials = world.dials().len() as u64;
    let expected = day / 15_000;
    assert!(dials.abs_diff(expected) < expected / 10, "{dials}");
    assert_ne!(world.state(), State::Ended);
}

#[test]
fn every_step_of_a_connect_timeout_is_counted_by_the_clock() {
    let patient = config(|s| s.connect_timeout = Some(ms(500)));
    let mut world = World::open(patient, [Peer::NEVER_OPENS, Peer::ACCEPTS]);
    world.now += 400;
    world.tell(Input::Wake);
    assert_eq!(
        world.state(),
        State::Connecting,
        "an early wake-up is no timeout"
    );
    world.now += 100;
    world.tell(Input::Wake);
    assert_eq!(world.causes(), [Cause::ConnectTimeout]);
}

#[test]
fn without_a_limit_a_provider_a_dial_and_a_handshake_are_awaited_for_as_long_as_they_take() {
    let patient = config(|s| {
        s.provider = true;
        (s.provider_timeout, s.connect_timeout) = (None, None);
        handshake(s).timeout = None;
    });
    for peer in [Peer::NEVER_OPENS, Peer::HALF_OPEN] {
        let world = World::new(patient.clone()).asking([Provider::NeverSettles]);
        let mut world = world.meeting([peer]);
        world.tell(Input::Open);
        world.pass(86_400_000);
        world.tell(Input::Provided(1));
        world.pass(86_400_000);
        assert_eq!(world.state(), State::Connecting);
        assert_eq!(world.dials().len(), 1);
    }
}
