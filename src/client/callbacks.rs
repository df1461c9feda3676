//! What the user gave, as the driver calls it.

use std::cell::RefCell;
use std::error::Error;
use std::rc::{Rc, Weak};
use std::task::Waker;

use web_sys::{MessageEvent, WebSocket};

use super::attempt::Ask;
use super::event::Event;
use super::events::Events;
use super::investigation::Investigate;
use super::task::Task;
use crate::browser::{Delegate, DialFailure, Driver, Endpoint, Message, Received};
use crate::close::{Announced, Diagnosis, Verdict};
use crate::session::{self, Closed, Generation, MessageKind, State};

/// What a message means to the application handshake, as told by the check
/// that [`Builder::handshake`](super::Builder::handshake) takes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum HandshakeAnswer {
    /// Neither: a later message decides.
    Wait,
    /// The handshake has passed, and the client is open.
    Accept,
    /// The handshake is refused. The connection is closed, and the verdict says what
    /// follows.
    Refuse(Verdict),
}

/// The user's functions, and the events on their way to the user.
pub(super) struct Callbacks {
    given: Given,
    /// What the builder was given.
    pub(super) configured: Endpoint,
    pub(super) events: Events,
    pub(super) writers: Writers,
    provider: Task,
    greeting: Task,
    investigation: Task,
}

/// The functions that the user may give.
#[derive(Default)]
pub(super) struct Given {
    pub(super) override_verdict: Option<Box<OverrideVerdict>>,
    pub(super) provider: Option<Ask>,
    pub(super) handshake: Option<Handshake>,
    pub(super) probe: Option<Box<dyn Fn() -> Message>>,
    pub(super) is_pong: Option<Box<IsPong>>,
    pub(super) investigate: Option<Investigate>,
    pub(super) reader: Option<Box<Reader>>,
    /// That of the profile, which is asked where the user's own has nothing to say.
    pub(super) profile_reader: Option<Box<Reader>>,
}

type OverrideVerdict = dyn Fn(&Diagnosis, Option<&Closed>) -> Option<Verdict>;
type IsPong = dyn Fn(&Message) -> bool;
type Reader = dyn Fn(&Message) -> Option<Announced>;

/// An application handshake.
pub(super) struct Handshake {
    pub(super) greeting: Ask,
    pub(super) check: Box<dyn Fn(&Message) -> HandshakeAnswer>,
}

impl Callbacks {
    pub(super) fn new(given: Given, configured: Endpoint, events: Events) -> Self {
        Self {
            given,
            configured,
            events,
            writers: Writers::default(),
            provider: Task::default(),
            greeting: Task::default(),
            investigation: Task::default(),
        }
    }

    /// Drops the futures whose answers are not wanted any more.
    fn cancel_what_is_over(&self, event: &session::Event<Message>, driver: &Driver<Self>) {
        if matches!(event, session::Event::Ended(_)) {
            self.investigation.cancel();
        }
        match event {
            // Where the next attempt is under way, its provider has replaced this one.
            session::Event::ProviderFailed(_) if driver.state() != State::Connecting => {
                self.provider.cancel();
            }
            // The handshake has passed, or its connection is over.
            session::Event::State {
                from: State::Connecting,
                ..
            }
            | session::Event::Closed(_) => self.greeting.cancel(),
            // Where the client has been opened again, its provider has been asked by now.
            session::Event::Ended(_) if driver.state() == State::Ended => self.provider.cancel(),
            _ => {}
        }
    }

    fn kind_of(&self, message: &Message, handshaking: bool) -> MessageKind {
        match &self.given.handshake {
            Some(handshake) if handshaking => match (handshake.check)(message) {
                HandshakeAnswer::Wait => MessageKind::Data,
                HandshakeAnswer::Accept => MessageKind::HandshakeAccepted,
                HandshakeAnswer::Refuse(verdict) => MessageKind::HandshakeRefused(verdict),
            },
            _ => match &self.given.is_pong {
                Some(is_pong) if is_pong(message) => MessageKind::Pong,
                _ => MessageKind::Data,
            },
        }
    }

    fn announced_in(&self, message: &Message) -> Option<Announced> {
        let Given {
            reader,
            profile_reader,
            ..
        } = &self.given;
        let mut readers = [reader, profile_reader].into_iter().flatten();
        readers.find_map(|read| read(message))
    }
}

impl Delegate for Callbacks {
    type Message = Message;
    type ProviderError = Rc<dyn Error>;

    // An event only joins those that wait for the reader.
    const EVENTS_WITHIN_CALLS: bool = true;

    fn receive(&self, event: MessageEvent, handshaking: bool) -> Received<Message> {
        let message = Message::received(&event);
        Received {
            bytes: message.size(),
            kind: self.kind_of(&message, handshaking),
            announced: self.announced_in(&message),
            message,
        }
    }

    fn transmit(&self, message: &Message, socket: &WebSocket) {
        // The platform's socket, which throws nothing once it is open.
        let _ = message.send_to(socket);
    }

    fn provide(
        &self,
        driver: Weak<Driver<Self>>,
        generation: Generation,
        attempt: session::Attempt,
    ) {
        if let Some(ask) = &self.given.provider {
            ask(&self.provider, driver, generation, attempt);
        }
    }

    fn greet(&self, driver: Weak<Driver<Self>>, generation: Generation, attempt: session::Attempt) {
        if let Some(handshake) = &self.given.handshake {
            (handshake.greeting)(&self.greeting, driver, generation, attempt);
        }
    }

    fn probe(&self) -> Option<Message> {
        self.given.probe.as_ref().map(|probe| probe())
    }

    fn override_verdict(&self, diagnosis: &Diagnosis, closed: Option<&Closed>) -> Option<Verdict> {
        let override_verdict = self.given.override_verdict.as_ref()?;
        override_verdict(diagnosis, closed)
    }

    fn investigate(&self, driver: Weak<Driver<Self>>, url: String, diagnosis: Diagnosis) {
        if let Some(investigate) = self.given.investigate {
            investigate(&self.investigation, driver, url, diagnosis);
        }
    }

    fn on_event(&self, event: session::Event<Message>, driver: &Driver<Self>) {
        self.cancel_what_is_over(&event, driver);
        let moves_writers = matches!(
            event,
            session::Event::Drained
                | session::Event::State {
                    to: State::Open | State::Closing | State::Ended,
                    ..
                }
        );
        if let Some(event) = as_told(event, driver) {
            self.events.push(event, driver.is_over());
        }
        if moves_writers {
            self.writers.wake();
        }
    }
}

impl From<DialFailure> for Rc<dyn Error> {
    fn from(failure: DialFailure) -> Self {
        Rc::new(failure.error)
    }
}

/// A session's event with what only the driver knows of it. That a queued message was
/// handed to a socket is not told: the reader would have to keep up with the writer.
fn as_told(event: session::Event<Message>, driver: &Driver<Callbacks>) -> Option<Event> {
    Some(match event {
        session::Event::State { from, to, reason } => Event::State { from, to, reason },
        session::Event::Opened => Event::Opened {
            protocol: driver.protocol(),
            extensions: driver.extensions(),
        },
        session::Event::Message(message) => Event::Message(message),
        session::Event::Error(failure) => Event::Error(failure),
        session::Event::Closed(closed) => Event::Closed(*closed),
        session::Event::ProviderFailed(failure) => Event::ProviderFailed {
            failure,
            error: driver.take_provider_error(),
        },
        session::Event::Retry { attempt, delay } => Event::Retry { attempt, delay },
        session::Event::Undelivered(message, why) => Event::Undelivered { message, why },
        session::Event::Drained => Event::Drained,
        session::Event::Ended(end) => Event::Ended(end),
        session::Event::Sent(_) => return None,
    })
}

/// The tasks that wait to send.
#[derive(Default)]
pub(super) struct Writers(RefCell<Vec<Waker>>);

impl Writers {
    pub(super) fn add(&self, waker: &Waker) {
        let mut writers = self.0.borrow_mut();
        if !writers.iter().any(|waiting| waiting.will_wake(waker)) {
            writers.push(waker.clone());
        }
    }

    fn wake(&self) {
        for waker in self.0.take() {
            waker.wake();
        }
    }
}
