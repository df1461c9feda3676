//! A future for an answer of the user's, dropped when the answer is not wanted
//! any more.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// The future that is under way, if one is. The executor runs it; it can be
/// dropped from here.
#[derive(Default)]
pub(super) struct Task {
    slot: RefCell<Option<Rc<Slot>>>,
}

struct Slot {
    /// None while it is polled, and once it is done or cancelled.
    future: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>,
    waker: RefCell<Option<Waker>>,
    cancelled: Cell<bool>,
}

impl Task {
    /// Runs a future in the place of the one before.
    pub(super) fn run(&self, future: impl Future<Output = ()> + 'static) {
        let slot = Rc::new(Slot {
            future: RefCell::new(Some(Box::pin(future))),
            waker: RefCell::default(),
            cancelled: Cell::default(),
        });
        let replaced = self.slot.replace(Some(slot.clone()));
        js_sys::futures::spawn_local(Running(slot));
        // Last, as the future that is dropped may bring about another one here.
        if let Some(replaced) = replaced {
            replaced.cancel();
        }
    }

    /// Drops the future, or lets it go at the end of the poll under way.
    pub(super) fn cancel(&self) {
        if let Some(slot) = self.slot.take() {
            slot.cancel();
        }
    }
}

impl Slot {
    fn cancel(&self) {
        self.cancelled.set(true);
        let future = self.future.take();
        let waker = self.waker.take();
        drop(future);
        // The executor holds a task until it is done.
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.cancel();
    }
}

struct Running(Rc<Slot>);

impl Future for Running {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let slot = &self.0;
        // Nothing is borrowed while it is polled, for it may cancel itself.
        let Some(mut future) = slot.future.take() else {
            return Poll::Ready(());
        };
        let poll = future.as_mut().poll(cx);
        if poll.is_ready() || slot.cancelled.get() {
            return Poll::Ready(());
        }
        slot.future.replace(Some(future));
        slot.waker.replace(Some(cx.waker().clone()));
        Poll::Pending
    }
}
