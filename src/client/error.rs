//! What can be wrong with what the user gives.

use std::error::Error;
use std::fmt;

use crate::browser::{DialError, Message};
use crate::close::CloseCode;
use crate::session::{ConfigError, Refusal};

/// Why there is no client.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenError {
    /// No socket can be made of the URL or the subprotocols.
    Dial(DialError),
    /// A number is outside its bounds.
    Config(ConfigError),
    /// No message may wait for a reader of the events.
    NoEventMessages,
    /// A rule's range ends before it begins.
    EmptyRange {
        /// The first code.
        first: CloseCode,
        /// The last code.
        last: CloseCode,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dial(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            Self::NoEventMessages => f.write_str("event_messages is 0; allowed is 1 or more"),
            Self::EmptyRange { first, last } => {
                write!(
                    f,
                    "a range of codes from {} to {} is empty",
                    first.0, last.0
                )
            }
        }
    }
}

impl Error for OpenError {}

/// Why a message was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct SendError {
    /// Why.
    pub why: Refusal,
    /// The message, where there was one.
    pub message: Option<Message>,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.why {
            Refusal::NotOpen => "there is no open connection, and messages are not queued",
            Refusal::Full => "the outbox is full",
            Refusal::TooBig => "the message is larger than the whole outbox",
            Refusal::Ended => "the client is closing or has ended",
        })
    }
}

impl Error for SendError {}

/// Why a close was not begun: the platform lets no page send such a Close frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseError {
    /// The code may not be sent: 1000 and 3000 to 4999 may.
    Code(CloseCode),
    /// The reason is longer than 123 bytes.
    ReasonTooLong {
        /// Its length in UTF-8.
        bytes: usize,
    },
}

impl fmt::Display for CloseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(
                f,
                "a browser may not send the close code {}; allowed are 1000 and 3000 to 4999",
                code.0
            ),
            Self::ReasonTooLong { bytes } => write!(
                f,
                "the close reason has {bytes} bytes in UTF-8; allowed are 123"
            ),
        }
    }
}

impl Error for CloseError {}
