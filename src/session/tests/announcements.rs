//! What the peer announces in a message, before the close.

use super::world::{
    LATENCY, Peer, World, announcing, closed, config, handshake, ms, queue, received, reconnect,
};
use crate::close::{Cause, CloseCode, Notice, Source, Verdict, profiles};
use crate::session::{
    Command, Config, EndReason, Event, Input, MessageKind, Refusal, Reply, State, StateReason,
};

const STOP: Notice = Notice::Close(Verdict::Stop);
const RETRY: Notice = Notice::Close(Verdict::BACKOFF);
const MOVE: Notice = Notice::Move(Verdict::NOW);

fn opened(config: Config) -> World {
    let mut world = World::open(config, [Peer::ACCEPTS]);
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
    world
}

#[test]
fn the_close_that_follows_is_judged_as_the_peer_announced() {
    let mut world = opened(Config::default());
    world.announce("do not come back", STOP);
    assert_eq!(world.messages(), ["do not come back"]);
    assert_eq!(world.state(), State::Open);
    world.tell(closed(1, 1001, "", true));
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    let diagnosis = &world.closes()[0].diagnosis;
    assert_eq!(
        (diagnosis.code, diagnosis.source),
        (CloseCode::GOING_AWAY, Source::Announced)
    );
}

#[test]
fn a_connection_that_just_drops_after_the_announcement_is_judged_by_it_too() {
    let mut world = opened(Config::default());
    world.announce("do not come back", STOP);
    world.tell(closed(1, 1006, "", false));
    assert_eq!(world.causes(), [Cause::Dropped]);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);

    let mut world = opened(Config::default());
    world.announce("come back", RETRY);
    world.tell(closed(1, 1000, "", true));
    assert_eq!(world.state(), State::Waiting);
}

#[test]
fn the_last_announcement_counts_and_can_be_taken_back() {
    let mut world = opened(Config::default());
    world.announce("do not come back", STOP);
    world.announce("come back", RETRY);
    world.tell(closed(1, 1000, "", true));
    assert_eq!(world.closes()[0].diagnosis.source, Source::Announced);
    assert_eq!(world.state(), State::Waiting);

    let mut world = opened(Config::default());
    world.announce("do not come back", STOP);
    world.announce("stay after all", Notice::Withdrawn);
    world.tell(closed(1, 1012, "", true));
    assert_eq!(world.closes()[0].diagnosis.source, Source::Standard);
    assert_eq!(world.state(), State::Waiting);
}

#[test]
fn what_was_announced_on_a_connection_says_nothing_of_the_next_one() {
    let mut world = opened(Config::default());
    world.announce("come back", RETRY);
    world.tell(closed(1, 1006, "", false));
    world.pass(30_000);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    world.tell(announcing(1, "too late", STOP));
    world.tell(closed(2, 1006, "", false));
    assert_eq!(world.closes()[1].diagnosis.source, Source::Standard);
    assert_eq!(world.messages(), ["come back"]);
}

#[test]
fn the_user_who_closes_wants_the_end_whatever_was_announced() {
    let mut world = opened(Config::default());
    world.announce("come back", RETRY);
    world.close();
    world.pass(1_000);
    assert_eq!(world.causes(), [Cause::Requested]);
    assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
}

#[test]
fn what_is_announced_in_a_handshake_has_fresh_credentials_asked_for() {
    let mut world = World::open(
        config(|s| {
            handshake(s);
        }),
        [Peer::HALF_OPEN],
    );
    world.pass(LATENCY);
    world.announce("wrong token", Notice::Close(Verdict::Reauthenticate));
    world.tell(closed(1, 1000, "", true));
    world.pass(5_000);
    assert_eq!(world.greeted(), [(0, false), (1, true)]);
    // No message of the handshake is one for the user.
    assert_eq!(world.messages(), [""; 0]);
}

#[test]
fn a_check_that_refuses_the_message_decides_in_place_of_what_it_announces() {
    let mut world = World::open(
        config(|s| {
            handshake(s);
        }),
        [Peer::HALF_OPEN],
    );
    world.pass(LATENCY);
    let Input::Received { notice, .. } = announcing(1, "", MOVE) else {
        unreachable!("a message");
    };
    let mut refusal = received(1, "no", MessageKind::HandshakeRefused(Verdict::Stop));
    if let Input::Received { notice: given, .. } = &mut refusal {
        *given = notice;
    }
    world.tell(refusal);
    assert_eq!(world.closes().len(), 1);
    assert_eq!(world.closes()[0].diagnosis.source, Source::User);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn what_waits_does_not_go_to_a_connection_that_is_accepted_only_to_be_left() {
    let mut world = World::open(
        config(|s| {
            handshake(s);
        }),
        [Peer::HALF_OPEN],
    );
    world.send("waits");
    world.pass(LATENCY);
    let mut acceptance = received(1, "ack, but move", MessageKind::HandshakeAccepted);
    if let Input::Received { notice, .. } = &mut acceptance {
        *notice = Some(MOVE);
    }
    world.tell(acceptance);
    assert_eq!(world.closes()[0].handed.messages, 0);
    assert_eq!(world.told_sent(), [""; 0]);
    assert!(!world.is_drained());
}

#[test]
fn a_peer_that_asks_for_another_connection_gets_one_at_once() {
    let mut world = opened(Config::default());
    world.pass(10_000);
    world.announce("move", MOVE);
    let dropped = |(_, command): &(_, _)| matches!(command, Command::DropSocket { .. });
    assert!(world.commands.iter().any(dropped));
    world.pass(0);
    assert_eq!((world.state(), world.generation()), (State::Connecting, 2));
    let close = world.closes()[0];
    assert!(close.synthetic && close.will_retry);
    assert_eq!(
        close.diagnosis.to_string(),
        "The peer asked for another connection in the place of this one. \
         Worth a retry at once, as the peer announced."
    );
    assert_eq!(close.diagnosis.cause, Cause::ClosedByPeer);
    let told: Vec<_> = world.events.iter().map(|(_, event)| event).collect();
    let place = |is: fn(&&&Event<_>) -> bool| told.iter().position(|event| is(&event));
    assert!(
        place(|event| matches!(event, Event::Message("move")))
            < place(|event| matches!(event, Event::Closed(_)))
    );
    assert!(place(|event| matches!(event, Event::Error(_))).is_none());
}

#[test]
fn a_peer_that_never_stops_asking_is_not_followed_without_a_pause() {
    let mut world = opened(config(|s| reconnect(s).max_flaps = Some(3)));
    for _ in 0..2 {
        world.announce("move", MOVE);
        while world.state() != State::Open {
            world.pass(1);
        }
    }
    let retries = world.retries();
    assert_eq!(retries[0], (1, 0));
    assert_eq!(retries[1].0, 2);
    assert!(retries[1].1 > 0, "{retries:?}");
    world.announce("move", MOVE);
    assert_eq!(world.end().expect("an end").reason, EndReason::Flapping);
}

#[test]
fn where_nothing_is_retried_a_connection_is_not_left() {
    let mut world = opened(config(|s| s.reconnect = None));
    world.announce("move", MOVE);
    world.pass(1_000);
    assert_eq!(world.state(), State::Open);
    world.tell(closed(1, 4004, "", true));
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::ReconnectOff);
    let diagnosis = end.diagnosis.expect("a diagnosis");
    assert_eq!(
        (diagnosis.verdict, diagnosis.source),
        (Verdict::NOW, Source::Announced)
    );
}

#[test]
fn the_predicate_has_the_last_word_on_a_move_too() {
    let mut world = World::new(config(|s| reconnect(s).asks_override = true));
    world.predicate = |_| Some(Verdict::Stop);
    world.tell(Input::Open);
    world.pass(LATENCY);
    world.announce("move", MOVE);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    assert_eq!(
        world.states().last(),
        Some(&(State::Ended, StateReason::Closed))
    );
}

#[test]
fn nothing_is_sent_to_a_server_that_takes_nothing() {
    let config = config(|s| {
        queue(s).ttl = Some(ms(1_000));
        s.profile = Some(profiles::TWITCH_EVENT_SUB.clone());
    });
    let mut world = World::new(config);
    let refused = |message| Reply::Refused(message, Refusal::ReceiveOnly);
    assert_eq!(world.try_send("before"), refused("before"));
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.try_send("open"), refused("open"));
    world.close();
    assert_eq!(world.try_send("closing"), refused("closing"));
    assert_eq!(world.sent_on(1), [""; 0]);
}

#[test]
fn connections_that_were_left_because_the_peer_asked_say_nothing_of_a_lifetime() {
    let mut world = opened(Config::default());
    for _ in 0..2 {
        world.pass(20_000);
        world.announce("move", MOVE);
        world.pass(LATENCY);
        assert_eq!(world.state(), State::Open);
    }
    world.pass(20_000);
    world.tell(closed(world.generation(), 1006, "", false));
    let last = world.closes().into_iter().next_back().expect("a close");
    let keys = last.diagnosis.suspects.iter().map(|suspect| &*suspect.key);
    assert!(!keys.collect::<Vec<_>>().contains(&"lifetime.same-age"));
}
