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
pub(super) struct EventListener {
    target: EventTarget,
    name: &'static str,
    hear: Closure<dyn Fn(Event)>,
}

impl EventListener {
    /// Fails with what the target throws where it cannot be listened to.
    pub(super) fn new(
        target: &EventTarget,
        name: &'static str,
        hear: impl Fn(Event) + 'static,
    ) -> Result<Self, JsValue> {
        let listener = Self {
            target: target.clone(),
            name,
            hear: Closure::new(hear),
        };
        target.add_event_listener_with_callback(name, listener.callback())?;
        Ok(listener)
    }

    fn callback(&self) -> &js_sys::Function {
        self.hear.as_ref().unchecked_ref()
    }
}

impl Drop for EventListener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.callback());
    }
}
