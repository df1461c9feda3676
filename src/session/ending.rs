//! The end of a connection, and the end of the session.

use super::connection::Connection;
use super::retry::{Streak, clamped};
use super::timers::NEVER;
use super::{
    Closed, Command, End, EndReason, Event, Generation, Millis, Phase, ProviderFailure, Session,
    Setting, StateReason, Undelivered,
};
use std::time::Duration;

use crate::close::{
    Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Source, Verdict, diagnose,
};

impl<M> Session<M> {
    pub(crate) fn socket_closed(
        &mut self,
        generation: Generation,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        buffered: u64,
        now: Millis,
    ) {
        if !self.is_live(generation) {
            return;
        }
        let mut closed = self.diagnosed(code, reason, was_clean, Context::default(), now);
        closed.in_doubt = buffered;
        self.conclude(closed, now);
    }

    /// Ends the live connection without waiting for the browser.
    pub(super) fn close_synthetically(&mut self, known: Context, now: Millis) {
        let closed = self.synthetic(known, now);
        self.conclude(closed, now);
    }

    /// The application handshake was refused, with this verdict.
    pub(super) fn handshake_refused(&mut self, verdict: Verdict, now: Millis) {
        let mut closed = self.synthetic(Context::default(), now);
        closed.diagnosis = closed.diagnosis.clone().handshake_refused(verdict);
        self.conclude(closed, now);
    }

    fn synthetic(&mut self, known: Context, now: Millis) -> Box<Closed> {
        self.commands.push_back(Command::DropSocket);
        let code = CloseCode::ABNORMAL_CLOSURE;
        let mut closed = self.diagnosed(code, String::new(), false, known, now);
        closed.synthetic = true;
        closed
    }

    /// `known` is what the session knows beside what it always does.
    fn diagnosed(
        &self,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        known: Context,
        now: Millis,
    ) -> Box<Closed> {
        let connection = &self.connection;
        let uptime = connection.uptime(now);
        let context = Context {
            opened: self.phase != Phase::Dialing,
            uptime: Duration::from_millis(uptime),
            initiator: if self.phase == Phase::Closing {
                Initiator::Client
            } else {
                known.initiator
            },
            offline: self.offline,
            suspended: known.suspended || self.frozen_at != NEVER || connection.maybe_stale,
            read_advice: self.config.features.advice,
            ..known
        };
        let close = Close {
            code,
            reason: &reason,
            was_clean,
        };
        let profiles = Profiles {
            codes: &self.config.codes,
            profile: self.config.profile.as_ref(),
        };
        let cap = self.config.number(Setting::MaxDelay) as u32;
        let diagnosis = clamped(diagnose(&close, &context, &profiles), cap);
        Box::new(Closed {
            generation: self.generation,
            code,
            reason,
            was_clean,
            synthetic: false,
            diagnosis,
            will_retry: false,
            in_doubt: 0,
            uptime,
        })
    }

    fn conclude(&mut self, closed: Box<Closed>, now: Millis) {
        if self.connection.opened_at == NEVER {
            self.streak.unopened += 1;
        } else {
            self.note_opened(closed.uptime);
        }
        self.connection = Connection::NONE;
        let diagnosis = closed.diagnosis.clone();
        self.pending_close = Some(closed);
        self.decide(diagnosis, now);
    }

    /// An attempt failed before there was a socket.
    pub(super) fn has_no_socket(&mut self, failure: ProviderFailure, now: Millis) {
        self.events.push_back(Event::ProviderFailed(failure));
        self.decide(Diagnosis::not_provided(), now);
    }

    /// Asks the user's predicate, where there is one and a choice is left.
    fn decide(&mut self, diagnosis: Diagnosis, now: Millis) {
        self.timers.clear_connection();
        self.last_diagnosis = Some(diagnosis.clone());
        let features = &self.config.features;
        if features.judge && features.reconnect && !diagnosis.is_final() {
            self.commands.push_back(Command::AskOverride(diagnosis));
            self.enter(Phase::AwaitingOverride, StateReason::Closed, now);
        } else {
            self.settle(now);
        }
    }

    pub(crate) fn overridden(&mut self, verdict: Option<Verdict>, now: Millis) {
        if self.phase != Phase::AwaitingOverride {
            return;
        }
        if let (Some(verdict), Some(diagnosis)) = (verdict, &mut self.last_diagnosis) {
            *diagnosis = diagnosis.clone().overridden(verdict);
        }
        self.settle(now);
    }

    fn settle(&mut self, now: Millis) {
        if let Err(reason) = self.retry(now) {
            self.end(reason, StateReason::Closed, now);
        }
    }

    /// Tells of the connection that has ended, if there is one.
    pub(super) fn tell_closed(&mut self, will_retry: bool) {
        let Some(mut closed) = self.pending_close.take() else {
            return;
        };
        if let Some(judged) = &self.last_diagnosis {
            closed.diagnosis = judged.clone();
        }
        closed.will_retry = will_retry;
        self.events.push_back(Event::Closed(closed));
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
                self.streak = Streak::NEW;
                return;
            }
            Phase::Open => {
                let known = Context {
                    initiator: Initiator::Client,
                    ..Context::default()
                };
                let mut closed = self.synthetic(known, now);
                closed.diagnosis.verdict = Verdict::NOW;
                closed.diagnosis.source = Source::User;
                self.last_diagnosis = Some(closed.diagnosis.clone());
                self.pending_close = Some(closed);
                self.connection = Connection::NONE;
                self.timers.clear_connection();
            }
            // From inside the predicate: its answer is not awaited.
            Phase::AwaitingOverride | Phase::Idle | Phase::Waiting | Phase::Paused => {}
        }
        self.tell_closed(true);
        self.streak = Streak::NEW;
        self.connect(StateReason::Requested, now);
    }

    /// The end of everything: what is queued is reported, and all is let go.
    pub(super) fn end(&mut self, reason: EndReason, why: StateReason, now: Millis) {
        self.enter(Phase::Ended, why, now);
        self.tell_closed(false);
        self.timers.clear_all();
        self.commands.push_back(Command::Release);
        while let Some(queued) = self.outbox.pop() {
            self.undelivered(queued.message, Undelivered::Ended);
        }
        self.events.push_back(Event::Ended(End {
            reason,
            diagnosis: self.last_diagnosis.clone(),
        }));
    }
}
