//! Verdict-driven retry: when, how often, and when no more.

use super::world::{LATENCY, Peer, World, closed, config, ms, reconnect};
use crate::close::{AdviceNote, Cause, Pace, Rule, Source, Verdict};
use crate::session::{Config, EndReason, Input, State};

#[test]
fn a_dropped_connection_is_retried_within_its_backoff() {
    let mut world = World::open(Config::default(), [Peer::drops(100), Peer::ACCEPTS]);
    world.pass(LATENCY + 100);
    let dropped_at = world.now;
    world.pass(5_000);
    let (attempt, delay) = world.retries()[0];
    assert_eq!((attempt, world.dials()[1]), (1, dropped_at + delay));
    assert!(delay <= 1_000);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn the_ceiling_of_the_delay_grows_with_each_retry_up_to_the_cap() {
    let mut world = World::open(Config::default(), [Peer::REFUSES]);
    world.pass(600_000);
    let retries = world.retries();
    assert!(retries.len() > 15, "{retries:?}");
    for (attempt, delay) in &retries {
        let ceiling = 1_000_u64 << (attempt - 1).min(10);
        assert!(*delay <= ceiling.min(30_000), "{attempt}: {delay}");
    }
    assert!(
        retries.iter().any(|(_, delay)| *delay > 15_000),
        "{retries:?}"
    );
}

#[test]
fn attempts_never_pass_their_limit() {
    let mut world = World::open(
        config(|s| reconnect(s).max_attempts = Some(3)),
        [Peer::REFUSES],
    );
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 4, "the first, and three retries");
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
    assert_eq!(end.diagnosis.map(|d| d.cause), Some(Cause::NeverOpened));
    assert!(!world.closes()[3].will_retry);
}

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
fn attempts_start_again_only_after_a_connection_that_proved_itself() {
    let peers = [
        Peer::REFUSES,
        Peer::REFUSES,
        Peer::drops(4_999),
        Peer::drops(5_000),
    ];
    let mut world = World::open(Config::default(), peers);
    world.pass(60_000);
    let attempts: Vec<_> = world
        .retries()
        .iter()
        .map(|(attempt, _)| *attempt)
        .collect();
    assert_eq!(attempts[..5], [1, 2, 3, 1, 1]);
}

#[test]
fn connections_that_open_only_to_drop_end_as_flapping() {
    let fickle = config(|s| reconnect(s).max_flaps = Some(4));
    let mut world = World::open(fickle, [Peer::drops(100)]);
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 4);
    assert_eq!(world.end().expect("an end").reason, EndReason::Flapping);
}

#[test]
fn the_last_retry_may_come_when_the_time_for_retries_is_just_spent() {
    for (most, dials) in [(7_000, 2), (6_999, 1)] {
        let budget = config(|s| {
            s.codes = vec![Rule::code(4000, Verdict::window(7_000, 7_000))];
            reconnect(s).max_elapsed = Some(ms(most));
        });
        let mut world = World::open(budget, [Peer::closes(10, 4000), Peer::ACCEPTS]);
        world.pass(60_000);
        assert_eq!(world.dials().len(), dials, "{most}");
    }
}

#[test]
fn a_row_of_retries_ends_when_its_time_is_spent() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(60_000)));
    let mut world = World::open(budget, [Peer::REFUSES]);
    let begun = world.now;
    world.pass(3_600_000);
    assert_eq!(
        world.end().expect("an end").reason,
        EndReason::TimeExhausted
    );
    let last = *world.dials().last().expect("a dial");
    assert!((begun + 20_000..=begun + 60_100).contains(&last), "{last}");
}

#[test]
fn time_offline_or_asleep_is_not_taken_from_the_budget() {
    let budget = config(|s| reconnect(s).max_elapsed = Some(ms(60_000)));
    let mut world = World::open(budget.clone(), [Peer::REFUSES]);
    world.pass(LATENCY);
    world.tell(Input::Offline);
    world.pass(3_600_000);
    world.tell(Input::Online);
    world.pass(LATENCY);
    assert_ne!(world.state(), State::Ended, "offline for an hour");

    let mut world = World::open(budget, [Peer::REFUSES]);
    world.pass(LATENCY);
    world.sleep(3_600_000);
    world.pass(LATENCY);
    assert_ne!(world.state(), State::Ended, "asleep for an hour");
}

#[test]
fn without_reconnect_the_first_end_is_the_last() {
    let mut world = World::open(config(|s| s.reconnect = None), [Peer::drops(100)]);
    world.pass(60_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::ReconnectOff);
    assert_eq!(world.dials().len(), 1);
}

#[test]
fn a_reconnect_of_the_users_starts_the_row_afresh() {
    let mut world = World::open(
        config(|s| reconnect(s).max_attempts = Some(3)),
        [Peer::REFUSES],
    );
    for _ in 0..10 {
        world.tell(Input::Reconnect);
        world.pass(LATENCY);
        assert_eq!(world.retries().last().expect("a retry").0, 1);
    }
}

#[test]
fn a_reconnect_of_the_users_replaces_an_open_connection() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Reconnect);
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    let close = world.closes()[0];
    assert!(close.synthetic && close.will_retry);
    assert_eq!(close.diagnosis.cause, Cause::Requested);
    assert_eq!(close.diagnosis.verdict, Verdict::NOW);
    assert_eq!(world.retries(), []);
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
