//! The provider: a future for every attempt, dropped when its answer is not
//! wanted any more.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::callbacks::Callbacks;
use crate::browser::{Driver, Endpoint, ProviderRequest};
use crate::close::Diagnosis;
use crate::session::ProviderFailure;

/// What the provider is told of the attempt that it provides for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The number of the retry; 0 for the first attempt.
    pub number: u32,
    /// Whether the credentials were refused, and fresh ones are needed.
    pub fresh: bool,
    /// The diagnosis of the most recent connection, if there was one.
    pub last: Option<Diagnosis>,
    /// The URL and the subprotocols of the builder.
    pub endpoint: Endpoint,
}

/// Asks a provider, whose future runs as the task and answers to the driver.
pub(super) type Ask = Box<dyn Fn(&Task, Weak<Driver<Callbacks>>, ProviderRequest)>;

/// All that it takes to ask a provider: an app without one does not carry it.
pub(super) fn asking<F, E>(provider: impl Fn(Attempt) -> F + 'static) -> Ask
where
    F: Future<Output = Result<Endpoint, E>> + 'static,
    E: Into<Box<dyn Error>>,
{
    let provider = Rc::new(provider);
    Box::new(move |task, driver, request| {
        let provider = provider.clone();
        // The user's function runs in the task too, never inside a call of theirs.
        task.run(async move {
            let Some(endpoint) = configured(&driver) else {
                return;
            };
            let answer = provider(Attempt {
                number: request.attempt,
                fresh: request.fresh,
                last: request.last,
                endpoint,
            })
            .await;
            let Some(driver) = driver.upgrade() else {
                return;
            };
            let generation = request.generation;
            match answer {
                Ok(endpoint) => driver.provided(generation, endpoint),
                Err(error) => {
                    let error: Box<dyn Error> = error.into();
                    driver.provider_failed(generation, ProviderFailure::Threw, error.into());
                }
            }
        });
    })
}

/// What the builder was given, while there is a client.
fn configured(driver: &Weak<Driver<Callbacks>>) -> Option<Endpoint> {
    Some(driver.upgrade()?.delegate().configured.clone())
}

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
