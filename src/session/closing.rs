//! The end of a connection, or of the attempt at one: reported by the browser
//! or made by the session itself, diagnosed, and acted upon.

use std::time::Duration;

use super::connection::Connection;
use super::retrying::clamp_window;
use super::state::Phase;
use super::streak::Streak;
use super::time::Millis;
use super::{
    Closed, Command, EndReason, Event, Failure, Generation, ProviderFailure, Session, StateReason,
};
use crate::close::{
    Cause, Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Source, Timeout, Verdict,
    diagnose,
};

/// Why the session closes a connection by itself, without waiting for the
/// browser.
#[derive(Clone, Copy, Debug)]
pub(super) enum SyntheticClose {
    /// The connection did not open in time, application handshake included.
    ConnectTimeout,
    /// The close that has to follow an `error` did not come in time.
    ErrorTimeout,
    /// The peer did not answer the user's close in time.
    CloseTimeout,
    /// A probe was not answered in time.
    Silent,
    /// The machine slept for so long that the connection cannot be trusted.
    Stale,
    /// The network changed while the connection was being made.
    NetworkChanged,
    /// The application handshake was refused.
    HandshakeRefused,
    /// The peer wants another connection in its place.
    Moved,
    /// The user wants another connection in its place.
    Replaced,
    /// The user aborted the session.
    Aborted,
}

impl SyntheticClose {
    /// Adds what the session knows by its own decision.
    fn describe(self, context: &mut Context) {
        match self {
            Self::ConnectTimeout => context.timeout = Some(Timeout::Connect),
            Self::CloseTimeout => context.timeout = Some(Timeout::Close),
            Self::Silent => context.silent = true,
            Self::Stale => context.suspended = true,
            Self::NetworkChanged => context.offline = true,
            Self::Replaced => context.initiator = Initiator::Client,
            Self::Aborted => context.aborted = true,
            Self::ErrorTimeout | Self::HandshakeRefused | Self::Moved => {}
        }
    }

    /// What the user hears of by an `error` first, as the standard has it for a
    /// connection that is failed. What either side wanted is no failure.
    fn failure(self) -> Option<Failure> {
        match self {
            Self::ConnectTimeout => Some(Failure::ConnectTimeout),
            Self::ErrorTimeout => Some(Failure::Socket),
            Self::Silent => Some(Failure::Silent),
            Self::Stale => Some(Failure::Suspended),
            Self::NetworkChanged => Some(Failure::NetworkChanged),
            Self::HandshakeRefused => Some(Failure::HandshakeRefused),
            Self::CloseTimeout | Self::Moved | Self::Replaced | Self::Aborted => None,
        }
    }
}

impl<M> Session<M> {
    pub(super) fn socket_closed(
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
        let context = self.context(now);
        let mut closed = self.diagnosed(code, reason, was_clean, &context);
        closed.in_doubt = buffered;
        self.history.note(closed.diagnosis.cause, &context);
        self.conclude(closed, now);
    }

    /// Ends the live connection without waiting for the browser.
    pub(super) fn close_synthetically(&mut self, why: SyntheticClose, now: Millis) {
        let closed = self.synthetic(why, now);
        self.conclude(closed, now);
    }

    pub(super) fn handshake_refused(&mut self, verdict: Verdict, now: Millis) {
        let mut closed = self.synthetic(SyntheticClose::HandshakeRefused, now);
        closed.diagnosis = closed.diagnosis.handshake_refused(verdict);
        self.conclude(closed, now);
    }

    /// Leaves the connection for another one, as the peer asks. It counts as a close of
    /// the peer's: a peer that never stops asking is not followed without a pause.
    pub(super) fn move_away(&mut self, verdict: Verdict, now: Millis) {
        let mut closed = self.synthetic(SyntheticClose::Moved, now);
        closed.diagnosis = closed.diagnosis.moved(verdict);
        self.conclude(closed, now);
    }

    /// The user's function could not make the greeting.
    pub(super) fn greeting_failed(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Handshaking && generation == self.generation {
            self.handshake_refused(Verdict::BACKOFF, now);
        }
    }

    /// Ends the open connection in favour of another one that the user wants.
    pub(super) fn replace(&mut self, code: Option<CloseCode>, reason: String, now: Millis) {
        self.commands
            .push_back(Command::DropSocket { code, reason });
        let mut closed = self.declared(SyntheticClose::Replaced, now);
        closed.diagnosis.verdict = Verdict::NOW;
        closed.diagnosis.source = Source::User;
        self.connection = Connection::default();
        self.timers.clear_attempt();
        self.last_diagnosis = Some(closed.diagnosis.clone());
        self.pending_close = Some(closed);
    }

    fn synthetic(&mut self, why: SyntheticClose, now: Millis) -> Box<Closed> {
        self.commands.push_back(Command::DropSocket {
            code: None,
            reason: String::new(),
        });
        self.declared(why, now)
    }

    fn declared(&mut self, why: SyntheticClose, now: Millis) -> Box<Closed> {
        if let Some(failure) = why.failure()
            && !self.connection.has_errored
        {
            self.events.push_back(Event::Error(failure));
        }
        let mut context = self.context(now);
        why.describe(&mut context);
        let code = CloseCode::ABNORMAL_CLOSURE;
        let mut closed = self.diagnosed(code, String::new(), false, &context);
        closed.synthetic = true;
        // A socket that has failed was ended elsewhere; all else is this side's decision.
        if matches!(why, SyntheticClose::ErrorTimeout) {
            self.history.note(closed.diagnosis.cause, &context);
        }
        closed
    }

    /// What is known of the live connection as it ends.
    fn context(&self, now: Millis) -> Context {
        let mut context = Context {
            opened: self.connection.has_connected,
            uptime: Duration::from_millis(self.connection.uptime(now)),
            inbound_silence: self.connection.inbound_silence(now),
            outbound_silence: self.connection.outbound_silence(now),
            elapsed: self.connection.elapsed(now),
            throttled: self.connection.throttled,
            surroundings: self.surroundings.clone(),
            initiator: match self.phase {
                // Whoever closes what has failed has not brought the end about.
                Phase::Closing if !self.connection.has_failed => Initiator::Client,
                _ => Initiator::Peer,
            },
            offline: self.offline,
            suspended: self.frozen_at.is_some() || self.connection.maybe_stale,
            read_advice: self.config.reads_advice,
            announced: self.connection.announced,
            ..Context::default()
        };
        self.history.describe(&mut context);
        context
    }

    fn diagnosed(
        &self,
        code: CloseCode,
        reason: String,
        was_clean: bool,
        context: &Context,
    ) -> Box<Closed> {
        let close = Close {
            code,
            reason: &reason,
            was_clean,
        };
        let profiles = Profiles {
            codes: &self.config.codes,
            profile: self.config.profile.as_ref(),
            signatures: &self.config.signatures,
        };
        let diagnosis = diagnose(&close, context, &profiles);
        Box::new(Closed {
            generation: self.generation,
            code,
            reason,
            was_clean,
            synthetic: false,
            diagnosis,
            will_retry: false,
            heard: self.connection.heard,
            handed: self.connection.handed,
            in_doubt: 0,
            uptime: context.uptime,
        })
    }

    /// The live connection has ended: what it was worth is noted, and what
    /// follows is decided.
    fn conclude(&mut self, mut closed: Box<Closed>, now: Millis) {
        let reconnect = self.config.reconnect.as_ref();
        clamp_window(&mut closed.diagnosis.verdict, reconnect);
        let has_opened = self.connection.opened_at.is_some();
        // An end that the machine brought about says nothing of the peer or of the credentials.
        let is_the_machines_doing =
            matches!(closed.diagnosis.cause, Cause::Offline | Cause::Suspended);
        if has_opened && self.has_proved_itself(&closed) {
            self.streak = Streak::default();
        } else if has_opened {
            self.streak.unopened = 0;
            self.streak.short_lived += u32::from(!is_the_machines_doing);
        } else {
            self.streak.unopened += u32::from(!is_the_machines_doing);
        }
        self.connection = Connection::default();
        let diagnosis = closed.diagnosis.clone();
        self.pending_close = Some(closed);
        if self.phase == Phase::Closing && !diagnosis.is_final() {
            // The user closed what had failed: the cause stays, and nothing follows.
            self.last_diagnosis = Some(diagnosis.overridden(Verdict::Stop));
            self.end(EndReason::Requested, StateReason::Closed, now);
        } else {
            self.decide(diagnosis, now);
        }
    }

    /// An attempt failed before there was a socket.
    pub(super) fn fail_attempt(&mut self, failure: ProviderFailure, now: Millis) {
        self.events.push_back(Event::ProviderFailed(failure));
        self.decide(Diagnosis::not_provided(), now);
    }

    /// Asks the user's predicate first, where there is one and a choice is left.
    fn decide(&mut self, diagnosis: Diagnosis, now: Millis) {
        self.timers.clear_attempt();
        let reconnect = self.config.reconnect.as_ref();
        let asks_override = reconnect.is_some_and(|reconnect| reconnect.asks_override);
        if asks_override && !diagnosis.is_final() {
            self.last_diagnosis = Some(diagnosis.clone());
            let closed = self.pending_close.clone();
            self.commands
                .push_back(Command::AskOverride { diagnosis, closed });
            self.enter(Phase::AwaitingOverride, StateReason::Closed, now);
        } else {
            self.act_upon(diagnosis, now);
        }
    }

    /// The user's predicate has answered.
    pub(super) fn overridden(&mut self, verdict: Option<Verdict>, now: Millis) {
        if self.phase != Phase::AwaitingOverride {
            return;
        }
        let Some(diagnosis) = self.last_diagnosis.take() else {
            return;
        };
        let diagnosis = match verdict {
            Some(mut verdict) => {
                clamp_window(&mut verdict, self.config.reconnect.as_ref());
                diagnosis.overridden(verdict)
            }
            None => diagnosis,
        };
        self.act_upon(diagnosis, now);
    }

    /// Sets the next attempt, or ends the session.
    fn act_upon(&mut self, mut diagnosis: Diagnosis, now: Millis) {
        let planned = match diagnosis.cause {
            Cause::Aborted => Err(EndReason::Aborted),
            _ if diagnosis.is_final() => Err(EndReason::Requested),
            _ => self.plan_retry(&mut diagnosis, now),
        };
        self.last_diagnosis = Some(diagnosis);
        match planned {
            Ok(()) => self.await_retry(now),
            Err(reason) => self.end(reason, StateReason::Closed, now),
        }
    }

    /// Tells the user of the connection that has ended, if that is still to be done.
    pub(super) fn report_close(&mut self, will_retry: bool, now: Millis) {
        let Some(mut closed) = self.pending_close.take() else {
            return;
        };
        if let Some(diagnosis) = &self.last_diagnosis {
            closed.diagnosis = diagnosis.clone();
        }
        closed.will_retry = will_retry;
        self.investigate(&closed, now);
        self.events.push_back(Event::Closed(closed));
        if will_retry {
            // What the socket still held went with it.
            self.check_drained();
        }
    }
}
