//! Listeners that are removed on drop.

use std::borrow::Cow;

use gloo_events::{EventListener, EventListenerOptions};
use web_sys::{Event, EventTarget};

/// Listens to the events of a name, until the listener is dropped.
pub(super) fn listen(
    target: &EventTarget,
    name: &'static str,
    hear: impl FnMut(&Event) + 'static,
) -> EventListener {
    // Passive listeners, the default, are refused by workerd.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, Cow::Borrowed(name), options, hear)
}
