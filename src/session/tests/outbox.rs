//! The outbox, and the marks of the socket's own buffer.

use super::world::{LATENCY, Peer, World, closed, config, ms, queue};
use crate::close::{Rule, Verdict};
use crate::session::{
    Closed, Command, Config, Event, Input, Overflow, Refusal, Reply, State, Undelivered,
};

fn overflowing(overflow: Overflow) -> Config {
    config(|s| {
        queue(s).max_messages = Some(2);
        queue(s).max_bytes = Some(10);
        queue(s).overflow = overflow;
    })
}

#[test]
fn messages_wait_for_the_opening_and_go_out_in_order() {
    let mut world = World::new(Config::default());
    assert_eq!(world.try_send("before"), Reply::Queued);
    world.tell(Input::Open);
    assert_eq!(world.try_send("while"), Reply::Queued);
    world.pass(LATENCY);
    assert_eq!(world.try_send("after"), Reply::Sent);
    assert_eq!(world.sent_on(1), ["before", "while", "after"]);
}

#[test]
fn messages_wait_across_a_reconnect_and_none_is_sent_twice() {
    let mut world = World::open(Config::default(), [Peer::drops(100), Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.send("first");
    world.pass(100);
    world.send("second");
    world.send("third");
    world.pass(5_000);
    assert_eq!(world.sent_on(1), ["first"]);
    assert_eq!(world.sent_on(2), ["second", "third"]);
}

#[test]
fn a_full_outbox_refuses_the_new_message() {
    let mut world = World::new(overflowing(Overflow::Reject));
    world.send("a");
    world.send("b");
    assert_eq!(world.try_send("c"), Reply::Refused("c", Refusal::Full));
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.sent_on(1), ["a", "b"]);
}

#[test]
fn the_bytes_are_bounded_as_well() {
    let mut world = World::new(overflowing(Overflow::Reject));
    world.send("123456");
    assert_eq!(
        world.try_send("12345"),
        Reply::Refused("12345", Refusal::Full)
    );
    assert_eq!(world.try_send("1234"), Reply::Queued);
    let big = "12345678901";
    assert_eq!(world.try_send(big), Reply::Refused(big, Refusal::TooBig));
}

#[test]
fn the_oldest_messages_give_way_if_the_user_says_so() {
    let mut world = World::new(overflowing(Overflow::DropOldest));
    world.send("a");
    world.send("b");
    assert_eq!(world.try_send("1234567890"), Reply::Queued);
    let overflow = Undelivered::Overflow;
    assert_eq!(world.undelivered(), [("a", overflow), ("b", overflow)]);
    world.tell(Input::Open);
    world.pass(LATENCY);
    assert_eq!(world.sent_on(1), ["1234567890"]);
}

#[test]
fn the_newest_message_gives_way_if_the_user_says_so() {
    let mut world = World::new(overflowing(Overflow::DropNewest));
    world.send("a");
    world.send("b");
    assert_eq!(world.try_send("c"), Reply::Dropped);
    assert_eq!(world.undelivered(), [("c", Undelivered::Overflow)]);
}

#[test]
fn a_message_that_waited_too_long_is_reported_and_not_sent() {
    let mut world = World::open(Config::default(), [Peer::NEVER_OPENS]);
    world.send_for("short", 500);
    world.send("long");
    world.pass(499);
    assert_eq!(world.undelivered(), []);
    world.pass(1);
    assert_eq!(world.undelivered(), [("short", Undelivered::Expired)]);
    world.tell(Input::Opened(1));
    assert_eq!(world.sent_on(1), ["long"]);
}

#[test]
fn the_time_to_live_has_a_default_and_a_late_opening_sends_nothing_stale() {
    let brief = config(|s| queue(s).ttl = Some(ms(1_000)));
    let mut world = World::open(brief, [Peer::NEVER_OPENS]);
    world.send("stale");
    world.send_for("fresh", 60_000);
    world.now += 5_000;
    world.tell(Input::Opened(1));
    assert_eq!(world.sent_on(1), ["fresh"]);
    assert_eq!(world.undelivered(), [("stale", Undelivered::Expired)]);
}

#[test]
fn what_has_expired_makes_room_before_its_timer_runs() {
    let mut world = World::new(overflowing(Overflow::Reject));
    world.send_for("a", 10);
    world.send("b");
    world.now += 20;
    assert_eq!(world.try_send("c"), Reply::Queued);
    assert_eq!(world.undelivered(), [("a", Undelivered::Expired)]);
}

#[test]
fn what_was_never_handed_over_is_reported_at_the_end() {
    let mut world = World::open(Config::default(), [Peer::REFUSES]);
    world.send("a");
    world.send("b");
    world.pass(LATENCY);
    world.close();
    let ended = Undelivered::Ended;
    assert_eq!(world.undelivered(), [("a", ended), ("b", ended)]);
    assert!(matches!(world.events.last(), Some((_, Event::Ended(_)))));
}

#[test]
fn bytes_that_the_socket_still_held_are_in_doubt() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.send("perhaps");
    world.tell(Input::Closed {
        generation: 1,
        code: crate::close::CloseCode(1006),
        reason: String::new(),
        was_clean: false,
        buffered: 7,
    });
    let in_doubt = |closed: &Closed| closed.in_doubt;
    assert_eq!(
        world.closes().into_iter().map(in_doubt).collect::<Vec<_>>(),
        [7]
    );
}

#[test]
fn without_an_outbox_only_an_open_connection_takes_messages() {
    let mut world = World::open(config(|s| s.queue = None), [Peer::ACCEPTS]);
    assert_eq!(
        world.try_send("early"),
        Reply::Refused("early", Refusal::NotOpen)
    );
    world.pass(LATENCY);
    assert_eq!(world.try_send("open"), Reply::Sent);
}

#[test]
fn a_session_that_is_closing_or_over_takes_no_message() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.close();
    assert_eq!(
        world.try_send("late"),
        Reply::Refused("late", Refusal::Ended)
    );
    world.pass(LATENCY);
    assert_eq!(world.state(), State::Ended);
    assert_eq!(
        world.try_send("later"),
        Reply::Refused("later", Refusal::Ended)
    );
}

#[test]
fn an_emptied_outbox_is_told_once() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    assert!(world.is_drained());
    world.send("a");
    assert!(!world.is_drained());
    world.pass(1_000);
    assert!(world.is_drained());
    world.send("b");
    assert_eq!(world.drains(), 1);
}

fn marked() -> Config {
    config(|s| {
        s.high_water_mark = Some(8);
        s.low_water_mark = Some(2);
    })
}

#[test]
fn a_buffer_above_its_mark_is_polled_until_it_is_down_to_the_low_mark() {
    let mut world = World::open(marked(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    world.buffered = 8;
    world.send("12345678");
    assert!(!world.is_drained());
    world.buffered = 3;
    world.pass(1_000);
    assert!(!world.is_drained(), "between the marks nothing changes");
    world.buffered = 2;
    world.pass(50);
    assert!(world.is_drained());
    assert_eq!(world.drains(), 1);
    let measures = |world: &World| {
        let is = |(_, command): &&(u64, Command<_>)| matches!(command, Command::MeasureBuffer(_));
        world.commands.iter().filter(is).count()
    };
    let before = measures(&world);
    world.pass(60_000);
    assert_eq!(
        measures(&world),
        before,
        "below the mark there is no polling"
    );
}

#[test]
fn a_buffer_that_went_down_with_its_connection_holds_nothing_up() {
    let mut world = World::open(marked(), [Peer::drops(100), Peer::NEVER_OPENS]);
    world.pass(LATENCY);
    world.buffered = 8;
    world.send("12345678");
    world.pass(100);
    assert!(world.is_drained());
    assert_eq!(world.drains(), 1);
}

#[test]
fn small_messages_do_not_have_the_buffer_measured_each() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.pass(LATENCY);
    for _ in 0..1_000 {
        world.send("small");
    }
    let measured = |(_, command): &(u64, Command<_>)| matches!(command, Command::MeasureBuffer(_));
    assert!(!world.commands.iter().any(measured));
}

#[test]
fn a_message_that_expires_as_the_connection_ends_is_reported_with_it() {
    let hasty = config(|s| s.codes = vec![Rule::code(4000, Verdict::NOW)]);
    let mut world = World::open(hasty, [Peer::NEVER_OPENS]);
    world.send_for("late", 20);
    world.now += 20;
    world.tell(closed(1, 4000, "", true));
    assert_eq!(world.retries(), [(1, 0)]);
    assert_eq!(world.undelivered(), [("late", Undelivered::Expired)]);
}

#[test]
fn what_waits_can_be_taken_back_and_nothing_is_owed_for_it() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.send("a");
    world.send_for("b", 100);
    let reply = world.hand_in(Input::TakeQueued);
    assert_eq!(reply, Reply::Taken(vec!["a", "b"]));
    assert_eq!((world.drains(), world.is_drained()), (1, true));
    world.pass(1_000);
    assert_eq!(world.sent_on(1), [""; 0]);
    assert!(world.undelivered().is_empty());
    assert_eq!(world.hand_in(Input::TakeQueued), Reply::Taken(vec![]));
}

#[test]
fn a_message_that_was_queued_is_told_when_it_is_handed_over() {
    let mut world = World::open(Config::default(), [Peer::ACCEPTS]);
    world.send("queued");
    assert!(world.told_sent().is_empty());
    world.pass(1_000);
    world.send("direct");
    assert_eq!(world.told_sent(), ["queued"]);
    assert_eq!(world.sent_on(1), ["queued", "direct"]);
}
