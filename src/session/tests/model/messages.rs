//! Invariant 3: where each accepted message is.

use std::collections::VecDeque;

use super::key::Key;
use super::{Millis, Model, Turn, Violation, ensure, later, reached};
use crate::session::{Input, Overflow, QueueSettings, Refusal, Reply, State, Undelivered};

#[derive(Clone, Debug)]
pub struct Messages<M> {
    queue: VecDeque<Queued<M>>,
    /// An event of being drained is owed.
    pub owes_drained: bool,
}

#[derive(Clone, Debug)]
struct Queued<M> {
    message: M,
    bytes: u64,
    expires: Option<Millis>,
}

impl<M> Queued<M> {
    fn is_fresh(&self, now: Millis) -> bool {
        self.expires.is_none_or(|expires| expires > now)
    }
}

impl<M: Clone + PartialEq + std::fmt::Debug> Messages<M> {
    pub fn new() -> Self {
        Self {
            queue: VecDeque::new(),
            owes_drained: false,
        }
    }

    /// How many messages wait, and how many bytes.
    pub fn queued(&self) -> (u64, u64) {
        let bytes = self.queue.iter().map(|queued| queued.bytes).sum();
        (self.queue.len() as u64, bytes)
    }

    pub fn first_expiry(&self) -> Option<Millis> {
        self.queue.iter().filter_map(|queued| queued.expires).min()
    }

    /// What is left of the room, in bytes and messages, once all that has
    /// expired is gone.
    fn fits(&self, limits: &QueueSettings, bytes: u64, now: Millis) -> bool {
        let waiting = self.queue.iter().filter(|queued| queued.is_fresh(now));
        let sizes = waiting.clone().map(|queued| u128::from(queued.bytes));
        let sum: u128 = sizes.sum::<u128>() + u128::from(bytes);
        let most = u128::from(limits.max_bytes.unwrap_or(u64::MAX));
        !reached(waiting.count() as u64, limits.max_messages) && sum <= most
    }

    pub fn check_reply(&self, model: &Model<M>, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn {
            config,
            input,
            now,
            step,
            ..
        } = turn;
        let Input::Send { message, bytes, .. } = input else {
            ensure!(step.reply == Reply::Done, "an odd reply: {:?}", step.reply);
            return Ok(());
        };
        let refused = |why| Reply::Refused(message.clone(), why);
        let expected = if model.state == State::Ended || model.is_closing() {
            refused(Refusal::Ended)
        } else if model.is_open() {
            Reply::Sent
        } else if let Some(queue) = &config.queue {
            if queue.max_bytes.is_some_and(|most| *bytes > most) {
                refused(Refusal::TooBig)
            } else if queue.overflow == Overflow::Reject && !self.fits(queue, *bytes, now) {
                refused(Refusal::Full)
            } else {
                Reply::Queued
            }
        } else {
            refused(Refusal::NotOpen)
        };
        ensure!(step.reply == expected, "the reply should be {expected:?}");
        Ok(())
    }

    pub fn take(&mut self, turn: &Turn<'_, M>) {
        let &Turn {
            config,
            input,
            now,
            step,
            ..
        } = turn;
        let Input::Send {
            message,
            bytes,
            ttl,
        } = input
        else {
            return;
        };
        if step.reply == Reply::Queued {
            let ttl = ttl.or_else(|| config.queue.as_ref()?.ttl);
            self.queue.push_back(Queued {
                message: message.clone(),
                bytes: *bytes,
                expires: ttl.map(|ttl| later(now, ttl)),
            });
            self.owes_drained = true;
        }
    }

    pub fn transmitted(&mut self, message: &M, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn { input, now, .. } = turn;
        if let Input::Send { message: sent, .. } = input {
            ensure!(
                sent == message && self.queue.is_empty(),
                "a message overtakes another"
            );
            return Ok(());
        }
        let place = self.queue.iter().position(|q| q.message == *message);
        let Some(place) = place else {
            return Err("a message is sent that did not wait".into());
        };
        let overtaken = self.queue.iter().take(place).any(|q| q.is_fresh(now));
        ensure!(!overtaken, "a message overtakes another");
        let queued = self.queue.remove(place);
        ensure!(
            queued.is_some_and(|q| q.is_fresh(now)),
            "a message is sent that had expired"
        );
        Ok(())
    }

    pub fn undelivered(
        &mut self,
        message: &M,
        why: Undelivered,
        ended: bool,
        turn: &Turn<'_, M>,
    ) -> Result<(), Violation> {
        let &Turn { now, .. } = turn;
        let place = self.queue.iter().position(|q| q.message == *message);
        let Some(place) = place else {
            return Err("a message is reported that did not wait".into());
        };
        let expired = !self.queue[place].is_fresh(now);
        let allowed = match why {
            Undelivered::Expired => expired && !ended,
            Undelivered::Ended => ended && place == 0,
            Undelivered::Overflow => self.may_give_way(place, turn),
            _ => unreachable!("there is no other reason"),
        };
        ensure!(allowed, "a message is reported as {why:?}, and is not");
        self.queue.remove(place);
        Ok(())
    }

    /// Whether the message at this place may give way to the one that is sent,
    /// which is the last in the queue.
    fn may_give_way(&self, place: usize, turn: &Turn<'_, M>) -> bool {
        let &Turn {
            config, input, now, ..
        } = turn;
        let (Some(limits), Input::Send { bytes, .. }) = (&config.queue, input) else {
            return false;
        };
        let newest = self.queue.len() - 1;
        let mut others = self.clone();
        others.queue.pop_back();
        let is_full = !others.fits(limits, *bytes, now);
        is_full
            && match limits.overflow {
                Overflow::Reject => false,
                Overflow::DropOldest => place == 0 && newest > 0,
                Overflow::DropNewest => place == newest,
            }
    }
}

impl<M> Messages<M> {
    pub fn add_to(&self, key: &mut Key) {
        key.add(u64::from(self.owes_drained));
        for queued in &self.queue {
            key.add(queued.bytes);
            key.add_deadline(queued.expires);
        }
    }
}
