//! What can be set before a client starts.

use std::error::Error;
use std::future::Future;
use std::ops::RangeInclusive;
use std::time::Duration;

use super::callbacks::{Answer, Callbacks, Given, Handshake};
use super::events::Events;
use super::provider::Attempt;
use super::{Client, OpenError};
use crate::browser::{BinaryType, Driver, Endpoint, Message};
use crate::close::{CloseCode, Diagnosis, Profile, Rule, Verdict};
use crate::session::{Config, ConfigError, Overflow, Setting};

/// Sets up a [`Client`].
///
/// A bad value is refused by [`connect`](Self::connect), with an error that
/// names the method.
#[must_use = "`connect` makes the client"]
pub struct Builder {
    endpoint: Endpoint,
    binary: BinaryType,
    config: Config,
    given: Given,
    event_messages: usize,
    event_bytes: u64,
    /// The first bad value.
    error: Option<OpenError>,
}

impl Builder {
    pub(super) fn new(url: String) -> Self {
        Self {
            endpoint: Endpoint::new(url),
            binary: BinaryType::default(),
            config: Config::default(),
            given: Given::default(),
            event_messages: 1_024,
            event_bytes: 16 << 20,
            error: None,
        }
    }

    /// Makes the client, whose first connection is then under way.
    pub fn connect(self) -> Result<Client, OpenError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.config.check().map_err(OpenError::Config)?;
        let events = Events::new(self.event_messages, self.event_bytes);
        let callbacks = Callbacks::new(self.given, self.endpoint, events);
        Client::start(Driver::new(self.config, self.binary, callbacks))
    }

    /// The subprotocols to ask for, most wanted first. Default: none.
    pub fn protocols(mut self, protocols: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.endpoint.protocols = protocols.into_iter().map(Into::into).collect();
        self
    }

    /// How binary messages arrive. Default: in memory.
    pub fn binary_type(mut self, binary: BinaryType) -> Self {
        self.binary = binary;
        self
    }

    /// Whether a connection that ended is retried, as its verdict says. Default: yes.
    pub fn reconnect(mut self, on: bool) -> Self {
        self.config.features.reconnect = on;
        self
    }

    /// Whether messages sent while no connection is open are queued. Default:
    /// yes; if not, they are refused.
    pub fn queue(mut self, on: bool) -> Self {
        self.config.features.queue = on;
        self
    }

    /// What gives way when the outbox is full. Default: the new message is refused.
    pub fn queue_overflow(self, overflow: Overflow) -> Self {
        self.set(Setting::QueueOverflow, f64::from(overflow as u8))
    }

    /// What one close code of the application's means. It wins over the
    /// profile and the standard.
    pub fn code(self, code: impl Into<CloseCode>, verdict: Verdict) -> Self {
        self.rule(Rule::code(code, verdict))
    }

    /// What a range of close codes means. The narrowest range that holds a code wins.
    pub fn codes(self, codes: RangeInclusive<u16>, verdict: Verdict) -> Self {
        self.rule(Rule::range(*codes.start(), *codes.end(), verdict))
    }

    /// A rule with its own name, meaning and reference.
    pub fn rule(mut self, rule: Rule) -> Self {
        let Rule { first, last, .. } = rule;
        if first > last {
            self.error
                .get_or_insert(OpenError::EmptyRange { first, last });
        }
        self.config.codes.push(rule);
        self
    }

    /// The profile of the server's protocol: a [shipped](crate::close::profiles)
    /// one, or one of your own. Default: none.
    ///
    /// ```no_run
    /// # use closewise::client::Builder;
    /// use closewise::close::profiles;
    ///
    /// # fn with_profile(builder: Builder) -> Builder {
    /// builder.profile(&profiles::DISCORD)
    /// # }
    /// ```
    pub fn profile(mut self, profile: impl Into<Profile>) -> Self {
        self.config.profile = Some(profile.into());
        self
    }

    /// A predicate that sees each diagnosis and may give another verdict.
    pub fn judge(mut self, judge: impl Fn(&Diagnosis) -> Option<Verdict> + 'static) -> Self {
        self.config.features.judge = true;
        self.given.judge = Some(Box::new(judge));
        self
    }

    /// A provider of the URL and the subprotocols, asked before every attempt:
    /// for tokens that expire.
    ///
    /// ```no_run
    /// # async fn token(fresh: bool) -> Result<String, std::io::Error> { Ok(String::new()) }
    /// # use closewise::client::{Attempt, Builder};
    /// # fn with_token(builder: Builder) -> Builder {
    /// builder.provider(|attempt: Attempt| async move {
    ///     let token = token(attempt.fresh).await?;
    ///     Ok::<_, std::io::Error>(attempt.endpoint.protocol(token))
    /// })
    /// # }
    /// ```
    pub fn provider<F, E>(mut self, provider: impl Fn(Attempt) -> F + 'static) -> Self
    where
        F: Future<Output = Result<Endpoint, E>> + 'static,
        E: Into<Box<dyn Error>>,
    {
        self.config.features.provider = true;
        self.given.provider = Some(Box::new(move |attempt| {
            let provided = provider(attempt);
            Box::pin(async move { provided.await.map_err(Into::into) })
        }));
        self
    }

    /// An application handshake: what to send first, if anything, and what
    /// each message means to it. The client is not open until one accepts;
    /// none of these messages becomes an event.
    pub fn handshake(
        mut self,
        greeting: impl Fn() -> Option<Message> + 'static,
        check: impl Fn(&Message) -> Answer + 'static,
    ) -> Self {
        self.config.features.handshake = true;
        self.given.handshake = Some(Handshake {
            greeting: Box::new(greeting),
            check: Box::new(check),
        });
        self
    }

    /// What to send to a peer that has been silent for the
    /// [`liveness_interval`](Self::liveness_interval). Any message proves that
    /// it is there. Default: a silent peer is not probed.
    pub fn liveness<M: Into<Message>>(mut self, probe: impl Fn() -> M + 'static) -> Self {
        self.config.features.liveness = true;
        self.given.probe = Some(Box::new(move || probe().into()));
        self
    }

    /// Tells answers to a probe from other messages. They become no events,
    /// and the round trip is measured by them.
    pub fn is_pong(mut self, is_pong: impl Fn(&Message) -> bool + 'static) -> Self {
        self.config.features.matcher = true;
        self.given.is_pong = Some(Box::new(is_pong));
        self
    }

    /// Whether a close reason such as `{"reconnect":true,"retryAfter":5000}`
    /// advises on the retry, within the limits set here. Default: no.
    pub fn advice(mut self, on: bool) -> Self {
        self.config.features.advice = on;
        self
    }

    /// How many received messages wait for a reader of the events. Beyond, the
    /// oldest give way, and [`Event::Lagged`](super::Event::Lagged) counts
    /// them. Default: 1,024. No number of undelivered messages ever gives way;
    /// of the other events, the last 1,024 wait.
    pub fn event_messages(mut self, messages: usize) -> Self {
        if messages == 0 {
            self.error
                .get_or_insert(OpenError::Config(ConfigError::OutOfBounds {
                    option: "event_messages",
                    given: 0.0,
                    min: 1.0,
                    max: f64::INFINITY,
                }));
        }
        self.event_messages = messages;
        self
    }

    /// How many bytes of received messages wait for a reader of the events;
    /// the last message waits in any case. Default: 16 MiB.
    pub fn event_bytes(mut self, bytes: u64) -> Self {
        self.event_bytes = bytes;
        self
    }

    fn set(mut self, setting: Setting, given: f64) -> Self {
        if let Err(error) = self.config.set(setting, given) {
            self.error.get_or_insert(OpenError::Config(error));
        }
        self
    }
}

/// What a setting is given as.
trait Number {
    fn number(self) -> f64;
}

impl Number for Duration {
    fn number(self) -> f64 {
        self.as_millis() as f64
    }
}

impl Number for u32 {
    fn number(self) -> f64 {
        self.into()
    }
}

impl Number for u64 {
    fn number(self) -> f64 {
        self as f64
    }
}

impl Number for f64 {
    fn number(self) -> f64 {
        self
    }
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident: $type:ty => $setting:ident,)*) => {
        /// The numbers: times in whole milliseconds, up to 24.8 days unless
        /// they have no limit by default.
        impl Builder {
            $(
                $(#[$doc])*
                pub fn $name(self, given: $type) -> Self {
                    self.set(Setting::$setting, given.number())
                }
            )*
        }
    };
}

settings! {
    /// How long the socket may take to open. Default: 10 s.
    connect_timeout: Duration => ConnectTimeout,
    /// How long a close that the user asked for may take. Default: 3 s.
    close_timeout: Duration => CloseTimeout,
    /// How long the close that follows an `error` may take. Default: 3 s.
    error_timeout: Duration => ErrorTimeout,
    /// How long the provider may take. Default: 10 s.
    provider_timeout: Duration => ProviderTimeout,
    /// How long the application handshake may take. Default: 10 s.
    handshake_timeout: Duration => HandshakeTimeout,
    /// The ceiling of the first delay, which is drawn between 0 and it.
    /// Default: 1 s.
    reconnect_base_delay: Duration => BaseDelay,
    /// The longest delay; a server's advice is clamped to it. Default: 30 s.
    reconnect_max_delay: Duration => MaxDelay,
    /// The growth of the ceiling from one retry to the next, from 1 to 100.
    /// Default: 2.
    reconnect_factor: f64 => Factor,
    /// How many retries in a row before the client gives up. Default: no limit.
    reconnect_max_attempts: u32 => MaxAttempts,
    /// How long a row of retries may last before the client gives up. Default:
    /// no limit.
    reconnect_max_elapsed: Duration => MaxElapsed,
    /// How long a connection must have been open to end a row of retries.
    /// Default: 5 s.
    reconnect_min_uptime: Duration => MinUptime,
    /// How many connections in a row may open and drop before
    /// [`reconnect_min_uptime`](Self::reconnect_min_uptime). Default: 20.
    reconnect_max_flaps: u32 => MaxFlaps,
    /// After how many connections in a row that never opened the provider is
    /// asked for fresh credentials. Default: 3.
    reconnect_refresh_after: u32 => RefreshAfter,
    /// How many messages the outbox holds. Default: 1,000.
    queue_max_messages: u32 => QueueMessages,
    /// How many bytes the outbox holds. Default: 1 MiB.
    queue_max_bytes: u64 => QueueBytes,
    /// How long a message may wait in the outbox. Default: no limit.
    queue_ttl: Duration => QueueTtl,
    /// The bytes in the socket above which a sink is not ready. Default: 1 MiB.
    high_water_mark: u64 => HighWaterMark,
    /// The bytes in the socket at which it is ready again. Default: 64 KiB.
    low_water_mark: u64 => LowWaterMark,
    /// How long the peer may be silent before a probe. Default: 30 s.
    liveness_interval: Duration => LivenessInterval,
    /// How long a probe may go unanswered before the connection is declared
    /// silent and replaced. Default: 10 s.
    liveness_timeout: Duration => LivenessTimeout,
    /// How long the machine may have slept before an open connection that
    /// cannot be probed is replaced, at least 1 s. Default: 75 s.
    stale_after: Duration => StaleAfter,
}
