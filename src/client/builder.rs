//! What can be set before a client starts.

use std::error::Error;
use std::future::Future;
use std::ops::RangeInclusive;
use std::sync::Arc;

use js_sys::Math::random;

use super::callbacks::{Callbacks, Given, Handshake, HandshakeAnswer};
use super::events::Events;
use super::{Attempt, Client, OpenError, greeting, investigation, provider};
use crate::browser::{BinaryType, Driver, Endpoint, Message};
use crate::close::{Announced, CloseCode, Diagnosis, Profile, Rule, Signature, Verdict};
use crate::inbox::Bounds;
use crate::session::{
    Closed, Config, HandshakeSettings, Hold, LivenessSettings, Overflow, QueueSettings,
    ReconnectSettings, Settings,
};

/// Sets up a [`Client`].
///
/// Every method has a default, so a client needs none of them. A time is taken
/// in whole milliseconds, what is finer is cut off; unless said otherwise it is
/// from 1 ms to 2,147,483,647 ms (24.8 days), the longest that a browser's
/// timer can count. A number of bytes is that of payloads, without framing.
///
/// A bad value is refused by [`connect`](Self::connect), with an error that
/// names the method.
#[must_use = "`connect` makes the client"]
pub struct Builder {
    endpoint: Endpoint,
    binary: BinaryType,
    /// All settings but those of the parts that can be off. These are apart, so
    /// that what was set of one counts as soon as it is turned on.
    pub(super) settings: Settings,
    pub(super) reconnect: ReconnectSettings,
    pub(super) queue: QueueSettings,
    pub(super) handshake: HandshakeSettings,
    pub(super) liveness: LivenessSettings,
    reconnects: bool,
    queues: bool,
    given: Given,
    event_bounds: Bounds,
    seed: Option<u64>,
    /// The first bad value.
    error: Option<OpenError>,
}

impl Builder {
    pub(super) fn new(url: String) -> Self {
        Self {
            endpoint: Endpoint::new(url),
            binary: BinaryType::default(),
            settings: Settings::default(),
            reconnect: ReconnectSettings::default(),
            queue: QueueSettings::default(),
            handshake: HandshakeSettings::default(),
            liveness: LivenessSettings::default(),
            reconnects: true,
            queues: true,
            given: Given::default(),
            event_bounds: Bounds::default(),
            seed: None,
            error: None,
        }
    }

    /// Makes the client, whose first connection is then under way.
    ///
    /// # Errors
    ///
    /// No socket can be made of the URL or the subprotocols, or a value is not
    /// allowed: the first bad one.
    pub fn connect(self) -> Result<Client, OpenError> {
        let client = self.build()?;
        client.open()?;
        Ok(client)
    }

    /// Makes the client, which is idle until it is [opened](super::Handle::open).
    ///
    /// # Errors
    ///
    /// A value is not allowed: the first bad one.
    pub fn build(self) -> Result<Client, OpenError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.check_that_nothing_is_sent()?;
        let mut settings = Settings {
            reconnect: Some(self.reconnect),
            queue: Some(self.queue),
            handshake: Some(self.handshake),
            liveness: Some(self.liveness),
            ..self.settings
        };
        // While every part is on, so that what was set of one that is off is checked, too.
        settings.check()?;
        settings.reconnect.take_if(|_| !self.reconnects);
        settings.queue.take_if(|_| !self.queues);
        settings
            .handshake
            .take_if(|_| self.given.handshake.is_none());
        settings.liveness.take_if(|_| self.given.probe.is_none());
        let config = Config::new(settings)?;
        let events = Events::new(self.event_bounds);
        let callbacks = Callbacks::new(self.given, self.endpoint, events);
        let seed = self.seed.unwrap_or_else(|| random().to_bits());
        Ok(Client::new(Driver::new(
            config,
            seed,
            self.binary,
            callbacks,
        )))
    }

    /// Where the profile lets the client send nothing, no part of it may.
    fn check_that_nothing_is_sent(&self) -> Result<(), OpenError> {
        let Some(profile) = self.settings.profile.as_ref().filter(|p| p.receive_only) else {
            return Ok(());
        };
        let setting = if self.given.probe.is_some() {
            "liveness"
        } else if self.given.handshake.is_some() {
            "handshake"
        } else {
            return Ok(());
        };
        Err(OpenError::ReceiveOnly {
            setting,
            profile: profile.name.clone(),
        })
    }

    /// The subprotocols to ask for, most wanted first. Default: none.
    pub fn protocols(mut self, protocols: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.endpoint.protocols = protocols.into_iter().map(Into::into).collect();
        self
    }

    /// How binary messages arrive. Default: [`BinaryType::ArrayBuffer`], in memory.
    pub fn binary_type(mut self, binary: BinaryType) -> Self {
        self.binary = binary;
        self
    }

    /// Whether a connection that ended is retried, as its verdict says. Default:
    /// yes, and without a limit: failure after failure only makes the delays longer.
    pub fn reconnect(mut self, on: bool) -> Self {
        self.reconnects = on;
        self
    }

    /// What the client draws its delays from, for tests that want the same ones: with the
    /// same seed, the same ends are followed by the same delays. Clients of a crowd have to
    /// differ in it. Default: a random one.
    pub fn reconnect_seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Whether messages sent while no connection is open are queued. Default:
    /// yes; if not, they are refused.
    pub fn queue(mut self, on: bool) -> Self {
        self.queues = on;
        self
    }

    /// What gives way when the outbox is full. Default: [`Overflow::Reject`],
    /// the new message is refused.
    pub fn queue_overflow(mut self, overflow: Overflow) -> Self {
        self.queue.overflow = overflow;
        self
    }

    /// When the outbox goes to a connection that has opened; what is sent by
    /// then is queued. Default: [`Hold::UntilOpen`], at once. A [`Hold::For`] is from 1 ms.
    ///
    /// A server may accept a connection only to refuse it with a close code.
    /// What it was handed by then is lost: see
    /// [`Closed::handed`](crate::session::Closed::handed).
    /// [`Hold::UntilFirstMessage`] is for servers that speak first: where they only
    /// answer, nothing would ever go.
    pub fn queue_hold(mut self, hold: Hold) -> Self {
        self.queue.hold = hold;
        self
    }

    /// What one close code of the application's means. It wins over the
    /// server's advice, the profile and the standard. Default: no codes.
    pub fn code(self, code: impl Into<CloseCode>, verdict: Verdict) -> Self {
        self.rule(Rule::code(code, verdict))
    }

    /// What a range of close codes means, as with [`code`](Self::code). The
    /// narrowest range that holds a code wins.
    pub fn codes(self, codes: RangeInclusive<u16>, verdict: Verdict) -> Self {
        self.rule(Rule::range(*codes.start(), *codes.end(), verdict))
    }

    /// What a code or a range of codes means, as with [`code`](Self::code),
    /// with a name, a meaning and a reference for the diagnosis.
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
    ///
    /// Text messages by which it announces a close decide the verdict of that close, and
    /// where they name one, the URL of the next connection. With one that is
    /// [receive-only](Profile::receive_only), [`liveness`](Self::liveness) and
    /// [`handshake`](Self::handshake) are refused, as both send.
    pub fn profile(mut self, profile: impl Into<Profile>) -> Self {
        let profile = profile.into();
        self.given.profile_reader = (!profile.announcements.is_empty()).then(|| {
            let announcing = profile.clone();
            Box::new(move |message: &Message| announcing.read(message.text()?)) as _
        });
        self.settings.profile = Some(profile);
        self
    }

    /// A function that sees each message and tells what it announces of the close that
    /// follows, for a protocol of your own. The message is an event all the same. The
    /// profile is asked where it says nothing. Default: none.
    ///
    /// ```no_run
    /// # use closewise::client::Builder;
    /// use closewise::close::{Announced, Notice, Verdict};
    ///
    /// # fn with_reader(builder: Builder) -> Builder {
    /// builder.reader(|message| match message.text()? {
    ///     "goodbye" => Some(Announced { notice: Notice::Close(Verdict::Stop), url: None }),
    ///     _ => None,
    /// })
    /// # }
    /// ```
    pub fn reader(mut self, reader: impl Fn(&Message) -> Option<Announced> + 'static) -> Self {
        self.given.reader = Some(Box::new(reader));
        self
    }

    /// The signatures that a diagnosis names products by. They weigh some kilobytes, so
    /// that none are the default: then a diagnosis names kinds of suspects alone.
    ///
    /// ```
    /// # use closewise::client::Builder;
    /// use closewise::close;
    ///
    /// # fn with_signatures(builder: Builder) -> Builder {
    /// builder.signatures(close::signatures().clone())
    /// # }
    /// ```
    #[must_use]
    pub fn signatures(mut self, signatures: impl Into<Arc<[Signature]>>) -> Self {
        self.settings.signatures = signatures.into();
        self
    }

    /// A function that sees the diagnosis of each connection that ended, with the close
    /// where there was a connection at all, and may give another verdict; with `None` the diagnosis stands. It is not asked
    /// where the user ended the client, nor without retries. Default: every
    /// diagnosis stands.
    pub fn override_verdict(
        mut self,
        override_verdict: impl Fn(&Diagnosis, Option<&Closed>) -> Option<Verdict> + 'static,
    ) -> Self {
        self.reconnect.asks_override = true;
        self.given.override_verdict = Some(Box::new(override_verdict));
        self
    }

    /// A provider of the URL and the subprotocols, asked before every attempt:
    /// for tokens that expire. It is told the builder's own in
    /// [`Attempt::endpoint`]. Its future is dropped when its answer is not
    /// wanted any more. Default: none, every attempt goes to the builder's own.
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
        self.given.provider = Some(provider::asking(provider));
        self
    }

    /// An application handshake: what to send first on every connection, if
    /// anything, and what each message means to it. The client is not open
    /// until one is accepted, within the
    /// [`handshake_timeout`](Self::handshake_timeout); none of these messages
    /// becomes an event. Default: none, a client is open when its socket is.
    ///
    /// The greeting is told what a [`provider`](Self::provider) is told. Its future is
    /// dropped when it is not wanted any more; what is ready at once is sent
    /// before any message is received.
    ///
    /// ```no_run
    /// # async fn token(fresh: bool) -> String { String::new() }
    /// # use closewise::client::{Attempt, Builder, HandshakeAnswer};
    /// # use closewise::close::Verdict;
    /// # fn with_token(builder: Builder) -> Builder {
    /// builder.handshake(
    ///     |attempt: Attempt| async move { Some(token(attempt.fresh).await.into()) },
    ///     |message| match message.text() {
    ///         Some("welcome") => HandshakeAnswer::Accept,
    ///         _ => HandshakeAnswer::Refuse(Verdict::Reauthenticate),
    ///     },
    /// )
    /// # }
    /// ```
    pub fn handshake<F>(
        mut self,
        greeting: impl Fn(Attempt) -> F + 'static,
        check: impl Fn(&Message) -> HandshakeAnswer + 'static,
    ) -> Self
    where
        F: Future<Output = Option<Message>> + 'static,
    {
        self.given.handshake = Some(Handshake {
            greeting: greeting::asking(greeting),
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
    /// and the round trip is measured by them. Default: every message is an event.
    pub fn is_pong(mut self, is_pong: impl Fn(&Message) -> bool + 'static) -> Self {
        self.liveness.recognises_pongs = true;
        self.given.is_pong = Some(Box::new(is_pong));
        self
    }

    /// Whether a close reason such as `{"reconnect":true,"retryAfter":5000}`
    /// advises on the retry, within the limits set here. Default: no.
    pub fn advice(mut self, on: bool) -> Self {
        self.settings.reads_advice = on;
        self
    }

    /// Whether to ask the address by a plain request why an attempt never opened, before the
    /// next one, and not again within a minute: see [`investigate`](super::investigate()). What
    /// it finds is an [`Event::Investigated`](super::Event::Investigated); no retry waits for
    /// it. Default: no.
    pub fn investigate(mut self, on: bool) -> Self {
        self.settings.investigates = on;
        self.given.investigate = on.then_some(investigation::asking);
        self
    }

    /// How many received messages wait for the reader of the events, and how
    /// many that overflowed the outbox or expired in it. Beyond, the oldest
    /// give way, and [`Event::Lagged`](super::Event::Lagged) counts them; the
    /// newest waits in any case. Default: 1,024 of either.
    ///
    /// A client whose events nobody reads therefore stays small. What is still
    /// queued when the client ends is reported in full, however much it is. Of
    /// the events that carry no message, the last 1,024 wait.
    pub fn event_messages(mut self, messages: usize) -> Self {
        self.event_bounds.messages = messages;
        self
    }

    /// How many bytes of messages wait for the reader of the events: of those
    /// received, and of those that overflowed the outbox or expired in it, as
    /// with [`event_messages`](Self::event_messages). Default: 16 MiB of either.
    pub fn event_bytes(mut self, bytes: u64) -> Self {
        self.event_bounds.bytes = bytes;
        self
    }
}
