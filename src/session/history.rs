//! What the connections before this one say of its end: the few numbers that show
//! whether they all end after the same time.

use std::time::Duration;

use crate::close::{Cause, Context};

/// As many as agree with the one that has just ended when a span counts as repeated.
const KEPT: usize = 2;

/// How the last connections of this session ended.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// A connection of this session has opened.
    pub(super) has_opened: bool,
    /// The newest last.
    uptimes: Vec<Duration>,
    inbound_silences: Vec<Duration>,
}

impl History {
    /// Notes how a connection ended, unless this side or the machine ended it, which
    /// says nothing of a timeout elsewhere.
    pub(super) fn note(&mut self, cause: Cause, context: &Context) {
        let Some(silence) = context.inbound_silence else {
            // It was not open yet for the user.
            return;
        };
        if !matches!(cause, Cause::ClosedByPeer | Cause::Dropped) {
            return;
        }
        for (spans, span) in [
            (&mut self.uptimes, context.uptime),
            (&mut self.inbound_silences, silence),
        ] {
            if spans.len() == KEPT {
                spans.remove(0);
            }
            spans.push(span);
        }
    }

    pub(super) fn describe(&self, context: &mut Context) {
        context.opened_before = self.has_opened;
        context.earlier_uptimes.clone_from(&self.uptimes);
        context.earlier_silences.clone_from(&self.inbound_silences);
    }
}
