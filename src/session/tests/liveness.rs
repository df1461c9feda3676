//! Liveness: any traffic counts, silence is probed, and a silent peer given up.

use super::world::{
    BASE_DELAY, LATENCY, Peer, World, config, handshake, liveness, ms, received, reconnect,
};
use crate::close::Cause;
use crate::session::{Config, EndReason, Input, MessageKind, State};

fn alive() -> Config {
    config(|s| {
        liveness(s);
    })
}

const GOES_SILENT: Peer = Peer::HALF_OPEN;

#[test]
fn silence_is_probed_and_an_answer_keeps_the_connection() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    let opened_at = world.now;
    world.pass(70_000);
    let first = opened_at + 30_000;
    assert_eq!(world.probes(), [first, first + LATENCY + 30_000]);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 0));
}

#[test]
fn an_unanswered_probe_has_the_connection_replaced_without_the_browser() {
    let mut world = World::open(alive(), [GOES_SILENT, Peer::ACCEPTS]);
    world.pass(LATENCY + 39_999);
    assert_eq!(world.state(), State::Open);
    world.pass(1);
    assert_eq!(world.causes(), [Cause::Silent]);
    assert!(world.closes()[0].synthetic);
    world.pass(5_000);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
}

#[test]
fn any_traffic_postpones_the_probe() {
    let mut world = World::open(alive(), [GOES_SILENT]);
    for _ in 0..100 {
        world.pass(29_000);
        world.receive("news");
    }
    assert_eq!(world.probes(), []);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_message_sets_no_timer() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    let timeout = world.timeout();
    for _ in 0..100 {
        world.pass(10);
        world.receive("news");
        assert_eq!(world.timeout(), timeout);
    }
}

#[test]
fn any_traffic_after_a_probe_proves_the_peer() {
    let mut world = World::open(alive(), [GOES_SILENT]);
    world.pass(LATENCY + 35_000);
    assert_eq!(world.probes().len(), 1);
    world.receive("no pong, but news");
    world.pass(29_999);
    assert_eq!((world.state(), world.probes().len()), (State::Open, 1));
    world.pass(1);
    assert_eq!(
        world.probes().len(),
        2,
        "the silence starts again with the news"
    );
}

#[test]
fn an_answer_is_not_the_users_message() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(60_000);
    assert_eq!(world.probes().len(), 1);
    assert_eq!(world.messages(), [""; 0]);
}

#[test]
fn the_round_trip_is_measured_from_the_probe_to_its_answer() {
    let matched = config(|s| liveness(s).recognises_pongs = true);
    let mut world = World::open(matched, [GOES_SILENT]);
    world.pass(LATENCY + 30_000);
    assert_eq!(world.stats().round_trip, None);
    world.pass(70);
    world.receive("news are no answer");
    world.pass(30);
    world.tell(received(1, "pong", MessageKind::Pong));
    assert_eq!(world.stats().round_trip, Some(ms(100)));

    let mut unmatched = World::open(alive(), [GOES_SILENT]);
    unmatched.pass(LATENCY + 30_000 + 70);
    unmatched.receive("without a matcher all traffic answers");
    assert_eq!(unmatched.stats().round_trip, Some(ms(70)));
}

#[test]
fn on_a_hidden_page_whose_timers_run_once_a_minute_silence_is_still_found() {
    let mut world = World::open(alive(), [GOES_SILENT, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.pass_hidden(3);
    assert_eq!(world.causes(), [Cause::Silent]);
    assert_eq!(
        world.probes().len(),
        2,
        "the first one may have been sent asleep"
    );
}

#[test]
fn on_a_hidden_page_a_peer_that_answers_is_kept() {
    let mut world = World::open(alive(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.pass_hidden(60);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 0));
    assert!(world.probes().len() <= 60);
}

#[test]
fn probes_at_each_event_do_not_put_the_finding_off() {
    let mut world = World::open(alive(), [GOES_SILENT, Peer::ACCEPTS]);
    world.pass(LATENCY + 1_000);
    for _ in 0..10 {
        world.tell(Input::Offline);
        world.pass(4_000);
        world.tell(Input::Online);
        world.pass(4_000);
    }
    assert!(world.causes().contains(&Cause::Silent));
}

#[test]
fn a_probe_may_be_awaited_longer_than_silence() {
    let slow = config(|s| {
        liveness(s).interval = ms(1_000);
        liveness(s).timeout = ms(9_000);
    });
    let mut world = World::open(slow, [GOES_SILENT]);
    world.pass(LATENCY + 1_500);
    world.receive("news");
    let heard_at = world.now;
    world.pass(1_000);
    assert_eq!(world.probes()[1], heard_at + 1_000);
}

#[test]
fn nothing_is_probed_before_the_connection_is_open_or_after() {
    let shaking = config(|s| {
        liveness(s);
        handshake(s).timeout = Some(ms(300_000));
    });
    let mut world = World::open(shaking, [GOES_SILENT]);
    world.pass(200_000);
    world.tell(Input::Offline);
    assert_eq!(world.probes(), []);
    world.close();
    world.tell(Input::Online);
    assert_eq!(world.probes(), []);
}

#[test]
fn a_server_that_accepts_and_is_mute_uses_up_the_attempts() {
    let bounded = config(|s| {
        liveness(s);
        reconnect(s).max_attempts = Some(3);
    });
    let mut world = World::open(bounded, [Peer::HALF_OPEN]);
    world.pass(3_600_000);
    assert_eq!(world.causes(), [Cause::Silent; 4]);
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
}

#[test]
fn a_peer_that_was_heard_before_it_fell_silent_has_proved_the_connection() {
    let bounded = config(|s| {
        liveness(s);
        reconnect(s).max_attempts = Some(3);
    });
    let mut world = World::open(bounded, [Peer::HALF_OPEN]);
    for _ in 0..10 {
        world.pass(BASE_DELAY + LATENCY);
        world.receive("hello");
        world.pass(40_000);
    }
    assert_eq!(world.causes(), [Cause::Silent; 10]);
    assert!(world.retries().iter().all(|(attempt, _)| *attempt == 1));
}

#[test]
fn a_connection_that_drops_before_it_has_answered_its_first_probe_has_proved_nothing() {
    let bounded = config(|s| {
        liveness(s);
        reconnect(s).max_attempts = Some(3);
    });
    let mut world = World::open(bounded, [Peer::drops(35_000).mute()]);
    world.pass(3_600_000);
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
}
