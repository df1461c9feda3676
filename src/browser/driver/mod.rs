//! The driver of one session: turns what the browser and the user do into
//! inputs, and carries the outputs out.

mod inputs;
mod outputs;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use web_sys::WebSocket;

use super::clock::{Alarm, Clock};
use super::delegate::Delegate;
use super::endpoint::Endpoint;
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
    /// What makes sockets, where it is not the platform's own class.
    socket_class: Option<Function>,
    binary_type: Cell<BinaryType>,
    /// The latest socket. It is kept when it is closed, as its attributes are
    /// still asked for.
    socket: RefCell<Option<Rc<Socket>>>,
    page: RefCell<Option<Page>>,
    clock: Clock,
    alarm: Alarm,
    /// Outputs are being drained, further out on the stack.
    is_draining: Cell<bool>,
    /// The task in which the events of a user's call are told.
    later_drain: RefCell<Option<Timeout>>,
    is_opening: Cell<bool>,
    /// Why the first socket could not be made.
    opening_failure: RefCell<Option<DialFailure>>,
    /// What the next [`Event::ProviderFailed`] comes from.
    provider_error: RefCell<Option<D::ProviderError>>,
    /// `bufferedAmount` of each socket that was dropped and whose close is not yet told.
    left_behind: RefCell<VecDeque<u64>>,
    /// The bytes of messages that came too late to be sent, or that the last
    /// socket never sent. The platform counts them in `bufferedAmount` for ever.
    discarded: Cell<u64>,
}

/// What a driver is given beside the session's configuration.
pub(crate) struct DriverOptions {
    pub(crate) binary_type: BinaryType,
    /// What makes sockets; the platform's own class if `None`.
    pub(crate) socket_class: Option<Function>,
}

/// What users and faces do.
impl<D: Delegate> Driver<D> {
    /// A driver whose session has not started.
    pub(crate) fn new(config: Config, options: DriverOptions, delegate: D) -> Rc<Self> {
        let clock = Clock::new();
        // The whole numbers that a double holds.
        let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let session = Session::new(config, seed, clock.now());
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            delegate,
            session: RefCell::new(session),
            endpoint: RefCell::new(Endpoint::new("")),
            socket_class: options.socket_class,
            binary_type: Cell::new(options.binary_type),
            socket: RefCell::default(),
            page: RefCell::default(),
            clock,
            alarm: Alarm::default(),
            is_draining: Cell::default(),
            later_drain: RefCell::default(),
            is_opening: Cell::default(),
            opening_failure: RefCell::default(),
            provider_error: RefCell::default(),
            left_behind: RefCell::default(),
            discarded: Cell::default(),
        })
    }

    /// Starts the session, whose sockets go to `endpoint` unless a provider
    /// says otherwise. If the first socket cannot be made, says why and is of
    /// no further use.
    pub(crate) fn open(&self, endpoint: Endpoint) -> Result<(), DialFailure> {
        self.endpoint.replace(endpoint);
        self.watch_page();
        self.is_opening.set(true);
        let _ = self.call(Input::Open);
        self.is_opening.set(false);
        match self.opening_failure.take() {
            Some(failure) => {
                self.release();
                self.later_drain.take();
                Err(failure)
            }
            None => Ok(()),
        }
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
        if !self.is_current(generation) || !self.session.borrow().is_handshaking() {
            return;
        }
        if let Some(message) = message {
            self.transmit(&message);
        }
        let _ = self.handle(Input::Greeted(generation));
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
