//! An attempt at a connection: begun, provided for, dialed, opened.

use std::time::Duration;

use super::connection::Connection;
use super::credentials::Credentials;
use super::history::History;
use super::liveness::Liveness;
use super::state::Phase;
use super::streak::Streak;
use super::time::{Millis, after};
use super::timers::Timer;
use super::{Attempt, Command, Event, Generation, ProviderFailure, Session, StateReason};
use crate::close::CloseCode;

impl<M> Session<M> {
    pub(super) fn open(&mut self, now: Millis) {
        match self.phase {
            Phase::Idle => self.connect(StateReason::Requested, now),
            Phase::Ended => self.open_anew(now),
            Phase::Closing => self.reopens = true,
            _ => {}
        }
    }

    /// Opens another session over the same configuration. Generations and
    /// statistics go on.
    pub(super) fn open_anew(&mut self, now: Millis) {
        self.last_diagnosis = None;
        self.history = History::default();
        self.streak = Streak::default();
        self.credentials = Credentials::default();
        self.connect(StateReason::Requested, now);
    }

    /// The user begins a new row of attempts.
    fn forget_failures(&mut self) {
        self.streak = Streak::default();
        self.credentials.renewed_at = None;
    }

    /// The user wants a new connection now. The row of retries begins afresh.
    pub(super) fn reconnect(&mut self, code: Option<CloseCode>, reason: String, now: Millis) {
        match self.phase {
            Phase::Closing | Phase::Ended => return,
            // The attempt that is under way is the new connection.
            Phase::Providing | Phase::Dialing | Phase::Handshaking => {
                self.forget_failures();
                return;
            }
            Phase::Open => self.replace(code, reason, now),
            // In `AwaitingOverride` the user's predicate itself called; its answer has no say any more.
            Phase::AwaitingOverride | Phase::Idle | Phase::Waiting | Phase::Paused => {}
        }
        self.forget_failures();
        self.connect(StateReason::Requested, now);
        self.report_close(true, now);
    }

    /// Begins an attempt: asks the provider, where there is one, or dials.
    pub(super) fn connect(&mut self, reason: StateReason, now: Millis) {
        self.generation += 1;
        self.stats.attempts += 1;
        self.timers.clear(Timer::Retry);
        if self.config.provider {
            self.await_provider(now);
            self.commands.push_back(Command::Provide {
                generation: self.generation,
                attempt: self.attempt(self.credentials.need_renewal),
            });
            self.enter(Phase::Providing, reason, now);
        } else {
            self.enter(Phase::Dialing, reason, now);
            self.dial(now);
        }
    }

    /// Gives the provider its time, from now.
    pub(super) fn await_provider(&mut self, now: Millis) {
        self.await_until(Timer::Provider, self.config.provider_timeout, now);
    }

    /// Gives the application handshake its time, from now.
    pub(super) fn await_handshake(&mut self, now: Millis) {
        let timeout = self.config.handshake.as_ref();
        let timeout = timeout.and_then(|handshake| handshake.timeout);
        self.await_until(Timer::Handshake, timeout, now);
    }

    /// What is awaited has so much time, or all there is.
    fn await_until(&mut self, timer: Timer, timeout: Option<Duration>, now: Millis) {
        if let Some(timeout) = timeout {
            self.timers.set(timer, after(now, timeout));
        }
    }

    pub(super) fn provided(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Providing && generation == self.generation {
            self.timers.clear(Timer::Provider);
            self.dial(now);
        }
    }

    pub(super) fn provider_failed(
        &mut self,
        generation: Generation,
        failure: ProviderFailure,
        now: Millis,
    ) {
        if self.phase == Phase::Providing && generation == self.generation {
            self.fail_attempt(failure, now);
        }
    }

    fn attempt(&self, fresh: bool) -> Attempt {
        Attempt {
            number: self.streak.retries,
            fresh,
            last: self.last_diagnosis.clone(),
        }
    }

    fn dial(&mut self, now: Millis) {
        self.phase = Phase::Dialing;
        // Without a provider it is the greeting that has the credentials.
        let uses_credentials = self.config.provider || self.config.handshake.is_none();
        self.connection = Connection {
            dialed_at: Some(now),
            has_fresh_credentials: uses_credentials && self.credentials.use_now(now),
            lost_network: self.offline,
            ..Connection::default()
        };
        self.await_until(Timer::Connect, self.config.connect_timeout, now);
        self.commands.push_back(Command::Dial(self.generation));
    }

    pub(super) fn dial_refused(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Dialing && generation == self.generation {
            self.fail_attempt(ProviderFailure::Invalid, now);
        }
    }

    /// The socket is open, but before the user is told, the application
    /// handshake has to pass.
    pub(super) fn socket_opened(&mut self, generation: Generation, now: Millis) {
        if self.phase != Phase::Dialing || generation != self.generation {
            return;
        }
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Error);
        self.connection.has_connected = true;
        self.connection.has_failed = false;
        self.connection.maybe_stale = false;
        if self.config.handshake.is_none() {
            return self.opened(now);
        }
        self.await_handshake(now);
        let fresh = match self.config.provider {
            true => self.connection.has_fresh_credentials,
            false => self.credentials.need_renewal,
        };
        let attempt = self.attempt(fresh);
        self.commands.push_back(Command::SendGreeting {
            generation,
            attempt,
        });
        self.enter(Phase::Handshaking, StateReason::Opened, now);
    }

    /// The greeting went out, and with it the credentials where there is no provider.
    pub(super) fn greeted(&mut self, generation: Generation, now: Millis) {
        let is_expected = self.phase == Phase::Handshaking && generation == self.generation;
        if is_expected {
            self.connection.last_sent_at = Some(now);
            if !self.config.provider {
                self.credentials.use_now(now);
            }
        }
    }

    /// The connection is open for the user.
    pub(super) fn opened(&mut self, now: Millis) {
        self.timers.clear(Timer::Handshake);
        // A handshake that has passed was content with the credentials that it had.
        self.credentials.use_now(now);
        self.stats.connections += 1;
        self.connection.opened_at = Some(now);
        self.history.has_opened = true;
        self.enter(Phase::Open, StateReason::Opened, now);
        self.events.push_back(Event::Opened);
        self.liveness = Liveness::opened(now);
        self.watch(now);
        self.flush_or_hold(now);
    }
}
