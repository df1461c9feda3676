//! Invariant 3: which accepted messages wait, and for how long.

use std::collections::VecDeque;

use super::{Millis, Payload, reached};
use crate::session::QueueSettings;

#[derive(Clone, Debug)]
pub struct Messages<M> {
    queue: VecDeque<Queued<M>>,
    /// An event of being drained is owed.
    pub owes_drained: bool,
}

#[derive(Clone, Debug)]
pub struct Queued<M> {
    pub message: M,
    pub bytes: u64,
    pub expires: Option<Millis>,
}

impl<M: Payload> Messages<M> {
    pub fn new() -> Self {
        Self {
            queue: VecDeque::new(),
            owes_drained: false,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// How many messages wait, and how many bytes.
    pub fn queued(&self) -> (u64, u64) {
        let bytes = self.queue.iter().map(|queued| queued.bytes).sum();
        (self.queue.len() as u64, bytes)
    }

    pub fn first_expiry(&self) -> Option<Millis> {
        self.queue.iter().filter_map(|queued| queued.expires).min()
    }

    pub fn push(&mut self, queued: Queued<M>) {
        self.queue.push_back(queued);
        self.owes_drained = true;
    }

    pub fn pop(&mut self) -> Option<Queued<M>> {
        self.queue.pop_front()
    }

    /// Takes what has expired, the oldest first.
    pub fn take_expired(&mut self, now: Millis) -> Vec<M> {
        let mut expired = Vec::new();
        self.queue.retain(|queued| {
            let has_expired = queued.expires.is_some_and(|at| at <= now);
            if has_expired {
                expired.push(queued.message.clone());
            }
            !has_expired
        });
        expired
    }

    /// Takes all that waits, at the end: nothing is owed any more.
    pub fn take_all(&mut self) -> Vec<M> {
        self.owes_drained = false;
        let all = std::mem::take(&mut self.queue);
        all.into_iter().map(|queued| queued.message).collect()
    }

    /// Whether there is room for so many bytes more.
    pub fn fits(&self, limits: &QueueSettings, bytes: u64) -> bool {
        let (count, sum) = self.queued();
        let sum = u128::from(sum) + u128::from(bytes);
        let most = u128::from(limits.max_bytes.unwrap_or(u64::MAX));
        !reached(count, limits.max_messages) && sum <= most
    }

    pub fn iter(&self) -> impl Iterator<Item = &Queued<M>> {
        self.queue.iter()
    }
}
