//! What becomes of each event until the reader has it.

use std::task::{Context, Poll};

use super::event::Event;
use crate::inbox::{Bounds, Delivery, EventKind, Inbox};
use crate::session::Undelivered;

/// The events of a client that wait for their reader.
pub(super) struct Events(Inbox<Event>);

impl Events {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self(Inbox::new(bounds))
    }

    /// Adds an event; `is_over` if nothing follows it.
    pub(super) fn push(&self, event: Event, is_over: bool) {
        match &event {
            Event::Message(message) => {
                let bytes = message.size();
                self.0.push(event, EventKind::Message, bytes);
            }
            // All that is queued at the end comes at once, before a reader can
            // have any of it; the outbox has bounded it.
            Event::Undelivered {
                why: Undelivered::Ended,
                ..
            } => self.0.keep(event),
            Event::Undelivered { message, .. } => {
                let bytes = message.size();
                self.0.push(event, EventKind::Undelivered, bytes);
            }
            Event::Ended(_) if is_over => self.0.finish(event),
            // The client has been opened again by now.
            Event::Ended(_) => self.0.keep(event),
            _ => self.0.push(event, EventKind::Other, 0),
        }
    }

    pub(super) fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        self.0.poll(cx).map(|delivery| {
            Some(match delivery? {
                Delivery::Event(event) => event,
                Delivery::Missed(kind, missed) => Event::Lagged { kind, missed },
            })
        })
    }

    /// More may come: the client is opened again.
    pub(super) fn resume(&self) {
        self.0.resume();
    }

    pub(super) fn is_over(&self) -> bool {
        self.0.is_over()
    }
}
