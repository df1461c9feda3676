//! The machine and the page: network, freezing, the page cache.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::global::{global, global_property, property};
use super::listen::EventListener;

/// What the page tells.
#[derive(Clone, Copy)]
pub(super) enum PageEvent {
    Online,
    Offline,
    Frozen,
    Resumed,
    /// The page is seen or hidden; its timers may have been throttled.
    VisibilityChanged,
}

/// The listeners on the global scope and the document. They are removed on drop.
pub(super) struct Page {
    _listeners: Vec<EventListener>,
}

impl Page {
    /// Listens to what there is: a worker has no document, a server has neither.
    pub(super) fn watch(notify: impl Fn(PageEvent) + Clone + 'static) -> Self {
        let scope = global();
        let document = global_property("document");
        let mut listeners = Vec::new();
        let mut on = |target: &JsValue, name: &'static str, meaning: PageEvent| {
            if property(target, "addEventListener").is_function() {
                let notify = notify.clone();
                let target: &EventTarget = target.unchecked_ref();
                let listener = EventListener::new(target, name, move |event| {
                    // A page that is left for good is not frozen: it goes. Only the events of the
                    // page cache say of themselves whether it persists.
                    if property(&event, "persisted") != JsValue::FALSE {
                        notify(meaning);
                    }
                });
                listeners.extend(listener);
            }
        };
        on(&scope, "online", PageEvent::Online);
        on(&scope, "offline", PageEvent::Offline);
        on(&scope, "pagehide", PageEvent::Frozen);
        on(&scope, "pageshow", PageEvent::Resumed);
        on(&document, "freeze", PageEvent::Frozen);
        on(&document, "resume", PageEvent::Resumed);
        on(&document, "visibilitychange", PageEvent::VisibilityChanged);
        Self {
            _listeners: listeners,
        }
    }

    /// Whether the browser says that there is no network.
    pub(super) fn is_offline() -> bool {
        property(&global_property("navigator"), "onLine") == JsValue::FALSE
    }
}
