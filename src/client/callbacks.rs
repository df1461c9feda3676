//! What the user gave, as the driver calls it.

use std::cell::RefCell;
use std::error::Error;
use std::rc::{Rc, Weak};
use std::task::Waker;

use super::event::Event;
use super::events::Events;
use super::provider::{Ask, Attempt, Task};
use crate::browser::{Delegate, DialError, Driver, Endpoint, Message, Request};
use crate::close::{Diagnosis, Verdict};
use crate::session::{self, MessageKind, ProviderFailure, State};

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
    configured: Endpoint,
    /// Where the next socket goes, if the provider has said so.
    provided: RefCell<Option<Endpoint>>,
    pub(super) events: Events,
    pub(super) writers: Writers,
    provider: Task,
    /// What the next [`Event::ProviderFailed`] carries.
    failure: RefCell<Option<Rc<dyn Error>>>,
}

/// The functions that the user may give.
#[derive(Default)]
pub(super) struct Given {
    pub(super) override_verdict: Option<Box<OverrideVerdict>>,
    pub(super) provider: Option<Ask>,
    pub(super) handshake: Option<Handshake>,
    pub(super) probe: Option<Box<dyn Fn() -> Message>>,
    pub(super) is_pong: Option<Box<IsPong>>,
}

type OverrideVerdict = dyn Fn(&Diagnosis) -> Option<Verdict>;
type IsPong = dyn Fn(&Message) -> bool;

/// An application handshake.
pub(super) struct Handshake {
    pub(super) greeting: Box<dyn Fn() -> Option<Message>>,
    pub(super) check: Box<dyn Fn(&Message) -> HandshakeAnswer>,
}

impl Callbacks {
    pub(super) fn new(given: Given, configured: Endpoint, events: Events) -> Self {
        Self {
            given,
            configured,
            provided: RefCell::default(),
            events,
            writers: Writers::default(),
            provider: Task::default(),
            failure: RefCell::default(),
        }
    }

    fn event(&self, event: session::Event<Message>, driver: &Driver<Self>) -> Event {
        match event {
            session::Event::State { from, to, reason } => Event::State { from, to, reason },
            session::Event::Opened => Event::Opened {
                protocol: driver.protocol(),
                extensions: driver.extensions(),
            },
            session::Event::Message(message) => Event::Message(message),
            session::Event::Error => Event::Error,
            session::Event::Closed(closed) => Event::Closed(*closed),
            session::Event::ProviderFailed(failure) => Event::ProviderFailed {
                failure,
                error: self.failure.take(),
            },
            session::Event::Retry { attempt, delay } => Event::Retry { attempt, delay },
            session::Event::Undelivered(message, why) => Event::Undelivered { message, why },
            session::Event::Drained => Event::Drained,
            session::Event::Ended(end) => Event::Ended(end),
        }
    }
}

impl Delegate for Callbacks {
    fn endpoint(&self) -> Endpoint {
        let provided = self.provided.borrow().clone();
        provided.unwrap_or_else(|| self.configured.clone())
    }

    fn dial_refused(&self, error: DialError) {
        *self.failure.borrow_mut() = Some(Rc::new(error));
    }

    fn provide(&self, driver: Weak<Driver<Self>>, request: Request) {
        let Request {
            generation,
            attempt,
            fresh,
            last,
        } = request;
        // The user's function runs in the task too, never inside a call of theirs.
        self.provider.run(async move {
            let Some(asked) = driver.upgrade().and_then(|driver| {
                let callbacks = driver.delegate();
                let ask = callbacks.given.provider.as_ref()?;
                Some(ask(Attempt {
                    number: attempt,
                    fresh,
                    last,
                    endpoint: callbacks.configured.clone(),
                }))
            }) else {
                return;
            };
            let answer = asked.await;
            let Some(driver) = driver.upgrade() else {
                return;
            };
            let callbacks = driver.delegate();
            let answer = match answer {
                Ok(endpoint) => {
                    *callbacks.provided.borrow_mut() = Some(endpoint);
                    Ok(())
                }
                Err(error) => {
                    *callbacks.failure.borrow_mut() = Some(error.into());
                    Err(ProviderFailure::Threw)
                }
            };
            driver.provided(generation, answer);
        });
    }

    fn greeting(&self) -> Option<Message> {
        (self.given.handshake.as_ref()?.greeting)()
    }

    fn probe(&self) -> Option<Message> {
        self.given.probe.as_ref().map(|probe| probe())
    }

    fn message_kind(&self, message: &Message, handshaking: bool) -> MessageKind {
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

    fn override_verdict(&self, diagnosis: &Diagnosis) -> Option<Verdict> {
        let override_verdict = self.given.override_verdict.as_ref()?;
        override_verdict(diagnosis)
    }

    fn on_event(&self, event: session::Event<Message>, driver: &Driver<Self>) {
        let over = match event {
            // Where the next attempt is under way, its provider has replaced this one.
            session::Event::ProviderFailed(_) => driver.state() != State::Connecting,
            session::Event::Ended(_) => true,
            _ => false,
        };
        if over {
            self.provider.cancel();
        }
        let moves_writers = matches!(
            event,
            session::Event::Drained
                | session::Event::State {
                    to: State::Open | State::Closing | State::Ended,
                    ..
                }
        );
        self.events.push(self.event(event, driver));
        if moves_writers {
            self.writers.wake();
        }
    }
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
