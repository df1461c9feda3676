//! The end of a connection, and the end of the session.

use super::retry::Next;
use super::timers::Timer;
use super::{
    Closed, Effect, End, EndReason, Millis, Notice, Phase, ProviderFailure, Reason, Session, State,
    Undelivered,
};
use crate::close::{
    Cause, Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Source, Verdict, diagnose,
};

/// A connection that has ended, whose consequences are not yet settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    closed: Closed,
    /// The socket had been open.
    connected: bool,
    requested: bool,
}

impl<M> Session<M> {
    pub(super) fn socket_closed(
        &mut self,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        buffered: u64,
        now: Millis,
    ) {
        let context = self.context(now);
        let closed = self.diagnosed(code, reason, was_clean, &context, now);
        self.conclude(
            Closed {
                in_doubt: buffered,
                ..closed
            },
            now,
        );
    }

    /// Ends the live connection without waiting for the browser. `explain`
    /// says why in the context.
    pub(super) fn declare(&mut self, now: Millis, explain: impl FnOnce(&mut Context)) {
        let closed = self.declared(now, explain);
        self.conclude(closed, now);
    }

    fn declared(&mut self, now: Millis, explain: impl FnOnce(&mut Context)) -> Closed {
        self.effects.push_back(Effect::Discard);
        let mut context = self.context(now);
        explain(&mut context);
        let code = CloseCode::ABNORMAL_CLOSURE;
        Closed {
            declared: true,
            ..self.diagnosed(code, String::new(), false, &context, now)
        }
    }

    fn context(&self, now: Millis) -> Context {
        let connection = self.connection.as_ref();
        Context {
            opened: connection.is_some_and(|c| c.connected),
            uptime: connection.map_or(0, |c| c.uptime(now)),
            initiator: if connection.is_some_and(|c| c.requested) {
                Initiator::Client
            } else {
                Initiator::Peer
            },
            offline: self.offline,
            read_advice: self.config.features.advice,
            ..Context::default()
        }
    }

    fn diagnosed(
        &mut self,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        context: &Context,
        now: Millis,
    ) -> Closed {
        let close = Close {
            code,
            reason: &reason,
            was_clean,
        };
        let profiles = Profiles {
            codes: &self.config.codes,
            profile: self.config.profile,
        };
        let mut diagnosis = diagnose(&close, context, &profiles);
        if let Some(verdict) = self.streak.refused.take() {
            diagnosis = overridden(diagnosis, verdict);
        }
        Closed {
            generation: self.generation,
            code,
            reason,
            was_clean,
            declared: false,
            diagnosis,
            will_retry: false,
            in_doubt: 0,
            uptime: self.connection.as_ref().map_or(0, |c| c.uptime(now)),
        }
    }

    fn conclude(&mut self, closed: Closed, now: Millis) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        self.timers.clear_connection();
        let diagnosis = closed.diagnosis;
        let asks = self.config.features.judge
            && self.config.features.reconnect
            && !connection.requested
            && diagnosis.cause != Cause::Aborted;
        let pending = Pending {
            closed,
            connected: connection.connected,
            requested: connection.requested,
        };
        if asks {
            self.pending = Some(pending);
            self.phase = Phase::Judging;
            self.effects.push_back(Effect::Judge(diagnosis));
        } else {
            self.settle(pending, now);
        }
    }

    pub(super) fn judged(&mut self, verdict: Option<Verdict>, now: Millis) {
        let Some(mut pending) = self.pending.take() else {
            return;
        };
        if let Some(verdict) = verdict {
            pending.closed.diagnosis = overridden(pending.closed.diagnosis, verdict);
        }
        self.settle(pending, now);
    }

    /// The user ended the session from inside the predicate.
    pub(super) fn give_up_judging(&mut self, reason: EndReason, now: Millis) {
        if let Some(pending) = self.pending.take() {
            self.announce(pending.closed, Next::End(reason), now);
        }
    }

    fn settle(&mut self, pending: Pending, now: Millis) {
        let closed = pending.closed;
        let next = if pending.requested {
            Next::End(EndReason::Requested)
        } else {
            if pending.connected {
                self.note_opened(closed.uptime);
            } else {
                self.note_unopened();
            }
            self.decide(&closed.diagnosis, now)
        };
        self.announce(closed, next, now);
    }

    fn announce(&mut self, closed: Closed, next: Next, now: Millis) {
        self.last_diagnosis = Some(closed.diagnosis);
        let closed = Closed {
            will_retry: !matches!(next, Next::End(_)),
            ..closed
        };
        #[cfg(test)]
        if self.mutation == Some(super::tests::Mutation::CloseTwice) {
            self.notices.push_back(Notice::Closed(closed.clone()));
        }
        match next {
            Next::End(reason) => {
                self.enter(Phase::Ended, Reason::Closed, now);
                self.notices.push_back(Notice::Closed(closed));
                self.end(reason, Reason::Closed, now);
            }
            Next::Wait(delay) => {
                self.wait(delay, now);
                self.notices.push_back(Notice::Closed(closed));
                self.announce_retry(delay);
            }
            Next::Pause(reason) => {
                self.pause(reason, now);
                self.notices.push_back(Notice::Closed(closed));
            }
        }
    }

    fn wait(&mut self, delay: Millis, now: Millis) {
        self.timers.set(Timer::Retry, now.saturating_add(delay));
        self.enter(Phase::Waiting, Reason::Closed, now);
    }

    fn announce_retry(&mut self, delay: Millis) {
        self.notices.push_back(Notice::Retry {
            attempt: self.streak.attempts,
            delay,
        });
    }

    /// An attempt failed before there was a socket.
    pub(super) fn not_provided(&mut self, failure: ProviderFailure, now: Millis) {
        if !matches!(self.phase, Phase::Providing | Phase::Dialing) {
            return;
        }
        self.connection = None;
        self.timers.clear_connection();
        self.notices.push_back(Notice::ProviderFailed(failure));
        let diagnosis = self
            .diagnosed(
                CloseCode::ABNORMAL_CLOSURE,
                String::new(),
                false,
                &self.context(now),
                now,
            )
            .diagnosis;
        self.last_diagnosis = Some(diagnosis);
        match self.decide(&diagnosis, now) {
            Next::End(reason) => self.end(reason, Reason::Closed, now),
            Next::Wait(delay) => {
                self.wait(delay, now);
                self.announce_retry(delay);
            }
            Next::Pause(reason) => self.pause(reason, now),
        }
    }

    /// The user wants a new connection, now: the row of retries starts afresh.
    pub(super) fn reconnect(&mut self, now: Millis) {
        match self.phase {
            Phase::Idle | Phase::Waiting | Phase::Paused => {
                self.streak.restart();
                self.connect(Reason::Requested, now);
            }
            Phase::Open => {
                self.streak.restart();
                let closed = Closed {
                    will_retry: true,
                    ..self.declared(now, |context| context.initiator = Initiator::Client)
                };
                self.last_diagnosis = Some(closed.diagnosis);
                self.connection = None;
                self.timers.clear_connection();
                self.notices.push_back(Notice::Closed(closed));
                self.connect(Reason::Requested, now);
            }
            Phase::Providing
            | Phase::Dialing
            | Phase::Handshaking
            | Phase::Closing
            | Phase::Judging
            | Phase::Ended => {}
        }
    }

    /// The end of everything: what is queued is reported, and all is let go.
    pub(super) fn end(&mut self, reason: EndReason, why: Reason, now: Millis) {
        self.enter(Phase::Ended, why, now);
        self.timers.clear_all();
        self.connection = None;
        self.effects.push_back(Effect::Release);
        while let Some(queued) = self.outbox.pop() {
            self.undelivered(queued.message, Undelivered::Ended);
        }
        self.notices.push_back(Notice::Ended(End {
            reason,
            diagnosis: self.last_diagnosis,
        }));
        debug_assert_eq!(self.state, State::Ended);
    }
}

/// The user's word is the last.
fn overridden(mut diagnosis: Diagnosis, verdict: Verdict) -> Diagnosis {
    diagnosis.verdict = verdict;
    diagnosis.source = Source::User;
    diagnosis
}
