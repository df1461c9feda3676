//! One connection: dialed, opened, alive, told that the machine slept.

use super::liveness::Liveness;
use super::timers::{NEVER, Timer};
use super::{
    Command, Event, Generation, MessageKind, Millis, Phase, ProviderFailure, Session, Setting,
    StateReason, after, since,
};

/// What the session knows of the live connection, if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Connection {
    /// When the connection opened for the user; [`NEVER`] if it has not.
    pub(super) opened_at: Millis,
    /// The machine or the page slept, and the connection may not have survived.
    pub(super) maybe_stale: bool,
    /// Bytes handed over since `bufferedAmount` was last looked at.
    pub(super) unmeasured: u64,
    /// `bufferedAmount` has passed the high-water mark and not yet come down.
    pub(super) above_high_water_mark: bool,
}

impl Connection {
    pub(super) const NONE: Self = Self {
        opened_at: NEVER,
        maybe_stale: false,
        unmeasured: 0,
        above_high_water_mark: false,
    };

    pub(super) fn uptime(&self, now: Millis) -> Millis {
        since(self.opened_at, now)
    }
}

impl<M> Session<M> {
    pub(crate) fn open(&mut self, now: Millis) {
        if self.phase == Phase::Idle {
            self.connect(StateReason::Requested, now);
        }
    }

    pub(super) fn connect(&mut self, reason: StateReason, now: Millis) {
        self.generation += 1;
        self.stats.attempts += 1;
        self.timers.clear(Timer::Retry);
        if self.config.features.provider {
            self.set_timer(Timer::Provider, Setting::ProviderTimeout, now);
            self.commands.push_back(Command::Provide {
                generation: self.generation,
                attempt: self.streak.attempts,
                fresh: self.needs_fresh_credentials,
                last: self.last_diagnosis.clone(),
            });
            self.enter(Phase::Providing, reason, now);
        } else {
            self.enter(Phase::Dialing, reason, now);
            self.dial(now);
        }
    }

    /// The provider has answered.
    pub(crate) fn provided(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Providing && self.is_current(generation) {
            self.timers.clear(Timer::Provider);
            self.dial(now);
        }
    }

    pub(crate) fn provider_failed(
        &mut self,
        generation: Generation,
        failure: ProviderFailure,
        now: Millis,
    ) {
        if self.phase == Phase::Providing && self.is_current(generation) {
            self.has_no_socket(failure, now);
        }
    }

    pub(crate) fn dial_refused(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Dialing && self.is_current(generation) {
            self.has_no_socket(ProviderFailure::Invalid, now);
        }
    }

    fn dial(&mut self, now: Millis) {
        self.needs_fresh_credentials = false;
        self.phase = Phase::Dialing;
        self.connection = Connection::NONE;
        self.set_timer(Timer::Connect, Setting::ConnectTimeout, now);
        self.commands.push_back(Command::Dial(self.generation));
    }

    pub(crate) fn socket_opened(&mut self, generation: Generation, now: Millis) {
        if self.phase != Phase::Dialing || !self.is_current(generation) {
            return;
        }
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Error);
        if self.config.features.handshake {
            self.set_timer(Timer::Handshake, Setting::HandshakeTimeout, now);
            self.commands.push_back(Command::SendGreeting);
            self.enter(Phase::Handshaking, StateReason::Opened, now);
        } else {
            self.opened(now);
        }
    }

    fn opened(&mut self, now: Millis) {
        self.timers.clear(Timer::Handshake);
        self.stats.connections += 1;
        self.connection.opened_at = now;
        self.enter(Phase::Open, StateReason::Opened, now);
        self.events.push_back(Event::Opened);
        if self.config.features.liveness {
            self.liveness = Liveness::opened(now);
            self.listen();
        } else if self.config.features.reconnect {
            self.watch(now);
        }
        self.expire_queued(now);
        self.timers.clear(Timer::Expiry);
        while let Some(queued) = self.outbox.pop() {
            self.transmit(queued.message, queued.bytes);
        }
        self.check_drained();
    }

    pub(crate) fn received(
        &mut self,
        generation: Generation,
        message: M,
        bytes: u64,
        kind: MessageKind,
        now: Millis,
    ) {
        if !matches!(self.phase, Phase::Open | Phase::Handshaking) || !self.is_current(generation) {
            return;
        }
        self.stats.messages_received += 1;
        self.stats.bytes_received = after(self.stats.bytes_received, bytes);
        self.connection.maybe_stale = false;
        if self.phase == Phase::Handshaking {
            match kind {
                MessageKind::HandshakeAccepted => self.opened(now),
                MessageKind::HandshakeRefused(verdict) => self.handshake_refused(verdict, now),
                MessageKind::Data | MessageKind::Pong => {}
            }
            return;
        }
        let is_pong = kind == MessageKind::Pong;
        if self.config.features.liveness {
            let answers = is_pong || !self.config.features.matcher;
            let heard = self.liveness.heard(now, answers);
            if heard.alive {
                self.timers.clear(Timer::Answer);
                self.listen();
            }
            if heard.round_trip.is_some() {
                self.stats.round_trip = heard.round_trip;
            }
        }
        if !is_pong {
            self.events.push_back(Event::Message(message));
        }
    }

    /// `error` ends nothing: the close that follows it has the real code. The
    /// first one says by when.
    pub(crate) fn errored(&mut self, generation: Generation, now: Millis) {
        if !self.is_live(generation) {
            return;
        }
        self.events.push_back(Event::Error);
        if self.phase != Phase::Closing {
            let span = self.config.whole(Setting::ErrorTimeout);
            self.timers.set_by(Timer::Error, after(now, span));
        }
    }
}
