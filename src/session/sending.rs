//! Messages on their way out: handed to the socket, or kept until there is one.

use std::time::Duration;

use super::outbox::Bounds;
use super::state::Phase;
use super::time::{Millis, after};
use super::timers::Timer;
use super::{Command, Event, Generation, Hold, Overflow, Refusal, Reply, Session, Undelivered};

/// How often `bufferedAmount` is looked at while it is above its mark.
const BUFFER_CHECK_EVERY: Millis = 50;

impl<M> Session<M> {
    pub(super) fn send(
        &mut self,
        message: M,
        bytes: u64,
        ttl: Option<Duration>,
        now: Millis,
    ) -> Reply<M> {
        let profile = self.config.profile.as_ref();
        if profile.is_some_and(|profile| profile.receive_only) {
            return Reply::Refused(message, Refusal::ReceiveOnly);
        }
        match self.phase {
            Phase::Open if !self.connection.is_holding => {
                self.transmit(message, bytes, false, now);
                Reply::Sent
            }
            Phase::Closing | Phase::Ended => Reply::Refused(message, Refusal::Ended),
            _ => self.enqueue(message, bytes, ttl, now),
        }
    }

    /// Empties the outbox into the user's hands.
    pub(super) fn take_queued(&mut self) -> Reply<M> {
        self.timers.clear(Timer::MessageExpiry);
        let messages = std::iter::from_fn(|| self.outbox.pop()).map(|queued| queued.message);
        let reply = Reply::Taken(messages.collect());
        // A session that is closing drains nothing any more.
        if self.phase != Phase::Closing {
            self.check_drained();
        }
        reply
    }

    fn enqueue(&mut self, message: M, bytes: u64, ttl: Option<Duration>, now: Millis) -> Reply<M> {
        let Some(queue) = &self.config.queue else {
            return Reply::Refused(message, Refusal::NotOpen);
        };
        let bounds = Bounds::new(queue);
        let overflow = queue.overflow;
        let expires_at = ttl.or(queue.ttl).map(|ttl| after(now, ttl));
        if bytes > bounds.bytes {
            return Reply::Refused(message, Refusal::TooBig);
        }
        if self.timers.is_due(Timer::MessageExpiry, now) {
            self.expire_queued(now);
        }
        while !self.outbox.fits(bytes, bounds) {
            match overflow {
                Overflow::Reject => return Reply::Refused(message, Refusal::Full),
                Overflow::DropNewest => {
                    self.undelivered(message, Undelivered::Overflow);
                    return Reply::Dropped;
                }
                Overflow::DropOldest => {
                    let Some(oldest) = self.outbox.pop() else {
                        break;
                    };
                    self.undelivered(oldest.message, Undelivered::Overflow);
                }
            }
        }
        self.outbox.push(message, bytes, expires_at);
        if let Some(expires_at) = expires_at {
            self.timers.set_by(Timer::MessageExpiry, expires_at);
        }
        self.owes_drained = true;
        Reply::Queued
    }

    /// The connection has opened: all that is queued goes out, now or when
    /// the connection is trusted with it.
    pub(super) fn flush_or_hold(&mut self, now: Millis) {
        let hold = self.config.queue.as_ref().map(|queue| queue.hold);
        self.connection.is_holding = match hold {
            None | Some(Hold::UntilOpen) => false,
            Some(Hold::UntilFirstMessage) => !self.connection.heard,
            Some(Hold::For(_)) => true,
        };
        self.hold(now);
        if !self.connection.is_holding {
            self.flush(now);
        }
    }

    /// Holds the outbox back for the time that it is to be, from now.
    pub(super) fn hold(&mut self, now: Millis) {
        let hold = self.config.queue.as_ref().map(|queue| queue.hold);
        if let Some(Hold::For(span)) = hold {
            self.timers.set(Timer::Hold, after(now, span));
        }
    }

    /// A message came on the open connection.
    pub(super) fn flush_if_held_for_message(&mut self, now: Millis) {
        if self.connection.is_holding && !self.timers.is_set(Timer::Hold) {
            self.flush(now);
        }
    }

    /// All that is queued goes out.
    pub(super) fn flush(&mut self, now: Millis) {
        self.connection.is_holding = false;
        self.expire_queued(now);
        self.timers.clear(Timer::MessageExpiry);
        while let Some(queued) = self.outbox.pop() {
            self.transmit(queued.message, queued.bytes, true, now);
        }
        self.check_drained();
    }

    fn transmit(&mut self, message: M, bytes: u64, was_queued: bool, now: Millis) {
        self.stats.messages_sent += 1;
        self.stats.bytes_sent = self.stats.bytes_sent.saturating_add(bytes);
        self.commands.push_back(Command::Transmit {
            message,
            was_queued,
        });
        let connection = &mut self.connection;
        connection.last_sent_at = Some(now);
        connection.handed.messages += 1;
        connection.handed.bytes = connection.handed.bytes.saturating_add(bytes);
        connection.unmeasured = connection.unmeasured.saturating_add(bytes);
        let high = self.config.high_water_mark;
        let may_have_reached_it = high.is_some_and(|high| connection.unmeasured >= high);
        if may_have_reached_it && !connection.above_high_water_mark {
            connection.unmeasured = 0;
            self.commands
                .push_back(Command::MeasureBuffer(self.generation));
        }
    }

    /// A message that was queued was handed to the socket.
    pub(super) fn transmitted(&mut self, message: M) {
        if self.phase != Phase::Ended {
            self.events.push_back(Event::Sent(message));
        }
    }

    /// The socket's `bufferedAmount` was measured.
    pub(super) fn buffered(&mut self, generation: Generation, amount: u64, now: Millis) {
        if self.phase != Phase::Open || generation != self.generation {
            return;
        }
        let (high, low) = (self.config.high_water_mark, self.config.drained_at());
        let connection = &mut self.connection;
        connection.unmeasured = amount;
        connection.above_high_water_mark = if connection.above_high_water_mark {
            amount > low
        } else {
            high.is_some_and(|high| amount >= high)
        };
        if connection.above_high_water_mark {
            self.owes_drained = true;
            let due = now.saturating_add(BUFFER_CHECK_EVERY);
            self.timers.set(Timer::BufferCheck, due);
        } else {
            self.check_drained();
        }
    }

    pub(super) fn check_drained(&mut self) {
        if self.owes_drained && self.is_drained() {
            self.owes_drained = false;
            self.events.push_back(Event::Drained);
        }
    }

    pub(super) fn undelivered(&mut self, message: M, why: Undelivered) {
        self.events.push_back(Event::Undelivered(message, why));
    }

    /// Reports what has outlived its time in the outbox.
    pub(super) fn expire_queued(&mut self, now: Millis) {
        self.timers.clear(Timer::MessageExpiry);
        let next = self.outbox.expire(now, |message| {
            let expired = Event::Undelivered(message, Undelivered::Expired);
            self.events.push_back(expired);
        });
        if let Some(next) = next {
            self.timers.set(Timer::MessageExpiry, next);
        }
    }
}
