//! The user's side of a driver.

use std::rc::Weak;

use web_sys::{MessageEvent, WebSocket};

use super::driver::Driver;
use super::socket::DialFailure;
use crate::close::{Announced, Diagnosis, Verdict};
use crate::session::{Attempt, Closed, Event, Generation, MessageKind};

/// The user's side of a driver: is told of events, and asked what only the
/// user can answer. Any of its functions may call the driver again.
pub(crate) trait Delegate: Sized + 'static {
    /// A message, on its way in or out.
    type Message: 'static;
    /// Why there was no address to connect to, or none that a socket could be made of.
    type ProviderError: From<DialFailure> + 'static;

    /// Whether the events that follow from a user's call are told within it. If
    /// not, they are told in a task of their own, so that no listener of the
    /// user's runs inside the call.
    const EVENTS_WITHIN_CALLS: bool;

    /// Reads a message that a socket delivered; `handshaking` says whether it
    /// belongs to the application handshake.
    fn receive(&self, event: MessageEvent, handshaking: bool) -> Received<Self::Message>;
    /// Hands a message to a socket.
    ///
    /// The platform's own throws only before it is open, when the session hands
    /// none over. After its end it discards in silence, and counts what it
    /// discarded in `bufferedAmount`.
    fn transmit(&self, message: &Self::Message, socket: &WebSocket);
    /// Asks the provider. The answer goes to [`Driver::provided`] or
    /// [`Driver::provider_failed`].
    fn provide(&self, driver: Weak<Driver<Self>>, generation: Generation, attempt: Attempt);
    /// Asks for the first message of the application handshake. It goes to
    /// [`Driver::greeted`], now or later, also if there is none to send. If it cannot be
    /// made, [`Driver::greeting_failed`] is told.
    fn greet(&self, driver: Weak<Driver<Self>>, generation: Generation, attempt: Attempt);
    /// A probe, if there is one to send.
    fn probe(&self) -> Option<Self::Message>;
    /// The user's own verdict, if there is one. `closed` is the connection that has
    /// ended, where there was one.
    fn override_verdict(&self, diagnosis: &Diagnosis, closed: Option<&Closed>) -> Option<Verdict>;
    /// Asks the address by a plain request who is there, and tells the user what that found,
    /// unless the session ends first. The URL is absolute.
    fn investigate(&self, driver: Weak<Driver<Self>>, url: String, diagnosis: Diagnosis);
    /// Tells the user.
    fn on_event(&self, event: Event<Self::Message>, driver: &Driver<Self>);
}

/// A message that a socket delivered.
pub(crate) struct Received<M> {
    pub(crate) message: M,
    /// Its size on the wire, in bytes, without framing.
    pub(crate) bytes: u64,
    pub(crate) kind: MessageKind,
    /// What it announces, if anything.
    pub(crate) announced: Option<Announced>,
}
