//! The half of a client that is in JavaScript: what it is told and asked.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{DomException, MessageEvent, WebSocket};

use super::diagnosis::Diagnosis;
use super::events::{
    Attempt, Close, End, Failure, ProviderFailure, State, StateReason, UndeliveredReason,
};
use super::time::in_ms;
use super::verdict::Verdict;
use crate::browser::{self, Delegate, DialError, DialFailure, Received};
use crate::close::{self, Announced, Notice};
use crate::session::{self, Closed, Event, Generation, MessageKind};

#[wasm_bindgen(typescript_custom_section)]
const LISTENER: &str = r#"
/** What js/listener.ts implements. None of its methods may throw. */
export interface Listener {
    state(from: State, to: State, reason: StateReason): void;
    opened(): void;
    message(event: MessageEvent): void;
    error(failure: Failure, cause: unknown): void;
    closed(close: CloseFacts): void;
    providerFailed(failure: ProviderFailure, cause: unknown): void;
    retry(attempt: number, delay: number): void;
    sent(data: unknown, context: unknown): void;
    undelivered(data: unknown, context: unknown, reason: UndeliveredReason): void;
    drained(): void;
    ended(end: End, isOver: boolean): void;
    report(error: unknown): void;

    provide(generation: number, attempt: Attempt): void;
    greet(generation: number, attempt: Attempt): void;
    probe(): unknown;
    check(event: MessageEvent): HandshakeAnswer | undefined;
    isPong(event: MessageEvent): boolean;
    read(event: MessageEvent): Announcement | undefined;
    overrideVerdict(diagnosis: Diagnosis, close: CloseFacts | undefined): Verdict | undefined;
    sizeOf(event: MessageEvent): number;
    investigate(url: string, diagnosis: Diagnosis): void;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// The class of js/listener.ts. None of its methods throws: what users
    /// throw is caught there, as an exception must not cross Rust.
    #[wasm_bindgen(typescript_type = "Listener")]
    pub type Listener;

    // What it is told, in the order in which it happens.
    #[wasm_bindgen(method)]
    fn state(this: &Listener, from: State, to: State, reason: StateReason);
    #[wasm_bindgen(method)]
    fn opened(this: &Listener);
    #[wasm_bindgen(method)]
    fn message(this: &Listener, event: JsValue);
    /// `cause` is what the socket said of it, where it said anything.
    #[wasm_bindgen(method)]
    fn error(this: &Listener, failure: Failure, cause: JsValue);
    #[wasm_bindgen(method)]
    fn closed(this: &Listener, close: Close);
    /// `cause` is what was thrown, by the provider or by the platform.
    #[wasm_bindgen(method, js_name = providerFailed)]
    fn provider_failed(this: &Listener, failure: ProviderFailure, cause: JsValue);
    /// `delay` is in ms.
    #[wasm_bindgen(method)]
    fn retry(this: &Listener, attempt: u32, delay: f64);
    /// A message that was queued was handed to a socket.
    #[wasm_bindgen(method)]
    fn sent(this: &Listener, data: JsValue, context: JsValue);
    #[wasm_bindgen(method)]
    fn undelivered(this: &Listener, data: JsValue, context: JsValue, reason: UndeliveredReason);
    #[wasm_bindgen(method)]
    fn drained(this: &Listener);
    /// `is_over` unless the client has been opened again by then.
    #[wasm_bindgen(method)]
    fn ended(this: &Listener, end: End, is_over: bool);
    /// An error that has nobody to be thrown to.
    #[wasm_bindgen(method)]
    fn report(this: &Listener, error: JsValue);

    // What it is asked.
    /// The answer goes to `Driver.provided` or `Driver.providerFailed`.
    #[wasm_bindgen(method)]
    fn provide(this: &Listener, generation: u32, attempt: Attempt);
    /// The answer goes to `Driver.greeted`.
    #[wasm_bindgen(method)]
    fn greet(this: &Listener, generation: u32, attempt: Attempt);
    /// What a socket takes, or undefined for nothing.
    #[wasm_bindgen(method)]
    fn probe(this: &Listener) -> JsValue;
    /// What a message means to the application handshake; undefined for nothing.
    #[wasm_bindgen(method)]
    fn check(this: &Listener, event: &MessageEvent) -> Option<HandshakeAnswer>;
    #[wasm_bindgen(method, js_name = isPong)]
    fn is_pong(this: &Listener, event: &MessageEvent) -> bool;
    /// What a message announces of the close that follows; undefined for nothing.
    #[wasm_bindgen(method)]
    fn read(this: &Listener, event: &MessageEvent) -> Option<Announcement>;
    #[wasm_bindgen(method, js_name = overrideVerdict)]
    fn override_verdict(
        this: &Listener,
        diagnosis: Diagnosis,
        close: Option<Close>,
    ) -> Option<Verdict>;
    /// The size of a message's payload on the wire, in bytes, without framing.
    #[wasm_bindgen(method, js_name = sizeOf)]
    fn size_of(this: &Listener, event: &MessageEvent) -> f64;
    /// Asks the address by a plain request, and tells the user what that found.
    #[wasm_bindgen(method)]
    fn investigate(this: &Listener, url: &str, diagnosis: Diagnosis);
}

#[wasm_bindgen]
extern "C" {
    /// A socket that takes whatever the TypeScript half has found to be sendable.
    #[wasm_bindgen(extends = WebSocket)]
    type AnySocket;
    #[wasm_bindgen(method, catch)]
    fn send(this: &AnySocket, data: &JsValue) -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// The `HandshakeAnswer` of js/listener.ts: a plain object.
    #[wasm_bindgen(typescript_type = "HandshakeAnswer")]
    type HandshakeAnswer;

    /// Why the handshake is refused; undefined where it has passed.
    #[wasm_bindgen(method, getter)]
    fn refused(this: &HandshakeAnswer) -> Option<Verdict>;
}

#[wasm_bindgen]
extern "C" {
    /// The `Announcement` of js/listener.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Announcement")]
    type Announcement;

    /// Undefined takes back what was announced before.
    #[wasm_bindgen(method, getter)]
    fn verdict(this: &Announcement) -> Option<Verdict>;
    #[wasm_bindgen(method, getter)]
    fn url(this: &Announcement) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = moveNow)]
    fn move_now(this: &Announcement) -> bool;
}

impl From<Announcement> for Announced {
    fn from(announcement: Announcement) -> Self {
        let notice = match announcement.verdict() {
            Some(verdict) if announcement.move_now() => Notice::Move((&verdict).into()),
            Some(verdict) => Notice::Close((&verdict).into()),
            None => Notice::Withdrawn,
        };
        Self {
            notice,
            url: announcement.url(),
        }
    }
}

impl From<HandshakeAnswer> for MessageKind {
    fn from(answer: HandshakeAnswer) -> Self {
        match answer.refused() {
            Some(verdict) => Self::HandshakeRefused((&verdict).into()),
            None => Self::HandshakeAccepted,
        }
    }
}

/// A message: on its way in the socket's event, on its way out what the socket takes.
pub(super) struct Payload {
    pub(super) data: JsValue,
    /// What the TypeScript half wants back with a message of the user's; undefined for
    /// nothing.
    pub(super) context: JsValue,
}

impl Payload {
    pub(super) fn into_context_or_data(self) -> JsValue {
        if self.context.is_undefined() {
            self.data
        } else {
            self.context
        }
    }
}

impl From<JsValue> for Payload {
    fn from(data: JsValue) -> Self {
        Self {
            data,
            context: JsValue::UNDEFINED,
        }
    }
}

/// Hands on to a [`Listener`] what the driver tells and asks.
pub(super) struct ListenerDelegate {
    /// There is none before there is something to tell and after the end, so that a
    /// client which was never opened, or has ended, can be collected.
    listener: RefCell<Option<Rc<Listener>>>,
    recognises_pongs: bool,
    reads_announcements: bool,
}

impl ListenerDelegate {
    pub(super) fn new(recognises_pongs: bool, reads_announcements: bool) -> Self {
        Self {
            listener: RefCell::default(),
            recognises_pongs,
            reads_announcements,
        }
    }

    pub(super) fn listen(&self, listener: Listener) {
        self.listener.replace(Some(Rc::new(listener)));
    }

    fn forget_listener(&self) {
        self.listener.take();
    }

    /// A handle of its own: whatever it does may lead back here.
    fn listener(&self) -> Option<Rc<Listener>> {
        self.listener.borrow().clone()
    }

    fn kind_of(&self, listener: &Listener, event: &MessageEvent, handshaking: bool) -> MessageKind {
        if handshaking {
            let answer = listener.check(event);
            answer.map_or(MessageKind::Data, Into::into)
        } else if self.recognises_pongs && listener.is_pong(event) {
            MessageKind::Pong
        } else {
            MessageKind::Data
        }
    }

    fn announced_in(&self, listener: &Listener, event: &MessageEvent) -> Option<Announced> {
        let announcement = self.reads_announcements.then(|| listener.read(event));
        announcement.flatten().map(Into::into)
    }
}

impl Delegate for ListenerDelegate {
    type Message = Payload;
    type ProviderError = JsValue;

    const EVENTS_WITHIN_CALLS: bool = false;

    fn receive(&self, event: MessageEvent, handshaking: bool) -> Received<Payload> {
        let (bytes, kind, announced) = match self.listener() {
            Some(listener) => (
                listener.size_of(&event) as u64,
                self.kind_of(&listener, &event, handshaking),
                self.announced_in(&listener, &event),
            ),
            None => (0, MessageKind::Data, None),
        };
        Received {
            message: JsValue::from(event).into(),
            bytes,
            kind,
            announced,
        }
    }

    fn transmit(&self, message: &Payload, socket: &WebSocket) {
        // A class that was injected may throw what the platform's would not.
        if let Err(error) = socket.unchecked_ref::<AnySocket>().send(&message.data)
            && let Some(listener) = self.listener()
        {
            listener.report(error);
        }
    }

    fn provide(&self, _: Weak<Driver>, generation: Generation, attempt: session::Attempt) {
        if let Some(listener) = self.listener() {
            listener.provide(generation, (&attempt).into());
        }
    }

    fn greet(&self, _: Weak<Driver>, generation: Generation, attempt: session::Attempt) {
        if let Some(listener) = self.listener() {
            listener.greet(generation, (&attempt).into());
        }
    }

    fn probe(&self) -> Option<Payload> {
        sendable(self.listener()?.probe())
    }

    fn override_verdict(
        &self,
        diagnosis: &close::Diagnosis,
        closed: Option<&Closed>,
    ) -> Option<close::Verdict> {
        let listener = self.listener()?;
        let verdict = listener.override_verdict(diagnosis.into(), closed.map(Into::into));
        verdict.as_ref().map(Into::into)
    }

    fn investigate(&self, _: Weak<Driver>, url: String, diagnosis: close::Diagnosis) {
        if let Some(listener) = self.listener() {
            listener.investigate(&url, (&diagnosis).into());
        }
    }

    fn on_event(&self, event: Event<Payload>, driver: &Driver) {
        let Some(listener) = self.listener() else {
            return;
        };
        match event {
            Event::State { from, to, reason } => {
                listener.state(from.into(), to.into(), reason.into());
            }
            Event::Opened => listener.opened(),
            Event::Message(message) => listener.message(message.data),
            Event::Error(failure) => {
                let cause = match failure {
                    session::Failure::Socket => driver.take_socket_error(),
                    _ => JsValue::UNDEFINED,
                };
                listener.error(failure.into(), cause);
            }
            Event::Closed(closed) => listener.closed((&*closed).into()),
            Event::ProviderFailed(failure) => {
                let cause = driver.take_provider_error();
                listener.provider_failed(failure.into(), cause.unwrap_or(JsValue::UNDEFINED));
            }
            Event::Retry { attempt, delay } => listener.retry(attempt, in_ms(delay)),
            Event::Sent(Payload { data, context }) => listener.sent(data, context),
            Event::Undelivered(Payload { data, context }, reason) => {
                listener.undelivered(data, context, reason.into());
            }
            Event::Drained => listener.drained(),
            Event::Ended(end) => {
                // A client that is over can be collected, unless it has been opened again.
                let is_over = driver.is_over();
                if is_over {
                    self.forget_listener();
                }
                listener.ended(end.into(), is_over);
            }
        }
    }
}

/// The one driver, as JavaScript's half listens to it.
pub(super) type Driver = browser::Driver<ListenerDelegate>;

impl From<DialFailure> for JsValue {
    /// What the platform threw; but its own words quote a bad subprotocol,
    /// which may be a credential.
    fn from(failure: DialFailure) -> Self {
        match failure.error {
            DialError::Refused(_) => failure.thrown,
            error => syntax_error(error),
        }
    }
}

/// An address that no socket can be made of, as the platform throws it.
pub(super) fn syntax_error(error: DialError) -> JsValue {
    DomException::new_with_message_and_name(&error.in_words(), "SyntaxError")
        .map_or(JsValue::UNDEFINED, JsValue::from)
}

/// What the TypeScript half made to be sent; undefined is nothing.
pub(super) fn sendable(made: JsValue) -> Option<Payload> {
    (!made.is_undefined()).then(|| made.into())
}
