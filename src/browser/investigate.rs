//! A plain request to the address of a WebSocket.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::futures::JsFuture;
use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

use super::endpoint::DialError;
use super::global::global_property;
use super::listen::EventListener;
use super::lookout::{POLICY_NAMED_WITHIN, absolute, listen_for_violations, surroundings_of};
use crate::close::{Finding, Investigation};

/// How long an answer may take, in ms, where the user does not say.
const PATIENCE: u32 = 10_000;

/// Finds out why a connection to an address does not open, which browsers hide: one plain
/// request to the same address, over HTTP, tells whether anybody answers within 10 s, and
/// with what status, where the page may see it. A second one, which needs no permission, is
/// made where CORS hides the first answer.
///
/// No cookies are sent, nor a user or password of the URL; its query is, as it is with a
/// handshake. Dropped, it gives up.
///
/// ```no_run
/// use closewise::client::investigate;
///
/// # async fn why() -> Result<(), Box<dyn std::error::Error>> {
/// for suspect in investigate("wss://example.com/feed").await?.suspects {
///     println!("{} {}", suspect.sentence, suspect.remedy);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// The URL is not one that a WebSocket can open.
pub async fn investigate(url: &str) -> Result<Investigation, DialError> {
    investigate_within(PATIENCE, None, url).await
}

/// [`investigate`], with so many ms for an answer. Aborted by its signal, it gives up soon;
/// what it finds then means nothing.
pub(crate) async fn investigate_within(
    patience: u32,
    signal: Option<&AbortSignal>,
    url: &str,
) -> Result<Investigation, DialError> {
    let url = absolute(url);
    let Some(rest) = url.strip_prefix("ws") else {
        return Err(DialError::BadUrl);
    };
    let finding = find("http".to_string() + rest, patience, signal).await;
    Ok(Investigation::of(finding, &surroundings_of(&url)))
}

async fn find(url: String, patience: u32, signal: Option<&AbortSignal>) -> Finding {
    if !global_property("fetch").is_function() {
        return Finding::Forbidden;
    }
    // A future begins in a later microtask than the call that it was made by.
    if signal.is_some_and(AbortSignal::aborted) {
        return Finding::Silence;
    }
    let request = Request::new(url, patience, signal);
    // Without CORS only what follows redirects is allowed.
    let answer = match request.send("cors", "manual").await {
        Ok(answer) => Ok(answer),
        Err(_) => request.send("no-cors", "follow").await,
    };
    match answer {
        Ok(answer) => match answer.kind().as_str() {
            "opaque" => Finding::Hidden,
            "opaqueredirect" => Finding::Redirect,
            _ => Finding::Status(answer.status()),
        },
        Err(_) if request.is_given_up.get() => Finding::Silence,
        Err(_) => match request.is_forbidden().await {
            true => Finding::Forbidden,
            false => Finding::Nobody,
        },
    }
}

/// A request, which is given up when it is late, aborted or dropped.
struct Request {
    url: String,
    controller: AbortController,
    is_given_up: Rc<Cell<bool>>,
    _alarm: Timeout,
    _abort: Option<EventListener>,
    /// A policy of the page that allows a WebSocket need not allow the same address over HTTP.
    is_forbidden: Rc<Cell<bool>>,
    _policy: Option<EventListener>,
}

impl Request {
    fn new(url: String, patience: u32, signal: Option<&AbortSignal>) -> Self {
        let controller = AbortController::new();
        let is_given_up = Rc::<Cell<bool>>::default();
        let is_forbidden = Rc::<Cell<bool>>::default();
        let give_up = {
            let is_given_up = is_given_up.clone();
            let controller = controller.clone();
            move || {
                is_given_up.set(true);
                controller.abort();
            }
        };
        let abort = signal.map(|signal| {
            let give_up = give_up.clone();
            EventListener::new(signal, "abort", move |_| give_up())
        });
        Self {
            _alarm: Timeout::new(patience, give_up),
            _abort: abort.and_then(Result::ok),
            _policy: listen_for_violations(url.clone(), {
                let is_forbidden = is_forbidden.clone();
                move |_| is_forbidden.set(true)
            }),
            url,
            controller,
            is_given_up,
            is_forbidden,
        }
    }

    /// Whether it was the page that kept the request from being answered.
    async fn is_forbidden(&self) -> bool {
        // In a page that is isolated so, an answer without CORS is as good as none.
        if global_property("crossOriginIsolated") == JsValue::TRUE {
            return true;
        }
        let mut alarm = None;
        let waited = Promise::new(&mut |resolve, _| {
            alarm = Some(Timeout::new(POLICY_NAMED_WITHIN, move || {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }));
        });
        let _ = JsFuture::from(waited).await;
        self.is_forbidden.get()
    }

    async fn send(&self, mode: &str, redirect: &str) -> Result<Answer, JsValue> {
        let how: How = Object::new().unchecked_into();
        how.set_mode(mode);
        how.set_redirect(redirect);
        how.set_credentials("omit");
        how.set_cache("no-store");
        how.set_signal(&self.controller.signal());
        let answer = JsFuture::from(fetch(&self.url, &how)?).await?;
        Ok(answer.unchecked_into())
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        // Nobody reads the body.
        self.controller.abort();
    }
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type AbortController;
    #[wasm_bindgen(constructor)]
    fn new() -> AbortController;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &AbortController) -> AbortSignal;
    #[wasm_bindgen(method)]
    fn abort(this: &AbortController);

    /// What gives up whatever it is handed to.
    #[wasm_bindgen(extends = EventTarget)]
    pub(crate) type AbortSignal;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &AbortSignal) -> bool;

    /// The second argument of `fetch`.
    type How;
    #[wasm_bindgen(method, setter)]
    fn set_mode(this: &How, mode: &str);
    #[wasm_bindgen(method, setter)]
    fn set_redirect(this: &How, redirect: &str);
    #[wasm_bindgen(method, setter)]
    fn set_credentials(this: &How, credentials: &str);
    #[wasm_bindgen(method, setter)]
    fn set_cache(this: &How, cache: &str);
    #[wasm_bindgen(method, setter)]
    fn set_signal(this: &How, signal: &AbortSignal);

    /// What `fetch` resolves to.
    type Answer;
    #[wasm_bindgen(method, getter, js_name = type)]
    fn kind(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;

    #[wasm_bindgen(catch)]
    fn fetch(url: &str, how: &How) -> Result<Promise, JsValue>;
}
