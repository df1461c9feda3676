//! The bounded queue of messages that no socket has been given yet.

use std::collections::VecDeque;

use super::Millis;

/// A message that waits for a connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Queued<M> {
    pub(super) message: M,
    pub(super) bytes: u64,
    pub(super) expires: Millis,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Outbox<M> {
    pub(super) queue: VecDeque<Queued<M>>,
    bytes: u64,
    max_messages: usize,
    max_bytes: u64,
}

impl<M> Outbox<M> {
    pub(super) fn new(max_messages: usize, max_bytes: u64) -> Self {
        Self {
            queue: VecDeque::new(),
            bytes: 0,
            max_messages,
            max_bytes,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.queue.len()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether a message of so many bytes fits now.
    pub(super) fn fits(&self, bytes: u64) -> bool {
        let fits_with = |sum: u64| sum <= self.max_bytes;
        self.queue.len() < self.max_messages && self.bytes.checked_add(bytes).is_some_and(fits_with)
    }

    /// Whether a message of so many bytes would fit an empty outbox.
    pub(super) fn could_fit(&self, bytes: u64) -> bool {
        bytes <= self.max_bytes
    }

    pub(super) fn push(&mut self, message: M, bytes: u64, expires: Millis) {
        self.bytes += bytes;
        self.queue.push_back(Queued {
            message,
            bytes,
            expires,
        });
    }

    pub(super) fn pop(&mut self) -> Option<Queued<M>> {
        let oldest = self.queue.pop_front()?;
        self.bytes -= oldest.bytes;
        Some(oldest)
    }

    /// When the first message expires, if any does.
    pub(super) fn next_expiry(&self) -> Option<Millis> {
        let first = self.queue.iter().map(|queued| queued.expires).min()?;
        (first != Millis::MAX).then_some(first)
    }

    /// Takes the oldest message that has expired at `now`.
    pub(super) fn pop_expired(&mut self, now: Millis) -> Option<M> {
        let place = self.queue.iter().position(|queued| queued.expires <= now)?;
        let expired = self.queue.remove(place)?;
        self.bytes -= expired.bytes;
        Some(expired.message)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_of_count_and_of_bytes() {
        let mut outbox = Outbox::new(2, 10);
        assert!(outbox.fits(10) && !outbox.fits(11));
        outbox.push("a", 4, Millis::MAX);
        assert!(outbox.fits(6) && !outbox.fits(7));
        outbox.push("b", 0, Millis::MAX);
        assert!(!outbox.fits(0));
        assert_eq!(outbox.pop().map(|queued| queued.message), Some("a"));
        assert_eq!((outbox.len(), outbox.bytes()), (1, 0));
    }

    #[test]
    fn each_message_expires_at_its_own_time_and_the_rest_keep_their_order() {
        let mut outbox = Outbox::new(9, 99);
        outbox.push("long", 1, Millis::MAX);
        outbox.push("short", 1, 5);
        outbox.push("middle", 1, 8);
        assert_eq!(outbox.next_expiry(), Some(5));
        assert_eq!(outbox.pop_expired(4), None);
        assert_eq!(outbox.pop_expired(9), Some("short"));
        assert_eq!(outbox.pop_expired(9), Some("middle"));
        assert_eq!(outbox.pop_expired(9), None);
        assert_eq!((outbox.len(), outbox.bytes()), (1, 1));
    }
}
