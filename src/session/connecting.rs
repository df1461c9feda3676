//! An attempt at a connection: begun, provided for, dialed, opened.

use super::connection::Connection;
use super::liveness::Liveness;
use super::state::Phase;
use super::streak::Streak;
use super::time::{Millis, after};
use super::timers::Timer;
use super::{Command, Event, Generation, ProviderFailure, Session, StateReason};

impl<M> Session<M> {
    pub(super) fn open(&mut self, now: Millis) {
        if self.phase == Phase::Idle {
            self.connect(StateReason::Requested, now);
        }
    }

    /// The user wants a new connection now. The row of retries begins afresh.
    pub(super) fn reconnect(&mut self, now: Millis) {
        match self.phase {
            Phase::Closing | Phase::Ended => return,
            // The attempt that is under way is the new connection.
            Phase::Providing | Phase::Dialing | Phase::Handshaking => {
                self.streak = Streak::default();
                return;
            }
            Phase::Open => self.replace(now),
            // In `AwaitingOverride` the user's predicate itself called; its answer has no say any more.
            Phase::AwaitingOverride | Phase::Idle | Phase::Waiting | Phase::Paused => {}
        }
        self.report_close(true);
        self.streak = Streak::default();
        self.connect(StateReason::Requested, now);
    }

    /// Begins an attempt: asks the provider, where there is one, or dials.
    pub(super) fn connect(&mut self, reason: StateReason, now: Millis) {
        self.generation += 1;
        self.stats.attempts += 1;
        self.timers.clear(Timer::Retry);
        if self.config.provider {
            let due = after(now, self.config.provider_timeout);
            self.timers.set(Timer::Provider, due);
            self.commands.push_back(Command::Provide {
                generation: self.generation,
                attempt: self.streak.retries,
                fresh: self.needs_fresh_credentials,
                last: self.last_diagnosis.clone(),
            });
            self.enter(Phase::Providing, reason, now);
        } else {
            self.enter(Phase::Dialing, reason, now);
            self.dial(now);
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

    fn dial(&mut self, now: Millis) {
        self.needs_fresh_credentials = false;
        self.phase = Phase::Dialing;
        self.connection = Connection::default();
        let due = after(now, self.config.connect_timeout);
        self.timers.set(Timer::Connect, due);
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
        let Some(handshake) = &self.config.handshake else {
            return self.opened(now);
        };
        let due = after(now, handshake.timeout);
        self.timers.set(Timer::Handshake, due);
        self.commands.push_back(Command::SendGreeting);
        self.enter(Phase::Handshaking, StateReason::Opened, now);
    }

    /// The connection is open for the user.
    pub(super) fn opened(&mut self, now: Millis) {
        self.timers.clear(Timer::Handshake);
        self.stats.connections += 1;
        self.connection.opened_at = Some(now);
        self.enter(Phase::Open, StateReason::Opened, now);
        self.events.push_back(Event::Opened);
        self.liveness = Liveness::opened(now);
        self.watch(now);
        self.flush(now);
    }
}
