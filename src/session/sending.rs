//! Messages on their way out: handed to the socket, or kept until there is one.

use super::mutation::Mutation;
use super::timers::Timer;
use super::{
    Effect, Millis, Notice, Overflow, Phase, Refusal, Reply, Session, Setting, Undelivered,
};

/// How often, in ms, `bufferedAmount` is looked at while above its mark.
const DRAIN_EVERY: Millis = 50;

impl<M> Session<M> {
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

    pub(super) fn transmit(&mut self, message: M, bytes: u64) {
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

    pub(super) fn expire_queued(&mut self, now: Millis) {
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
}
