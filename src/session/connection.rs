//! One connection: dialed, opened, alive, told that the machine slept.

use super::liveness::Finding;
use super::mutation::Mutation;
use super::timers::Timer;
use super::{
    Effect, Millis, Notice, Overflow, Phase, Reading, Reason, Refusal, Reply, Session, Setting,
    Undelivered,
};
use crate::close::{Context, Timeout};

/// A wake-up so late, in ms, that the machine or the page must have slept.
const LATE: Millis = 2_000;
/// A wake-up later, in ms, than throttled timers make it: hidden pages get
/// one a minute.
const ASLEEP: Millis = 70_000;
/// How often, in ms, an open connection without liveness looks at the clock.
const WATCH_EVERY: Millis = 30_000;
/// How often, in ms, `bufferedAmount` is looked at while above its mark.
const DRAIN_EVERY: Millis = 50;

/// What the session knows of the live connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Connection {
    /// The socket has been open, application handshake or not.
    pub(super) connected: bool,
    /// When the connection opened for the user.
    pub(super) opened_at: Option<Millis>,
    /// The user asked for its end.
    pub(super) requested: bool,
    /// The machine or the page slept, and the peer was not heard since.
    pub(super) slept: bool,
    /// Bytes handed over since `bufferedAmount` was last looked at.
    unmeasured: u64,
    /// `bufferedAmount` has passed the high-water mark and not yet come down.
    pub(super) swollen: bool,
}

impl Connection {
    pub(super) fn uptime(&self, now: Millis) -> Millis {
        self.opened_at.map_or(0, |at| now.saturating_sub(at))
    }
}

impl<M> Session<M> {
    pub(super) fn connect(&mut self, reason: Reason, now: Millis) {
        self.generation += 1;
        self.stats.attempts += 1;
        self.timers.clear(Timer::Retry);
        if self.config.features.provider {
            self.set_timer(Timer::Provider, Setting::ProviderTimeout, now);
            self.effects.push_back(Effect::Provide {
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

    pub(super) fn dial(&mut self, now: Millis) {
        self.streak.wants_fresh = false;
        self.phase = Phase::Dialing;
        self.connection = Some(Connection::default());
        self.set_timer(Timer::Connect, Setting::ConnectTimeout, now);
        self.effects.push_back(Effect::Dial(self.generation));
    }

    pub(super) fn socket_opened(&mut self, now: Millis) {
        if self.phase != Phase::Dialing {
            return;
        }
        if let Some(connection) = &mut self.connection {
            connection.connected = true;
        }
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Error);
        if self.config.features.handshake && !self.is(Mutation::SkipTheHandshake) {
            self.set_timer(Timer::Handshake, Setting::HandshakeTimeout, now);
            self.effects.push_back(Effect::Greet);
            self.enter(Phase::Handshaking, Reason::Opened, now);
        } else {
            self.opened(now);
        }
    }

    fn opened(&mut self, now: Millis) {
        self.timers.clear(Timer::Handshake);
        self.stats.connections += 1;
        if let Some(connection) = &mut self.connection {
            connection.opened_at = Some(now);
        }
        self.enter(Phase::Open, Reason::Opened, now);
        self.notices.push_back(Notice::Opened);
        if self.config.features.liveness {
            let look_at = self.liveness.start(now);
            self.timers.set(Timer::Silence, look_at);
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

    pub(super) fn received(&mut self, message: M, bytes: u64, reading: Reading, now: Millis) {
        if !matches!(self.phase, Phase::Open | Phase::Handshaking) {
            return;
        }
        self.stats.messages_received += 1;
        self.stats.bytes_received = self.stats.bytes_received.saturating_add(bytes);
        if let Some(connection) = &mut self.connection {
            connection.slept = false;
        }
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
            if let Some(span) = self.liveness.heard(now, answers) {
                self.stats.round_trip = Some(span);
            }
        }
        if !is_pong {
            self.notices.push_back(Notice::Message(message));
        }
    }

    /// `error` ends nothing: the close that follows it has the real code. The
    /// first one says by when.
    pub(super) fn errored(&mut self, now: Millis) {
        self.notices.push_back(Notice::Error);
        if self.phase != Phase::Closing {
            let span = self.config.whole(Setting::ErrorTimeout);
            self.timers.set_by(Timer::Error, now.saturating_add(span));
        }
    }

    pub(super) fn send(
        &mut self,
        message: M,
        bytes: u64,
        ttl: Option<Millis>,
        now: Millis,
    ) -> Reply<M> {
        match self.phase {
            Phase::Open => {
                self.transmit(message, bytes);
                Reply::Sent
            }
            Phase::Closing | Phase::Ended => Reply::Refused(message, Refusal::Ended),
            _ if !self.config.features.queue => Reply::Refused(message, Refusal::NotOpen),
            _ => self.enqueue(message, bytes, ttl, now),
        }
    }

    fn enqueue(&mut self, message: M, bytes: u64, ttl: Option<Millis>, now: Millis) -> Reply<M> {
        if !self.outbox.could_fit(bytes) {
            return Reply::Refused(message, Refusal::TooBig);
        }
        if self.timers.is_due(Timer::Expiry, now) {
            self.expire_queued(now);
        }
        while !self.outbox.fits(bytes) {
            match self.config.overflow() {
                Overflow::Reject => return Reply::Refused(message, Refusal::Full),
                Overflow::DropNewest => {
                    self.undelivered(message, Undelivered::Overflow);
                    return Reply::Queued;
                }
                Overflow::DropOldest => {
                    let Some(oldest) = self.outbox.pop() else {
                        break;
                    };
                    self.undelivered(oldest.message, Undelivered::Overflow);
                }
            }
        }
        let ttl = ttl.unwrap_or_else(|| self.config.whole(Setting::QueueTtl));
        let expires = now.saturating_add(ttl);
        self.outbox.push(message, bytes, expires);
        self.timers.set_by(Timer::Expiry, expires);
        self.undrained = true;
        Reply::Queued
    }

    fn transmit(&mut self, message: M, bytes: u64) {
        self.stats.messages_sent += 1;
        self.stats.bytes_sent = self.stats.bytes_sent.saturating_add(bytes);
        self.effects.push_back(Effect::Transmit(message));
        let high = self.config.whole(Setting::HighWaterMark);
        if let Some(connection) = &mut self.connection {
            connection.unmeasured = connection.unmeasured.saturating_add(bytes);
            if connection.unmeasured >= high && !connection.swollen {
                connection.unmeasured = 0;
                self.effects.push_back(Effect::Measure(self.generation));
            }
        }
    }

    pub(super) fn buffered(&mut self, amount: u64, now: Millis) {
        let high = self.config.whole(Setting::HighWaterMark);
        let low = self.config.whole(Setting::LowWaterMark);
        let Some(connection) = &mut self.connection else {
            return;
        };
        if self.phase != Phase::Open {
            return;
        }
        connection.unmeasured = amount;
        connection.swollen = if connection.swollen {
            amount > low
        } else {
            amount >= high
        };
        if connection.swollen {
            self.undrained = true;
            self.timers
                .set(Timer::Drain, now.saturating_add(DRAIN_EVERY));
        } else {
            self.check_drained();
        }
    }

    pub(super) fn check_drained(&mut self) {
        if self.undrained && self.is_drained() {
            self.undrained = false;
            self.notices.push_back(Notice::Drained);
        }
    }

    pub(super) fn undelivered(&mut self, message: M, why: Undelivered) {
        self.notices.push_back(Notice::Undelivered(message, why));
    }

    fn expire_queued(&mut self, now: Millis) {
        while let Some(message) = self.outbox.pop_expired(now) {
            if !self.is(Mutation::ExpireInSilence) {
                self.undelivered(message, Undelivered::Expired);
            }
        }
        self.timers.clear(Timer::Expiry);
        if let Some(next) = self.outbox.next_expiry() {
            self.timers.set(Timer::Expiry, next);
        }
    }

    pub(super) fn wake(&mut self, now: Millis) {
        let late = match self.timers.next() {
            Some(at) => now.saturating_sub(at),
            None => 0,
        };
        if late >= LATE && !self.is(Mutation::SleepOn) {
            self.overslept(late, now);
        }
        while let Some(timer) = self.timers.expire(now) {
            self.expired(timer, now);
        }
    }

    fn overslept(&mut self, late: Millis, now: Millis) {
        if late >= ASLEEP {
            if let Some(connection) = &mut self.connection {
                connection.slept = true;
            }
            if self.phase != Phase::Paused {
                self.streak.excuse(late);
            }
        }
        self.suspect(late, now);
    }

    fn expired(&mut self, timer: Timer, now: Millis) {
        match timer {
            Timer::Provider => self.not_provided(super::ProviderFailure::TimedOut, now),
            Timer::Connect | Timer::Handshake => {
                self.declare(now, |context: &mut Context| {
                    context.timeout = Some(Timeout::Connect);
                });
            }
            Timer::Error => self.declare(now, |_| {}),
            Timer::Close => self.declare(now, |context: &mut Context| {
                context.timeout = Some(Timeout::Close);
            }),
            Timer::Retry => self.connect(Reason::RetryDue, now),
            Timer::Silence => match self.liveness.at_silence(now) {
                Finding::Alive(at) => self.timers.set(Timer::Silence, at),
                Finding::Quiet | Finding::Silent => self.probe(now),
            },
            Timer::Answer => match self.liveness.at_answer() {
                Finding::Alive(at) => self.timers.set(Timer::Silence, at),
                Finding::Quiet | Finding::Silent => {
                    self.declare(now, |context: &mut Context| context.silent = true);
                }
            },
            Timer::Watch => self.watch(now),
            Timer::Drain => self.effects.push_back(Effect::Measure(self.generation)),
            Timer::Expiry => {
                self.expire_queued(now);
                self.check_drained();
            }
        }
    }

    fn watch(&mut self, now: Millis) {
        self.timers
            .set(Timer::Watch, now.saturating_add(WATCH_EVERY));
    }

    fn probe(&mut self, now: Millis) {
        let answer_by = self.liveness.probing(now);
        self.timers.clear(Timer::Silence);
        self.timers.set(Timer::Answer, answer_by);
        self.effects.push_back(Effect::Probe);
    }

    /// The connection may have died unseen, after `slept` ms: probe it, or
    /// replace it if it cannot be probed and is stale.
    fn suspect(&mut self, slept: Millis, now: Millis) {
        if self.phase != Phase::Open {
            return;
        }
        let features = &self.config.features;
        if features.liveness {
            if self.liveness.may_probe() {
                self.probe(now);
            }
        } else if features.reconnect && slept >= self.config.whole(Setting::StaleAfter) {
            self.declare(now, |context: &mut Context| context.suspended = true);
        }
    }

    pub(super) fn online(&mut self, now: Millis) {
        self.offline = false;
        match self.phase {
            Phase::Waiting => self.hurry(Reason::Online, now),
            Phase::Paused if self.frozen_at.is_none() => self.hurry(Reason::Online, now),
            _ => self.suspect(0, now),
        }
    }

    pub(super) fn went_offline(&mut self, now: Millis) {
        self.offline = true;
        match self.phase {
            Phase::Waiting => self.pause(Reason::Offline, now),
            // Loopback and VPN work offline: ask the peer before giving it up.
            _ => self.suspect(0, now),
        }
    }

    pub(super) fn freeze(&mut self, now: Millis) {
        self.frozen_at.get_or_insert(now);
        if self.phase == Phase::Waiting {
            self.pause(Reason::Frozen, now);
        }
    }

    pub(super) fn resume(&mut self, now: Millis) {
        let Some(since) = self.frozen_at.take() else {
            return;
        };
        if let Some(connection) = &mut self.connection {
            connection.slept = true;
        }
        match self.phase {
            Phase::Paused if !self.offline => self.hurry(Reason::Resumed, now),
            _ => self.suspect(now.saturating_sub(since), now),
        }
    }
}
