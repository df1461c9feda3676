//! The events on their way to a reader, within bounds.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use super::event::Event;

/// How many events other than messages wait for a reader. One that never reads
/// must not make a client that retries for days grow.
const MAX_OTHERS: usize = 1_024;

/// The events that wait for their one reader.
///
/// Where too many messages wait, the oldest give way; where too many others
/// do, the oldest of those. What gave way is counted at its place. Undelivered
/// messages never give way: their sender bounds them.
pub(super) struct Events {
    waiting: RefCell<Waiting>,
    reader: RefCell<Option<Waker>>,
    /// [`Event::Ended`] has been read.
    over: Cell<bool>,
}

struct Waiting {
    events: VecDeque<Event>,
    messages: usize,
    bytes: u64,
    others: usize,
    max_messages: usize,
    max_bytes: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Message(u64),
    Other,
    Kept,
}

impl Events {
    pub(super) fn new(max_messages: usize, max_bytes: u64) -> Self {
        Self {
            waiting: RefCell::new(Waiting {
                events: VecDeque::new(),
                messages: 0,
                bytes: 0,
                others: 0,
                max_messages,
                max_bytes,
            }),
            reader: RefCell::default(),
            over: Cell::default(),
        }
    }

    pub(super) fn push(&self, event: Event) {
        self.waiting.borrow_mut().push(event);
        // A reader may be woken only when nothing is borrowed.
        let reader = self.reader.borrow_mut().take();
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    pub(super) fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        if self.over.get() {
            return Poll::Ready(None);
        }
        match self.waiting.borrow_mut().pop() {
            Some(event) => {
                self.over.set(matches!(event, Event::Ended(_)));
                Poll::Ready(Some(event))
            }
            None => {
                // Its last waker may take a whole task with it, when nothing is borrowed.
                drop(self.reader.replace(Some(cx.waker().clone())));
                Poll::Pending
            }
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.get()
    }
}

impl Waiting {
    fn push(&mut self, event: Event) {
        self.count(kind(&event), true);
        self.events.push_back(event);
        // The newest message stays, however large.
        while self.messages > self.max_messages || self.messages > 1 && self.bytes > self.max_bytes
        {
            self.give_way(|kind| matches!(kind, Kind::Message(_)));
        }
        while self.others > MAX_OTHERS {
            self.give_way(|kind| kind == Kind::Other);
        }
    }

    fn pop(&mut self) -> Option<Event> {
        let event = self.events.pop_front()?;
        self.count(kind(&event), false);
        Some(event)
    }

    fn count(&mut self, kind: Kind, came: bool) {
        let one = |count: usize| if came { count + 1 } else { count - 1 };
        match kind {
            Kind::Message(size) if came => {
                self.messages += 1;
                self.bytes += size;
            }
            Kind::Message(size) => {
                self.messages -= 1;
                self.bytes -= size;
            }
            Kind::Other => self.others = one(self.others),
            Kind::Kept => {}
        }
    }

    /// Puts a count in the place of the oldest event of a kind, one with the
    /// counts beside it.
    fn give_way(&mut self, is_due: impl Fn(Kind) -> bool) {
        let Some(place) = self.events.iter().position(|event| is_due(kind(event))) else {
            return;
        };
        let gone = kind(&self.events[place]);
        self.count(gone, false);
        let mut missed = 1;
        if let Some(Event::Lagged { missed: after }) = self.events.get(place + 1) {
            missed += after;
            self.events.remove(place + 1);
        }
        match place.checked_sub(1).map(|before| &mut self.events[before]) {
            Some(Event::Lagged { missed: before }) => {
                *before += missed;
                self.events.remove(place);
            }
            _ => self.events[place] = Event::Lagged { missed },
        }
    }
}

fn kind(event: &Event) -> Kind {
    match event {
        Event::Message(message) => Kind::Message(message.size()),
        Event::Undelivered { .. } | Event::Lagged { .. } | Event::Ended(_) => Kind::Kept,
        _ => Kind::Other,
    }
}
