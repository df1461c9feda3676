//! The end of a connection, and the end of the session.

use super::connection::Connection;
use super::mutation::Mutation;
use super::retry::{Next, clamped};
use super::timers::Timer;
use super::{
    CloseReason, Closed, Effect, End, EndReason, Generation, Millis, Notice, Phase,
    ProviderFailure, Reason, Session, Setting, Undelivered,
};
use crate::close::{
    Advice, Cause, CloseCode, Diagnosis, Profiles, Signs, Source, Verdict, diagnose_by_signs,
};

/// An attempt that has ended, whose consequences are not yet settled.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending<R> {
    /// What to tell of it.
    pub(super) closed: Box<Closed<R>>,
    /// There was a socket; else there is no close to tell of.
    pub(super) dialed: bool,
    /// The connection had opened for the user.
    pub(super) opened: bool,
    pub(super) requested: bool,
}

impl<M, R: CloseReason> Session<M, R> {
    pub(crate) fn socket_closed(
        &mut self,
        generation: Generation,
        code: CloseCode,
        reason: R,
        was_clean: bool,
        buffered: u64,
        now: Millis,
    ) {
        if !self.is_live(generation) {
            return;
        }
        let mut closed = self.diagnosed(code, reason, was_clean, Signs::NONE, now);
        closed.in_doubt = buffered;
        self.conclude(closed, now);
    }

    /// Ends the live connection without waiting for the browser.
    pub(super) fn declare(&mut self, sign: Signs, now: Millis) {
        let closed = self.declared(sign, now);
        self.conclude(closed, now);
    }

    /// The application handshake was refused, with this verdict.
    pub(super) fn handshake_refused(&mut self, verdict: Verdict, now: Millis) {
        let mut closed = self.declared(Signs::NONE, now);
        closed.diagnosis = closed.diagnosis.handshake_refused(verdict);
        self.conclude(closed, now);
    }

    fn declared(&mut self, sign: Signs, now: Millis) -> Box<Closed<R>> {
        self.effects.push(Effect::Discard);
        let code = CloseCode::ABNORMAL_CLOSURE;
        let mut closed = self.diagnosed(code, R::default(), false, sign, now);
        closed.declared = true;
        closed
    }

    /// `sign` is what the session knows beside what it always does.
    fn diagnosed(
        &self,
        code: CloseCode,
        reason: R,
        was_clean: bool,
        sign: Signs,
        now: Millis,
    ) -> Box<Closed<R>> {
        let connection = &self.connection;
        let slept = self.frozen_at.is_some() || connection.slept;
        let signs = sign
            .and(Signs::REQUESTED, connection.requested)
            .and(Signs::SUSPENDED, slept)
            .and(Signs::OFFLINE, self.offline)
            .and(Signs::UNOPENED, !connection.connected);
        let uptime = connection.uptime(now);
        let advice = if self.config.features.advice {
            reason.advice()
        } else {
            Advice::None
        };
        let profiles = Profiles {
            codes: &self.config.codes,
            profile: &self.config.profile,
        };
        let cap = self.config.number(Setting::MaxDelay) as u32;
        let diagnosis = clamped(
            diagnose_by_signs(code, was_clean, advice, signs, uptime, &profiles),
            cap,
        );
        Box::new(Closed {
            code,
            reason,
            was_clean,
            uptime,
            ..self.undialed(diagnosis)
        })
    }

    /// What there is to tell of a connection before anything is known of it.
    fn undialed(&self, diagnosis: Diagnosis) -> Closed<R> {
        Closed {
            generation: self.generation,
            code: diagnosis.code,
            reason: R::default(),
            was_clean: false,
            declared: false,
            diagnosis,
            will_retry: false,
            in_doubt: 0,
            uptime: 0,
        }
    }

    fn conclude(&mut self, closed: Box<Closed<R>>, now: Millis) {
        let connection = std::mem::replace(&mut self.connection, Connection::NONE);
        let pending = Pending {
            closed,
            dialed: true,
            opened: connection.opened_at.is_some(),
            requested: connection.requested,
        };
        self.judge(pending, now);
    }

    /// An attempt failed before there was a socket.
    pub(super) fn has_no_socket(&mut self, failure: ProviderFailure, now: Millis) {
        self.notices.push(Notice::ProviderFailed(failure));
        let pending = Pending {
            closed: Box::new(self.undialed(Diagnosis::NOT_PROVIDED)),
            dialed: false,
            opened: false,
            requested: false,
        };
        self.judge(pending, now);
    }

    /// Asks the user's predicate, where there is one and a choice is left.
    fn judge(&mut self, pending: Pending<R>, now: Millis) {
        self.timers.clear_connection();
        let features = &self.config.features;
        let diagnosis = pending.closed.diagnosis;
        if features.judge && features.reconnect && !diagnosis.is_final() {
            self.effects.push(Effect::Judge(diagnosis));
            self.pending = Some(pending);
            self.enter(Phase::Judging, Reason::Closed, now);
        } else {
            self.settle(pending, now);
        }
    }

    pub(crate) fn judged(&mut self, verdict: Option<Verdict>, now: Millis) {
        let Some(mut pending) = self.pending.take() else {
            return;
        };
        if let Some(verdict) = verdict {
            pending.closed.diagnosis = pending.closed.diagnosis.overridden(verdict);
        }
        self.settle(pending, now);
    }

    /// The user ended the session from inside the predicate.
    pub(super) fn give_up_judging(&mut self, reason: EndReason, now: Millis) {
        if let Some(pending) = self.pending.take() {
            self.announce(pending, Next::End(reason), now);
        }
    }

    fn settle(&mut self, pending: Pending<R>, now: Millis) {
        let Pending {
            closed,
            dialed,
            opened,
            requested,
        } = &pending;
        let next = if closed.diagnosis.cause == Cause::Aborted {
            Next::End(EndReason::Aborted)
        } else if *requested {
            Next::End(EndReason::Requested)
        } else {
            if *opened {
                self.note_opened(closed.uptime);
            } else if *dialed {
                self.note_unopened();
            }
            self.decide(&closed.diagnosis, now)
        };
        self.announce(pending, next, now);
    }

    fn announce(&mut self, pending: Pending<R>, next: Next, now: Millis) {
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

    fn tell_closed(&mut self, pending: Pending<R>, will_retry: bool) {
        let mut closed = pending.closed;
        self.last_diagnosis = Some(closed.diagnosis);
        if !pending.dialed {
            return;
        }
        closed.will_retry = will_retry;
        if self.is(Mutation::CloseTwice) {
            self.notices.push(Notice::Closed(closed.clone()));
        }
        self.notices.push(Notice::Closed(closed));
        if will_retry {
            // What the socket still held went with it.
            self.check_drained();
        }
    }

    /// The user wants a new connection, now: the row of retries starts afresh.
    pub(crate) fn reconnect(&mut self, now: Millis) {
        match self.phase {
            Phase::Closing | Phase::Ended => return,
            // One is in the making already.
            Phase::Providing | Phase::Dialing | Phase::Handshaking => {
                self.streak.restart();
                return;
            }
            Phase::Open => {
                let mut closed = self.declared(Signs::REQUESTED, now);
                closed.diagnosis.verdict = Verdict::NOW;
                closed.diagnosis.source = Source::User;
                self.connection = Connection::NONE;
                self.timers.clear_connection();
                let pending = Pending {
                    closed,
                    dialed: true,
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
        self.effects.push(Effect::Release);
        while let Some(queued) = self.outbox.pop() {
            self.undelivered(queued.message, Undelivered::Ended);
        }
        self.notices.push(Notice::Ended(End {
            reason,
            diagnosis: self.last_diagnosis,
        }));
    }
}
