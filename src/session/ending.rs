//! The end of the session: the user closes or aborts it, or no attempt is left.

use super::closing::SyntheticClose;
use super::state::Phase;
use super::time::{Millis, after};
use super::timers::Timer;
use super::{Command, End, EndReason, Event, Session, StateReason, Undelivered};
use crate::close::CloseCode;

impl<M> Session<M> {
    /// Ends the session: with a closing handshake where there is a socket.
    pub(super) fn close(&mut self, code: Option<CloseCode>, reason: String, now: Millis) {
        match self.phase {
            Phase::Dialing | Phase::Handshaking | Phase::Open => {
                let fails_at = self.timers.due(Timer::Error);
                self.timers.clear_attempt();
                self.timers.clear(Timer::MessageExpiry);
                let due = after(now, self.config.close_timeout);
                if self.connection.has_failed {
                    // Its close was on the way before the user asked for one.
                    self.timers.set(Timer::Error, fails_at.min(due));
                } else {
                    self.timers.set(Timer::Close, due);
                }
                self.commands
                    .push_back(Command::CloseSocket { code, reason });
                self.enter(Phase::Closing, StateReason::Requested, now);
            }
            Phase::Closing => self.reopens = false,
            Phase::Ended => {}
            _ => self.end_without_socket(EndReason::Requested, now),
        }
    }

    /// Ends the session at once.
    pub(super) fn abort(&mut self, now: Millis) {
        self.reopens = false;
        match self.phase {
            phase if phase.has_socket() => self.close_synthetically(SyntheticClose::Aborted, now),
            Phase::Ended => {}
            _ => self.end_without_socket(EndReason::Aborted, now),
        }
    }

    fn end_without_socket(&mut self, reason: EndReason, now: Millis) {
        let state_reason = match self.phase {
            // The user's predicate called: what ends the session is the close
            // that it was asked about.
            Phase::AwaitingOverride => StateReason::Closed,
            _ => StateReason::Requested,
        };
        self.end(reason, state_reason, now);
    }

    /// The end of everything: what is queued is reported, and all is let go.
    pub(super) fn end(&mut self, reason: EndReason, state_reason: StateReason, now: Millis) {
        self.enter(Phase::Ended, state_reason, now);
        self.report_close(false, now);
        self.timers.clear_all();
        self.owes_drained = false;
        // Nobody tells any more.
        self.offline = false;
        self.frozen_at = None;
        self.commands.push_back(Command::Release);
        while let Some(queued) = self.outbox.pop() {
            self.undelivered(queued.message, Undelivered::Ended);
        }
        self.events.push_back(Event::Ended(End {
            reason,
            diagnosis: self.last_diagnosis.clone(),
        }));
        if std::mem::take(&mut self.reopens) {
            self.open_anew(now);
        }
    }
}
