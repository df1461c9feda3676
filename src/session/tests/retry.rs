//! The row of retries: when, how often, and when no more.

use super::world::{BASE_DELAY, LATENCY, Peer, World, config, ms, reconnect, reconnecting};
use crate::close::{Cause, CloseCode, Rule, Verdict};
use crate::session::{Command, Config, EndReason, Input, State};

#[test]
fn a_dropped_connection_is_retried_within_its_backoff() {
    let mut world = World::open(Config::default(), [Peer::drops(100), Peer::ACCEPTS]);
    world.pass(LATENCY + 100);
    let dropped_at = world.now;
    world.pass(5_000);
    let (attempt, delay) = world.retries()[0];
    assert_eq!((attempt, world.dials()[1]), (1, dropped_at + delay));
    assert!(delay <= BASE_DELAY);
    assert_eq!(world.state(), State::Open);
}

/// The delays of the retries of a client that never gets through.
fn delays_of_a_row(client: u64) -> Vec<u64> {
    let mut world = World::of_client(Config::default(), client).meeting([Peer::REFUSES]);
    world.tell(Input::Open);
    world.pass(600_000);
    let delays: Vec<_> = world.retries().iter().map(|(_, delay)| *delay).collect();
    assert!(delays.len() > 15, "{delays:?}");
    delays
}

#[test]
fn the_delays_of_a_row_grow_end_to_end_up_to_the_cap() {
    for client in 0..100 {
        let delays = delays_of_a_row(client);
        let ceiling = |retry: i32| (2_000.0 * 1.5_f64.powi(retry)).min(30_000.0) as u64;
        assert!(delays[0] <= 2_000, "{delays:?}");
        for (retry, delay) in (1..).zip(&delays[1..]) {
            let least = match ceiling(retry - 1) {
                before if before < ceiling(retry) => before,
                at_the_cap => at_the_cap / 2,
            };
            assert!(
                (least..=ceiling(retry)).contains(delay),
                "{retry}: {delays:?}"
            );
        }
    }
}

#[test]
fn a_crowd_does_not_get_into_step_at_the_cap() {
    let at_the_cap: Vec<_> = (0..100).map(|client| delays_of_a_row(client)[12]).collect();
    let distinct: std::collections::HashSet<_> = at_the_cap.iter().collect();
    assert!(distinct.len() > 90, "{at_the_cap:?}");
    let again: Vec<_> = (0..100).map(|client| delays_of_a_row(client)[13]).collect();
    assert_ne!(at_the_cap, again);
}

#[test]
fn connections_that_open_and_drop_together_are_spread_anew_each_time() {
    let row = |client| {
        let mut world = World::of_client(Config::default(), client).meeting([Peer::drops(10)]);
        world.tell(Input::Open);
        world.pass(600_000);
        let retries = world.retries();
        retries.iter().map(|(_, delay)| *delay).collect::<Vec<_>>()
    };
    // Nobody keeps a place: what was short once is long another time.
    let is_short = |delay: u64, retry: i32| delay < (1_000.0 * 1.5_f64.powi(retry)) as u64;
    let changes = (0..100).filter(|client| {
        let row = row(*client);
        is_short(row[1], 1) != is_short(row[2], 2)
    });
    assert!((30..70).contains(&changes.count()));
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
    world.pass(BASE_DELAY + LATENCY);
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
        world.tell(reconnecting());
        world.pass(LATENCY);
        assert_eq!(world.retries().last().expect("a retry").0, 1);
    }
}

#[test]
fn a_reconnect_of_the_users_replaces_an_open_connection() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(reconnecting());
    world.pass(LATENCY);
    assert_eq!((world.state(), world.generation()), (State::Open, 2));
    let close = world.closes()[0];
    assert!(close.synthetic && close.will_retry);
    assert_eq!(close.diagnosis.cause, Cause::Requested);
    assert_eq!(close.diagnosis.verdict, Verdict::NOW);
    assert_eq!(world.retries(), []);
}

#[test]
fn the_peer_whose_connection_is_replaced_is_told_what_the_user_says() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(1_000);
    world.tell(Input::Reconnect {
        code: Some(CloseCode(4001)),
        reason: "moved".into(),
    });
    let dropped = world
        .commands
        .iter()
        .find_map(|(_, command)| match command {
            Command::DropSocket { code, reason } => Some((*code, reason.as_str())),
            _ => None,
        });
    assert_eq!(dropped, Some((Some(CloseCode(4001)), "moved")));
}

#[test]
fn a_base_delay_of_nothing_retries_at_once_and_then_as_by_default() {
    let at_once = config(|s| reconnect(s).base_delay = Some(ms(0)));
    let mut world = World::open(at_once, [Peer::REFUSES]);
    world.pass(60_000);
    let delays: Vec<_> = world.retries().iter().map(|(_, delay)| *delay).collect();
    assert_eq!(delays[0], 0);
    assert!((0..=3_000).contains(&delays[1]), "{delays:?}");
    assert!((3_000..=4_500).contains(&delays[2]), "{delays:?}");
}

#[test]
fn without_attempts_the_first_end_is_the_last() {
    let once = config(|s| reconnect(s).max_attempts = Some(0));
    let mut world = World::open(once, [Peer::drops(10_000)]);
    world.pass(60_000);
    assert_eq!(world.dials().len(), 1);
    assert!(!world.closes()[0].will_retry);
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
}
