//! First in, first out.

/// A queue that is filled at its end and emptied from its start. It keeps its
/// memory: whoever fills and empties it again and again allocates once. A
/// `VecDeque` is four times the code in WebAssembly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Queue<T> {
    /// What was taken leaves `None` behind.
    slots: Vec<Option<T>>,
    /// How many were taken.
    taken: usize,
}

impl<T> Queue<T> {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            taken: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.taken
    }

    pub(super) fn push(&mut self, item: T) {
        // What it replaces is `None`, which leaves nothing to drop.
        std::mem::forget(self.make_room().replace(item));
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        let place = self.taken;
        if place < self.slots.len() {
            self.taken += 1;
            self.slots[place].take()
        } else {
            self.slots.clear();
            self.taken = 0;
            None
        }
    }

    /// Gives back the slots of what was taken, once they are the most. A queue
    /// that is always emptied in the end does that by itself.
    pub(super) fn close_ranks(&mut self) {
        if self.taken > self.len() {
            self.slots.drain(..self.taken);
            self.taken = 0;
        }
    }

    fn make_room(&mut self) -> &mut Option<T> {
        let place = self.slots.len();
        self.slots.push(None);
        &mut self.slots[place]
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.slots.iter().flatten()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_goes_first() {
        let mut queue = Queue::new();
        (0..5).for_each(|n| queue.push(n));
        assert_eq!([queue.pop(), queue.pop()], [0, 1].map(Some));
        queue.close_ranks();
        queue.push(5);
        assert!(queue.iter().eq(&[2, 3, 4, 5]));
        assert_eq!(queue.len(), 4);
        (2..6).for_each(|n| assert_eq!(queue.pop(), Some(n)));
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn a_queue_that_is_never_empty_need_not_grow_for_ever() {
        let mut queue = Queue::new();
        (0..10).for_each(|n| queue.push(n));
        for n in 10..10_000 {
            queue.close_ranks();
            queue.push(n);
            assert_eq!(queue.pop(), Some(n - 10));
        }
        assert!(queue.slots.capacity() < 100);
    }
}
