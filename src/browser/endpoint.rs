//! Where a socket goes, and why the platform may refuse to make it.

use std::fmt;

use wasm_bindgen::JsValue;

use super::global::property;

/// A URL and the subprotocols to ask for.
///
/// Either may hold credentials, so [`Debug`](fmt::Debug) shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL: `ws:`, `wss:`, `http:` or `https:`, or relative to the page, without a fragment.
    pub url: String,
    /// The subprotocols, most wanted first.
    pub protocols: Vec<String>,
}

impl Endpoint {
    /// An endpoint without subprotocols.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            protocols: Vec::new(),
        }
    }

    /// The same endpoint, asking for one more subprotocol.
    #[must_use]
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.protocols.push(protocol.into());
        self
    }

    /// Finds the subprotocol that the platform would refuse, so that its error, which quotes the
    /// subprotocol, is never needed.
    pub(super) fn check_protocols(&self) -> Result<(), DialError> {
        for (index, protocol) in self.protocols.iter().enumerate() {
            let problem = if protocol.is_empty() {
                ProtocolProblem::Empty
            } else if let Some(bad) = protocol.chars().find(|c| !may_be_in_a_token(*c)) {
                ProtocolProblem::Character(bad)
            } else if self.protocols[..index].contains(protocol) {
                ProtocolProblem::Twice
            } else {
                continue;
            };
            return Err(DialError::BadProtocol { index, problem });
        }
        Ok(())
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint").finish_non_exhaustive()
    }
}

/// Why no socket could be made of an [`Endpoint`]. It shows nothing of the URL
/// or the subprotocols, which may hold credentials.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DialError {
    /// It is no URL, or one that a WebSocket cannot open.
    BadUrl,
    /// A subprotocol is not one (RFC 6455 §4.1).
    BadProtocol {
        /// Its place in the list, from 0.
        index: usize,
        /// What is wrong with it.
        problem: ProtocolProblem,
    },
    /// The platform refused for another reason: the name of what it threw,
    /// such as `SecurityError`.
    Refused(String),
}

/// What is wrong with a subprotocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProtocolProblem {
    /// It is empty.
    Empty,
    /// It has a character that may not be in one.
    Character(char),
    /// It is in the list before.
    Twice,
}

impl DialError {
    /// Reads what the platform threw where the subprotocols are known to be good.
    pub(super) fn from_platform(thrown: &JsValue) -> Self {
        match property(thrown, "name").as_string() {
            Some(name) if name == "SyntaxError" => Self::BadUrl,
            name => Self::Refused(name.unwrap_or_default()),
        }
    }
}

impl DialError {
    /// Whether the browser blocks this connection, rather than that it cannot be asked for.
    /// By the standard it would fail like any other. WebKit throws a `SecurityError` where
    /// the page's policy forbids it, as others do for mixed content; for the policy
    /// Firefox throws its own.
    pub(super) fn is_block(&self) -> bool {
        let Self::Refused(name) = self else {
            return false;
        };
        name == "SecurityError" || name == "NS_ERROR_CONTENT_BLOCKED"
    }

    pub(crate) fn in_words(&self) -> String {
        let (index, problem) = match self {
            Self::BadUrl => {
                return "the URL is not one that a WebSocket can open: expected ws:, wss:, http:, \
                        https: or a relative URL, without a fragment"
                    .to_string();
            }
            Self::Refused(name) => {
                return "the browser refused to make a WebSocket: ".to_string() + name;
            }
            Self::BadProtocol { index, problem } => (index, problem),
        };
        let mut words = "subprotocol ".to_string();
        words += &(*index as u32).to_string();
        match problem {
            ProtocolProblem::Empty => words += " is empty",
            ProtocolProblem::Twice => words += " is in the list twice",
            ProtocolProblem::Character(character) => {
                words += " holds ";
                words.extend(character.escape_unicode());
                words += ": expected visible ASCII characters other than separators";
            }
        }
        words
    }
}

impl fmt::Display for DialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words())
    }
}

/// As [`Display`](fmt::Display). A derived one would bring the standard
/// library's escaping of texts into every app, which weighs 4 kB of brotli.
impl fmt::Debug for DialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for DialError {}

/// RFC 6455 §4.1 takes a token of RFC 2616 §2.2.
fn may_be_in_a_token(c: char) -> bool {
    let is_mark = matches!(
        c,
        '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~'
    );
    is_mark || c.is_ascii_alphanumeric()
}
