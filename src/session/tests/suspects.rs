//! What the session knows of a connection as it ends, seen by what the diagnosis
//! suspects: each test asks for an exact span by a signature of its own.

use std::borrow::Cow;

use super::world::{
    BASE_DELAY, LATENCY, Peer, World, closed, config, handshake, liveness, reconnect, reconnecting,
};
use crate::close::{
    Cause, Measure, Signature, Span, Surroundings, SuspectKind, Verdict, signatures,
};
use crate::session::{Config, EndReason, Input, Millis, Settings};

/// Suspected if a span lasted for exactly so long, and of nothing else.
fn exactly(measure: Measure, millis: Millis) -> Signature {
    let span = Span {
        measure,
        millis,
        from: millis,
        to: millis,
    };
    Signature {
        key: "exactly".into(),
        kind: SuspectKind::IdleTimeout,
        name: "it".into(),
        codes: Cow::Borrowed(&[]),
        span: Some(span),
        words: Cow::Borrowed(&[]),
        verdict: None,
        sentence: "This is typical of it.".into(),
        remedy: "None.".into(),
        reference: "https://example.com/".into(),
    }
}

fn expecting(measure: Measure, millis: Millis, change: impl FnOnce(&mut Settings)) -> Config {
    config(|s| {
        s.signatures = vec![exactly(measure, millis)].into();
        change(s);
    })
}

/// The keys of the suspects of each close.
fn suspects(world: &World) -> Vec<Vec<String>> {
    let keys = |closed: &&crate::session::Closed| {
        let suspects = closed.diagnosis.suspects.iter();
        suspects.map(|suspect| suspect.key.to_string()).collect()
    };
    world.closes().iter().map(keys).collect()
}

#[track_caller]
fn assert_exact(world: &World) {
    let suspects = suspects(world);
    let last = suspects.last().expect("a close");
    assert_eq!(last[0], "exactly", "{last:?}");
}

fn lost(world: &mut World) {
    let generation = world.generation();
    world.tell(closed(generation, 1006, "", false));
}

#[test]
fn a_connection_on_which_nothing_came_was_silent_since_it_opened() {
    for measure in [
        Measure::InboundSilence,
        Measure::OutboundSilence,
        Measure::Silence,
        Measure::Age,
    ] {
        let config = expecting(measure, 23_000, |_| {});
        let world = &mut World::open(config, [Peer::ACCEPTS]);
        world.pass(LATENCY + 23_000);
        lost(world);
        assert_exact(world);
    }
}

#[test]
fn a_message_that_comes_ends_the_silence_on_its_way_alone() {
    for (measure, silence) in [
        (Measure::InboundSilence, 13_000),
        (Measure::OutboundSilence, 23_000),
        (Measure::Silence, 13_000),
        (Measure::Age, 23_000),
    ] {
        let config = expecting(measure, silence, |_| {});
        let world = &mut World::open(config, [Peer::ACCEPTS]);
        world.pass(LATENCY + 10_000);
        world.receive("news");
        world.pass(13_000);
        lost(world);
        assert_exact(world);
    }
}

#[test]
fn a_message_that_goes_ends_the_silence_on_its_way_alone() {
    for (measure, silence) in [
        (Measure::InboundSilence, 23_000),
        (Measure::OutboundSilence, 13_000),
        (Measure::Silence, 13_000),
    ] {
        let config = expecting(measure, silence, |_| {});
        let world = &mut World::open(config, [Peer::ACCEPTS]);
        world.pass(LATENCY + 10_000);
        world.send("hello");
        world.pass(13_000);
        lost(world);
        assert_exact(world);
    }
}

#[test]
fn what_was_queued_counts_from_when_it_went() {
    let config = expecting(Measure::OutboundSilence, 13_000, |_| {});
    let world = &mut World::open(config, [Peer::ACCEPTS]);
    world.send("early");
    world.pass(LATENCY + 13_000);
    lost(world);
    assert_exact(world);
}

#[test]
fn the_messages_of_a_handshake_count_on_both_ways() {
    for (measure, silence) in [
        // The acknowledgement comes as the connection opens for the user.
        (Measure::InboundSilence, 13_000),
        // The greeting went a while before it.
        (Measure::OutboundSilence, 13_000 + LATENCY),
    ] {
        let config = expecting(measure, silence, |s| {
            handshake(s);
        });
        let world = &mut World::open(config, [Peer::ACCEPTS]);
        world.pass(2 * LATENCY + 13_000);
        lost(world);
        assert_exact(world);
    }
}

#[test]
fn a_probe_is_heard_by_whoever_counts_what_the_client_sends() {
    for (measure, silence) in [
        (Measure::OutboundSilence, 5_000),
        (Measure::InboundSilence, 5_000 - LATENCY),
    ] {
        let config = expecting(measure, silence, |s| {
            liveness(s);
        });
        let world = &mut World::open(config, [Peer::ACCEPTS]);
        world.pass(LATENCY + 30_000 + 5_000);
        assert_eq!(world.probes().len(), 1);
        lost(world);
        assert_exact(world);
    }
}

#[test]
fn each_connection_has_silences_and_an_age_of_its_own() {
    let config = expecting(Measure::Silence, 7_000, |_| {});
    let world = &mut World::open(config, [Peer::drops(40_000), Peer::ACCEPTS]);
    world.pass(LATENCY + 40_000);
    let delay = world.retries()[0].1;
    world.pass(delay + LATENCY + 7_000);
    lost(world);
    assert_exact(world);
}

const SAME_AGE: &str = "lifetime.same-age";

fn are_told_the_same_age(world: &World) -> Vec<bool> {
    let suspects = suspects(world).into_iter();
    suspects
        .map(|keys| keys.iter().any(|key| key == SAME_AGE))
        .collect()
}

/// Lets connections end by themselves, one after the other.
fn live_through(world: &mut World, lives: &[Millis]) {
    for life in lives {
        world.pass(LATENCY);
        assert_eq!(world.closes().len() + 1, world.dials().len(), "one is open");
        for _ in 0..*life / 1_000 {
            // It is busy: its silences are of no length in particular.
            world.receive("news");
            world.pass(1_000);
        }
        lost(world);
        world.pass(world.retries().last().expect("a retry").1);
    }
}

#[test]
fn a_lifetime_is_named_once_three_connections_were_of_the_same_age() {
    let world = &mut World::open(Config::default(), [Peer::ACCEPTS]);
    live_through(world, &[47_000, 47_000, 47_000, 47_000]);
    assert_eq!(are_told_the_same_age(world), [false, false, true, true]);
}

#[test]
fn only_the_last_three_ages_count() {
    let world = &mut World::open(Config::default(), [Peer::ACCEPTS]);
    live_through(world, &[47_000, 20_000, 47_000, 47_000, 47_000, 20_000]);
    assert_eq!(
        are_told_the_same_age(world),
        [false, false, false, false, true, false]
    );
}

#[test]
fn connections_that_end_after_the_same_silence_name_an_idle_timeout() {
    let world = &mut World::open(Config::default(), [Peer::drops(43_000)]);
    world.pass(4 * 60_000);
    let suspects = suspects(world);
    assert_ne!(suspects[1][0], "idle-timeout.same-silence");
    assert_eq!(suspects[2][0], "idle-timeout.same-silence");
    let remedy = &world.closes()[2].diagnosis.suspects[0].remedy;
    assert!(remedy.contains("32 s"), "{remedy}");
}

#[test]
fn an_end_that_the_machine_brought_about_says_nothing_of_the_next() {
    let world = &mut World::open(Config::default(), [Peer::ACCEPTS]);
    live_through(world, &[47_000]);
    // It lives as long, and then the network is gone.
    world.pass(LATENCY + 47_000);
    world.tell(Input::Offline);
    lost(world);
    assert_eq!(world.causes(), [Cause::Dropped, Cause::Offline]);
    world.tell(Input::Online);
    world.pass(world.retries().last().expect("a retry").1);
    live_through(world, &[47_000, 47_000]);
    assert_eq!(are_told_the_same_age(world), [false, false, false, true]);
}

#[test]
fn an_end_that_the_user_wanted_says_nothing_of_the_next() {
    let world = &mut World::open(Config::default(), [Peer::ACCEPTS]);
    live_through(world, &[47_000]);
    world.pass(LATENCY + 47_000);
    world.tell(reconnecting());
    assert_eq!(world.causes(), [Cause::Dropped, Cause::Requested]);
    live_through(world, &[47_000, 47_000]);
    assert_eq!(are_told_the_same_age(world), [false, false, false, true]);
}

#[test]
fn an_attempt_that_never_opened_has_no_age() {
    let peers = [Peer::drops(47_000), Peer::REFUSES, Peer::drops(47_000)];
    let world = &mut World::open(Config::default(), peers);
    world.pass(4 * 60_000);
    let told = are_told_the_same_age(world);
    assert_eq!(told[..4], [false, false, false, true]);
}

#[test]
fn a_new_session_knows_nothing_of_the_connections_before_it() {
    let peers = [47_000, 47_000, 47_000, 47_000].map(|after| Peer::closes(after, 1001));
    let config = config(|s| reconnect(s).max_attempts = Some(9));
    let world = &mut World::open(config, peers);
    world.pass(LATENCY + 47_000 + BASE_DELAY + LATENCY + 47_000);
    assert_eq!(world.closes().len(), 2);
    world.tell(Input::Abort);
    assert_eq!(world.end().expect("an end").reason, EndReason::Aborted);
    world.tell(Input::Open);
    world.pass(LATENCY + 47_000);
    assert_eq!(are_told_the_same_age(world), [false, false, false]);
}

#[test]
fn an_address_that_has_opened_is_not_taken_for_a_wrong_one_until_a_new_session() {
    let peers = [Peer::REFUSES, Peer::drops(30_500), Peer::REFUSES];
    let world = &mut World::open(Config::default(), peers);
    world.pass(60_000);
    let firsts: Vec<_> = suspects(world)
        .into_iter()
        .map(|keys| keys[0].clone())
        .collect();
    assert_eq!(firsts[0], "wrong-path.attempt");
    assert_eq!(firsts[2], "refused.attempt");

    world.tell(Input::Abort);
    world.tell(Input::Open);
    world.pass(LATENCY);
    let suspects = suspects(world);
    assert_eq!(suspects.last().expect("a close")[0], "wrong-path.attempt");
}

/// A page that was served by the machine that it connects to.
fn on_this_machine() -> Surroundings {
    Surroundings::between("ws://localhost:3000/", Some("http://localhost:3000/"))
}

#[test]
fn how_long_an_attempt_took_tells_whether_anybody_was_there() {
    let after = |millis| {
        let world = &mut World::new(Config::default()).meeting([Peer::NEVER_OPENS]);
        world.tell(Input::Surroundings(on_this_machine()));
        world.tell(Input::Open);
        world.pass(millis);
        lost(world);
        suspects(world)[0][0].clone()
    };
    assert_eq!(after(100), "unreachable.attempt", "at once: nobody listens");
    assert_eq!(after(101), "wrong-path.attempt");
    assert_eq!(after(9_000), "unreachable.attempt", "nobody answered");
}

#[test]
fn the_surroundings_are_those_that_were_told_last() {
    let world = &mut World::new(Config::default()).meeting([Peer::NEVER_OPENS]);
    world.tell(Input::Surroundings(on_this_machine()));
    world.tell(Input::Open);
    world.pass(50);
    let mut blocked = on_this_machine();
    blocked.blocked_by = Some("connect-src".into());
    world.tell(Input::Surroundings(blocked));
    lost(world);
    assert_eq!(suspects(world), [["blocked.certain"]]);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn a_page_whose_timers_came_late_is_a_suspect_itself() {
    let config = config(|s| {
        liveness(s);
    });
    let world = &mut World::open(config, [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.pass_hidden(3);
    world.pass(7_000);
    lost(world);
    assert_eq!(suspects(world)[0][0], "throttled.code");

    // The next connection has lived in the open.
    world.pass(BASE_DELAY + LATENCY + 10_000);
    lost(world);
    assert!(!suspects(world)[1].contains(&"throttled.code".to_string()));
}

#[test]
fn a_clean_end_that_is_typical_of_an_idle_timeout_is_retried() {
    let config = || config(|s| s.signatures = signatures().clone());
    let world = &mut World::open(config(), [Peer::closes(60_200, 1000), Peer::ACCEPTS]);
    world.pass(LATENCY + 60_200 + BASE_DELAY);
    assert_eq!(world.dials().len(), 2);
    assert_eq!(suspects(world)[0][0], "cowboy-idle");

    let world = &mut World::open(config(), [Peer::closes(20_000, 1000)]);
    world.pass(LATENCY + 20_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn a_session_that_another_one_replaced_does_not_push_it_out_again() {
    let peer = Peer::closes_saying(5_000, 4000, "replaced by new connection");
    let world = &mut World::open(Config::default(), [peer]);
    world.pass(60_000);
    assert_eq!(world.dials().len(), 1);
    let diagnosis = &world.closes()[0].diagnosis;
    assert_eq!(diagnosis.verdict, Verdict::Stop);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}
