//! What can be set before a client starts.

use std::error::Error;
use std::future::Future;
use std::ops::RangeInclusive;

use super::callbacks::{Answer, Callbacks, Given, Handshake};
use super::events::Events;
use super::provider::Attempt;
use super::{Client, OpenError};
use crate::browser::{BinaryType, Driver, Endpoint, Message};
use crate::close::{CloseCode, Diagnosis, Profile, Rule, Verdict};
use crate::session::{
    Config, HandshakeSettings, LivenessSettings, Overflow, QueueSettings, ReconnectSettings,
    Settings,
};

/// Sets up a [`Client`].
///
/// A bad value is refused by [`connect`](Self::connect), with an error that
/// names the method.
#[must_use = "`connect` makes the client"]
pub struct Builder {
    endpoint: Endpoint,
    binary: BinaryType,
    /// Every part of the settings is on here: what was set of a part that is
    /// off counts as soon as it is turned on.
    pub(super) settings: Settings,
    reconnects: bool,
    queues: bool,
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
            settings: with_every_part(),
            reconnects: true,
            queues: true,
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
        let config = self.config()?;
        let events = Events::new(self.event_messages, self.event_bytes);
        let callbacks = Callbacks::new(self.given, self.endpoint, events);
        Client::start(Driver::new(config, self.binary, callbacks))
    }

    fn config(&self) -> Result<Config, OpenError> {
        // Nothing that was set is passed over, even of a part that is off.
        Config::new(self.settings.clone()).map_err(OpenError::Config)?;
        let mut settings = self.settings.clone();
        if !self.reconnects {
            settings.reconnect = None;
        }
        if !self.queues {
            settings.queue = None;
        }
        if self.given.handshake.is_none() {
            settings.handshake = None;
        }
        if self.given.probe.is_none() {
            settings.liveness = None;
        }
        Config::new(settings).map_err(OpenError::Config)
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
        self.reconnects = on;
        self
    }

    /// Whether messages sent while no connection is open are queued. Default:
    /// yes; if not, they are refused.
    pub fn queue(mut self, on: bool) -> Self {
        self.queues = on;
        self
    }

    /// What gives way when the outbox is full. Default: the new message is refused.
    pub fn queue_overflow(mut self, overflow: Overflow) -> Self {
        self.queue_part().overflow = overflow;
        self
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
        self.settings.codes.push(rule);
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
        self.settings.profile = Some(profile.into());
        self
    }

    /// A predicate that sees each diagnosis and may give another verdict.
    pub fn judge(mut self, judge: impl Fn(&Diagnosis) -> Option<Verdict> + 'static) -> Self {
        self.reconnect_part().asks_override = true;
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
        self.settings.provider = true;
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
        self.given.probe = Some(Box::new(move || probe().into()));
        self
    }

    /// Tells answers to a probe from other messages. They become no events,
    /// and the round trip is measured by them.
    pub fn is_pong(mut self, is_pong: impl Fn(&Message) -> bool + 'static) -> Self {
        self.liveness_part().recognises_pongs = true;
        self.given.is_pong = Some(Box::new(is_pong));
        self
    }

    /// Whether a close reason such as `{"reconnect":true,"retryAfter":5000}`
    /// advises on the retry, within the limits set here. Default: no.
    pub fn advice(mut self, on: bool) -> Self {
        self.settings.reads_advice = on;
        self
    }

    /// How many received messages wait for a reader of the events. Beyond, the
    /// oldest give way, and [`Event::Lagged`](super::Event::Lagged) counts
    /// them. Default: 1,024. No number of undelivered messages ever gives way;
    /// of the other events, the last 1,024 wait.
    pub fn event_messages(mut self, messages: usize) -> Self {
        if messages == 0 {
            self.error.get_or_insert(OpenError::NoEventMessages);
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

    pub(super) fn handshake_part(&mut self) -> &mut HandshakeSettings {
        self.settings.handshake.get_or_insert_default()
    }

    pub(super) fn reconnect_part(&mut self) -> &mut ReconnectSettings {
        self.settings.reconnect.get_or_insert_default()
    }

    pub(super) fn queue_part(&mut self) -> &mut QueueSettings {
        self.settings.queue.get_or_insert_default()
    }

    pub(super) fn liveness_part(&mut self) -> &mut LivenessSettings {
        self.settings.liveness.get_or_insert_default()
    }
}

fn with_every_part() -> Settings {
    Settings {
        handshake: Some(HandshakeSettings::default()),
        liveness: Some(LivenessSettings::default()),
        ..Settings::default()
    }
}
