//! Messages on their way out: handed to the socket, or kept until there is one.

use super::outbox::Bounds;
use super::timers::Timer;
use super::{
    Command, Event, Generation, Millis, Overflow, Phase, Refusal, Reply, Session, Setting,
    Undelivered, after,
};

/// How often, in ms, `bufferedAmount` is looked at while above its mark.
const DRAIN_EVERY: Millis = 50;

impl<M> Session<M> {
    pub(crate) fn send(
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
        let bounds = Bounds {
            messages: self.config.whole(Setting::QueueMessages),
            bytes: self.config.whole(Setting::QueueBytes),
        };
        if bytes > bounds.bytes {
            return Reply::Refused(message, Refusal::TooBig);
        }
        if self.timers.is_due(Timer::Expiry, now) {
            self.expire_queued(now);
        }
        while !self.outbox.fits(bytes, bounds) {
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
        let expires = after(now, ttl);
        self.outbox.push(message, bytes, expires);
        self.timers.set_by(Timer::Expiry, expires);
        self.undrained = true;
        Reply::Queued
    }

    pub(super) fn transmit(&mut self, message: M, bytes: u64) {
        self.stats.messages_sent += 1;
        self.stats.bytes_sent = after(self.stats.bytes_sent, bytes);
        self.commands.push_back(Command::Transmit(message));
        let high = self.config.whole(Setting::HighWaterMark);
        let connection = &mut self.connection;
        connection.unmeasured = after(connection.unmeasured, bytes);
        if connection.unmeasured >= high && !connection.above_high_water_mark {
            connection.unmeasured = 0;
            self.commands
                .push_back(Command::MeasureBuffer(self.generation));
        }
    }

    pub(crate) fn buffered(&mut self, generation: Generation, amount: u64, now: Millis) {
        if self.phase != Phase::Open || !self.is_current(generation) {
            return;
        }
        let high = self.config.whole(Setting::HighWaterMark);
        let low = self.config.whole(Setting::LowWaterMark);
        let connection = &mut self.connection;
        connection.unmeasured = amount;
        connection.above_high_water_mark = if connection.above_high_water_mark {
            amount > low
        } else {
            amount >= high
        };
        if connection.above_high_water_mark {
            self.undrained = true;
            self.timers.set_after(Timer::Drain, now, DRAIN_EVERY);
        } else {
            self.check_drained();
        }
    }

    pub(super) fn check_drained(&mut self) {
        if self.undrained && self.is_drained() {
            self.undrained = false;
            self.events.push_back(Event::Drained);
        }
    }

    pub(super) fn undelivered(&mut self, message: M, why: Undelivered) {
        self.events.push_back(Event::Undelivered(message, why));
    }

    pub(super) fn expire_queued(&mut self, now: Millis) {
        let next = self.outbox.expire(now, |message| {
            self.events
                .push_back(Event::Undelivered(message, Undelivered::Expired));
        });
        self.timers.set(Timer::Expiry, next);
    }
}
