//! The end: one event with the last diagnosis, and silence afterwards.

use std::time::Duration;

use super::world::{
    LATENCY, Peer, World, closed, config, errored, received, reconnect, reconnecting,
};
use crate::close::{Cause, CloseCode, Verdict};
use crate::session::{Command, Config, EndReason, Event, Input, MessageKind, State};

#[test]
fn a_close_of_the_users_is_answered_by_the_peer() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::Close {
        code: Some(CloseCode(4001)),
        reason: "done".into(),
    });
    assert_eq!(world.state(), State::Closing);
    assert!(matches!(
        world.commands.last(),
        Some((_, Command::CloseSocket { code: Some(CloseCode(4001)), reason })) if reason == "done"
    ));
    world.pass(LATENCY);
    let close = world.closes()[0];
    assert!(close.was_clean && !close.synthetic && !close.will_retry);
    assert_eq!(
        (close.code.0, close.diagnosis.cause),
        (4001, Cause::Requested)
    );
    assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
}

#[test]
fn a_close_on_a_half_open_connection_ends_at_the_close_timeout() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN]);
    world.pass(LATENCY);
    world.close();
    world.pass(2_999);
    assert_eq!(world.state(), State::Closing);
    world.pass(1);
    assert_eq!(world.state(), State::Ended);
    assert_eq!(world.causes(), [Cause::CloseTimeout]);
    assert!(world.closes()[0].synthetic);
}

#[test]
fn nothing_the_peer_does_puts_the_end_off() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN]);
    world.pass(LATENCY);
    world.close();
    let ends_at = world.now + 3_000;
    for _ in 0..29 {
        world.pass(100);
        world.tell(received(1, "chatter", MessageKind::Data));
        world.tell(errored(1));
        world.tell(Input::Opened(1));
        world.close();
        world.tell(reconnecting());
        world.tell(Input::Online);
    }
    world.pass(100);
    assert_eq!((world.now, world.state()), (ends_at, State::Ended));
    assert_eq!(world.messages(), [""; 0]);
}

#[test]
fn a_close_before_the_opening_ends_the_session() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.pass(100);
    world.close();
    world.tell(closed(1, 1006, "", false));
    let close = world.closes()[0];
    assert_eq!(
        (close.code.0, close.diagnosis.cause),
        (1006, Cause::Requested)
    );
    assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
}

#[test]
fn a_close_of_what_has_failed_ends_the_session_and_keeps_the_cause() {
    let failed = |closes_in_this_task| Input::Errored {
        generation: 1,
        closes_in_this_task,
    };
    let asking = config(|s| reconnect(s).asks_override = true);
    for (config, peer, opened_by, cause) in [
        (Config::default(), Peer::NEVER_OPENS, 0, Cause::NeverOpened),
        (asking, Peer::NEVER_OPENS, 0, Cause::NeverOpened),
        (Config::default(), Peer::HALF_OPEN, LATENCY, Cause::Dropped),
    ] {
        for is_told in [true, false] {
            let mut world = World::open(config.clone(), [peer]);
            world.pass(opened_by);
            world.tell(failed(true));
            world.close();
            assert_eq!(world.state(), State::Closing);
            match is_told {
                true => world.tell(closed(1, 1006, "", false)),
                false => world.pass(1),
            };
            let close = world.closes()[0];
            let diagnosis = &close.diagnosis;
            assert_eq!((diagnosis.cause, close.synthetic), (cause, !is_told));
            assert_eq!(diagnosis.verdict, Verdict::Stop, "no retry is promised");
            let end = world.end().expect("an end");
            assert_eq!(end.reason, EndReason::Requested);
            assert_eq!(end.diagnosis.as_ref(), Some(diagnosis));
        }
    }

    // The close of a socket of the package `ws` takes its time, though not more than any.
    let mut world = World::open(
        config(|s| s.error_timeout = Duration::from_secs(60)),
        [Peer::NEVER_OPENS],
    );
    world.tell(failed(false));
    world.close();
    world.pass(2_999);
    assert_eq!(world.state(), State::Closing);
    world.pass(1);
    assert_eq!(world.causes(), [Cause::NeverOpened]);
    assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
}

#[test]
fn an_error_that_a_close_brought_about_is_no_cause() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.close();
    world.tell(errored(1));
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Requested]);
}

#[test]
fn a_close_with_no_connection_ends_at_once_without_a_close_event() {
    let provided = config(|s| s.provider = true);
    let idle = World::new(Config::default());
    let asking = World::open(provided, [Peer::ACCEPTS]);
    let mut waiting = World::open(Config::default(), [Peer::REFUSES]);
    waiting.pass(LATENCY);
    let mut paused = World::open(Config::default(), [Peer::REFUSES]);
    paused.tell(Input::Offline);
    paused.pass(LATENCY);
    assert_eq!(paused.state(), State::Paused);
    for (mut world, closes) in [(idle, 0), (asking, 0), (waiting, 1), (paused, 1)] {
        world.close();
        assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
        assert_eq!(world.closes().len(), closes);
    }
}

#[test]
fn an_abort_ends_at_once_whatever_is_going_on() {
    let mut idle = World::new(Config::default());
    idle.tell(Input::Abort);
    let mut dialing = World::open(Config::default(), [Peer::NEVER_OPENS]);
    dialing.tell(Input::Abort);
    let mut open = World::open(Config::default(), [Peer::ACCEPTS]);
    open.pass(LATENCY);
    open.tell(Input::Abort);
    let mut closing = World::open(Config::default(), [Peer::HALF_OPEN]);
    closing.pass(LATENCY);
    closing.close();
    closing.tell(Input::Abort);
    for (world, closes) in [(idle, 0), (dialing, 1), (open, 1), (closing, 1)] {
        assert_eq!(world.state(), State::Ended);
        assert_eq!(world.end().expect("an end").reason, EndReason::Aborted);
        assert_eq!(world.causes(), vec![Cause::Aborted; closes]);
    }
}

#[test]
fn the_end_is_told_once_with_the_last_diagnosis_and_nothing_follows() {
    let mut world = World::open(Config::default(), [Peer::closes(10, 1008)]);
    world.pass(LATENCY + 10);
    let end = world.end().expect("an end");
    assert_eq!(end.diagnosis, Some(world.closes()[0].diagnosis.clone()));
    assert_eq!(end.diagnosis.map(|d| d.verdict), Some(Verdict::Stop));
    assert!(matches!(world.commands.last(), Some((_, Command::Release))));
    assert!(matches!(world.events.last(), Some((_, Event::Ended(_)))));
    let (events, commands) = (world.events.len(), world.commands.len());
    for input in [
        Input::Close {
            code: None,
            reason: String::new(),
        },
        reconnecting(),
        Input::Abort,
        Input::Provided(1),
        Input::Opened(1),
        received(1, "late", MessageKind::Data),
        errored(1),
        closed(1, 1000, "", true),
        Input::Buffered(1, 9),
        Input::Overridden(None),
        Input::Online,
        Input::Offline,
        Input::Frozen,
        Input::Resumed,
        Input::Wake,
    ] {
        world.tell(input);
    }
    world.pass(24 * 3_600_000);
    assert_eq!(
        (world.events.len(), world.commands.len()),
        (events, commands)
    );
    assert_eq!(world.timeout(), None);
}

#[test]
fn a_session_that_never_connected_ends_without_a_diagnosis() {
    let mut world = World::new(Config::default());
    world.close();
    assert_eq!(world.end().expect("an end").diagnosis, None);
}

#[test]
fn a_code_of_the_peers_that_crosses_the_users_close_is_told_and_not_acted_upon() {
    let mut world = World::open(Config::default(), [Peer::HALF_OPEN]);
    world.pass(LATENCY);
    world.close();
    world.tell(closed(1, 1012, "restarting", true));
    let close = world.closes()[0];
    assert_eq!(
        (close.code.0, close.diagnosis.cause),
        (1012, Cause::Requested)
    );
    assert_eq!(world.state(), State::Ended);
}

#[test]
fn a_socket_that_fails_without_a_close_while_it_is_closed_ends_the_session_at_once() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.close();
    for _ in 0..2 {
        world.tell(Input::Errored {
            generation: 1,
            closes_in_this_task: true,
        });
    }
    world.pass(1);
    assert_eq!(world.state(), State::Ended);
    assert_eq!(world.causes(), [Cause::Requested]);
    let errors = world
        .events
        .iter()
        .filter(|(_, event)| matches!(event, Event::Error(_)));
    assert_eq!(errors.count(), 1);
}
