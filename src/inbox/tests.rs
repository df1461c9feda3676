use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use super::{Bounds, Delivery, EventKind, Inbox};

fn holding(messages: usize) -> Bounds {
    Bounds {
        messages,
        ..Bounds::default()
    }
}

/// All that a reader gets now.
fn read<E>(inbox: &Inbox<E>) -> Vec<Delivery<E>> {
    let mut cx = Context::from_waker(Waker::noop());
    std::iter::from_fn(|| match inbox.poll(&mut cx) {
        Poll::Ready(delivery) => delivery,
        Poll::Pending => None,
    })
    .collect()
}

#[test]
fn events_of_all_kinds_come_in_the_order_in_which_they_happened() {
    let inbox = Inbox::new(Bounds::default());
    inbox.push("opened", EventKind::Other, 0);
    inbox.push("one", EventKind::Message, 3);
    inbox.keep("kept");
    inbox.push("two", EventKind::Message, 3);
    inbox.push("closed", EventKind::Other, 0);
    inbox.finish("ended");
    let all = ["opened", "one", "kept", "two", "closed", "ended"];
    assert_eq!(read(&inbox), all.map(Delivery::Event));
}

#[test]
fn what_was_over_goes_on_when_more_may_come() {
    let inbox = Inbox::new(Bounds::default());
    inbox.finish("ended");
    assert_eq!(read(&inbox), [Delivery::Event("ended")]);
    assert!(inbox.is_over());
    inbox.resume();
    assert!(!inbox.is_over());
    let mut cx = Context::from_waker(Waker::noop());
    assert_eq!(inbox.poll(&mut cx), Poll::Pending);
    inbox.push("opened again", EventKind::Other, 0);
    assert_eq!(read(&inbox), [Delivery::Event("opened again")]);
}

#[test]
fn the_oldest_messages_give_way_and_are_counted_before_the_next_one() {
    let inbox = Inbox::new(holding(2));
    inbox.push(0, EventKind::Other, 0);
    for n in 1..=5 {
        inbox.push(n, EventKind::Message, 1);
    }
    inbox.push(6, EventKind::Other, 0);
    assert_eq!(
        read(&inbox),
        [
            Delivery::Event(0),
            Delivery::Missed(EventKind::Message, 3),
            Delivery::Event(4),
            Delivery::Event(5),
            Delivery::Event(6),
        ]
    );
}

#[test]
fn the_newest_message_waits_however_large_it_is() {
    for bounds in [
        Bounds {
            bytes: 0,
            ..Bounds::default()
        },
        Bounds {
            messages: 0,
            ..Bounds::default()
        },
    ] {
        let inbox = Inbox::new(bounds);
        inbox.push("small", EventKind::Message, 1);
        inbox.push("large", EventKind::Message, 1_000);
        let missed = Delivery::Missed(EventKind::Message, 1);
        assert_eq!(read(&inbox), [missed, Delivery::Event("large")]);
    }
}

#[test]
fn other_events_are_bounded_by_themselves_and_push_out_no_message() {
    let inbox = Inbox::new(holding(1));
    inbox.push(0, EventKind::Message, 1);
    for n in 1..=3_000 {
        inbox.push(n, EventKind::Other, 0);
    }
    let all = read(&inbox);
    assert_eq!(all[0], Delivery::Event(0));
    assert_eq!(all[1], Delivery::Missed(EventKind::Other, 3_000 - 1_024));
    assert_eq!(all.len(), 2 + 1_024);
}

#[test]
fn an_inbox_is_over_when_its_last_event_has_been_read() {
    let inbox = Inbox::new(Bounds::default());
    inbox.finish("ended");
    assert!(!inbox.is_over());
    assert_eq!(read(&inbox), [Delivery::Event("ended")]);
    assert!(inbox.is_over());
    let mut cx = Context::from_waker(Waker::noop());
    assert_eq!(inbox.poll(&mut cx), Poll::Ready(None));
}

thread_local! {
    static SHARED: Inbox<&'static str> = Inbox::new(Bounds::default());
    static WOKEN: Cell<u32> = const { Cell::new(0) };
}

/// Stands for a task that uses the client whose events it reads: when it is
/// woken, and when it is dropped with its last waker.
struct Task;

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        WOKEN.set(WOKEN.get() + 1);
        SHARED.with(|inbox| assert_eq!(read(inbox).len(), 1));
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        SHARED.with(|inbox| inbox.push("from a dropped task", EventKind::Other, 0));
    }
}

/// Polls from a task of which the inbox then holds the last waker.
fn poll_from_a_task(inbox: &Inbox<&'static str>) -> Poll<Option<Delivery<&'static str>>> {
    let waker = Waker::from(Arc::new(Task));
    inbox.poll(&mut Context::from_waker(&waker))
}

#[test]
fn a_reader_may_read_while_it_is_woken() {
    SHARED.with(|inbox| {
        assert_eq!(poll_from_a_task(inbox), Poll::Pending);
        inbox.push("wakes", EventKind::Other, 0);
        assert_eq!(WOKEN.get(), 1);
    });
}

#[test]
fn a_reader_that_is_replaced_may_use_the_client_while_it_is_dropped() {
    SHARED.with(|inbox| {
        assert_eq!(poll_from_a_task(inbox), Poll::Pending);
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(inbox.poll(&mut cx), Poll::Pending);
        assert_eq!(read(inbox), [Delivery::Event("from a dropped task")]);
    });
}

/// An event that makes another one when it is dropped.
struct Chatty(Option<Rc<Inbox<Chatty>>>);

impl Drop for Chatty {
    fn drop(&mut self) {
        if let Some(inbox) = self.0.take() {
            inbox.push(Chatty(None), EventKind::Message, 1);
        }
    }
}

#[test]
fn an_event_that_gives_way_may_use_the_client_while_it_is_dropped() {
    let inbox = Rc::new(Inbox::new(holding(1)));
    inbox.push(Chatty(Some(inbox.clone())), EventKind::Message, 1);
    inbox.push(Chatty(None), EventKind::Message, 1);
    let all = read(&inbox);
    assert!(matches!(
        all[..],
        [
            Delivery::Missed(EventKind::Message, 2),
            Delivery::Event(Chatty(None))
        ]
    ));
}

#[test]
fn undelivered_messages_that_nobody_reads_of_hold_no_more_than_their_bounds() {
    for (size, left) in [(1_000, 1_024), (1 << 20, 16)] {
        let inbox = Inbox::new(Bounds::default());
        for n in 0..40_000 {
            inbox.push(n, EventKind::Undelivered, size);
        }
        let all = read(&inbox);
        let missed = Delivery::Missed(EventKind::Undelivered, 40_000 - left);
        assert_eq!(all[0], missed);
        assert_eq!(all[1..].len() as u64, left);
    }
}

#[test]
fn received_and_undelivered_messages_do_not_push_each_other_out() {
    let inbox = Inbox::new(holding(1));
    for n in 0..10 {
        inbox.push(n, EventKind::Message, 1);
        inbox.push(n + 100, EventKind::Undelivered, 1);
    }
    let all = read(&inbox);
    assert!(all.contains(&Delivery::Event(9)));
    assert!(all.contains(&Delivery::Event(109)));
}

#[test]
fn an_inbox_goes_on_where_its_last_event_is_so_no_more() {
    let inbox = Inbox::new(Bounds::default());
    inbox.finish("ended");
    inbox.resume();
    inbox.push("opened again", EventKind::Other, 0);
    assert!(!inbox.is_over());
    let all = ["ended", "opened again"];
    assert_eq!(read(&inbox), all.map(Delivery::Event));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(inbox.poll(&mut cx).is_pending());
}
