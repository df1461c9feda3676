//! The time, and a wake-up call.

use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};

use crate::session::Millis;

/// A clock that runs on while the machine sleeps, and never runs back.
///
/// `performance.now()` stands still during sleep in some browsers, so the
/// wall clock is read; where somebody sets that back, this one waits.
pub(super) struct Clock {
    last_seen: Cell<f64>,
    elapsed: Cell<f64>,
}

impl Clock {
    /// A clock that starts now, at 0.
    pub(super) fn new() -> Self {
        Self {
            last_seen: Cell::new(js_sys::Date::now()),
            elapsed: Cell::default(),
        }
    }

    pub(super) fn now(&self) -> Millis {
        let seen = js_sys::Date::now();
        let passed = seen - self.last_seen.replace(seen);
        if passed > 0.0 {
            self.elapsed.set(self.elapsed.get() + passed);
        }
        self.latest()
    }

    /// The time when it was last looked at, which costs less than another look.
    fn latest(&self) -> Millis {
        self.elapsed.get() as Millis
    }
}

#[cfg(feature = "export")]
impl Clock {
    /// A moment of this clock as `Date.now()` counts, in ms.
    pub(super) fn date_of(&self, moment: Millis) -> f64 {
        self.last_seen.get() + (moment as f64 - self.elapsed.get())
    }
}

/// The longest span that `setTimeout` can count, in ms.
const LONGEST: Millis = i32::MAX as Millis;

/// One timer of the browser's, for the earliest deadline. It is set again only for
/// an earlier one, as a message that postpones a deadline should cost nothing, or when
/// it should have rung already: in many browsers a timer stands still while
/// the machine sleeps, and would ring by as much too late.
#[derive(Default)]
pub(super) struct Alarm {
    due: Cell<Option<Millis>>,
    timeout: RefCell<Option<Timeout>>,
}

impl Alarm {
    /// Rings at `at` or before.
    pub(super) fn set(&self, at: Option<Millis>, clock: &Clock, ring: impl FnOnce() + 'static) {
        let Some(at) = at else { return };
        let is_in_time = |due| clock.latest() < due && due <= at;
        if self.due.get().is_some_and(is_in_time) {
            return;
        }
        self.due.set(Some(at));
        let wait = at.saturating_sub(clock.now()).min(LONGEST) as u32;
        *self.timeout.borrow_mut() = Some(Timeout::new(wait, ring));
    }

    /// It rang, or is not wanted any more.
    pub(super) fn clear(&self) {
        self.due.set(None);
        self.timeout.borrow_mut().take();
    }
}
