//! Events in their order, each kind within its bounds.

use std::collections::VecDeque;

use super::EventKind;

/// How much waits for a reader. Received and undelivered messages are counted
/// apart, so neither push the other out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How many messages of either kind.
    pub(crate) messages: usize,
    /// The bytes of the messages of either kind.
    pub(crate) bytes: u64,
    /// How many events that carry no message.
    pub(crate) others: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            messages: 1_024,
            bytes: 16 << 20,
            others: 1_024,
        }
    }
}

/// What a reader gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery<E> {
    Event(E),
    /// This many events of the kind gave way. It comes before the oldest of
    /// the kind that is left.
    Missed(EventKind, u64),
}

/// Each kind has a lane of its own, from which its oldest events give way. The
/// events are numbered in the order in which they came, and leave in this order.
pub(super) struct Queue<E> {
    messages: Lane<E>,
    undelivered: Lane<E>,
    others: Lane<E>,
    kept: VecDeque<Numbered<E>>,
    next_number: u64,
}

struct Lane<E> {
    kind: EventKind,
    max_events: usize,
    max_bytes: u64,
    waiting: VecDeque<Numbered<E>>,
    bytes: u64,
    /// How many gave way and are yet to be told. Unless it is 0, an event waits
    /// that comes after them.
    missed: u64,
}

struct Numbered<E> {
    number: u64,
    bytes: u64,
    event: E,
}

impl<E> Queue<E> {
    pub(super) fn new(bounds: Bounds) -> Self {
        let Bounds {
            messages,
            bytes,
            others,
        } = bounds;
        Self {
            messages: Lane::new(EventKind::Message, messages, bytes),
            undelivered: Lane::new(EventKind::Undelivered, messages, bytes),
            others: Lane::new(EventKind::Other, others, u64::MAX),
            kept: VecDeque::new(),
            next_number: 0,
        }
    }

    pub(super) fn push(&mut self, event: E, kind: EventKind, bytes: u64) {
        let numbered = self.number(event, bytes);
        self.lane(kind).push(numbered);
    }

    /// Takes the oldest event of a kind if more of the kind wait than may. To be
    /// called until it has none.
    pub(super) fn take_surplus(&mut self, kind: EventKind) -> Option<E> {
        self.lane(kind).take_surplus()
    }

    pub(super) fn keep(&mut self, event: E) {
        let numbered = self.number(event, 0);
        self.kept.push_back(numbered);
    }

    pub(super) fn pop(&mut self) -> Option<Delivery<E>> {
        let kept = self.kept.front().map(|kept| kept.number);
        let oldest = [&mut self.messages, &mut self.undelivered, &mut self.others]
            .into_iter()
            .filter_map(|lane| Some((lane.oldest()?, lane)))
            .min_by_key(|(number, _)| *number);
        match oldest {
            Some((number, lane)) if kept.is_none_or(|kept| number < kept) => lane.pop(),
            _ => self
                .kept
                .pop_front()
                .map(|kept| Delivery::Event(kept.event)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        let lanes = [&self.messages, &self.undelivered, &self.others];
        self.kept.is_empty() && lanes.iter().all(|lane| lane.waiting.is_empty())
    }

    fn lane(&mut self, kind: EventKind) -> &mut Lane<E> {
        match kind {
            EventKind::Message => &mut self.messages,
            EventKind::Undelivered => &mut self.undelivered,
            EventKind::Other => &mut self.others,
        }
    }

    fn number(&mut self, event: E, bytes: u64) -> Numbered<E> {
        let number = self.next_number;
        self.next_number += 1;
        Numbered {
            number,
            bytes,
            event,
        }
    }
}

impl<E> Lane<E> {
    fn new(kind: EventKind, max_events: usize, max_bytes: u64) -> Self {
        Self {
            kind,
            max_events,
            max_bytes,
            waiting: VecDeque::new(),
            bytes: 0,
            missed: 0,
        }
    }

    fn push(&mut self, numbered: Numbered<E>) {
        self.bytes += numbered.bytes;
        self.waiting.push_back(numbered);
    }

    /// The newest is no surplus, however large it is.
    fn take_surplus(&mut self) -> Option<E> {
        if self.waiting.len() <= 1 || !self.is_too_full() {
            return None;
        }
        self.missed += 1;
        self.take_oldest()
    }

    fn pop(&mut self) -> Option<Delivery<E>> {
        match std::mem::take(&mut self.missed) {
            0 => self.take_oldest().map(Delivery::Event),
            missed => Some(Delivery::Missed(self.kind, missed)),
        }
    }

    fn oldest(&self) -> Option<u64> {
        self.waiting.front().map(|oldest| oldest.number)
    }

    fn is_too_full(&self) -> bool {
        self.waiting.len() > self.max_events || self.bytes > self.max_bytes
    }

    fn take_oldest(&mut self) -> Option<E> {
        let Numbered { bytes, event, .. } = self.waiting.pop_front()?;
        self.bytes -= bytes;
        Some(event)
    }
}
