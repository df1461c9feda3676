//! What can be wrong with what the user gives.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use crate::browser::{DialError, Message};
use crate::close::CloseCode;
use crate::session::{ConfigError, Refusal};

/// Why there is no client. Each says in full what is wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum OpenError {
    /// No socket can be made of the URL or the subprotocols.
    Dial(DialError),
    /// A value is outside its bounds.
    Config(ConfigError),
    /// A rule's range ends before it begins.
    EmptyRange {
        /// The first code.
        first: CloseCode,
        /// The last code.
        last: CloseCode,
    },
    /// The profile lets the client send nothing, and a setting has it send.
    ReceiveOnly {
        /// The method of the builder: `liveness` or `handshake`.
        setting: &'static str,
        /// The profile's name.
        profile: Cow<'static, str>,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dial(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            Self::EmptyRange { first, last } => {
                write!(
                    f,
                    "a range of codes from {} to {} is empty",
                    first.0, last.0
                )
            }
            Self::ReceiveOnly { setting, profile } => {
                write!(
                    f,
                    "{setting} sends, and the profile {profile} lets the client send nothing"
                )
            }
        }
    }
}

impl Error for OpenError {}

impl From<DialError> for OpenError {
    fn from(error: DialError) -> Self {
        Self::Dial(error)
    }
}

impl From<ConfigError> for OpenError {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

/// Why a message was not accepted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendError {
    /// Why.
    pub why: Refusal,
    /// The message that comes back; none where a sink was only asked whether it
    /// is ready or flushed.
    pub message: Option<Message>,
    /// The name of the profile that lets the client send nothing, where that is why.
    pub profile: Option<Cow<'static, str>>,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(profile) = &self.profile {
            return write!(f, "the profile {profile} lets the client send nothing");
        }
        f.write_str(match self.why {
            Refusal::NotOpen => "there is no open connection, and messages are not queued",
            Refusal::Full => "the outbox is full",
            Refusal::TooBig => "the message is larger than the whole outbox",
            Refusal::Ended => "the client is closing or has ended",
            Refusal::ReceiveOnly => "the profile lets the client send nothing",
        })
    }
}

impl Error for SendError {}

/// Why a close was not begun: the platform lets no page send such a Close frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CloseError {
    /// The code may not be sent; 1000 and 3000 to 4999 may.
    Code(CloseCode),
    /// The reason is longer than the 123 bytes that fit a Close frame beside
    /// its code (RFC 6455 §5.5).
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
