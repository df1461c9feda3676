//! The bounded queue of messages that no socket has been given yet.

use std::collections::VecDeque;

use super::QueueSettings;
use super::time::Millis;

/// A message that waits for a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Queued<M> {
    pub(super) message: M,
    pub(super) bytes: u64,
    pub(super) expires_at: Option<Millis>,
}

impl<M> Queued<M> {
    fn has_expired(&self, now: Millis) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Outbox<M> {
    pub(super) queue: VecDeque<Queued<M>>,
    bytes: u64,
}

/// How much an outbox may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) messages: u64,
    pub(super) bytes: u64,
}

impl Bounds {
    /// Where there is no limit, it is what can be counted.
    pub(super) fn new(queue: &QueueSettings) -> Self {
        Self {
            messages: queue.max_messages.map_or(u64::MAX, u64::from),
            bytes: queue.max_bytes.unwrap_or(u64::MAX),
        }
    }
}

impl<M> Outbox<M> {
    pub(super) const fn new() -> Self {
        Self {
            queue: VecDeque::new(),
            bytes: 0,
        }
    }

    pub(super) fn len(&self) -> u64 {
        self.queue.len() as u64
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether a message of so many bytes fits now.
    pub(super) fn fits(&self, bytes: u64, bounds: Bounds) -> bool {
        self.len() < bounds.messages && bytes <= bounds.bytes.saturating_sub(self.bytes)
    }

    pub(super) fn push(&mut self, message: M, bytes: u64, expires_at: Option<Millis>) {
        self.bytes += bytes;
        self.queue.push_back(Queued {
            message,
            bytes,
            expires_at,
        });
    }

    pub(super) fn pop(&mut self) -> Option<Queued<M>> {
        let oldest = self.queue.pop_front()?;
        self.bytes -= oldest.bytes;
        Some(oldest)
    }

    /// Takes what has expired at `now`, the oldest first. Returns when the
    /// next message expires.
    pub(super) fn expire(&mut self, now: Millis, mut take: impl FnMut(M)) -> Option<Millis> {
        // Once around: what stays goes back to the end, and so keeps its order.
        for _ in 0..self.queue.len() {
            let Some(queued) = self.pop() else { break };
            if queued.has_expired(now) {
                take(queued.message);
            } else {
                self.push(queued.message, queued.bytes, queued.expires_at);
            }
        }
        self.queue
            .iter()
            .filter_map(|queued| queued.expires_at)
            .min()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_of_count_and_of_bytes() {
        let mut outbox = Outbox::new();
        let bounds = Bounds {
            messages: 2,
            bytes: 10,
        };
        assert!(outbox.fits(10, bounds) && !outbox.fits(11, bounds));
        outbox.push("a", 4, None);
        assert!(outbox.fits(6, bounds) && !outbox.fits(7, bounds));
        outbox.push("b", 0, None);
        assert!(!outbox.fits(0, bounds));
        assert_eq!(outbox.pop().map(|queued| queued.message), Some("a"));
        assert_eq!((outbox.len(), outbox.bytes()), (1, 0));
    }

    #[test]
    fn each_message_expires_at_its_own_time_and_the_rest_keep_their_order() {
        let mut outbox = Outbox::new();
        outbox.push("long", 1, None);
        outbox.push("short", 1, Some(5));
        outbox.push("middle", 1, Some(8));
        let mut expired = Vec::new();
        assert_eq!(outbox.expire(4, |message| expired.push(message)), Some(5));
        assert_eq!(outbox.expire(5, |message| expired.push(message)), Some(8));
        assert_eq!(outbox.expire(9, |message| expired.push(message)), None);
        assert_eq!(expired, ["short", "middle"]);
        assert_eq!((outbox.len(), outbox.bytes()), (1, 1));
    }
}
