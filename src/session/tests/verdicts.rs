//! What each verdict leads to, and who has a say in it: the user's codes, the
//! user's predicate, the server's advice.

use super::world::{
    BASE_DELAY, LATENCY, Peer, Provider, World, closed, config, ms, reconnect, reconnecting,
};
use crate::close::{AdviceNote, Cause, Pace, Rule, Source, Verdict};
use crate::session::{Command, Config, EndReason, Input, State};

#[test]
fn a_stop_verdict_is_never_retried() {
    for code in [1000, 1002, 1003, 1007, 1008] {
        let mut world = World::open(Config::default(), [Peer::closes(40_000, code)]);
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
    let after_the_floor = 4_000..=4_000 + BASE_DELAY;
    assert!(after_the_floor.contains(&told), "told anew: {told}");
    world.tell(Input::Online);
    world.pass(30_000);
    assert!(world.dials()[1] >= closed_at + 5_000);

    let mut world = World::open(Config::default(), [Peer::REFUSES]);
    while world
        .retries()
        .last()
        .is_none_or(|(_, delay)| *delay < 5_000)
    {
        world.pass(LATENCY);
    }
    world.tell(Input::Online);
    let (_, hurried) = *world.retries().last().expect("a retry");
    assert!(hurried <= BASE_DELAY, "{hurried}");
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
fn the_predicate_sees_the_close_as_well_where_there_was_a_connection() {
    let overriding = config(|s| {
        s.provider = true;
        reconnect(s).asks_override = true;
    });
    let mut world = World::new(overriding)
        .meeting([Peer::closes_saying(10, 4001, "because")])
        .asking([Provider::Gives, Provider::Throws]);
    world.tell(Input::Open);
    world.pass(3 * LATENCY + BASE_DELAY);
    let asked = world
        .commands
        .iter()
        .filter_map(|(_, command)| match command {
            Command::AskOverride { closed, .. } => Some(closed.as_deref()),
            _ => None,
        });
    let shown: Vec<_> = asked
        .map(|closed| closed.map(|c| (c.code.0, c.reason.as_str(), c.was_clean)))
        .collect();
    assert_eq!(shown, [Some((4001, "because", true)), None]);
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
        (reconnecting(), State::Connecting),
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
    let limited = config(|s| s.codes = vec![Rule::code(4000, Verdict::BACKOFF.at_most(5))]);
    let peers = std::iter::repeat_n(Peer::REFUSES, 10).chain([Peer::closes(10, 4000)]);
    let mut world = World::open(limited, peers);
    world.pass(3_600_000);
    assert_eq!(world.dials().len(), 11 + 5);
    assert_eq!(
        world.end().expect("an end").reason,
        EndReason::AttemptsExhausted
    );
}

#[test]
fn no_code_that_is_worth_a_retry_ends_a_session_unasked() {
    for code in [1001, 1005, 1011, 1012, 1013, 1014, 3008, 3999, 4999] {
        let mut world = World::open(Config::default(), [Peer::closes(10, code)]);
        world.pass(24 * 3_600_000);
        assert_ne!(world.state(), State::Ended, "{code}");
        assert!(world.dials().len() > 500, "{code}");
    }
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
        assert!(world.retries()[0].1 <= BASE_DELAY, "{reason}");
    }
}

/// The verdict of a close, and the delay that a client of this number draws.
fn closed_with(code: u16, reason: &'static str, most: Option<u64>, client: u64) -> (Verdict, u64) {
    let bounded = config(|s| {
        s.reads_advice = true;
        reconnect(s).max_delay = most.map(ms);
    });
    let peer = Peer::closes_saying(10, code, reason);
    let mut world = World::of_client(bounded, client).meeting([peer]);
    world.tell(Input::Open);
    world.pass(LATENCY + 10);
    (world.closes()[0].diagnosis.verdict, world.retries()[0].1)
}

#[test]
fn advice_is_a_floor_and_counts_as_it_is_where_the_user_sets_no_longest_delay() {
    for client in 0..100 {
        let (verdict, delay) = closed_with(1001, r#"{"retryAfter":8000}"#, None, client);
        assert_eq!(verdict, Verdict::window(8_000, 12_000));
        assert!((8_000..=12_000).contains(&delay), "{delay}");
    }
    let (verdict, delay) = closed_with(1001, r#"{"retryAfter":3600000}"#, None, 7);
    assert_eq!(verdict, Verdict::window(3_600_000, 5_400_000));
    assert!(delay >= 3_600_000, "{delay}");
}

#[test]
fn every_wait_is_within_the_users_longest_delay_and_keeps_its_upper_half_to_spread_over() {
    let most = 20_000;
    for (code, reason) in [
        (1013, ""),
        (1001, r#"{"retryAfter":20000}"#),
        (1001, r#"{"retryAfter":3600000}"#),
    ] {
        let told: Vec<_> = (0..200)
            .map(|client| closed_with(code, reason, Some(most), client))
            .collect();
        for (verdict, delay) in &told {
            assert_eq!(*verdict, Verdict::window(10_000, 20_000), "{code} {reason}");
            assert!(
                (10_000..=20_000).contains(delay),
                "{code} {reason}: {delay}"
            );
        }
        let delays: std::collections::HashSet<_> = told.iter().map(|(_, delay)| delay).collect();
        assert!(
            delays.len() > 150,
            "{code} {reason}: {} distinct",
            delays.len()
        );
    }
}

#[test]
fn the_backoff_of_a_base_beyond_the_default_cap_stays_at_the_base() {
    let slow = config(|s| reconnect(s).base_delay = Some(ms(50_000)));
    let mut world = World::open(slow, [Peer::REFUSES]);
    world.pass(3_600_000);
    let longest = world.retries().iter().map(|(_, delay)| *delay).max();
    let longest = longest.expect("a retry");
    assert!((45_000..=50_000).contains(&longest), "{longest}");
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

#[test]
fn a_server_that_tells_all_its_clients_to_come_back_at_once_is_not_stampeded() {
    let pusher = config(|s| s.profile = Some(crate::close::profiles::PUSHER.clone()));
    let delays: std::collections::HashSet<_> = (0..100)
        .map(|client| {
            let mut world =
                World::of_client(pusher.clone(), client).meeting([Peer::closes(10, 4200)]);
            world.tell(Input::Open);
            world.pass(LATENCY + 10);
            let (_, delay) = world.retries()[0];
            assert!(delay <= BASE_DELAY, "{delay}");
            delay
        })
        .collect();
    assert!(delays.len() > 90, "{} distinct delays", delays.len());
}
