//! The machine and the page: network, freezing, the page cache.

use std::borrow::Cow;

use gloo_events::EventListener;
use js_sys::{Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

/// What the page tells.
#[derive(Clone, Copy)]
pub(super) enum PageEvent {
    Online,
    Offline,
    Frozen,
    Resumed,
    /// The page is seen again; its timers may have been throttled.
    Visible,
}

/// The listeners on the global scope and the document. They are removed on drop.
pub(super) struct Page {
    _listeners: Vec<EventListener>,
}

impl Page {
    /// Listens to what there is: a worker has no document, a server has neither.
    pub(super) fn watch(tell: impl Fn(PageEvent) + Clone + 'static) -> Self {
        let scope: JsValue = global().into();
        let document = property(&scope, "document");
        let mut listeners = Vec::new();
        let mut listen = |target: &JsValue, name: &'static str, tells: PageEvent| {
            if property(target, "addEventListener").is_function() {
                let tell = tell.clone();
                let target: &EventTarget = target.unchecked_ref();
                let listener = EventListener::new(target, Cow::Borrowed(name), move |event| {
                    // A page that is hidden for good is not frozen: it goes.
                    let goes = name == "pagehide" && property(event, "persisted") != JsValue::TRUE;
                    if !goes {
                        tell(tells);
                    }
                });
                listeners.push(listener);
            }
        };
        listen(&scope, "online", PageEvent::Online);
        listen(&scope, "offline", PageEvent::Offline);
        listen(&scope, "pagehide", PageEvent::Frozen);
        listen(&scope, "pageshow", PageEvent::Resumed);
        listen(&document, "freeze", PageEvent::Frozen);
        listen(&document, "resume", PageEvent::Resumed);
        listen(&document, "visibilitychange", PageEvent::Visible);
        Self {
            _listeners: listeners,
        }
    }

    /// Whether the browser says that there is no network.
    pub(super) fn is_offline() -> bool {
        let navigator = property(&global(), "navigator");
        property(&navigator, "onLine") == JsValue::FALSE
    }
}

fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}
