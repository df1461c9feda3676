//! The settings of a session, with their defaults.

use std::sync::Arc;
use std::time::Duration;

use crate::close::{Profile, Rule, Signature};

/// How a session is to behave: plain values with documented defaults, which
/// [`Config::new`](crate::session::Config::new) checks.
///
/// Times count in whole milliseconds; fractions are cut off.
///
/// ```
/// use closewise::session::{Config, Settings};
/// use std::time::Duration;
///
/// let mut settings = Settings::default();
/// settings.connect_timeout = Some(Duration::from_secs(5));
/// let config = Config::new(settings)?;
/// assert_eq!(config.connect_timeout, Some(Duration::from_secs(5)));
/// # Ok::<_, closewise::session::ConfigError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// How long the socket may take to open. Default: 10 s; `None` is no limit.
    pub connect_timeout: Option<Duration>,
    /// How long a close that the user asked for may take. Default: 3 s.
    pub close_timeout: Duration,
    /// How long the close that has to follow an `error` may take. Default: 3 s.
    pub error_timeout: Duration,
    /// Whether the URL and the subprotocols come from a provider, which is
    /// asked before every attempt. Default: no.
    pub provider: bool,
    /// How long the provider may take. Default: 10 s; `None` is no limit.
    pub provider_timeout: Option<Duration>,
    /// The application handshake: the first messages decide whether the
    /// connection is open. Default: none.
    pub handshake: Option<HandshakeSettings>,
    /// How connections that end are retried. Default: as their verdicts say;
    /// `None` retries nothing.
    pub reconnect: Option<ReconnectSettings>,
    /// How messages wait that are sent while no connection is open. Default:
    /// in an outbox; `None` refuses them.
    pub queue: Option<QueueSettings>,
    /// How a silent peer is probed. Default: it is not.
    pub liveness: Option<LivenessSettings>,
    /// The `bufferedAmount`, in bytes, from which the session counts as not
    /// drained. Default: 1 MiB; `None` is no limit.
    pub high_water_mark: Option<u64>,
    /// The `bufferedAmount`, in bytes, at which it counts as drained again.
    /// Default: `None`, which is 64 KiB, or the high-water mark if that is lower.
    pub low_water_mark: Option<u64>,
    /// How long the machine may have slept before an open connection that
    /// cannot be probed is replaced. Default: 75 s; `None` replaces none.
    pub stale_after: Option<Duration>,
    /// Whether to ask the address who is there, once a minute at the most, after an attempt
    /// that never opened and is retried: see
    /// [`Command::Investigate`](crate::session::Command::Investigate). Default: no.
    pub investigates: bool,
    /// Whether a close reason that is JSON may advise on the retry: see
    /// [`Advice`](crate::close::Advice). Default: no.
    pub reads_advice: bool,
    /// What the user says of close codes. It wins over the profile and the
    /// standard.
    pub codes: Vec<Rule>,
    /// What the server's protocol says of close codes.
    pub profile: Option<Profile>,
    /// The signatures that a diagnosis names products by, such as
    /// [those](crate::close::signatures) of the crate. Default: none; then it names kinds of
    /// suspects alone.
    pub signatures: Arc<[Signature]>,
}

/// The application handshake.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct HandshakeSettings {
    /// How long it may take. Default: 10 s; `None` is no limit.
    pub timeout: Option<Duration>,
}

/// How connections that end are retried.
///
/// RFC 6455 §7.2.3 asks for a random first delay and suggests up to 5 s. A
/// person who waits wants it short: by default the first is drawn from 0 to 2 s, and the
/// growth to 30 s does the rest. A simulation of crowds of clients chose these numbers
/// (docs/storms.md).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ReconnectSettings {
    /// The ceiling of the first delay, which is drawn between 0 and it. Default: `None`,
    /// which is 2 s, or the longest delay if that is shorter. 0 is a first retry at once;
    /// the later ones grow as from the default.
    pub base_delay: Option<Duration>,
    /// The longest delay, whatever asks for it: a verdict's window or a server's
    /// advice beyond it is drawn from its upper half. Default: `None`; the backoff then
    /// grows to 30 s, or to the base delay if that is longer, and a window counts as it is.
    pub max_delay: Option<Duration>,
    /// The growth of the ceiling from one retry to the next, from 1 to 100. While no
    /// connection opens, a delay lies between the ceiling before and its own. Default: 1.5.
    pub factor: f64,
    /// How many retries in a row before the session gives up; 0 retries nothing.
    /// Default: no limit.
    pub max_attempts: Option<u32>,
    /// How long a row of retries may last before the session gives up. Default: no limit.
    pub max_elapsed: Option<Duration>,
    /// How long a connection must have been open to prove itself, which ends a
    /// row of retries. Default: 5 s, which tell a server that works from one
    /// that accepts and drops.
    pub min_uptime: Duration,
    /// How many connections in a row may open and drop before `min_uptime`.
    /// Default: no limit.
    pub max_flaps: Option<u32>,
    /// After how many connections in a row that never opened the provider is
    /// asked for fresh credentials. Default: 3; `None` never asks.
    pub refresh_after: Option<u32>,
    /// Whether the user's own predicate has the last word on each verdict: see
    /// [`Command::AskOverride`](crate::session::Command::AskOverride). Default: no.
    pub asks_override: bool,
}

/// How messages wait that are sent while no connection is open.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct QueueSettings {
    /// How many messages the outbox holds. Default: 1,000; `None` is no limit.
    pub max_messages: Option<u32>,
    /// How many bytes the outbox holds. Default: 1 MiB; `None` is no limit.
    pub max_bytes: Option<u64>,
    /// How long a message may wait. Default: no limit.
    pub ttl: Option<Duration>,
    /// What gives way when the outbox is full. Default: the new message is refused.
    pub overflow: Overflow,
    /// When the outbox goes to a connection that has opened. Default: at once.
    pub hold: Hold,
}

/// How a silent peer is probed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LivenessSettings {
    /// How long the peer may be silent before a probe. Default: 30 s.
    pub interval: Duration,
    /// How long a probe may go unanswered before the connection counts as
    /// silent and is replaced. Default: 10 s.
    pub timeout: Duration,
    /// Whether answers to a probe are told from other messages, as
    /// [`MessageKind::Pong`](crate::session::MessageKind::Pong). Default: no; then any
    /// message counts as the answer.
    pub recognises_pongs: bool,
}

/// What gives way when the outbox is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Overflow {
    /// The new message is refused at the call.
    #[default]
    Reject,
    /// The oldest queued messages are reported undelivered.
    DropOldest,
    /// The new message is reported undelivered.
    DropNewest,
}

impl Overflow {
    /// The name as JavaScript knows it, such as `"drop-oldest"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::DropOldest => "drop-oldest",
            Self::DropNewest => "drop-newest",
        }
    }
}

crate::session::words::display_as_str!(Overflow);

/// When the outbox goes to a connection. Until then, what is sent is queued.
///
/// A server may accept a connection and refuse it right after, with a close code. What
/// it was handed by then is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hold {
    /// As soon as the connection is open.
    #[default]
    UntilOpen,
    /// When the peer has been heard. An application handshake that has passed is
    /// enough. It is for peers that speak first: where they only answer, nothing would
    /// ever go.
    UntilFirstMessage,
    /// When the connection has been open for so long, from 1 ms.
    For(Duration),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: Some(Duration::from_secs(10)),
            close_timeout: Duration::from_secs(3),
            error_timeout: Duration::from_secs(3),
            provider: false,
            provider_timeout: Some(Duration::from_secs(10)),
            handshake: None,
            reconnect: Some(ReconnectSettings::default()),
            queue: Some(QueueSettings::default()),
            liveness: None,
            high_water_mark: Some(1 << 20),
            low_water_mark: None,
            stale_after: Some(Duration::from_secs(75)),
            investigates: false,
            reads_advice: false,
            codes: Vec::new(),
            profile: None,
            signatures: Arc::default(),
        }
    }
}

impl Default for HandshakeSettings {
    fn default() -> Self {
        Self {
            timeout: Some(Duration::from_secs(10)),
        }
    }
}

impl Default for ReconnectSettings {
    fn default() -> Self {
        Self {
            base_delay: None,
            max_delay: None,
            factor: 1.5,
            max_attempts: None,
            max_elapsed: None,
            min_uptime: Duration::from_secs(5),
            max_flaps: None,
            refresh_after: Some(3),
            asks_override: false,
        }
    }
}

impl Default for QueueSettings {
    fn default() -> Self {
        Self {
            max_messages: Some(1_000),
            max_bytes: Some(1 << 20),
            ttl: None,
            overflow: Overflow::Reject,
            hold: Hold::UntilOpen,
        }
    }
}

impl Default for LivenessSettings {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(10),
            recognises_pongs: false,
        }
    }
}
