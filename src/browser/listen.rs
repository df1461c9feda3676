//! Listeners that are removed on drop.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// A listener to the events of a name. On drop it is removed, before its
/// closure goes.
///
/// Its closure is an `Fn`, unlike that of gloo's, for it may be called again
/// while it runs: a class of sockets that was injected may dispatch a message
/// inside the listener of another one.
#[must_use = "dropped, it hears nothing"]
pub(super) struct Listener {
    target: EventTarget,
    name: &'static str,
    hear: Closure<dyn Fn(Event)>,
}

impl Listener {
    pub(super) fn new(
        target: &EventTarget,
        name: &'static str,
        hear: impl Fn(Event) + 'static,
    ) -> Self {
        let listener = Self {
            target: target.clone(),
            name,
            hear: Closure::new(hear),
        };
        // It throws for no callable alone.
        let _ = target.add_event_listener_with_callback(name, listener.callback());
        listener
    }

    fn callback(&self) -> &js_sys::Function {
        self.hear.as_ref().unchecked_ref()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.callback());
    }
}
