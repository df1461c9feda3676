//! Services that are reached over WebSockets.

use std::borrow::Cow;

use super::row::{Row, age, of, silence};
use crate::close::code::CloseCode;
use crate::close::signature::Signature;
use crate::close::suspect::SuspectKind::{IdleTimeout, KeepaliveTimeout, Lifetime, Restart};
use crate::close::verdict::Verdict;

#[rustfmt::skip] // a field a row
pub(super) const SERVICES: &[Signature] = &[
    of(Row {
        key: "binance-lifetime",
        kind: Lifetime,
        name: "Binance",
        codes: &[CloseCode(1000), CloseCode(1001), CloseCode(1006), CloseCode(1008)],
        span: age(86_400_000, 86_100_000, 87_300_000),
        words: &[],
        verdict: Some(Verdict::BACKOFF),
        sentence: "An age of 24 h is typical of services with that limit, such as Binance.",
        remedy: "Reconnect on purpose before 24 h, and at once on a serverShutdown event.",
        reference: "https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-streams.md",
    }),
    of(Row {
        key: "binance-pong-timeout",
        kind: KeepaliveTimeout,
        name: "Binance",
        codes: &[CloseCode(1008)],
        span: None,
        words: &[Cow::Borrowed("pong timeout")],
        verdict: Some(Verdict::BACKOFF),
        sentence: "1008 \"Pong timeout\" is typical of Binance: its pings had no pong within a minute.",
        remedy: "Look for a stalled client or a dead path: a browser answers pings by itself.",
        reference: "https://github.com/binance/binance-spot-api-docs/blob/master/web-socket-api.md",
    }),
    of(Row {
        key: "openai-realtime-lifetime",
        kind: Lifetime,
        name: "OpenAI Realtime",
        codes: &[CloseCode(1001)],
        span: None,
        words: &[Cow::Borrowed("hit the maximum duration")],
        verdict: None,
        sentence: "1001 \"... hit the maximum duration ...\" is typical of OpenAI's Realtime API: its limit of a session.",
        remedy: "Open a new session before the limit (60 min) and hand over the conversation.",
        reference: "https://github.com/pollen-robotics/reachy_mini_conversation_app/issues/134",
    }),
    of(Row {
        key: "gemini-live-deadline",
        kind: Lifetime,
        name: "Gemini Live API",
        codes: &[CloseCode(1011)],
        span: None,
        words: &[Cow::Borrowed("deadline expired before operation could complete")],
        verdict: Some(Verdict::BACKOFF),
        sentence: "1011 \"Deadline expired ...\" is typical of the Gemini Live API: the end of a connection's time.",
        remedy: "On goAway, open a new connection with the session resumption handle before the time is up.",
        reference: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/live-api/start-manage-session",
    }),
    of(Row {
        key: "deepgram-no-audio",
        kind: IdleTimeout,
        name: "Deepgram",
        codes: &[CloseCode(1011)],
        span: None,
        words: &[Cow::Borrowed("did not receive audio data"), Cow::Borrowed("net0001")],
        verdict: Some(Verdict::BACKOFF),
        sentence: "1011 \"... did not receive audio data ...\" is typical of Deepgram: no audio or KeepAlive sent for 10 s.",
        remedy: "Send audio or {\"type\":\"KeepAlive\"} as text every 3 to 5 s.",
        reference: "https://developers.deepgram.com/docs/audio-keep-alive.md",
    }),
    of(Row {
        key: "helius-idle",
        kind: IdleTimeout,
        name: "Helius",
        codes: &[CloseCode(1000)],
        span: silence(600_000, 594_000, 615_000),
        words: &[],
        verdict: Some(Verdict::BACKOFF),
        sentence: "10 min without messages either way, then 1000, are typical of Helius (Solana RPC).",
        remedy: "Send its JSON-RPC ping every minute; pings of the WebSocket protocol do not count.",
        reference: "https://www.helius.dev/docs/api-reference/parsed-streams/ping",
    }),
    of(Row {
        key: "discord-reconnect",
        kind: Restart,
        name: "Discord gateway",
        codes: &[CloseCode(1001)],
        span: None,
        words: &[Cow::Borrowed("requesting client reconnect")],
        verdict: None,
        sentence: "1001 \"... requesting client reconnect\" is Discord's gateway moving its clients.",
        remedy: "Nothing to mend: reconnect and resume the session.",
        reference: "https://github.com/cee-studio/orca/issues/10",
    }),
];
