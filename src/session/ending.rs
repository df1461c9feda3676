//! The end of a connection, and the end of the session.

use super::mutation::Mutation;
use super::retry::{Next, clamped};
use super::timers::Timer;
use super::{
    Closed, Effect, End, EndReason, Millis, Notice, Phase, ProviderFailure, Reason, Session,
    Setting, Undelivered,
};
use crate::close::{
    Cause, Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Source, Timeout, Verdict,
    diagnose,
};

/// Why the session declares the end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    ConnectTimeout,
    CloseTimeout,
    Silent,
    Suspended,
    Aborted,
    /// The user wanted a new one.
    Replaced,
    /// The application handshake was refused.
    Refused,
    /// No close followed an `error`.
    Error,
}

/// An attempt that has ended, whose consequences are not yet settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub(super) diagnosis: Diagnosis,
    /// What to tell of the connection; `None` if there never was a socket.
    pub(super) closed: Option<Closed>,
    /// The connection had opened for the user.
    pub(super) opened: bool,
    pub(super) requested: bool,
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
        let closed = self.diagnosed(code, reason, was_clean, &context);
        self.conclude(
            Closed {
                in_doubt: buffered,
                ..closed
            },
            now,
        );
    }

    /// Ends the live connection without waiting for the browser.
    pub(super) fn declare(&mut self, why: Declared, now: Millis) {
        let closed = self.declared(why, now);
        self.conclude(closed, now);
    }

    /// The application handshake was refused, with this verdict.
    pub(super) fn handshake_refused(&mut self, verdict: Verdict, now: Millis) {
        let mut closed = self.declared(Declared::Refused, now);
        closed.diagnosis = closed.diagnosis.handshake_refused(verdict);
        self.conclude(closed, now);
    }

    fn declared(&mut self, why: Declared, now: Millis) -> Closed {
        self.effects.push_back(Effect::Discard);
        let mut context = self.context(now);
        match why {
            Declared::ConnectTimeout => context.timeout = Some(Timeout::Connect),
            Declared::CloseTimeout => context.timeout = Some(Timeout::Close),
            Declared::Silent => context.silent = true,
            Declared::Suspended => context.suspended = true,
            Declared::Aborted => context.aborted = true,
            Declared::Replaced => context.initiator = Initiator::Client,
            Declared::Refused | Declared::Error => {}
        }
        let code = CloseCode::ABNORMAL_CLOSURE;
        Closed {
            declared: true,
            ..self.diagnosed(code, String::new(), false, &context)
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
            suspended: self.frozen_at.is_some() || connection.is_some_and(|c| c.slept),
            read_advice: self.config.features.advice,
            ..Context::default()
        }
    }

    fn diagnosed(
        &self,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        context: &Context,
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
        let cap = self.config.number(Setting::MaxDelay) as u32;
        let diagnosis = clamped(diagnose(&close, context, &profiles), cap);
        Closed {
            generation: self.generation,
            code,
            reason,
            was_clean,
            declared: false,
            diagnosis,
            will_retry: false,
            in_doubt: 0,
            uptime: context.uptime,
        }
    }

    fn conclude(&mut self, closed: Closed, now: Millis) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        self.timers.clear_connection();
        self.judge(
            Pending {
                diagnosis: closed.diagnosis,
                closed: Some(closed),
                opened: connection.opened_at.is_some(),
                requested: connection.requested,
            },
            now,
        );
    }

    /// An attempt failed before there was a socket.
    pub(super) fn not_provided(&mut self, failure: ProviderFailure, now: Millis) {
        self.timers.clear_connection();
        self.notices.push_back(Notice::ProviderFailed(failure));
        self.judge(
            Pending {
                diagnosis: Diagnosis::NOT_PROVIDED,
                closed: None,
                opened: false,
                requested: false,
            },
            now,
        );
    }

    /// Asks the user's predicate, where there is one and a choice is left.
    fn judge(&mut self, pending: Pending, now: Millis) {
        let features = &self.config.features;
        if features.judge && features.reconnect && !pending.diagnosis.is_final() {
            self.effects.push_back(Effect::Judge(pending.diagnosis));
            self.pending = Some(pending);
            self.enter(Phase::Judging, Reason::Closed, now);
        } else {
            self.settle(pending, now);
        }
    }

    pub(super) fn judged(&mut self, verdict: Option<Verdict>, now: Millis) {
        let Some(mut pending) = self.pending.take() else {
            return;
        };
        if let Some(verdict) = verdict {
            pending.diagnosis = pending.diagnosis.overridden(verdict);
        }
        self.settle(pending, now);
    }

    /// The user ended the session from inside the predicate.
    pub(super) fn give_up_judging(&mut self, reason: EndReason, now: Millis) {
        if let Some(pending) = self.pending.take() {
            self.announce(pending, Next::End(reason), now);
        }
    }

    fn settle(&mut self, pending: Pending, now: Millis) {
        let next = if pending.diagnosis.cause == Cause::Aborted {
            Next::End(EndReason::Aborted)
        } else if pending.requested {
            Next::End(EndReason::Requested)
        } else {
            match &pending.closed {
                Some(closed) if pending.opened => self.note_opened(closed.uptime),
                Some(_) => self.note_unopened(),
                None => {}
            }
            self.decide(&pending.diagnosis, now)
        };
        self.announce(pending, next, now);
    }

    fn announce(&mut self, pending: Pending, next: Next, now: Millis) {
        match next {
            Next::End(reason) => {
                self.enter(Phase::Ended, Reason::Closed, now);
                self.tell_closed(pending, false);
                self.end(reason, Reason::Closed, now);
            }
            Next::Wait => {
                self.wait(Reason::Closed, now);
                self.tell_closed(pending, true);
                self.announce_retry(now);
            }
            Next::Pause(reason) => {
                self.pause(reason, now);
                self.tell_closed(pending, true);
            }
        }
    }

    fn tell_closed(&mut self, pending: Pending, will_retry: bool) {
        let diagnosis = pending.diagnosis;
        self.last_diagnosis = Some(diagnosis);
        let Some(closed) = pending.closed else {
            return;
        };
        let closed = Closed {
            diagnosis,
            will_retry,
            ..closed
        };
        if self.is(Mutation::CloseTwice) {
            self.notices.push_back(Notice::Closed(closed.clone()));
        }
        self.notices.push_back(Notice::Closed(closed));
        if will_retry {
            // What the socket still held went with it.
            self.check_drained();
        }
    }

    /// The user wants a new connection, now: the row of retries starts afresh.
    pub(super) fn reconnect(&mut self, now: Millis) {
        match self.phase {
            Phase::Closing | Phase::Ended => return,
            // One is in the making already.
            Phase::Providing | Phase::Dialing | Phase::Handshaking => {
                self.streak.restart();
                return;
            }
            Phase::Open => {
                let mut closed = self.declared(Declared::Replaced, now);
                closed.diagnosis.verdict = Verdict::NOW;
                closed.diagnosis.source = Source::User;
                self.connection = None;
                self.timers.clear_connection();
                let pending = Pending {
                    diagnosis: closed.diagnosis,
                    closed: Some(closed),
                    opened: true,
                    requested: false,
                };
                self.tell_closed(pending, true);
            }
            // From inside the predicate: its answer is not awaited.
            Phase::Judging => {
                if let Some(pending) = self.pending.take() {
                    self.tell_closed(pending, true);
                }
            }
            Phase::Idle | Phase::Waiting | Phase::Paused => {}
        }
        self.streak.restart();
        self.connect(Reason::Requested, now);
    }

    /// The end of everything: what is queued is reported, and all is let go.
    pub(super) fn end(&mut self, reason: EndReason, why: Reason, now: Millis) {
        self.enter(Phase::Ended, why, now);
        self.timers.clear_all();
        if self.is(Mutation::TickAfterTheEnd) {
            self.set_timer(Timer::Watch, Setting::MaxDelay, now);
        }
        self.effects.push_back(Effect::Release);
        while let Some(queued) = self.outbox.pop() {
            self.undelivered(queued.message, Undelivered::Ended);
        }
        self.notices.push_back(Notice::Ended(End {
            reason,
            diagnosis: self.last_diagnosis,
        }));
    }
}
