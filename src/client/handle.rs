//! Sending and steering, from anywhere.

use std::rc::{Rc, Weak};
use std::time::Duration;

use super::callbacks::Callbacks;
use super::error::{CloseError, OpenError, SendError};
use crate::browser::{BinaryType, Driver, Message};
use crate::close::CloseCode;
use crate::session::{Input, Refusal, Reply, State, Stats};

/// The longest reason that fits a Close frame beside its code (RFC 6455 §5.5).
const MAX_REASON: usize = 123;

/// A handle of a [`Client`](super::Client), cheap to clone: to send and to steer from anywhere.
///
/// It keeps no client alive. Where the client is gone, the state is
/// [`State::Ended`] and messages are refused.
#[derive(Clone)]
pub struct Handle {
    driver: Weak<Driver<Callbacks>>,
}

/// What became of a message that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sent {
    /// It was handed to the socket.
    Handed,
    /// It is in the outbox until a connection is open. If it will not be sent
    /// after all, [`Event::Undelivered`](super::Event::Undelivered) says so.
    Queued,
    /// It gave way in a full outbox, as [`Overflow::DropNewest`](super::Overflow::DropNewest)
    /// has it: [`Event::Undelivered`](super::Event::Undelivered) says so.
    Dropped,
}

impl Handle {
    pub(super) fn new(driver: &Rc<Driver<Callbacks>>) -> Self {
        Self {
            driver: Rc::downgrade(driver),
        }
    }

    /// Sends a message, or queues it until a connection is open.
    ///
    /// # Errors
    ///
    /// The message comes back with the reason: the outbox has no room for it or
    /// is off, the client is closing or has ended, or the profile lets it send nothing.
    pub fn send(&self, message: impl Into<Message>) -> Result<Sent, SendError> {
        self.hand_over(message.into(), None)
    }

    /// As [`send`](Self::send), for a message that may be queued no longer than
    /// `ttl`, in whole milliseconds.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send).
    pub fn send_within(
        &self,
        message: impl Into<Message>,
        ttl: Duration,
    ) -> Result<Sent, SendError> {
        self.hand_over(message.into(), Some(ttl))
    }

    /// Ends the client with a closing handshake, within the close timeout
    /// whatever the peer does.
    ///
    /// # Errors
    ///
    /// Nothing happens unless the platform's rules hold: the code is 1000 or
    /// from 3000 to 4999, the reason has at most 123 bytes in UTF-8.
    pub fn close(&self, code: CloseCode, reason: &str) -> Result<(), CloseError> {
        check_close(code, reason)?;
        self.call(Input::Close {
            code: Some(code),
            reason: reason.into(),
        });
        Ok(())
    }

    /// Opens the client: for the first time, where it was [built](super::Builder::build)
    /// without connecting, or again after its end, with the same settings; while it is
    /// closing, as soon as that is done. Otherwise nothing happens.
    ///
    /// # Errors
    ///
    /// No socket can be made, and the client has ended.
    pub fn open(&self) -> Result<(), OpenError> {
        let Some(driver) = self.driver.upgrade() else {
            return Ok(());
        };
        let callbacks = driver.delegate();
        if driver.state() == State::Ended {
            callbacks.events.resume();
        }
        let endpoint = callbacks.configured.clone();
        driver
            .open(endpoint, None)
            .map_err(|failure| OpenError::Dial(failure.error))
    }

    /// Makes a new connection now: in place of the present one, or without
    /// waiting any longer for a retry; one that is being made goes on. A row of
    /// retries starts anew. Where there is nothing to replace, before the client is opened
    /// and after its end, nothing happens: [`open`](Self::open) is what connects then.
    pub fn reconnect(&self) {
        self.replace(None, "");
    }

    /// As [`reconnect`](Self::reconnect), with a code and a reason for the peer whose
    /// connection is replaced.
    ///
    /// # Errors
    ///
    /// As for [`close`](Self::close).
    pub fn reconnect_closing(&self, code: CloseCode, reason: &str) -> Result<(), CloseError> {
        check_close(code, reason)?;
        self.replace(Some(code), reason);
        Ok(())
    }

    /// Takes back what waits in the outbox, the oldest first.
    pub fn take_queued(&self) -> Vec<Message> {
        self.with_driver(Driver::take_queued).unwrap_or_default()
    }

    /// Ends the client at once, without a closing handshake.
    pub fn abort(&self) {
        self.call(Input::Abort);
    }

    /// How binary messages arrive from now on.
    pub fn set_binary_type(&self, binary: BinaryType) {
        self.with_driver(|driver| driver.set_binary_type(binary));
    }

    /// The state.
    pub fn state(&self) -> State {
        self.with_driver(|driver| driver.state())
            .unwrap_or(State::Ended)
    }

    /// Numbers for observers; all zero where the client is gone.
    pub fn stats(&self) -> Stats {
        self.with_driver(Driver::stats).unwrap_or_default()
    }

    /// The bytes of messages that wait, in the outbox and in the socket; 0 where
    /// the client is gone.
    pub fn buffered_amount(&self) -> u64 {
        self.with_driver(Driver::buffered).unwrap_or_default()
    }

    /// The subprotocol that the server chose for the present connection; empty for none.
    pub fn protocol(&self) -> String {
        self.with_driver(Driver::protocol).unwrap_or_default()
    }

    /// The extensions that the server chose for the present connection; empty for none.
    pub fn extensions(&self) -> String {
        self.with_driver(Driver::extensions).unwrap_or_default()
    }

    /// None where the client is gone.
    pub(super) fn with_driver<T>(&self, read: impl FnOnce(&Driver<Callbacks>) -> T) -> Option<T> {
        self.driver.upgrade().map(|driver| read(&driver))
    }

    fn replace(&self, code: Option<CloseCode>, reason: &str) {
        if self.state() != State::Idle {
            self.call(Input::Reconnect {
                code,
                reason: reason.into(),
            });
        }
    }

    fn call(&self, input: Input<Message>) {
        let _ = self.with_driver(|driver| driver.call(input));
    }

    fn hand_over(&self, message: Message, ttl: Option<Duration>) -> Result<Sent, SendError> {
        let Some(driver) = self.driver.upgrade() else {
            return Err(SendError {
                why: Refusal::Ended,
                message: Some(message),
                profile: None,
            });
        };
        let bytes = message.size();
        let reply = driver.send(message, bytes, ttl);
        match reply {
            Reply::Queued => Ok(Sent::Queued),
            Reply::Dropped => Ok(Sent::Dropped),
            Reply::Sent | Reply::Done | Reply::Taken(_) => Ok(Sent::Handed),
            Reply::Refused(message, why) => Err(SendError {
                why,
                message: Some(message),
                profile: driver.receive_only_profile(),
            }),
        }
    }
}

/// The platform's rules for what may be in a Close frame.
fn check_close(code: CloseCode, reason: &str) -> Result<(), CloseError> {
    if !code.may_browser_send() {
        return Err(CloseError::Code(code));
    }
    if reason.len() > MAX_REASON {
        return Err(CloseError::ReasonTooLong {
            bytes: reason.len(),
        });
    }
    Ok(())
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle")
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}
