//! One connection: dialed, opened, alive, told that the machine slept.

use super::mutation::Mutation;
use super::timers::Timer;
use super::{
    CloseReason, Effect, Generation, Millis, Notice, Phase, ProviderFailure, Reading, Reason,
    Session, Setting, after, since,
};

/// What the session knows of the live connection, if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Connection {
    /// There is a socket, or one is asked for.
    pub(super) live: bool,
    /// The socket has been open, application handshake or not.
    pub(super) connected: bool,
    /// When the connection opened for the user.
    pub(super) opened_at: Option<Millis>,
    /// The user asked for its end.
    pub(super) requested: bool,
    /// The machine or the page slept, and the connection may not have survived.
    pub(super) slept: bool,
    /// Bytes handed over since `bufferedAmount` was last looked at.
    pub(super) unmeasured: u64,
    /// `bufferedAmount` has passed the high-water mark and not yet come down.
    pub(super) swollen: bool,
}

impl Connection {
    pub(super) const NONE: Self = Self {
        live: false,
        connected: false,
        opened_at: None,
        requested: false,
        slept: false,
        unmeasured: 0,
        swollen: false,
    };

    pub(super) fn uptime(&self, now: Millis) -> Millis {
        self.opened_at.map_or(0, |at| since(at, now))
    }
}

impl<M, R: CloseReason> Session<M, R> {
    pub(crate) fn open(&mut self, now: Millis) {
        if self.phase == Phase::Idle {
            self.connect(Reason::Requested, now);
        }
    }

    pub(super) fn connect(&mut self, reason: Reason, now: Millis) {
        self.generation += 1;
        self.stats.attempts += 1;
        self.timers.clear(Timer::Retry);
        if self.config.features.provider {
            self.set_timer(Timer::Provider, Setting::ProviderTimeout, now);
            self.effects.push(Effect::Provide {
                generation: self.generation,
                attempt: self.streak.attempts,
                fresh: self.streak.wants_fresh,
                last: self.last_diagnosis,
            });
            self.enter(Phase::Providing, reason, now);
        } else {
            self.enter(Phase::Dialing, reason, now);
            self.dial(now);
        }
    }

    /// The provider has answered.
    pub(crate) fn provided(&mut self, generation: Generation, now: Millis) {
        if self.is_provided(generation) {
            self.timers.clear(Timer::Provider);
            self.dial(now);
        }
    }

    pub(crate) fn not_provided(
        &mut self,
        generation: Generation,
        failure: ProviderFailure,
        now: Millis,
    ) {
        if self.is_provided(generation) {
            self.has_no_socket(failure, now);
        }
    }

    fn is_provided(&self, generation: Generation) -> bool {
        self.phase == Phase::Providing && generation == self.generation
    }

    pub(crate) fn not_dialed(&mut self, generation: Generation, now: Millis) {
        if self.phase == Phase::Dialing && generation == self.generation {
            self.connection.live = false;
            self.has_no_socket(ProviderFailure::Invalid, now);
        }
    }

    fn dial(&mut self, now: Millis) {
        self.streak.wants_fresh = false;
        self.phase = Phase::Dialing;
        self.connection = Connection {
            live: true,
            ..Connection::NONE
        };
        self.set_timer(Timer::Connect, Setting::ConnectTimeout, now);
        self.effects.push(Effect::Dial(self.generation));
    }

    pub(crate) fn socket_opened(&mut self, generation: Generation, now: Millis) {
        if !self.is_live(generation) || self.phase != Phase::Dialing {
            return;
        }
        self.connection.connected = true;
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Error);
        if self.config.features.handshake && !self.is(Mutation::SkipTheHandshake) {
            self.set_timer(Timer::Handshake, Setting::HandshakeTimeout, now);
            self.effects.push(Effect::Greet);
            self.enter(Phase::Handshaking, Reason::Opened, now);
        } else {
            self.opened(now);
        }
    }

    fn opened(&mut self, now: Millis) {
        self.timers.clear(Timer::Handshake);
        self.stats.connections += 1;
        self.connection.opened_at = Some(now);
        self.enter(Phase::Open, Reason::Opened, now);
        self.notices.push(Notice::Opened);
        if self.config.features.liveness {
            self.liveness.start(now);
            self.listen();
        } else if self.config.features.reconnect {
            self.watch(now);
        }
        self.expire_queued(now);
        self.timers.clear(Timer::Expiry);
        while let Some(queued) = self.outbox.pop() {
            if !self.is(Mutation::LoseOnFlush) {
                self.transmit(queued.message, queued.bytes);
            }
        }
        self.check_drained();
    }

    pub(crate) fn received(
        &mut self,
        generation: Generation,
        message: M,
        bytes: u64,
        reading: Reading,
        now: Millis,
    ) {
        if !self.is_live(generation) || !matches!(self.phase, Phase::Open | Phase::Handshaking) {
            return;
        }
        self.stats.messages_received += 1;
        self.stats.bytes_received = after(self.stats.bytes_received, bytes);
        self.connection.slept = false;
        if self.phase == Phase::Handshaking {
            match reading {
                Reading::Accepted => self.opened(now),
                Reading::Refused(verdict) => self.handshake_refused(verdict, now),
                Reading::Message | Reading::Pong => {}
            }
            return;
        }
        let is_pong = reading == Reading::Pong;
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
            self.notices.push(Notice::Message(message));
        }
    }

    /// `error` ends nothing: the close that follows it has the real code. The
    /// first one says by when.
    pub(crate) fn errored(&mut self, generation: Generation, now: Millis) {
        if !self.is_live(generation) {
            return;
        }
        self.notices.push(Notice::Error);
        if self.phase != Phase::Closing {
            let span = self.config.whole(Setting::ErrorTimeout);
            self.timers.set_by(Timer::Error, after(now, span));
        }
    }
}
