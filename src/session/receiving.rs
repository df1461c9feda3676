//! What a live socket has to say before its close: messages and errors.

use super::state::Phase;
use super::time::{Millis, after};
use super::timers::Timer;
use super::{Event, Failure, Generation, MessageKind, Session};
use crate::close::{Notice, Verdict};

/// The shortest timer: it rings in a later task.
const NEXT_TASK: Millis = 1;

impl<M> Session<M> {
    pub(super) fn received(
        &mut self,
        generation: Generation,
        message: M,
        bytes: u64,
        kind: MessageKind,
        notice: Option<Notice>,
        now: Millis,
    ) {
        if !self.is_receiving(generation) {
            return;
        }
        self.stats.messages_received += 1;
        self.stats.bytes_received = self.stats.bytes_received.saturating_add(bytes);
        self.connection.maybe_stale = false;
        self.connection.heard = true;
        self.connection.last_received_at = Some(now);
        let moves_with = self.take_notice(notice);
        // A connection that is left at once is not opened first: what waits would go with it.
        let is_left = moves_with.is_some() && kind == MessageKind::HandshakeAccepted;
        if self.phase == Phase::Handshaking {
            if !is_left {
                self.take_handshake_message(kind, now);
            }
        } else {
            self.take_message(message, kind, now);
        }
        // The message may have ended the connection by itself: it refused the handshake.
        if let Some(verdict) = moves_with
            && self.is_receiving(generation)
        {
            self.move_away(verdict, now);
        }
    }

    fn is_receiving(&self, generation: Generation) -> bool {
        let is_expected = matches!(self.phase, Phase::Open | Phase::Handshaking);
        is_expected && generation == self.generation
    }

    /// Keeps what a message announces. Returns the verdict of one that asks for another
    /// connection now, where there may be another.
    fn take_notice(&mut self, notice: Option<Notice>) -> Option<Verdict> {
        let (announced, moves) = match notice? {
            Notice::Close(verdict) => (Some(verdict), false),
            Notice::Move(verdict) => (Some(verdict), self.config.reconnect.is_some()),
            Notice::Withdrawn => (None, false),
        };
        self.connection.announced = announced;
        announced.filter(|_| moves)
    }

    fn take_message(&mut self, message: M, kind: MessageKind, now: Millis) {
        let is_pong = kind == MessageKind::Pong;
        self.heard(is_pong, now);
        self.flush_if_held_for_message(now);
        if !is_pong {
            self.events.push_back(Event::Message(message));
        }
    }

    /// No message of the application handshake is one for the user.
    fn take_handshake_message(&mut self, kind: MessageKind, now: Millis) {
        match kind {
            MessageKind::HandshakeAccepted => self.opened(now),
            MessageKind::HandshakeRefused(verdict) => self.handshake_refused(verdict, now),
            MessageKind::Data | MessageKind::Pong => {}
        }
    }

    /// An `error` ends nothing: the close that follows it has the real code.
    /// The first `error` says by when that close has to come.
    pub(super) fn errored(
        &mut self,
        generation: Generation,
        closes_in_this_task: bool,
        now: Millis,
    ) {
        if !self.is_live(generation) {
            return;
        }
        if !self.connection.has_errored {
            self.events.push_back(Event::Error(Failure::Socket));
        }
        self.connection.has_errored = true;
        let is_closing = self.phase == Phase::Closing;
        self.connection.has_failed |= !is_closing;
        if closes_in_this_task {
            self.timers
                .set_by(Timer::Error, now.saturating_add(NEXT_TASK));
        } else if !is_closing {
            let due = after(now, self.config.error_timeout);
            self.timers.set_by(Timer::Error, due);
        }
    }
}
