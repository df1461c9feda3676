//! The application handshake: token first, acknowledgement, refusal.

use super::world::{
    LATENCY, Peer, World, config, handshake, ms, received, reconnect, reconnecting,
};
use crate::close::{Cause, Source, Verdict};
use crate::session::{Command, Config, EndReason, Event, Failure, Input, MessageKind, State};

fn shaking() -> Config {
    config(|s| {
        handshake(s);
    })
}

const NEVER_ACKNOWLEDGES: Peer = Peer::HALF_OPEN;

fn refuses(verdict: Verdict) -> Peer {
    Peer::answers_greeting(10, MessageKind::HandshakeRefused(verdict))
}

#[test]
fn nothing_leaves_the_outbox_before_the_handshake_has_passed() {
    let mut world = World::open(shaking(), [Peer::ACCEPTS]);
    world.send("queued");
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Connecting);
    assert!(matches!(
        world.commands.last(),
        Some((_, Command::SendGreeting { .. }))
    ));
    assert_eq!(world.sent_on(1), [""; 0]);
    world.send("queued too");
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Open);
    assert_eq!(world.sent_on(1), ["queued", "queued too"]);
}

#[test]
fn the_acknowledgement_and_what_comes_before_it_are_not_the_users_messages() {
    let mut world = World::open(shaking(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.receive("hello");
    world.pass(LATENCY);
    world.receive("first");
    assert_eq!(world.messages(), ["first"]);
    assert_eq!(world.stats().messages_received, 3);
}

#[test]
fn a_refusal_decides_what_follows() {
    let mut world = World::open(shaking(), [refuses(Verdict::Stop)]);
    world.pass(60_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    let close = world.closes()[0];
    assert!(close.synthetic);
    assert_eq!(
        (close.diagnosis.verdict, close.diagnosis.source),
        (Verdict::Stop, Source::User)
    );
    assert_eq!(close.diagnosis.cause, Cause::ClosedByPeer);
    assert_eq!(
        close.diagnosis.to_string(),
        "The peer refused the application handshake. Not worth a retry, as your own rules say."
    );

    let mut world = World::open(
        shaking(),
        [refuses(Verdict::window(5_000, 5_000)), Peer::ACCEPTS],
    );
    world.pass(60_000);
    assert_eq!(world.retries(), [(1, 5_000)]);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_refused_token_is_replaced_once() {
    let asking = config(|s| {
        handshake(s);
        s.provider = true;
    });
    let mut world = World::open(
        asking.clone(),
        [refuses(Verdict::Reauthenticate), Peer::ACCEPTS],
    );
    world.pass(60_000);
    assert_eq!(world.asked(), [(0, false), (1, true)]);
    assert_eq!(world.state(), State::Open);

    let mut world = World::open(asking, [refuses(Verdict::Reauthenticate)]);
    world.pass(60_000);
    assert_eq!(world.asked().len(), 2);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn a_handshake_that_is_never_answered_times_out() {
    let mut world = World::open(shaking(), [NEVER_ACKNOWLEDGES, Peer::ACCEPTS]);
    world.pass(LATENCY + 9_999);
    assert_eq!(world.state(), State::Connecting);
    world.pass(1);
    assert_eq!(world.causes(), [Cause::ConnectTimeout]);
    world.pass(5_000);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_refused_handshake_proves_nothing_however_little_proof_is_asked_for() {
    let easy = config(|s| {
        handshake(s);
        reconnect(s).min_uptime = ms(0);
        reconnect(s).max_attempts = Some(3);
    });
    let mut world = World::open(easy, [refuses(Verdict::BACKOFF)]);
    world.pass(60_000);
    assert_eq!(
        world.end().expect("an end").reason,
        EndReason::AttemptsExhausted
    );
    assert_eq!(world.stats().connections, 0);
}

#[test]
fn a_drop_during_the_handshake_is_a_drop() {
    let mut world = World::open(shaking(), [Peer::drops(5), Peer::ACCEPTS]);
    world.pass(LATENCY + 5);
    assert_eq!(world.causes(), [Cause::Dropped]);
    assert_eq!(world.closes()[0].uptime, ms(0));
    let opened = |(_, n): &(u64, Event<_>)| matches!(n, Event::Opened);
    assert!(!world.events.iter().any(opened));
}

#[test]
fn an_acceptance_outside_of_the_handshake_is_a_message() {
    let mut world = World::open(shaking(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(received(1, "ack again", MessageKind::HandshakeAccepted));
    world.tell(received(
        1,
        "denied late",
        MessageKind::HandshakeRefused(Verdict::Stop),
    ));
    assert_eq!(world.messages(), ["ack again", "denied late"]);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_close_during_the_handshake_ends_the_session() {
    let mut world = World::open(shaking(), [NEVER_ACKNOWLEDGES]);
    world.pass(LATENCY);
    world.close();
    world.tell(received(1, "ack", MessageKind::HandshakeAccepted));
    world.pass(3_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Requested);
    assert_eq!(world.stats().connections, 0);
    world.tell(reconnecting());
    assert_eq!(world.state(), State::Ended);
}

#[test]
fn a_greeting_that_cannot_be_made_ends_the_attempt() {
    let mut world = World::open(shaking(), [Peer::HALF_OPEN, Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.tell(Input::GreetingFailed(1));
    let failed = (10_000 + LATENCY, Event::Error(Failure::HandshakeRefused));
    assert!(world.events.contains(&failed));
    assert_eq!(world.closes()[0].diagnosis.verdict, Verdict::BACKOFF);
    world.tell(Input::GreetingFailed(1));
    world.pass(5_000);
    assert_eq!((world.state(), world.closes().len()), (State::Open, 1));
}
