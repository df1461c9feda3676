//! The driver of one session: turns what the browser and the user do into
//! inputs, and carries the outputs out.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use web_sys::WebSocket;

use super::clock::{Alarm, Clock};
use super::delegate::{Delegate, ProviderRequest, Received};
use super::endpoint::Endpoint;
use super::page::{Page, PageEvent};
use super::socket::{BinaryType, DialFailure, Socket, SocketEvent};
use crate::session::{
    Command, Config, Event, Generation, Input, Millis, Output, ProviderFailure, Refusal, Reply,
    Session, State, Stats,
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
    /// Events are being told, further out on the stack.
    is_telling: Cell<bool>,
    /// The task in which events are told that follow from a user's call.
    telling_later: RefCell<Option<Timeout>>,
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
            is_telling: Cell::default(),
            telling_later: RefCell::default(),
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
                self.telling_later.take();
                Err(failure)
            }
            None => Ok(()),
        }
    }

    /// Takes what the user wants. Commands are carried out at once; when events
    /// are told is the delegate's choice.
    pub(crate) fn call(&self, input: Input<D::Message>) -> Reply<D::Message> {
        let reply = self.handle(input);
        if D::TELLS_WITHIN_CALLS {
            self.tell();
            return reply;
        }
        self.perform_commands();
        if !self.is_telling.get() && self.session.borrow().has_events() {
            self.tell_later();
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
        self.happened(Input::Provided(generation));
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
        self.happened(Input::ProviderFailed(generation, failure));
    }

    /// How binary messages come from now on.
    pub(crate) fn set_binary_type(&self, binary_type: BinaryType) {
        self.binary_type.set(binary_type);
        if let Some(socket) = self.socket() {
            socket.set_binary_type(binary_type);
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

/// Inputs on their way in.
impl<D: Delegate> Driver<D> {
    /// Takes what the browser says, and tells all that follows from it.
    fn happened(&self, input: Input<D::Message>) {
        let _ = self.handle(input);
        self.tell();
    }

    fn handle(&self, input: Input<D::Message>) -> Reply<D::Message> {
        let now: Millis = self.clock.now();
        self.session.borrow_mut().handle(input, now)
    }

    fn socket_said(&self, generation: Generation, event: SocketEvent<'_>) {
        self.happened(match event {
            SocketEvent::Opened => Input::Opened(generation),
            SocketEvent::Errored => Input::Errored(generation),
            SocketEvent::Message(event) => {
                let handshaking = self.session.borrow().is_handshaking();
                let Received {
                    message,
                    bytes,
                    kind,
                } = self.delegate.receive(event, handshaking);
                Input::Received {
                    generation,
                    message,
                    bytes,
                    kind,
                }
            }
            SocketEvent::Closed {
                code,
                reason,
                was_clean,
            } => Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered: self.detach_socket(),
            },
        });
    }

    /// Without reconnecting and liveness there is nothing that the page could change.
    fn watch_page(&self) {
        let is_of_interest = {
            let session = self.session.borrow();
            let config = session.config();
            config.reconnect.is_some() || config.liveness.is_some()
        };
        if !is_of_interest {
            return;
        }
        let this = self.this.clone();
        *self.page.borrow_mut() = Some(Page::watch(move |event| {
            if let Some(driver) = this.upgrade() {
                driver.happened(match event {
                    PageEvent::Online => Input::Online,
                    PageEvent::Offline => Input::Offline,
                    PageEvent::Frozen => Input::Frozen,
                    PageEvent::Resumed => Input::Resumed,
                    PageEvent::VisibilityChanged => Input::Wake,
                });
            }
        }));
        if Page::is_offline() {
            let _ = self.handle(Input::Offline);
        }
    }

    fn set_alarm(&self) {
        let at = self.session.borrow().poll_timeout();
        let this = self.this.clone();
        self.alarm.set(at, &self.clock, move || {
            if let Some(driver) = this.upgrade() {
                driver.alarm.clear();
                driver.happened(Input::Wake);
            }
        });
    }
}

/// Outputs on their way out.
impl<D: Delegate> Driver<D> {
    /// Carries out and tells everything. Called again from inside a user's
    /// function, it leaves the events to the call already under way, so that
    /// they keep their order.
    fn tell(&self) {
        if self.is_telling.replace(true) {
            return self.perform_commands();
        }
        // The user may let go of the client inside a function of theirs.
        let _alive = self.this.upgrade();
        while let Some(output) = self.next_output() {
            match output {
                Output::Command(command) => self.perform(command),
                Output::Event(event) => self.delegate.tell(self.completed(event), self),
            }
        }
        self.is_telling.set(false);
        self.set_alarm();
    }

    fn next_output(&self) -> Option<Output<D::Message>> {
        self.session.borrow_mut().poll_output()
    }

    fn next_command(&self) -> Option<Command<D::Message>> {
        self.session.borrow_mut().poll_command()
    }

    fn perform_commands(&self) {
        let _alive = self.this.upgrade();
        while let Some(command) = self.next_command() {
            self.perform(command);
        }
        self.set_alarm();
    }

    fn tell_later(&self) {
        let mut later = self.telling_later.borrow_mut();
        if later.is_some() {
            return;
        }
        let this = self.this.clone();
        *later = Some(Timeout::new(0, move || {
            if let Some(driver) = this.upgrade() {
                driver.telling_later.take();
                driver.tell();
            }
        }));
    }

    /// A synthetic close lacks what only the socket knew.
    fn completed(&self, event: Event<D::Message>) -> Event<D::Message> {
        match event {
            Event::Closed(mut closed) if closed.synthetic => {
                closed.in_doubt = self.left_behind.borrow_mut().pop_front().unwrap_or(0);
                Event::Closed(closed)
            }
            event => event,
        }
    }

    fn perform(&self, command: Command<D::Message>) {
        match command {
            Command::Provide {
                generation,
                attempt,
                fresh,
                last,
            } => {
                self.provider_error.take();
                let request = ProviderRequest {
                    generation,
                    attempt,
                    fresh,
                    last,
                };
                self.delegate.provide(self.this.clone(), request);
            }
            Command::Dial(generation) => self.dial(generation),
            Command::SendGreeting => self.send_from(D::greeting),
            Command::Transmit(message) => self.transmit(&message),
            Command::SendProbe => self.send_from(D::probe),
            Command::MeasureBuffer(generation) => {
                let amount = self.socket().map_or(0, |socket| socket.buffered());
                let _ = self.handle(Input::Buffered(generation, amount));
            }
            Command::CloseSocket { code, reason } => {
                if let Some(socket) = self.socket() {
                    socket.close(code, &reason);
                }
            }
            Command::DropSocket => {
                let amount = self.detach_socket();
                self.left_behind.borrow_mut().push_back(amount);
                if let Some(socket) = self.socket() {
                    socket.close(None, "");
                }
            }
            Command::AskOverride(diagnosis) => {
                let verdict = self.delegate.override_verdict(&diagnosis);
                let _ = self.handle(Input::Overridden(verdict));
            }
            Command::Release => self.release(),
        }
    }

    fn dial(&self, generation: Generation) {
        let this = self.this.clone();
        let endpoint = self.endpoint.borrow().clone();
        let socket = Socket::dial(
            self.socket_class.as_ref(),
            &endpoint,
            self.binary_type.get(),
            move |event| {
                if let Some(driver) = this.upgrade() {
                    driver.socket_said(generation, event);
                }
            },
        );
        match socket {
            // A class that was injected may have ended the session while it made the socket.
            Ok(socket) if !self.is_wanted(generation) => drop(socket),
            Ok(socket) => {
                self.socket.replace(Some(Rc::new(socket)));
            }
            Err(failure) if self.is_opening.get() => {
                self.opening_failure.replace(Some(failure));
            }
            Err(failure) => {
                self.provider_error.replace(Some(failure.into()));
                let _ = self.handle(Input::DialRefused(generation));
            }
        }
    }

    fn transmit(&self, message: &D::Message) {
        if let Some(socket) = self.socket() {
            self.delegate.transmit(message, socket.raw());
        }
    }

    /// Sends what a function of the user's makes. That function may close the
    /// client or have the connection replaced: its message is meant for neither.
    fn send_from(&self, make: fn(&D) -> Option<D::Message>) {
        let generation = self.session.borrow().generation();
        let Some(message) = make(&self.delegate) else {
            return;
        };
        if self.is_wanted(generation) {
            self.transmit(&message);
        }
    }

    /// Whether the connection of this generation is in the making or open.
    fn is_wanted(&self, generation: Generation) -> bool {
        self.is_current(generation) && matches!(self.state(), State::Connecting | State::Open)
    }

    /// A handle of its own: a call on the socket may lead back here.
    fn socket(&self) -> Option<Rc<Socket>> {
        self.socket.borrow().clone()
    }

    /// Hears no more of the socket. Returns the bytes that it holds, if it was heard till now.
    fn detach_socket(&self) -> u64 {
        match self.socket() {
            Some(socket) if socket.is_heard() => {
                let buffered = socket.buffered();
                socket.detach();
                buffered
            }
            _ => 0,
        }
    }

    /// The bytes that the socket holds. After the end they are among the discarded.
    fn in_socket(&self) -> u64 {
        match self.socket() {
            Some(socket) if self.state() != State::Ended => socket.buffered(),
            _ => 0,
        }
    }

    /// Lets go of all that the browser holds for the session.
    fn release(&self) {
        if let Some(socket) = self.socket() {
            self.discard(socket.buffered());
        }
        self.alarm.clear();
        self.page.take();
        self.detach_socket();
    }
}
