//! What a diagnosis is made from: the close, and what was known of the
//! connection.

use std::fmt;
use std::time::Duration;

use super::address::{Address, Location};
use super::code::CloseCode;
use super::verdict::Verdict;

/// The close as the browser reported it, or as the session made it, if it is synthetic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Close<'a> {
    /// The code, whatever it is.
    pub code: CloseCode,
    /// The reason; looked at for the server's advice and for words that are typical
    /// of something, and never repeated.
    pub reason: &'a str,
    /// What the browser's `CloseEvent.wasClean` said: that both Close frames
    /// were exchanged. It says nothing of whether the close was wanted.
    pub was_clean: bool,
}

impl Close<'_> {
    /// Whether the peer sent a Close frame. A clean close had one whatever its
    /// code: Firefox passes on a 1006 that is on the wire.
    pub(super) fn has_close_frame(&self) -> bool {
        self.was_clean || !self.code.denies_close_frame()
    }
}

/// What was known of the connection when it closed.
///
/// More may come to be known: write `..Context::default()` for the rest.
/// To serde each span is a number of whole milliseconds.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, rename_all = "camelCase"))]
pub struct Context {
    /// Whether the connection had opened.
    pub opened: bool,
    /// How long it had been open.
    #[cfg_attr(feature = "serde", serde(with = "milliseconds"))]
    pub uptime: Duration,
    /// For how long nothing had come in when it ended, if that is known.
    #[cfg_attr(feature = "serde", serde(with = "optional_milliseconds"))]
    pub inbound_silence: Option<Duration>,
    /// For how long nothing had gone out when it ended, if that is known.
    #[cfg_attr(feature = "serde", serde(with = "optional_milliseconds"))]
    pub outbound_silence: Option<Duration>,
    /// How long the connections before it had been open, the newest last: those that
    /// had opened, and that neither this side nor the machine ended.
    #[cfg_attr(feature = "serde", serde(with = "many_milliseconds"))]
    pub earlier_uptimes: Vec<Duration>,
    /// For how long nothing had come in when each of those ended, as far as that is
    /// known; the newest last.
    #[cfg_attr(feature = "serde", serde(with = "many_milliseconds"))]
    pub earlier_silences: Vec<Duration>,
    /// Whether a connection to this address had opened before.
    pub opened_before: bool,
    /// How long the attempt took until it failed, if that is known.
    #[cfg_attr(feature = "serde", serde(with = "optional_milliseconds"))]
    pub elapsed: Option<Duration>,
    /// Whether timers had come late by then, as those of a hidden page do.
    pub throttled: bool,
    /// What was known of the surroundings.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub surroundings: Surroundings,
    /// Who started the close.
    pub initiator: Initiator,
    /// Whether the machine was offline. It explains a close without a Close
    /// frame, and no other.
    pub offline: bool,
    /// Whether the close is synthetic because liveness had failed.
    pub silent: bool,
    /// Whether the page was frozen or the machine asleep meanwhile. It
    /// explains a close without a Close frame, and no other.
    pub suspended: bool,
    /// Whether the session was aborted.
    pub aborted: bool,
    /// The timeout that made the close a synthetic one, if any did.
    pub timeout: Option<Timeout>,
    /// Whether to read the server's advice from the reason.
    pub read_advice: bool,
    /// The verdict that the peer announced in a message before the close, as
    /// [`Profile::read`](super::Profile::read) or a reader of the user's made it out.
    pub announced: Option<Verdict>,
}

/// What a page knows of its surroundings, beside the connection.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Surroundings {
    /// What the address of the connection says.
    pub address: Option<Address>,
    /// Whether it is known that a page connects: from a page, browsers hide why a
    /// connection never opened.
    pub has_page: bool,
    /// Whether the page came over TLS: its `ws:` to another machine is mixed content.
    pub page_is_secure: bool,
    /// Whether the page came from another host than that of the connection.
    pub page_is_elsewhere: bool,
    /// Whether another connection of the same page is open: the network is there.
    pub others_open: bool,
    /// The directive of the Content Security Policy that blocked the connection, if
    /// one did.
    pub blocked_by: Option<String>,
    /// Whether it would be known if the policy of a page had blocked the connection: it
    /// was watched, or there is no page.
    pub policy_was_watched: bool,
    /// Whether the browser puts off attempts after failures, as Firefox does.
    pub delays_attempts: bool,
}

impl Surroundings {
    /// What the URL of the connection says, and that of the page, if there is one.
    pub fn between(url: &str, page: Option<&str>) -> Self {
        let there = Location::of(url);
        let has_page = page.is_some();
        let page = page.and_then(Location::of);
        let are_elsewhere =
            |(there, page): (Location<'_>, Location<'_>)| !there.has_same_host(page);
        Self {
            address: there.map(Location::address),
            has_page,
            page_is_secure: page.is_some_and(Location::is_secure),
            page_is_elsewhere: there.zip(page).is_some_and(are_elsewhere),
            ..Self::default()
        }
    }
}

/// Who started a close.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Initiator {
    /// The peer, the network, or nobody.
    #[default]
    Peer,
    /// The user of this client.
    Client,
}

impl Initiator {
    /// The word for it, as JavaScript and serde see it, such as `"client"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Peer => "peer",
            Self::Client => "client",
        }
    }
}

impl fmt::Display for Initiator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A timeout of the session's that ended a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Timeout {
    /// The connection did not open in time.
    Connect,
    /// The peer did not answer the close in time.
    Close,
}

impl Timeout {
    /// The word for it, as JavaScript and serde see it, such as `"connect"`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Close => "close",
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A span as JavaScript has it.
#[cfg(feature = "serde")]
mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u64(crate::close::millis(*span))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_millis)
    }
}

/// A span as JavaScript has it, where there may be none.
#[cfg(feature = "serde")]
pub(super) mod optional_milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in crate::close) fn serialize<S: Serializer>(
        span: &Option<Duration>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        span.map(crate::close::millis).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Duration>, D::Error> {
        Ok(Option::deserialize(from)?.map(Duration::from_millis))
    }
}

/// Spans as JavaScript has them.
#[cfg(feature = "serde")]
mod many_milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(spans: &[Duration], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(spans.iter().copied().map(crate::close::millis))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<Duration>, D::Error> {
        let spans = Vec::<u64>::deserialize(from)?;
        Ok(spans.into_iter().map(Duration::from_millis).collect())
    }
}
