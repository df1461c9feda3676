//! What is seen around a connection while it is made, and what blocks it.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::Driver;
use crate::browser::delegate::Delegate;
use crate::browser::lookout::{Lookout, POLICY_NAMED_WITHIN};
use crate::close::Diagnosis;
use crate::session::{Generation, Input};

impl<D: Delegate> Driver<D> {
    /// Looks around for the connection that is about to be dialed.
    pub(super) fn watch_attempt(&self, generation: Generation, url: &str) {
        let this = self.this.clone();
        let lookout = Lookout::new(url, move |directive| {
            if let Some(driver) = this.upgrade() {
                driver.note_block(generation, directive);
            }
        });
        self.lookout.replace(Some(lookout));
        self.later_failure.take();
        self.look_around();
    }

    /// Where the latest attempt went: absolute; empty before the first.
    pub(super) fn attempt_url(&self) -> String {
        let lookout = self.lookout.borrow();
        lookout
            .as_ref()
            .map_or_else(String::new, |lookout| lookout.url().to_string())
    }

    /// Tells the session what is seen now.
    pub(super) fn look_around(&self) {
        let is_counted = self.socket().is_some_and(|socket| socket.is_counted());
        let seen = self
            .lookout
            .borrow()
            .as_ref()
            .map(|lookout| lookout.surroundings(is_counted));
        if let Some(surroundings) = seen {
            let _ = self.handle(Input::Surroundings(surroundings));
        }
    }

    /// The connection is open: it was not blocked, and counts among those of the page.
    pub(super) fn note_opening(&self, generation: Generation) {
        if !self.is_current(generation) {
            return;
        }
        if let Some(lookout) = &mut *self.lookout.borrow_mut() {
            lookout.stop_listening();
        }
        if let Some(socket) = self.socket() {
            socket.count();
        }
    }

    fn note_block(&self, generation: Generation, directive: String) {
        if !self.is_current(generation) {
            return;
        }
        if let Some(lookout) = &mut *self.lookout.borrow_mut() {
            lookout.note_block(directive);
        }
        if self.later_failure.take().is_some() {
            self.fail_blocked(generation);
        }
    }

    pub(super) fn is_blocked(&self) -> bool {
        let lookout = self.lookout.borrow();
        lookout.as_ref().is_some_and(Lookout::is_blocked)
    }

    /// Has the address asked that was dialed last.
    pub(super) fn investigate(&self, diagnosis: Diagnosis) {
        let lookout = self.lookout.borrow();
        let url = lookout.as_ref().map(|lookout| lookout.url().to_string());
        drop(lookout);
        if let Some(url) = url {
            self.delegate.investigate(self.this.clone(), url, diagnosis);
        }
    }

    /// The browser threw because it blocks the connection. It fails like any other, as the
    /// standard has it, as soon as it is known what blocks it. Of mixed content no event tells.
    pub(super) fn fail_later(&self, generation: Generation, thrown: JsValue) {
        self.socket.take();
        self.socket_error.replace(thrown);
        let this = self.this.clone();
        let failure = Timeout::new(POLICY_NAMED_WITHIN, move || {
            if let Some(driver) = this.upgrade() {
                driver.later_failure.take();
                driver.fail_blocked(generation);
            }
        });
        self.later_failure.replace(Some(failure));
    }

    fn fail_blocked(&self, generation: Generation) {
        self.look_around();
        self.take_input(Input::Errored {
            generation,
            // There is no socket that it could come from.
            closes_in_this_task: true,
        });
    }
}
