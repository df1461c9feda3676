//! What a page can see of an attempt at a connection, beside the socket.

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, Url};

use super::global::{global, global_property, property};
use super::listen::EventListener;
use super::socket;
use crate::close::{Surroundings, is_reported_as};

/// How long a browser may take to say which policy blocked what has failed, in ms. It comes in
/// one of the next tasks.
pub(super) const POLICY_NAMED_WITHIN: u32 = 50;

/// Looks around while a connection is made, and knows afterwards what was seen.
pub(super) struct Lookout {
    url: String,
    seen: Surroundings,
    /// Listens for violations of the page's policy, until the connection is open.
    violations: Option<EventListener>,
}

impl Lookout {
    /// Looks around at a dial. `on_block` is called with the directive of the page's policy
    /// that blocks it, if one does.
    ///
    /// By what browsers do: each names the whole URL, without credentials and fragment. In
    /// Chromium 156 a socket that is blocked is closed when it is made, and the event comes
    /// before its `error`, which no `close` follows. In Firefox 153 and WebKitGTK 2.50 the
    /// constructor throws, and the event comes in a task soon after.
    pub(super) fn new(url: &str, on_block: impl Fn(String) + 'static) -> Self {
        let url = absolute(url);
        Self {
            seen: surroundings_of(&url),
            violations: listen_for_violations(url.clone(), on_block),
            url,
        }
    }

    /// Where the attempt goes: absolute, and without a user and a password.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// What is seen now. `is_counted` is whether the socket of this connection is open.
    pub(super) fn surroundings(&self, is_counted: bool) -> Surroundings {
        Surroundings {
            others_open: socket::open_sockets() > u32::from(is_counted),
            policy_was_watched: true,
            ..self.seen.clone()
        }
    }

    pub(super) fn note_block(&mut self, directive: String) {
        self.seen.blocked_by = Some(directive);
    }

    pub(super) fn is_blocked(&self) -> bool {
        self.seen.blocked_by.is_some()
    }

    /// The attempt is over: nothing can block it any more.
    pub(super) fn stop_listening(&mut self) {
        self.violations.take();
    }
}

/// What the page can see around the address of a WebSocket, now and without an attempt.
pub(super) fn surroundings_of(url: &str) -> Surroundings {
    // That of a worker, too, whose address may be a blob's. Servers have no `location`, but
    // workerd has an origin.
    let has_page = global_property("location").is_object();
    let page = property(&global(), "origin").as_string();
    let page = page.filter(|_| has_page);
    Surroundings {
        others_open: socket::open_sockets() > 0,
        delays_attempts: delays_attempts(),
        ..Surroundings::between(url, page.as_deref())
    }
}

/// As a violation names it: absolute and without credentials. What cannot be parsed stays
/// as it is.
pub(super) fn absolute(url: &str) -> String {
    let document = global_property("document");
    let base = property(&document, "baseURI").as_string();
    let base = base.or_else(|| property(&global_property("location"), "href").as_string());
    let parsed = match base {
        Some(base) => Url::new_with_base(url, &base),
        None => Url::new(url),
    };
    let Ok(parsed) = parsed else {
        return url.to_string();
    };
    parsed.set_username("");
    parsed.set_password("");
    let href = parsed.href();
    match href.strip_prefix("http") {
        Some(rest) => "ws".to_string() + rest,
        None => href,
    }
}

/// After a failure Firefox holds back further attempts at the same host.
fn delays_attempts() -> bool {
    const FIREFOX: &[u8] = b"Firefox/";
    // What a `str` is searched with is made for long texts, and weighs half a kB of brotli.
    let is_firefox = |agent: String| {
        agent
            .as_bytes()
            .windows(FIREFOX.len())
            .any(|part| part == FIREFOX)
    };
    let agent = property(&global_property("navigator"), "userAgent").as_string();
    agent.is_some_and(is_firefox)
}

/// A page hears of them at its document, a worker at its scope.
pub(super) fn listen_for_violations(
    url: String,
    on_block: impl Fn(String) + 'static,
) -> Option<EventListener> {
    let document = global_property("document");
    let target = if document.is_object() {
        document
    } else {
        global()
    };
    if !property(&target, "addEventListener").is_function() {
        return None;
    }
    let target: &EventTarget = target.unchecked_ref();
    let listener = EventListener::new(target, "securitypolicyviolation", move |event| {
        let text = |name| property(&event, name).as_string().unwrap_or_default();
        // What is only reported blocks nothing.
        if text("disposition") == "enforce" && is_reported_as(&url, &text("blockedURI")) {
            on_block(text("effectiveDirective"));
        }
    });
    listener.ok()
}
