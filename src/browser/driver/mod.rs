//! The driver of one session: turns what the browser and the user do into
//! inputs, and carries the outputs out.

mod attempt;
mod inputs;
mod outputs;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::WebSocket;

use super::clock::{Alarm, Clock};
use super::delegate::Delegate;
use super::endpoint::Endpoint;
use super::lookout::Lookout;
use super::page::Page;
use super::socket::{BinaryType, DialFailure, Socket};
use crate::session::{
    Config, Generation, Input, ProviderFailure, Refusal, Reply, Session, State, Stats,
};

/// The values of `WebSocket.readyState`.
const CONNECTING: u16 = WebSocket::CONNECTING;
const OPEN: u16 = WebSocket::OPEN;
const CLOSING: u16 = WebSocket::CLOSING;
const CLOSED: u16 = WebSocket::CLOSED;

/// Drives one session in a browser. Dropped, it leaves nothing behind.
pub(crate) struct Driver<D: Delegate> {
    this: Weak<Self>,
    delegate: D,
    session: RefCell<Session<D::Message>>,
    /// Where the next socket goes; set when the session is opened, and by the provider.
    endpoint: RefCell<Endpoint>,
    /// Where the peer wants the next socket to go instead, if anywhere.
    announced_url: RefCell<Option<String>>,
    /// Where the latest socket went instead, if anywhere.
    followed_url: RefCell<Option<String>>,
    /// What makes sockets, where it is not the platform's own class.
    socket_class: RefCell<Option<Function>>,
    binary_type: Cell<BinaryType>,
    /// The latest socket. It is kept when it is closed, as its attributes are
    /// still asked for.
    socket: RefCell<Option<Rc<Socket>>>,
    page: RefCell<Option<Page>>,
    /// That of the latest connection.
    lookout: RefCell<Option<Lookout>>,
    /// The task in which it is told that the browser blocks the attempt under way.
    later_failure: RefCell<Option<Timeout>>,
    clock: Clock,
    alarm: Alarm,
    /// Outputs are being drained, further out on the stack.
    is_draining: Cell<bool>,
    /// The task in which the events of a user's call are told.
    later_drain: RefCell<Option<Timeout>>,
    is_opening: Cell<bool>,
    /// Why the first socket could not be made.
    opening_failure: RefCell<Option<DialFailure>>,
    /// What the socket of the next [`Event::Error`] said.
    socket_error: RefCell<JsValue>,
    /// What the next [`Event::ProviderFailed`] comes from.
    provider_error: RefCell<Option<D::ProviderError>>,
    /// `bufferedAmount` of each socket that was dropped and whose close is not yet told.
    left_behind: RefCell<VecDeque<u64>>,
    /// The bytes of messages that came too late to be sent, or that the last
    /// socket never sent. The platform counts them in `bufferedAmount` for ever.
    discarded: Cell<u64>,
}

/// What users and faces do.
impl<D: Delegate> Driver<D> {
    /// A driver whose session has not started, and draws its delays from `seed`.
    pub(crate) fn new(config: Config, seed: u64, binary_type: BinaryType, delegate: D) -> Rc<Self> {
        let clock = Clock::new();
        let session = Session::new(config, seed, clock.now());
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            delegate,
            session: RefCell::new(session),
            endpoint: RefCell::new(Endpoint::new("")),
            announced_url: RefCell::default(),
            followed_url: RefCell::default(),
            socket_class: RefCell::default(),
            binary_type: Cell::new(binary_type),
            socket: RefCell::default(),
            page: RefCell::default(),
            lookout: RefCell::default(),
            later_failure: RefCell::default(),
            clock,
            alarm: Alarm::default(),
            is_draining: Cell::default(),
            later_drain: RefCell::default(),
            is_opening: Cell::default(),
            opening_failure: RefCell::default(),
            socket_error: RefCell::default(),
            provider_error: RefCell::default(),
            left_behind: RefCell::default(),
            discarded: Cell::default(),
        })
    }

    /// Opens the session, for the first time or after an end; while it is closing,
    /// as soon as that is done. Its sockets are of `socket_class`, or of the platform's
    /// own, and go to `endpoint` unless a provider says otherwise.
    ///
    /// If the first socket cannot be made, says why, and the session is over.
    pub(crate) fn open(
        &self,
        endpoint: Endpoint,
        socket_class: Option<Function>,
    ) -> Result<(), DialFailure> {
        let begins = matches!(self.state(), State::Idle | State::Ended);
        if begins {
            self.endpoint.replace(endpoint);
            self.socket_class.replace(socket_class);
            self.begin();
        }
        self.is_opening.set(begins);
        let _ = self.call(Input::Open);
        self.is_opening.set(false);
        let Some(failure) = self.opening_failure.take() else {
            return Ok(());
        };
        let _ = self.call(Input::Abort);
        Err(failure)
    }

    /// A session begins: what the one before left in the driver is gone.
    fn begin(&self) {
        self.discarded.set(0);
        self.announced_url.take();
        self.watch_page();
    }

    /// Takes what the user wants. Commands are carried out at once; when events
    /// are told is the delegate's choice.
    pub(crate) fn call(&self, input: Input<D::Message>) -> Reply<D::Message> {
        let reply = self.handle(input);
        if D::EVENTS_WITHIN_CALLS {
            self.drain_outputs();
            return reply;
        }
        self.perform_commands();
        if !self.is_draining.get() && self.session.borrow().has_events() {
            self.drain_later();
        }
        reply
    }

    /// Sends a message, or queues it. One that came too late is counted.
    pub(crate) fn send(
        &self,
        message: D::Message,
        bytes: u64,
        ttl: Option<Duration>,
    ) -> Reply<D::Message> {
        let reply = self.call(Input::Send {
            message,
            bytes,
            ttl,
        });
        match reply {
            // The platform's socket is past its end, which the session will be told in a moment.
            Reply::Refused(message, Refusal::NotOpen) if self.ready_state() != CONNECTING => {
                self.discard(bytes);
                Reply::Refused(message, Refusal::Ended)
            }
            Reply::Refused(message, Refusal::Ended) => {
                self.discard(bytes);
                Reply::Refused(message, Refusal::Ended)
            }
            reply => reply,
        }
    }

    fn discard(&self, bytes: u64) {
        self.discarded.set(self.discarded.get() + bytes);
    }

    /// The provider's answer, for the generation that it was asked for.
    pub(crate) fn provided(&self, generation: Generation, endpoint: Endpoint) {
        if self.is_current(generation) {
            self.endpoint.replace(endpoint);
        }
        self.take_input(Input::Provided(generation));
    }

    /// The provider has no answer for the generation that it was asked for.
    pub(crate) fn provider_failed(
        &self,
        generation: Generation,
        failure: ProviderFailure,
        error: D::ProviderError,
    ) {
        if self.is_current(generation) {
            self.provider_error.replace(Some(error));
        }
        self.take_input(Input::ProviderFailed(generation, failure));
    }

    /// The greeting of the generation that it was asked for, if there is one to
    /// send. Where that connection is no longer shaking hands, it is not wanted.
    pub(crate) fn greeted(&self, generation: Generation, message: Option<D::Message>) {
        // First, as it may turn out to come after a sleep that the connection did not survive.
        let _ = self.handle(Input::Greeted(generation));
        if let Some(message) = message
            && self.is_current(generation)
            && self.session.borrow().is_handshaking()
        {
            self.transmit(&message);
        }
        self.drain_outputs();
    }

    /// What waits in the outbox, which is empty then; the oldest first.
    pub(crate) fn take_queued(&self) -> Vec<D::Message> {
        match self.call(Input::TakeQueued) {
            Reply::Taken(messages) => messages,
            _ => Vec::new(),
        }
    }

    /// How binary messages come from now on.
    pub(crate) fn set_binary_type(&self, binary_type: BinaryType) {
        self.binary_type.set(binary_type);
        if let Some(socket) = self.socket() {
            // The platform's sockets take either type at any time.
            let _ = socket.set_binary_type(binary_type);
        }
    }
}

/// What there is to know.
impl<D: Delegate> Driver<D> {
    /// The user's side.
    pub(crate) fn delegate(&self) -> &D {
        &self.delegate
    }

    pub(crate) fn state(&self) -> State {
        self.session.borrow().state()
    }

    /// Whether the session has ended, and all of it is told. A call may have opened
    /// another one, and ended that too, before the end of the first is told.
    pub(crate) fn is_over(&self) -> bool {
        let session = self.session.borrow();
        session.state() == State::Ended && !session.has_events()
    }

    /// What `WebSocket.readyState` would be.
    pub(crate) fn ready_state(&self) -> u16 {
        match self.state() {
            State::Ended => CLOSED,
            // Where there is but one connection, the platform's own word: it is
            // closed before its `error` event.
            _ if self.has_one_plain_connection() => self
                .socket()
                .map_or(CONNECTING, |socket| socket.ready_state()),
            State::Idle | State::Connecting | State::Waiting | State::Paused => CONNECTING,
            State::Open => OPEN,
            State::Closing => CLOSING,
        }
    }

    fn has_one_plain_connection(&self) -> bool {
        let session = self.session.borrow();
        let config = session.config();
        config.reconnect.is_none() && config.handshake.is_none() && !config.provider
    }

    /// Whether messages are queued while there is no connection.
    pub(crate) fn queues(&self) -> bool {
        self.session.borrow().config().queue.is_some()
    }

    /// Whether nothing waits in the outbox, nor too much in the socket.
    pub(crate) fn is_drained(&self) -> bool {
        self.session.borrow().is_drained()
    }

    /// The bytes in the outbox and in the socket, and those that came too late.
    pub(crate) fn buffered(&self) -> u64 {
        self.session.borrow().queued_bytes() + self.in_socket() + self.discarded.get()
    }

    /// The subprotocol of the latest connection; empty for none.
    pub(crate) fn protocol(&self) -> String {
        self.socket()
            .map_or_else(String::new, |socket| socket.protocol())
    }

    /// The extensions of the latest connection; empty for none.
    pub(crate) fn extensions(&self) -> String {
        self.socket()
            .map_or_else(String::new, |socket| socket.extensions())
    }

    /// The name of a profile that lets the client send nothing.
    pub(crate) fn receive_only_profile(&self) -> Option<Cow<'static, str>> {
        let session = self.session.borrow();
        let profile = session.config().profile.as_ref()?;
        profile.receive_only.then(|| profile.name.clone())
    }

    /// Numbers for observers.
    pub(crate) fn stats(&self) -> Stats {
        self.session.borrow().stats(self.clock.now())
    }

    /// What the [`Event::ProviderFailed`] that is being told comes from, where
    /// anything was thrown.
    pub(crate) fn take_provider_error(&self) -> Option<D::ProviderError> {
        self.provider_error.take()
    }

    fn is_current(&self, generation: Generation) -> bool {
        generation == self.session.borrow().generation()
    }
}

/// What JavaScript's face alone tells and asks.
#[cfg(feature = "export")]
impl<D: Delegate> Driver<D> {
    /// The greeting of that generation could not be made.
    pub(crate) fn greeting_failed(&self, generation: Generation) {
        self.take_input(Input::GreetingFailed(generation));
    }

    /// The URL of the latest socket where the peer had named it.
    pub(crate) fn announced_url(&self) -> Option<String> {
        self.followed_url.borrow().clone()
    }

    /// When the next attempt is due, if one is set: as `Date.now()` counts, in ms.
    pub(crate) fn retry_at(&self) -> Option<f64> {
        let due = self.session.borrow().retry_at()?;
        Some(self.clock.date_of(due))
    }

    /// The number of the retry that is awaited or under way; 0 where there is none.
    pub(crate) fn attempt(&self) -> u32 {
        match self.state() {
            State::Connecting | State::Waiting | State::Paused => self.session.borrow().retries(),
            State::Idle | State::Open | State::Closing | State::Ended => 0,
        }
    }

    /// How many messages are in the outbox.
    pub(crate) fn queued_messages(&self) -> u64 {
        self.session.borrow().queued_messages()
    }

    /// How many messages and bytes the outbox holds; `INFINITY` for no limit.
    pub(crate) fn outbox_limits(&self) -> (f64, f64) {
        let session = self.session.borrow();
        let queue = session.config().queue.as_ref();
        let messages = queue.and_then(|queue| queue.max_messages);
        let bytes = queue.and_then(|queue| queue.max_bytes);
        (
            messages.map_or(f64::INFINITY, f64::from),
            bytes.map_or(f64::INFINITY, |bytes| bytes as f64),
        )
    }

    /// What the socket said of the [`Event::Error`] that is being told; undefined
    /// where it said nothing.
    pub(crate) fn take_socket_error(&self) -> JsValue {
        self.socket_error.replace(JsValue::UNDEFINED)
    }
}
