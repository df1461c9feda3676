//! Carries out what the session decides, and tells it what happens. It
//! decides nothing.

mod clock;
mod page;
mod socket;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{MessageEvent, WebSocket};

use crate::close::{CloseCode, Diagnosis, Verdict};
use crate::session::{
    Closed, Config, Effect, Features, Generation, Input, Notice, Output, ProviderFailure, Reading,
    Reply, Session, State, Stats,
};

use clock::{Alarm, Clock};
use page::{Page, PageEvent};
use socket::{Socket, SocketEvent};

/// A message: outgoing, the value for the socket's `send`; incoming, its
/// `MessageEvent`. The payload is not touched.
pub type Message = JsValue;

/// The user's side of a driver: it makes sockets and takes notices. None of
/// its functions may throw.
pub trait Face: 'static {
    /// Makes a socket, or says what the platform threw.
    fn dial(&self) -> Result<WebSocket, JsValue>;
    /// Asks the provider. The answer goes to [`Driver::provided`].
    fn provide(&self, generation: Generation, attempt: u32, fresh: bool, last: Option<&Diagnosis>);
    /// The first message of the application handshake, if there is one to send.
    fn greeting(&self) -> Option<Message>;
    /// A probe, if there is one to send.
    fn probe(&self) -> Option<Message>;
    /// The size of a message in bytes, and what the matchers make of it.
    fn read(&self, message: &MessageEvent, handshaking: bool) -> (u64, Reading);
    /// The user's own verdict, if there is one.
    fn judge(&self, diagnosis: &Diagnosis) -> Option<Verdict>;
    /// Tells the user.
    fn tell(&self, notice: Notice<Message>);
}

/// Drives one session in a browser.
pub struct Driver<F: Face> {
    this: Weak<Self>,
    face: F,
    session: RefCell<Session<Message>>,
    socket: RefCell<Option<Rc<Socket>>>,
    page: RefCell<Option<Page>>,
    clock: Clock,
    alarm: Alarm,
    /// Notices that came of a user's call are told in a task of their own.
    deferred: RefCell<Option<Timeout>>,
    telling: Cell<bool>,
    /// What the platform threw when a socket was to be made.
    thrown: RefCell<Option<JsValue>>,
    /// `bufferedAmount` of the socket that was let go last.
    left_behind: Cell<u64>,
}

impl<F: Face> Driver<F> {
    /// A driver whose session has not started.
    pub fn new(config: Config, face: F) -> Rc<Self> {
        let clock = Clock::default();
        let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let session = Session::new(config, seed, clock.now());
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            face,
            session: RefCell::new(session),
            socket: RefCell::default(),
            page: RefCell::default(),
            clock,
            alarm: Alarm::default(),
            deferred: RefCell::default(),
            telling: Cell::default(),
            thrown: RefCell::default(),
            left_behind: Cell::default(),
        })
    }

    /// Starts the session. Fails with what the platform threw if the first
    /// socket cannot be made.
    pub fn open(&self) -> Result<(), JsValue> {
        self.watch_page();
        let _ = self.call(Input::Open);
        match self.thrown.take() {
            Some(error) => {
                self.release();
                Err(error)
            }
            None => Ok(()),
        }
    }

    /// Takes a user's call: its effects are carried out, its notices come in
    /// a task of their own.
    pub fn call(&self, input: Input<Message>) -> Reply<Message> {
        let reply = self.handle(input);
        self.carry_out();
        if self.session.borrow().has_notices() && !self.telling.get() {
            self.defer();
        }
        reply
    }

    /// The provider's answer, for the generation that it was asked for.
    pub fn provided(&self, generation: Generation, answer: Result<(), ProviderFailure>) {
        let input = match answer {
            Ok(()) => Input::Provided(generation),
            Err(failure) => Input::NotProvided(generation, failure),
        };
        self.happened(input);
        self.thrown.take();
    }

    /// The state of the session.
    pub fn state(&self) -> State {
        self.session.borrow().state()
    }

    /// Whether nothing waits in the outbox, nor too much in the socket.
    pub fn is_drained(&self) -> bool {
        self.session.borrow().is_drained()
    }

    /// The bytes in the outbox.
    pub fn queued_bytes(&self) -> u64 {
        self.session.borrow().queued_bytes()
    }

    /// Numbers for observers.
    pub fn stats(&self) -> Stats {
        self.session.borrow().stats(self.clock.now())
    }

    /// The face.
    pub fn face(&self) -> &F {
        &self.face
    }

    /// Takes what the browser tells.
    fn happened(&self, input: Input<Message>) {
        let _ = self.handle(input);
        self.tell();
    }

    fn handle(&self, input: Input<Message>) -> Reply<Message> {
        let now = self.clock.now();
        self.session.borrow_mut().handle(input, now)
    }

    fn carry_out(&self) {
        loop {
            let effect = self.session.borrow_mut().poll_effect();
            match effect {
                Some(effect) => self.perform(effect),
                None => break,
            }
        }
        self.set_alarm();
    }

    /// Carries out and tells everything. Called again from inside a user's
    /// listener, it leaves the notices to the call already under way, so that
    /// they keep their order.
    fn tell(&self) {
        if self.telling.replace(true) {
            self.carry_out();
            return;
        }
        // The user may let go of the client inside a listener.
        let alive = self.this.upgrade();
        loop {
            let output = self.session.borrow_mut().poll_output();
            match output {
                Some(Output::Effect(effect)) => self.perform(effect),
                Some(Output::Notice(notice)) => self.face.tell(self.completed(notice)),
                None => break,
            }
        }
        self.telling.set(false);
        self.set_alarm();
        drop(alive);
    }

    /// A close that the session declared lacks what only the socket knew.
    fn completed(&self, notice: Notice<Message>) -> Notice<Message> {
        match notice {
            Notice::Closed(closed) if closed.declared => Notice::Closed(Closed {
                in_doubt: self.left_behind.get(),
                ..closed
            }),
            notice => notice,
        }
    }

    fn perform(&self, effect: Effect<Message>) {
        match effect {
            Effect::Provide {
                generation,
                attempt,
                fresh,
                last,
            } => self.face.provide(generation, attempt, fresh, last.as_ref()),
            Effect::Dial(generation) => self.dial(generation),
            Effect::Greet => self.send(self.face.greeting()),
            Effect::Transmit(message) => self.send(Some(message)),
            Effect::Probe => self.send(self.face.probe()),
            Effect::Measure(generation) => {
                let amount = self.live_socket().map_or(0, |socket| socket.buffered());
                let _ = self.handle(Input::Buffered(generation, amount));
            }
            Effect::CloseSocket { code, reason } => {
                if let Some(socket) = self.live_socket() {
                    socket.close(code, &reason);
                }
            }
            Effect::Discard => {
                let socket = self.socket.take();
                self.left_behind
                    .set(socket.as_ref().map_or(0, |socket| socket.buffered()));
                if let Some(socket) = socket {
                    socket.close(None, "");
                }
            }
            Effect::Judge(diagnosis) => {
                let verdict = self.face.judge(&diagnosis);
                let _ = self.handle(Input::Judged(verdict));
            }
            Effect::Release => self.release(),
        }
    }

    fn dial(&self, generation: Generation) {
        match self.face.dial() {
            Ok(raw) => {
                let this = self.this.clone();
                let socket = Socket::new(raw, move |event| {
                    if let Some(driver) = this.upgrade() {
                        driver.socket_told(generation, event);
                    }
                });
                *self.socket.borrow_mut() = Some(Rc::new(socket));
            }
            Err(error) => {
                *self.thrown.borrow_mut() = Some(error);
                let _ = self.handle(Input::NotDialed(generation));
            }
        }
    }

    fn send(&self, message: Option<Message>) {
        if let (Some(socket), Some(message)) = (self.live_socket(), message) {
            socket.send(&message);
        }
    }

    /// A handle of its own: a call on the socket may lead back here.
    fn live_socket(&self) -> Option<Rc<Socket>> {
        self.socket.borrow().clone()
    }

    fn socket_told(&self, generation: Generation, event: SocketEvent<'_>) {
        self.happened(match event {
            SocketEvent::Open => Input::Opened(generation),
            SocketEvent::Error => Input::Errored(generation),
            SocketEvent::Message(event) => {
                let handshaking = self.session.borrow().is_handshaking();
                let (bytes, reading) = self.face.read(event, handshaking);
                Input::Received {
                    generation,
                    message: event.into(),
                    bytes,
                    reading,
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
        });
    }

    fn watch_page(&self) {
        let Features {
            reconnect,
            liveness,
            ..
        } = self.session.borrow().config().features;
        if !reconnect && !liveness {
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
                driver.happened(Input::Wake);
            }
        });
    }

    fn defer(&self) {
        let mut deferred = self.deferred.borrow_mut();
        if deferred.is_none() {
            let this = self.this.clone();
            *deferred = Some(Timeout::new(0, move || {
                if let Some(driver) = this.upgrade() {
                    driver.deferred.take();
                    driver.tell();
                }
            }));
        }
    }

    /// Lets go of all that the browser holds for the session.
    fn release(&self) {
        self.alarm.clear();
        self.page.take();
        self.socket.take();
    }
}
