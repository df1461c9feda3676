//! The client for Rust front ends: a [`Client`] is a stream of [`Event`]s and a
//! sink of [`Message`]s. The traits that give them `next` and `send_all` come
//! from `futures-util`.
//!
//! ```no_run
//! use closewise::client::{Client, Event, Message};
//! use futures_util::StreamExt;
//!
//! async fn chat(url: &str) -> Result<(), Box<dyn std::error::Error>> {
//!     let mut client = Client::connect(url)?;
//!     client.send("hello")?; // queued until the connection is open
//!     while let Some(event) = client.next().await {
//!         match event {
//!             Event::Message(Message::Text(text)) => println!("{text}"),
//!             Event::Closed(closed) => println!("{}", closed.diagnosis),
//!             Event::Ended(_) => println!("over"),
//!             _ => {}
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! It reconnects by itself, as the [diagnosis](crate::close::Diagnosis) of each
//! close advises; [`Builder`] has everything that can be set, with the defaults.
//! It works in a window and in a worker, under any executor.

mod attempt;
mod builder;
mod callbacks;
mod error;
mod event;
mod events;
mod greeting;
mod handle;
mod investigation;
mod numbers;
mod provider;
mod sink;
mod task;
#[cfg(feature = "typed")]
mod typed;

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::{FusedStream, Stream};

use crate::browser::Driver;
use crate::close::CloseCode;
use crate::session::{Input, State, Stats};
use callbacks::Callbacks;

pub use crate::browser::{BinaryType, DialError, Endpoint, Message, ProtocolProblem, investigate};
pub use crate::inbox::EventKind;
pub use attempt::Attempt;
pub use builder::Builder;
pub use callbacks::HandshakeAnswer;
pub use error::{CloseError, OpenError, SendError};
pub use event::Event;
pub use handle::{Handle, Sent};
#[cfg(feature = "typed")]
pub use typed::{JsonError, Typed, TypedSendError};

/// A WebSocket client for its whole life, over as many connections as it takes.
///
/// It is a [`Stream`] of [`Event`]s that ends after [`Event::Ended`] until the
/// client is opened again, and a
/// [`Sink`](futures_sink::Sink) of [`Message`]s with backpressure.
///
/// Dropped, it aborts: the socket is closed, and no timer, listener or closure
/// is left behind.
#[must_use = "dropped, a client ends at once"]
pub struct Client {
    driver: Rc<Driver<Callbacks>>,
    handle: Handle,
}

impl Client {
    /// A client with the defaults, whose first connection is under way.
    ///
    /// # Errors
    ///
    /// No socket can be made of the URL.
    pub fn connect(url: impl Into<String>) -> Result<Self, OpenError> {
        Self::builder(url).connect()
    }

    /// Sets up a client.
    pub fn builder(url: impl Into<String>) -> Builder {
        Builder::new(url.into())
    }

    /// A handle to send and to steer with, which keeps no client alive.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// The client with typed messages: `Out` is sent and `In` received, as JSON text.
    #[cfg(feature = "typed")]
    pub fn typed<Out, In>(self) -> Typed<Out, In> {
        Typed::new(self)
    }

    fn new(driver: Rc<Driver<Callbacks>>) -> Self {
        let handle = Handle::new(&driver);
        Self { driver, handle }
    }
}

/// What a [`Handle`] can do, a client can do itself.
impl Client {
    /// Opens the client, for the first time or after its end: see [`Handle::open`].
    ///
    /// # Errors
    ///
    /// No socket can be made, and the client has ended.
    pub fn open(&self) -> Result<(), OpenError> {
        self.handle.open()
    }

    /// Sends a message, or queues it until a connection is open: see
    /// [`Handle::send`].
    ///
    /// # Errors
    ///
    /// The message was not accepted, and comes back.
    pub fn send(&self, message: impl Into<Message>) -> Result<Sent, SendError> {
        self.handle.send(message)
    }

    /// Sends a message that may be queued no longer than `ttl`: see
    /// [`Handle::send_within`].
    ///
    /// # Errors
    ///
    /// The message was not accepted, and comes back.
    pub fn send_within(
        &self,
        message: impl Into<Message>,
        ttl: Duration,
    ) -> Result<Sent, SendError> {
        self.handle.send_within(message, ttl)
    }

    /// Ends the client with a closing handshake: see [`Handle::close`].
    ///
    /// # Errors
    ///
    /// The code or the reason may not be sent, and nothing happens.
    pub fn close(&self, code: CloseCode, reason: &str) -> Result<(), CloseError> {
        self.handle.close(code, reason)
    }

    /// Makes a new connection now: see [`Handle::reconnect`].
    pub fn reconnect(&self) {
        self.handle.reconnect();
    }

    /// Makes a new connection now, and closes the present one so: see
    /// [`Handle::reconnect_closing`].
    ///
    /// # Errors
    ///
    /// The code or the reason may not be sent, and nothing happens.
    pub fn reconnect_closing(&self, code: CloseCode, reason: &str) -> Result<(), CloseError> {
        self.handle.reconnect_closing(code, reason)
    }

    /// Takes back what waits in the outbox, the oldest first.
    pub fn take_queued(&self) -> Vec<Message> {
        self.handle.take_queued()
    }

    /// Ends the client at once, without a closing handshake.
    pub fn abort(&self) {
        self.handle.abort();
    }

    /// How binary messages arrive from now on.
    pub fn set_binary_type(&self, binary: BinaryType) {
        self.handle.set_binary_type(binary);
    }

    /// The state.
    pub fn state(&self) -> State {
        self.driver.state()
    }

    /// Numbers for observers.
    pub fn stats(&self) -> Stats {
        self.driver.stats()
    }

    /// The bytes of messages that wait, in the outbox and in the socket.
    pub fn buffered_amount(&self) -> u64 {
        self.driver.buffered()
    }

    /// The subprotocol that the server chose for the present connection; empty for none.
    pub fn protocol(&self) -> String {
        self.driver.protocol()
    }

    /// The extensions that the server chose for the present connection; empty for none.
    pub fn extensions(&self) -> String {
        self.driver.extensions()
    }
}

impl Stream for Client {
    type Item = Event;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Event>> {
        self.driver.delegate().events.poll(cx)
    }
}

impl FusedStream for Client {
    fn is_terminated(&self) -> bool {
        self.driver.delegate().events.is_over()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.driver.call(Input::Abort);
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("state", &self.state())
            .finish_non_exhaustive()
    }
}
