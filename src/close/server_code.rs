//! The close codes that a server may put into a Close frame.

use std::error::Error;
use std::fmt;

use super::code::CloseCode;
use super::registry::Sender;

impl CloseCode {
    /// Whether a server that keeps to the standard may put the code into a
    /// Close frame: what either endpoint or the server alone may send.
    ///
    /// ```
    /// use closewise::close::CloseCode;
    ///
    /// assert!(CloseCode::SERVICE_RESTART.may_server_send());
    /// assert!(!CloseCode::MANDATORY_EXTENSION.may_server_send());
    /// assert!(!CloseCode::ABNORMAL_CLOSURE.may_server_send());
    /// ```
    pub fn may_server_send(self) -> bool {
        matches!(self.sender(), Sender::Both | Sender::Server)
    }

    /// The code, if a server may send it.
    ///
    /// ```
    /// use closewise::close::CloseCode;
    ///
    /// assert_eq!(CloseCode::for_server(4001), Ok(CloseCode(4001)));
    /// assert_eq!(
    ///     CloseCode::for_server(1006).unwrap_err().to_string(),
    ///     "expected a close code that a server may send, \
    ///      got 1006 Abnormal Closure, which is for no endpoint to send",
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// For a code that is the client's to send (1010), reported locally alone
    /// (1005, 1006, 1015), reserved (1004), not assigned or undefined.
    pub fn for_server(code: u16) -> Result<Self, CannotSendError> {
        let code = Self(code);
        if code.may_server_send() {
            Ok(code)
        } else {
            Err(CannotSendError { given: code })
        }
    }
}

/// A server may not send the close code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct CannotSendError {
    /// The code.
    pub given: CloseCode,
}

impl fmt::Display for CannotSendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = match self.given.sender() {
            Sender::Client => "the client's",
            _ => "for no endpoint",
        };
        write!(
            f,
            "expected a close code that a server may send, got {}, which is {whose} to send",
            self.given
        )
    }
}

impl Error for CannotSendError {}
