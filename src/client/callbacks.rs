//! What the user gave, as the driver calls it.

use std::cell::RefCell;
use std::error::Error;
use std::rc::{Rc, Weak};
use std::task::Waker;
use std::time::Duration;

use super::event::Event;
use super::events::Events;
use super::provider::{Ask, Attempt, Task};
use crate::browser::{DialError, Driver, Endpoint, Face, Message, Request};
use crate::close::{Diagnosis, Verdict};
use crate::session::{Notice, ProviderFailure, Reading, State};

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

    fn event(&self, notice: Notice<Message>, driver: &Driver<Self>) -> Event {
        match notice {
            Notice::State { from, to, reason } => Event::State { from, to, reason },
            Notice::Opened => Event::Opened {
                protocol: driver.protocol(),
                extensions: driver.extensions(),
            },
            Notice::Message(message) => Event::Message(message),
            Notice::Error => Event::Error,
            Notice::Closed(closed) => Event::Closed(*closed),
            Notice::ProviderFailed(failure) => Event::ProviderFailed {
                failure,
                error: self.failure.take(),
            },
            Notice::Retry { attempt, delay } => Event::Retry {
                attempt,
                delay: Duration::from_millis(delay),
            },
            Notice::Undelivered(message, why) => Event::Undelivered { message, why },
            Notice::Drained => Event::Drained,
            Notice::Ended(end) => Event::Ended(end),
        }
    }
}

impl Face for Callbacks {
    fn endpoint(&self) -> Endpoint {
        let provided = self.provided.borrow().clone();
        provided.unwrap_or_else(|| self.configured.clone())
    }

    fn not_dialed(&self, error: DialError) {
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
                let callbacks = driver.face();
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
            let callbacks = driver.face();
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

    fn read(&self, message: &Message, handshaking: bool) -> Reading {
        match &self.given.handshake {
            Some(handshake) if handshaking => match (handshake.check)(message) {
                HandshakeAnswer::Wait => Reading::Message,
                HandshakeAnswer::Accept => Reading::Accepted,
                HandshakeAnswer::Refuse(verdict) => Reading::Refused(verdict),
            },
            _ => match &self.given.is_pong {
                Some(is_pong) if is_pong(message) => Reading::Pong,
                _ => Reading::Message,
            },
        }
    }

    fn judge(&self, diagnosis: &Diagnosis) -> Option<Verdict> {
        let override_verdict = self.given.override_verdict.as_ref()?;
        override_verdict(diagnosis)
    }

    fn tell(&self, notice: Notice<Message>, driver: &Driver<Self>) {
        let over = match notice {
            // Where the next attempt is under way, its provider has replaced this one.
            Notice::ProviderFailed(_) => driver.state() != State::Connecting,
            Notice::Ended(_) => true,
            _ => false,
        };
        if over {
            self.provider.cancel();
        }
        let moves_writers = matches!(
            notice,
            Notice::Drained
                | Notice::State {
                    to: State::Open | State::Closing | State::Ended,
                    ..
                }
        );
        self.events.push(self.event(notice, driver));
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
