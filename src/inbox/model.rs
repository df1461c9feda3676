//! An inbox against a model of it: lists that are searched from their starts.

use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::{Bounds, Delivery, EventKind, Inbox};

#[derive(Clone, Copy, Debug)]
enum Step {
    Push(EventKind, u64),
    Keep,
    /// So many events are read.
    Read(usize),
}

fn kinds() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        Just(EventKind::Message),
        Just(EventKind::Undelivered),
        Just(EventKind::Other),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (kinds(), 0_u64..20).prop_map(|(kind, bytes)| Step::Push(kind, bytes)),
        1 => Just(Step::Keep),
        2 => (1_usize..5).prop_map(Step::Read),
    ];
    prop::collection::vec(step, 0..200)
}

fn bounds() -> impl Strategy<Value = Bounds> {
    (0_usize..6, 0_u64..60, 0_usize..6).prop_map(|(messages, bytes, others)| Bounds {
        messages,
        bytes,
        others,
    })
}

/// An event that has come, in the order of all.
#[derive(Clone, Copy, Debug)]
struct Came {
    number: usize,
    /// None if it never gives way.
    kind: Option<EventKind>,
    bytes: u64,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Waits,
    GaveWay,
    Told,
}

/// All that ever came.
struct Model {
    bounds: Bounds,
    came: Vec<Came>,
}

impl Model {
    fn push(&mut self, kind: Option<EventKind>, bytes: u64) -> usize {
        let number = self.came.len();
        self.came.push(Came {
            number,
            kind,
            bytes,
            fate: Fate::Waits,
        });
        while let Some(number) = kind.and_then(|kind| self.surplus(kind)) {
            self.came[number].fate = Fate::GaveWay;
        }
        number
    }

    /// The oldest of a kind, if too many of it wait.
    fn surplus(&self, kind: EventKind) -> Option<usize> {
        let waiting = self.waiting(kind);
        let bytes: u64 = waiting.iter().map(|came| came.bytes).sum();
        let fits = match kind {
            EventKind::Other => waiting.len() <= self.bounds.others,
            _ => waiting.len() <= self.bounds.messages && bytes <= self.bounds.bytes,
        };
        (!fits && waiting.len() > 1).then(|| waiting[0].number)
    }

    fn waiting(&self, kind: EventKind) -> Vec<Came> {
        let of_kind = |came: &&Came| came.kind == Some(kind) && came.fate == Fate::Waits;
        self.came.iter().filter(of_kind).copied().collect()
    }

    fn read(&mut self) -> Option<Delivery<usize>> {
        let next = self.came.iter().position(|came| came.fate == Fate::Waits)?;
        let kind = self.came[next].kind;
        let mut missed = 0;
        for came in &mut self.came[..next] {
            if kind.is_some() && came.kind == kind && came.fate == Fate::GaveWay {
                came.fate = Fate::Told;
                missed += 1;
            }
        }
        match kind {
            Some(kind) if missed > 0 => Some(Delivery::Missed(kind, missed)),
            _ => {
                self.came[next].fate = Fate::Told;
                Some(Delivery::Event(next))
            }
        }
    }
}

proptest! {
    #[test]
    fn an_inbox_is_as_its_model(steps in steps(), bounds in bounds()) {
        let inbox = Inbox::new(bounds);
        let mut model = Model { bounds, came: Vec::new() };
        // What is left at the end is read, too.
        let rest = Step::Read(usize::MAX);
        for step in steps.into_iter().chain([rest]) {
            match step {
                Step::Push(kind, bytes) => inbox.push(model.push(Some(kind), bytes), kind, bytes),
                Step::Keep => inbox.keep(model.push(None, 0)),
                Step::Read(count) => {
                    for _ in 0..count {
                        let expected = model.read();
                        prop_assert_eq!(next(&inbox), expected);
                        if expected.is_none() {
                            break;
                        }
                    }
                }
            }
        }
        let is_told = |came: &Came| came.fate == Fate::Told;
        prop_assert!(model.came.iter().all(is_told), "each came is read or counted");
    }
}

fn next(inbox: &Inbox<usize>) -> Option<Delivery<usize>> {
    match inbox.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(delivery) => delivery,
        Poll::Pending => None,
    }
}
