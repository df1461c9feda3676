//! What each verdict leads to, and who has a say in it: the user's codes, the
//! user's predicate, the server's advice.

use super::world::{LATENCY, Peer, World, closed, config, ms, reconnect};
use crate::close::{AdviceNote, Cause, Pace, Rule, Source, Verdict};
use crate::session::{Config, EndReason, Input, State};

#[test]
fn a_stop_verdict_is_never_retried() {
    for code in [1000, 1002, 1003, 1007, 1008] {
        let mut world = World::open(Config::default(), [Peer::closes(60_000, code)]);
        world.pass(24 * 3_600_000);
        assert_eq!(world.dials().len(), 1, "{code}");
        assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    }
}

#[test]
fn a_server_that_restarts_is_left_alone_for_its_window() {
    let mut world = World::open(
        Config::default(),
        [Peer::closes(60_000, 1012), Peer::ACCEPTS],
    );
    world.pass(LATENCY + 60_000);
    let (_, delay) = world.retries()[0];
    assert!((5_000..=30_000).contains(&delay), "{delay}");
}

#[test]
fn the_network_back_does_not_undercut_a_window_but_hurries_a_backoff() {
    let mut world = World::open(
        Config::default(),
        [Peer::closes(60_000, 1012), Peer::ACCEPTS],
    );
    world.pass(LATENCY + 60_000);
    let closed_at = world.now;
    world.tell(Input::Offline);
    world.pass(1_000);
    world.tell(Input::Online);
    assert_eq!(world.state(), State::Waiting);
    let (_, told) = world.retries()[1];
    assert_eq!(world.retries()[0].1, told + 1_000, "the retry is told anew");
    world.tell(Input::Online);
    world.pass(30_000);
    assert!(world.dials()[1] >= closed_at + 5_000);

    let slow = config(|s| reconnect(s).base_delay = ms(30_000));
    let mut world = World::open(slow, [Peer::REFUSES, Peer::ACCEPTS]);
    world.pass(LATENCY + 1);
    assert!(world.retries()[0].1 > 1_000);
    world.tell(Input::Online);
    assert_eq!(world.state(), State::Connecting);
}

#[test]
fn the_users_codes_win_over_the_standard() {
    let config = config(|s| {
        s.codes = vec![
            Rule::code(1000, Verdict::window(7_000, 7_000)),
            Rule::range(4400, 4499, Verdict::Stop),
        ]
    });
    let peers = [Peer::closes(10, 1000), Peer::closes(10, 4404)];
    let mut world = World::open(config, peers);
    world.pass(60_000);
    assert_eq!(world.retries(), [(1, 7_000)]);
    assert_eq!(world.dials().len(), 2);
    assert_eq!(world.closes()[1].diagnosis.source, Source::User);
}

#[test]
fn the_predicate_has_the_last_word() {
    let overriding = config(|s| reconnect(s).asks_override = true);
    let mut world = World::new(overriding.clone()).meeting([Peer::REFUSES]);
    world.predicate = |diagnosis| {
        assert_eq!(diagnosis.cause, Cause::NeverOpened);
        Some(Verdict::Stop)
    };
    world.tell(Input::Open);
    world.pass(1_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    assert_eq!(world.closes()[0].diagnosis.source, Source::User);

    let mut world = World::new(overriding).meeting([Peer::closes(10, 1000), Peer::ACCEPTS]);
    world.predicate = |_| Some(Verdict::NOW);
    world.tell(Input::Open);
    world.pass(1_000);
    assert_eq!((world.state(), world.dials().len()), (State::Open, 2));
}

#[test]
fn a_predicate_without_an_opinion_leaves_the_verdict_alone() {
    let mut world = World::open(
        config(|s| reconnect(s).asks_override = true),
        [Peer::closes(10, 1002)],
    );
    world.pass(1_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
    assert_eq!(world.closes()[0].diagnosis.source, Source::Standard);
}

#[test]
fn what_the_user_does_inside_the_predicate_goes_before_its_answer() {
    let overriding = config(|s| reconnect(s).asks_override = true);
    for (call, state) in [
        (
            Input::Close {
                code: None,
                reason: String::new(),
            },
            State::Ended,
        ),
        (Input::Abort, State::Ended),
        (Input::Reconnect, State::Connecting),
    ] {
        let mut session = super::model::Watched::new(overriding.clone(), 7, 0);
        for input in [
            Input::Open,
            Input::Opened(1),
            closed(1, 1006, "", false),
            call,
            Input::Overridden(Some(Verdict::Stop)),
        ] {
            session.step(input, 0).expect("no violation");
        }
        assert_eq!(session.session.state(), state);
    }
}

#[test]
fn the_limit_of_a_verdict_counts_only_the_retries_that_it_was_given() {
    // 1011 is worth a few tries; the many that went before are not its own.
    let Verdict::Retry {
        limit: Some(limit), ..
    } = crate::close::CloseCode(1011)
        .registration()
        .expect("registered")
        .verdict
    else {
        panic!("1011 has a limit");
    };
    let peers = std::iter::repeat_n(Peer::REFUSES, 10).chain([Peer::closes(10, 1011)]);
    let mut world = World::open(Config::default(), peers);
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 11 + limit.get() as usize);
    assert_eq!(
        world.end().expect("an end").reason,
        EndReason::AttemptsExhausted
    );
}

#[test]
fn hostile_advice_changes_nothing_but_the_note() {
    let bomb = concat!(
        r#"{"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["#,
        r#"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["#,
    );
    for reason in [
        r#"{"retryAfter":3155760000000}"#,
        r#"{"retryAfter":-1}"#,
        r#"{"retryAfter":NaN}"#,
        r#"{"retryAfter":1e999}"#,
        r#"{"reconnect":"yes"}"#,
        bomb,
    ] {
        let peers = [Peer::closes_saying(10, 1001, reason), Peer::ACCEPTS];
        let mut world = World::open(config(|s| s.reads_advice = true), peers);
        world.pass(LATENCY + 10);
        let diagnosis = &world.closes()[0].diagnosis;
        assert_eq!(diagnosis.verdict, Verdict::BACKOFF, "{reason}");
        assert_ne!(diagnosis.advice, AdviceNote::None, "{reason}");
        assert!(world.retries()[0].1 <= 1_000, "{reason}");
    }
}

#[test]
fn advice_is_a_floor_and_is_clamped_to_the_users_cap() {
    let advised = |reason: &'static str| {
        let peers = [Peer::closes_saying(10, 1001, reason), Peer::ACCEPTS];
        let mut world = World::open(config(|s| s.reads_advice = true), peers);
        world.pass(LATENCY + 10);
        (world.closes()[0].diagnosis.verdict, world.retries()[0].1)
    };
    let (verdict, delay) = advised(r#"{"retryAfter":8000}"#);
    assert_eq!(verdict, Verdict::window(8_000, 12_000));
    assert!((8_000..=12_000).contains(&delay), "{delay}");
    let (verdict, delay) = advised(r#"{"retryAfter":3600000}"#);
    assert_eq!(verdict, Verdict::window(30_000, 30_000));
    assert_eq!(delay, 30_000);
}

#[test]
fn a_verdict_of_now_retries_at_once_but_only_once() {
    let config = config(|s| {
        s.codes = vec![Rule::code(
            4000,
            Verdict::Retry {
                pace: Pace::Now,
                limit: None,
            },
        )]
    });
    let mut world = World::open(config, [Peer::closes(0, 4000)]);
    world.pass(60_000);
    assert_eq!(world.retries()[0], (1, 0));
    assert!(world.retries()[1].1 > 0, "{:?}", world.retries());
    assert!(world.retries().len() < 20, "{:?}", world.retries());
}
