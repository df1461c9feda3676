//! The driver of one session.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use super::clock::{Alarm, Clock};
use super::endpoint::{DialError, Endpoint};
use super::message::Message;
use super::page::{Page, PageEvent};
use super::socket::{BinaryType, Socket, SocketEvent};
use crate::close::{CloseCode, Diagnosis, Verdict};
use crate::session::{
    Command, Config, Event, Generation, Input, MessageKind, Output, ProviderFailure, Reply,
    Session, State, Stats,
};

/// The user's side of a driver. Any of its functions may call the driver again.
pub(crate) trait Delegate: Sized + 'static {
    /// Where the next socket goes.
    fn endpoint(&self) -> Endpoint;
    /// The platform refused to make a socket of the provider's endpoint. The
    /// event follows.
    fn dial_refused(&self, error: DialError);
    /// Asks the provider. The answer goes to [`Driver::provided`].
    fn provide(&self, driver: Weak<Driver<Self>>, request: Request);
    /// The first message of the application handshake, if there is one to send.
    fn greeting(&self) -> Option<Message>;
    /// A probe, if there is one to send.
    fn probe(&self) -> Option<Message>;
    /// What the matchers make of a message.
    fn message_kind(&self, message: &Message, handshaking: bool) -> MessageKind;
    /// The user's own verdict, if there is one.
    fn override_verdict(&self, diagnosis: &Diagnosis) -> Option<Verdict>;
    /// Tells the user.
    fn on_event(&self, event: Event<Message>, driver: &Driver<Self>);
}

/// What the provider is asked.
pub(crate) struct Request {
    pub(crate) generation: Generation,
    /// The number of the retry; 0 for the first attempt.
    pub(crate) attempt: u32,
    /// The credentials were refused.
    pub(crate) fresh: bool,
    pub(crate) last: Option<Diagnosis>,
}

/// Drives one session in a browser. Dropped, it leaves nothing behind.
pub(crate) struct Driver<F: Delegate> {
    this: Weak<Self>,
    delegate: F,
    binary: BinaryType,
    session: RefCell<Session<Message>>,
    socket: RefCell<Option<Rc<Socket>>>,
    page: RefCell<Option<Page>>,
    clock: Clock,
    alarm: Alarm,
    telling: Cell<bool>,
    opening: Cell<bool>,
    /// Why the first socket could not be made.
    thrown: RefCell<Option<DialError>>,
    /// `bufferedAmount` of each socket that was let go and whose close is not yet told.
    left_behind: RefCell<VecDeque<u64>>,
}

impl<F: Delegate> Driver<F> {
    /// A driver whose session has not started.
    pub(crate) fn new(config: Config, binary: BinaryType, delegate: F) -> Rc<Self> {
        let clock = Clock::default();
        let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let session = Session::new(config, seed, clock.now());
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            delegate,
            binary,
            session: RefCell::new(session),
            socket: RefCell::default(),
            page: RefCell::default(),
            clock,
            alarm: Alarm::default(),
            telling: Cell::default(),
            opening: Cell::default(),
            thrown: RefCell::default(),
            left_behind: RefCell::default(),
        })
    }

    /// Starts the session. If the first socket cannot be made, says why and is
    /// of no further use.
    pub(crate) fn open(&self) -> Result<(), DialError> {
        self.watch_page();
        self.opening.set(true);
        let _ = self.call(Input::Open);
        self.opening.set(false);
        self.thrown.take().map_or(Ok(()), Err)
    }

    /// Takes what the user wants, or what the browser says.
    pub(crate) fn call(&self, input: Input<Message>) -> Reply<Message> {
        let reply = self.handle(input);
        self.tell();
        reply
    }

    /// The provider's answer, for the generation that it was asked for.
    pub(crate) fn provided(&self, generation: Generation, answer: Result<(), ProviderFailure>) {
        let _ = self.call(match answer {
            Ok(()) => Input::Provided(generation),
            Err(failure) => Input::ProviderFailed(generation, failure),
        });
    }

    /// The state of the session.
    pub(crate) fn state(&self) -> State {
        self.session.borrow().state()
    }

    /// Whether messages are queued while there is no connection.
    pub(crate) fn queues(&self) -> bool {
        self.session.borrow().config().queue.is_some()
    }

    /// Whether nothing waits in the outbox, nor too much in the socket.
    pub(crate) fn is_drained(&self) -> bool {
        self.session.borrow().is_drained()
    }

    /// The bytes in the outbox and in the socket.
    pub(crate) fn buffered(&self) -> u64 {
        let in_socket = self.live_socket().map_or(0, |socket| socket.buffered());
        self.session.borrow().queued_bytes() + in_socket
    }

    /// The subprotocol of the connection; empty for none.
    pub(crate) fn protocol(&self) -> String {
        self.live_socket()
            .map_or_else(String::new, |socket| socket.protocol())
    }

    /// The extensions of the connection; empty for none.
    pub(crate) fn extensions(&self) -> String {
        self.live_socket()
            .map_or_else(String::new, |socket| socket.extensions())
    }

    /// Numbers for observers.
    pub(crate) fn stats(&self) -> Stats {
        self.session.borrow().stats(self.clock.now())
    }

    /// The delegate.
    pub(crate) fn delegate(&self) -> &F {
        &self.delegate
    }

    fn handle(&self, input: Input<Message>) -> Reply<Message> {
        let now = self.clock.now();
        self.session.borrow_mut().handle(input, now)
    }

    /// Carries out and tells everything. Called again from inside a user's
    /// function, it leaves the events to the call already under way, so that
    /// they keep their order.
    fn tell(&self) {
        // The user may let go of the client inside a function of theirs.
        let alive = self.this.upgrade();
        let first = !self.telling.replace(true);
        while let Some(output) = self.next_output(first) {
            match output {
                Output::Command(command) => self.perform(command),
                Output::Event(event) => self.delegate.on_event(self.completed(event), self),
            }
        }
        if first {
            self.telling.set(false);
        }
        self.set_alarm();
        drop(alive);
    }

    fn next_output(&self, with_events: bool) -> Option<Output<Message>> {
        let mut session = self.session.borrow_mut();
        if with_events {
            session.poll_output()
        } else {
            session.poll_command().map(Output::Command)
        }
    }

    /// A close that the session declared lacks what only the socket knew.
    fn completed(&self, event: Event<Message>) -> Event<Message> {
        match event {
            Event::Closed(mut closed) if closed.synthetic => {
                closed.in_doubt = self.left_behind.borrow_mut().pop_front().unwrap_or(0);
                Event::Closed(closed)
            }
            event => event,
        }
    }

    fn perform(&self, command: Command<Message>) {
        match command {
            Command::Provide {
                generation,
                attempt,
                fresh,
                last,
            } => {
                let request = Request {
                    generation,
                    attempt,
                    fresh,
                    last,
                };
                self.delegate.provide(self.this.clone(), request);
            }
            Command::Dial(generation) => self.dial(generation),
            Command::SendGreeting => self.send_from(F::greeting),
            Command::Transmit(message) => {
                if let Some(socket) = self.live_socket() {
                    socket.send(&message);
                }
            }
            Command::SendProbe => self.send_from(F::probe),
            Command::MeasureBuffer(generation) => {
                let amount = self.live_socket().map_or(0, |socket| socket.buffered());
                let _ = self.handle(Input::Buffered(generation, amount));
            }
            Command::CloseSocket { code, reason } => {
                if let Some(socket) = self.live_socket() {
                    socket.close(code, &reason);
                }
            }
            Command::DropSocket => {
                let amount = self.live_socket().map_or(0, |socket| socket.buffered());
                self.left_behind.borrow_mut().push_back(amount);
                self.socket.take();
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
        let socket = Socket::dial(&self.delegate.endpoint(), self.binary, move |event| {
            if let Some(driver) = this.upgrade() {
                driver.socket_told(generation, event);
            }
        });
        match socket {
            Ok(socket) => *self.socket.borrow_mut() = Some(Rc::new(socket)),
            Err(error) if self.opening.get() => *self.thrown.borrow_mut() = Some(error),
            Err(error) => {
                self.delegate.dial_refused(error);
                let _ = self.handle(Input::DialRefused(generation));
            }
        }
    }

    /// Sends what a function of the user's makes. That function may bring about
    /// another connection, for which its message is not meant.
    fn send_from(&self, make: fn(&F) -> Option<Message>) {
        let socket = self.live_socket();
        if let (Some(message), Some(socket)) = (make(&self.delegate), socket) {
            socket.send(&message);
        }
    }

    /// A handle of its own: a call on the socket may lead back here.
    fn live_socket(&self) -> Option<Rc<Socket>> {
        self.socket.borrow().clone()
    }

    fn socket_told(&self, generation: Generation, event: SocketEvent<'_>) {
        let input = match event {
            SocketEvent::Open => Input::Opened(generation),
            SocketEvent::Error => Input::Errored(generation),
            SocketEvent::Message(event) => {
                let message = Message::received(event);
                let handshaking = self.session.borrow().is_handshaking();
                let kind = self.delegate.message_kind(&message, handshaking);
                Input::Received {
                    generation,
                    bytes: message.size(),
                    message,
                    kind,
                }
            }
            SocketEvent::Close(event) => {
                let socket = self.socket.take();
                Input::Closed {
                    generation,
                    code: CloseCode(event.code()),
                    reason: event.reason(),
                    was_clean: event.was_clean(),
                    buffered: socket.map_or(0, |socket| socket.buffered()),
                }
            }
        };
        let _ = self.call(input);
    }

    /// Without reconnecting and liveness there is nothing that the page could change.
    fn watch_page(&self) {
        let has_a_use = {
            let session = self.session.borrow();
            session.config().reconnect.is_some() || session.config().liveness.is_some()
        };
        if !has_a_use {
            return;
        }
        let this = self.this.clone();
        *self.page.borrow_mut() = Some(Page::watch(move |event| {
            if let Some(driver) = this.upgrade() {
                let _ = driver.call(match event {
                    PageEvent::Online => Input::Online,
                    PageEvent::Offline => Input::Offline,
                    PageEvent::Frozen => Input::Frozen,
                    PageEvent::Resumed => Input::Resumed,
                    PageEvent::Visible => Input::Wake,
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
                let _ = driver.call(Input::Wake);
            }
        });
    }

    /// Lets go of all that the browser holds for the session.
    fn release(&self) {
        self.alarm.clear();
        self.page.take();
        self.socket.take();
    }
}
