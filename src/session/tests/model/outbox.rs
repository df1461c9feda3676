//! Invariant 3: each accepted message is handed to a socket, in order, or reported.

use std::time::Duration;

use super::messages::Queued;
use super::{Millis, Model, Payload, Stand, Turn, Violation, later};
use crate::session::{Event, Overflow, QueueSettings, Refusal, Reply, Undelivered};

/// How often `bufferedAmount` is looked at while it is above its mark.
const MEASURE_EVERY: Millis = 50;

impl<M: Payload> Model<M> {
    /// The user sends a message. Returns what has to be replied.
    pub(super) fn send(
        &mut self,
        queued: Queued<M>,
        turn: &mut Turn<'_, M>,
    ) -> Result<Reply<M>, Violation> {
        let profile = turn.config.profile.as_ref();
        if profile.is_some_and(|profile| profile.receive_only) {
            return Ok(Reply::Refused(queued.message, Refusal::ReceiveOnly));
        }
        let takes_messages = self.socket().is_some_and(|s| s.is_open() && s.released);
        if matches!(self.stand, Stand::Over) || self.is_closing() {
            Ok(Reply::Refused(queued.message, Refusal::Ended))
        } else if takes_messages {
            self.transmit(queued, false, turn)?;
            Ok(Reply::Sent)
        } else if let Some(limits) = &turn.config.queue {
            self.enqueue(queued, limits, turn)
        } else {
            Ok(Reply::Refused(queued.message, Refusal::NotOpen))
        }
    }

    /// What has expired takes up no room.
    fn enqueue(
        &mut self,
        queued: Queued<M>,
        limits: &QueueSettings,
        turn: &mut Turn<'_, M>,
    ) -> Result<Reply<M>, Violation> {
        if limits.max_bytes.is_some_and(|most| queued.bytes > most) {
            return Ok(Reply::Refused(queued.message, Refusal::TooBig));
        }
        self.expire(turn)?;
        while !self.messages.fits(limits, queued.bytes) {
            match limits.overflow {
                Overflow::Reject => return Ok(Reply::Refused(queued.message, Refusal::Full)),
                Overflow::DropNewest => {
                    let event = Event::Undelivered(queued.message, Undelivered::Overflow);
                    turn.told.expect_event(&event)?;
                    return Ok(Reply::Dropped);
                }
                Overflow::DropOldest => {
                    let oldest = self.messages.pop().ok_or("an empty outbox is full")?;
                    let event = Event::Undelivered(oldest.message, Undelivered::Overflow);
                    turn.told.expect_event(&event)?;
                }
            }
        }
        self.messages.push(queued);
        Ok(Reply::Queued)
    }

    /// The user takes back what waits. Returns what has to be replied.
    pub(super) fn give_back(&mut self, turn: &mut Turn<'_, M>) -> Result<Reply<M>, Violation> {
        let messages = std::iter::from_fn(|| self.messages.pop());
        let messages = messages.map(|queued| queued.message).collect();
        if !matches!(self.stand, Stand::Over) && !self.is_closing() {
            self.tell_drained(turn)?;
        }
        Ok(Reply::Taken(messages))
    }

    /// What has outlived its time in the outbox is reported.
    pub(super) fn expire(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        for message in self.messages.take_expired(turn.now) {
            let event = Event::Undelivered(message, Undelivered::Expired);
            turn.told.expect_event(&event)?;
        }
        Ok(())
    }

    /// The outbox goes to the open connection, but for what has expired.
    pub(super) fn release(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        self.expire(turn)?;
        while let Some(queued) = self.messages.pop() {
            self.transmit(queued, true, turn)?;
        }
        if let Some(socket) = self.socket_mut() {
            socket.released = true;
        }
        self.tell_drained(turn)
    }

    fn transmit(
        &mut self,
        queued: Queued<M>,
        was_queued: bool,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        if let Some(socket) = self.socket_mut() {
            socket.sent_at = Some(turn.now);
            let (messages, bytes) = socket.handed;
            socket.handed = (messages + 1, bytes.saturating_add(queued.bytes));
        }
        turn.told.expect_message(queued.message, was_queued)
    }

    /// The socket's buffer was looked at.
    pub(super) fn buffered(
        &mut self,
        amount: u64,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let high = turn.config.high_water_mark;
        let low = turn.config.low_water_mark;
        let low = low.unwrap_or(high.unwrap_or(u64::MAX).min(65_536));
        let next = turn.now.saturating_add(MEASURE_EVERY);
        let Some(socket) = self.socket_mut() else {
            return Ok(());
        };
        let is_above = match socket.above_high_water_mark {
            true => amount > low,
            false => high.is_some_and(|high| amount >= high),
        };
        socket.above_high_water_mark = is_above;
        socket.measure_at = is_above.then_some(next);
        self.messages.owes_drained |= is_above;
        self.tell_drained(turn)
    }

    pub(super) fn is_drained(&self) -> bool {
        let is_above = self.socket().is_some_and(|s| s.above_high_water_mark);
        self.messages.is_empty() && !is_above
    }

    /// That all is handed over is told once, when it is true.
    pub(super) fn tell_drained(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        if !self.messages.owes_drained || !self.is_drained() {
            return Ok(());
        }
        self.messages.owes_drained = false;
        turn.told.expect_event(&Event::Drained)
    }
}

impl<M> Queued<M> {
    /// A message that is sent now.
    pub(super) fn sent(message: M, bytes: u64, ttl: Option<Duration>, turn: &Turn<'_, M>) -> Self {
        let ttl = ttl.or_else(|| turn.config.queue.as_ref()?.ttl);
        Self {
            message,
            bytes,
            expires: ttl.map(|ttl| later(turn.now, ttl)),
        }
    }
}
