//! A `WebSocket` with the listeners that belong to it.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

use super::endpoint::{DialError, Endpoint};
use super::global::{global_property, property};
use super::listen::EventListener;
use crate::close::CloseCode;

/// How a socket hands over binary messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BinaryType {
    /// In memory: [`Message::Binary`](super::Message::Binary).
    #[default]
    ArrayBuffer,
    /// As the browser holds it: [`Message::Blob`](super::Message::Blob).
    Blob,
}

impl From<web_sys::BinaryType> for BinaryType {
    fn from(binary_type: web_sys::BinaryType) -> Self {
        match binary_type {
            web_sys::BinaryType::Arraybuffer => Self::ArrayBuffer,
            _ => Self::Blob,
        }
    }
}

impl From<BinaryType> for web_sys::BinaryType {
    fn from(binary_type: BinaryType) -> Self {
        match binary_type {
            BinaryType::ArrayBuffer => Self::Arraybuffer,
            BinaryType::Blob => Self::Blob,
        }
    }
}

/// What a socket tells.
pub(super) enum SocketEvent {
    Opened,
    Message(MessageEvent),
    Errored {
        /// The socket's `close` comes within this task, or never.
        closes_in_this_task: bool,
        /// What the socket says of it, where it says anything: that of the npm
        /// package `ws` does, a browser's does not.
        error: JsValue,
    },
    Closed {
        code: CloseCode,
        reason: String,
        was_clean: bool,
    },
}

impl SocketEvent {
    /// By the standard a socket is closed when its `error` comes, and its `close` follows in
    /// the same task; WebKit's comes in one of its own. Node 22 leaves a socket that never
    /// opened as it was, and fires a `close` within the task or never.
    fn errored(event: Event) -> Self {
        let socket = event.target();
        let state = socket.map_or(JsValue::UNDEFINED, |socket| property(&socket, "readyState"));
        Self::Errored {
            closes_in_this_task: state == WebSocket::CONNECTING,
            error: property(&event, "error"),
        }
    }

    fn closed(event: &CloseEvent) -> Self {
        let was_clean = event.was_clean();
        let code = match event.code() {
            // Deno reports 0 for a connection that failed, where the standard has 1006.
            0 if !was_clean => CloseCode::ABNORMAL_CLOSURE,
            code => CloseCode(code),
        };
        Self::Closed {
            code,
            // A class that was injected may leave it out.
            reason: property(event, "reason").as_string().unwrap_or_default(),
            was_clean,
        }
    }
}

/// A socket. On drop its listeners are removed, before their closures go, and
/// it is closed.
pub(super) struct Socket {
    raw: WebSocket,
    listeners: RefCell<Option<[EventListener; 4]>>,
    /// There once it is open, and while it is heard.
    counted: RefCell<Option<Counted>>,
}

impl Socket {
    /// Makes a socket of `class`, or of the platform's own where none is given.
    pub(super) fn dial(
        class: Option<&Function>,
        endpoint: &Endpoint,
        binary: BinaryType,
        notify: impl Fn(SocketEvent) + Clone + 'static,
    ) -> Result<Self, DialFailure> {
        endpoint.check_protocols().map_err(|error| DialFailure {
            error,
            thrown: JsValue::UNDEFINED,
        })?;
        Self::try_dial(class, endpoint, binary, notify).map_err(|thrown| DialFailure {
            error: DialError::from_platform(&thrown),
            thrown,
        })
    }

    /// Fails with what the class throws.
    fn try_dial(
        class: Option<&Function>,
        endpoint: &Endpoint,
        binary: BinaryType,
        notify: impl Fn(SocketEvent) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let raw = construct(class, endpoint)?;
        let on = |name: &'static str, read: fn(Event) -> SocketEvent| {
            let notify = notify.clone();
            EventListener::new(&raw, name, move |event| notify(read(event)))
        };
        let listeners = [
            on("open", |_| SocketEvent::Opened)?,
            on("message", |event| {
                SocketEvent::Message(event.unchecked_into())
            })?,
            on("error", SocketEvent::errored)?,
            on("close", |event| SocketEvent::closed(event.unchecked_ref()))?,
        ];
        keep_errors_heard(&raw);
        let socket = Self {
            raw,
            listeners: RefCell::new(Some(listeners)),
            counted: RefCell::default(),
        };
        socket.set_binary_type(binary)?;
        Ok(socket)
    }

    /// The platform's socket, to hand a message to.
    pub(super) fn raw(&self) -> &WebSocket {
        &self.raw
    }

    /// The platform's own word: 0 connecting, 1 open, 2 closing, 3 closed.
    pub(super) fn ready_state(&self) -> u16 {
        self.raw.ready_state()
    }

    /// Bytes that the socket was handed and has not given to the network.
    pub(super) fn buffered(&self) -> u64 {
        self.raw.unchecked_ref::<AnySocket>().buffered_amount() as u64
    }

    /// The subprotocol that the server chose; empty for none.
    pub(super) fn protocol(&self) -> String {
        self.text("protocol")
    }

    /// The extensions that the server chose.
    pub(super) fn extensions(&self) -> String {
        self.text("extensions")
    }

    /// Empty where a class that was injected has no such attribute.
    fn text(&self, attribute: &str) -> String {
        property(&self.raw, attribute)
            .as_string()
            .unwrap_or_default()
    }

    /// Fails with what a class that was injected may throw.
    pub(super) fn set_binary_type(&self, binary: BinaryType) -> Result<(), JsValue> {
        self.raw
            .unchecked_ref::<AnySocket>()
            .set_binary_type(binary.into())
    }

    /// Whether its events are still heard.
    pub(super) fn is_heard(&self) -> bool {
        self.listeners.borrow().is_some()
    }

    /// Whether it is one of the [`open_sockets`].
    pub(super) fn is_counted(&self) -> bool {
        self.counted.borrow().is_some()
    }

    /// It has opened.
    pub(super) fn count(&self) {
        self.counted.replace(Some(Counted::new()));
    }

    /// Hears no more of it.
    pub(super) fn detach(&self) {
        self.listeners.take();
        self.counted.take();
    }

    /// Starts the closing handshake.
    ///
    /// The platform refuses a code or a reason that may not be sent; the face
    /// has checked both at the call.
    pub(super) fn close(&self, code: Option<CloseCode>, reason: &str) {
        let _ = match code {
            Some(code) => self.raw.close_with_code_and_reason(code.0, reason),
            None => self.raw.close(),
        };
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Nothing happens to one that is closing or closed.
        let _ = self.raw.close();
    }
}

thread_local! {
    static OPEN_SOCKETS: Cell<u32> = const { Cell::new(0) };
}

/// How many sockets of all drivers are open and heard.
pub(super) fn open_sockets() -> u32 {
    OPEN_SOCKETS.get()
}

/// One of the open sockets, until it is dropped.
struct Counted(());

impl Counted {
    fn new() -> Self {
        OPEN_SOCKETS.set(OPEN_SOCKETS.get() + 1);
        Self(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        OPEN_SOCKETS.set(OPEN_SOCKETS.get() - 1);
    }
}

#[wasm_bindgen]
extern "C" {
    /// A socket of any class: its `bufferedAmount` has more than 32 bits, as
    /// the standard's, and its setters may throw.
    type AnySocket;
    #[wasm_bindgen(method, getter, js_name = bufferedAmount)]
    fn buffered_amount(this: &AnySocket) -> f64;
    #[wasm_bindgen(method, setter, catch, js_name = binaryType)]
    fn set_binary_type(this: &AnySocket, binary: web_sys::BinaryType) -> Result<(), JsValue>;
}

/// Why no socket could be made, and what the platform threw, if it did.
pub(crate) struct DialFailure {
    pub(crate) error: DialError,
    pub(crate) thrown: JsValue,
}

fn construct(class: Option<&Function>, endpoint: &Endpoint) -> Result<WebSocket, JsValue> {
    let platforms: Function;
    let class = match class {
        Some(class) => class,
        None => {
            platforms = global_property("WebSocket").unchecked_into();
            &platforms
        }
    };
    let protocols: Array = endpoint.protocols.iter().map(JsValue::from).collect();
    let arguments = Array::of2(&JsValue::from(&endpoint.url), &protocols);
    Reflect::construct(class, &arguments).map(JsCast::unchecked_into)
}

/// The npm package `ws` throws an error that nobody listens for, even that of a
/// socket which was let go long ago.
fn keep_errors_heard(raw: &WebSocket) {
    thread_local! {
        static IGNORE: Closure<dyn FnMut()> = Closure::new(|| {});
    }
    IGNORE.with(|ignore| {
        let _ = raw.add_event_listener_with_callback("error", ignore.as_ref().unchecked_ref());
    });
}
