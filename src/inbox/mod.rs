//! The events on their way to their one reader. A reader that is slow or gone
//! must not make a client grow: what waits is bounded, and what gives way is counted.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod model;
mod queue;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::cell::{Cell, RefCell};
use std::task::{Context, Poll, Waker};

use queue::Queue;
pub(crate) use queue::{Bounds, Delivery};

/// The kinds of events that give way to newer ones of their kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EventKind {
    /// A message that was received.
    Message,
    /// A message of the user's that will not be sent.
    Undelivered,
    /// An event that carries no message.
    Other,
}

/// The events that wait for their reader.
pub(crate) struct Inbox<E> {
    queue: RefCell<Queue<E>>,
    reader: RefCell<Option<Waker>>,
    is_finished: Cell<bool>,
}

impl<E> Inbox<E> {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self {
            queue: RefCell::new(Queue::new(bounds)),
            reader: RefCell::default(),
            is_finished: Cell::default(),
        }
    }

    /// Adds an event, to which older ones of its kind may give way. `bytes` is
    /// the size of its payload, 0 where it has none.
    pub(crate) fn push(&self, event: E, kind: EventKind, bytes: u64) {
        self.queue.borrow_mut().push(event, kind, bytes);
        // What gives way is dropped while nothing is borrowed: the error that an
        // event carries may use the client when it is dropped.
        while self.take_surplus(kind).is_some() {}
        self.wake_reader();
    }

    /// Adds an event that never gives way.
    pub(crate) fn keep(&self, event: E) {
        self.queue.borrow_mut().keep(event);
        self.wake_reader();
    }

    /// Adds the last event, which never gives way.
    pub(crate) fn finish(&self, event: E) {
        self.is_finished.set(true);
        self.keep(event);
    }

    /// The event that was the last is so no more.
    pub(crate) fn resume(&self) {
        self.is_finished.set(false);
    }

    /// The next event, or `None` after the last.
    pub(crate) fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Delivery<E>>> {
        // The borrow ends here: the scrutinee of a `match` would hold it through the arms.
        let delivery = self.queue.borrow_mut().pop();
        if delivery.is_some() || self.is_finished.get() {
            return Poll::Ready(delivery);
        }
        // A task that is dropped with its last waker may use the client.
        let replaced = self.reader.replace(Some(cx.waker().clone()));
        drop(replaced);
        Poll::Pending
    }

    /// Whether the last event has been read.
    pub(crate) fn is_over(&self) -> bool {
        self.is_finished.get() && self.queue.borrow().is_empty()
    }

    fn take_surplus(&self, kind: EventKind) -> Option<E> {
        self.queue.borrow_mut().take_surplus(kind)
    }

    /// A reader may do anything when it is woken, so nothing is borrowed then.
    fn wake_reader(&self) {
        let reader = self.reader.take();
        if let Some(reader) = reader {
            reader.wake();
        }
    }
}
