//! First in, first out.

/// A queue that is filled at its end and emptied from its start, or out of
/// its middle. It keeps its memory: whoever fills and empties it again and
/// again allocates once. A `VecDeque` is four times the code in WebAssembly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Queue<T> {
    /// What was taken leaves `None` behind.
    slots: Vec<Option<T>>,
    /// Slots at the start that are known to be empty.
    passed: usize,
    len: usize,
}

impl<T> Queue<T> {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            passed: 0,
            len: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push(&mut self, item: T) {
        self.slots.push(Some(item));
        self.len += 1;
    }

    /// Gives back the slots of what was taken, once they are the most. A queue
    /// that is always emptied in the end does that by itself.
    pub(super) fn close_ranks(&mut self) {
        if self.len < self.slots.len() / 2 {
            self.slots.retain(Option::is_some);
            self.passed = 0;
        }
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        while let Some(slot) = self.slots.get_mut(self.passed) {
            self.passed += 1;
            let item = slot.take();
            if item.is_some() {
                self.len -= 1;
                return item;
            }
        }
        self.slots.clear();
        self.passed = 0;
        None
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.slots.iter().flatten()
    }

    /// Takes what `wanted` says, from the start on, and hands it to `take`.
    pub(super) fn take_if(&mut self, mut wanted: impl FnMut(&T) -> bool, mut take: impl FnMut(T)) {
        for slot in &mut self.slots {
            if slot.as_ref().is_some_and(&mut wanted)
                && let Some(item) = slot.take()
            {
                self.len -= 1;
                take(item);
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_keeps_its_order() {
        let mut queue = Queue::new();
        (0..5).for_each(|n| queue.push(n));
        assert_eq!(queue.pop(), Some(0));
        let mut taken = Vec::new();
        queue.take_if(|&n| n == 2, |n| taken.push(n));
        assert_eq!(taken, [2]);
        queue.push(5);
        assert!(queue.iter().eq(&[1, 3, 4, 5]));
        assert_eq!(queue.len(), 4);
        assert_eq!([queue.pop(), queue.pop(), queue.pop()], [1, 3, 4].map(Some));
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
        for n in 0..10_000 {
            queue.close_ranks();
            queue.push(n);
            queue.take_if(|&other| other == n, drop);
        }
        assert!(queue.slots.capacity() < 100);
    }
}
