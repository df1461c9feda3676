//! What the words of a close reason are typical of, whoever the server is.

use super::{Found, typical};
use crate::close::suspect::{Evidence, SuspectKind};
use crate::close::verdict::Verdict;
use crate::close::words::Words;

/// Adds the kinds that the reason speaks of.
pub(super) fn add(found: &mut Found, words: &Words) {
    if words.is_empty() {
        return;
    }
    for (kind, phrases) in PHRASES {
        if words.have_any(phrases) {
            found.add(typical(*kind, Evidence::Words, None), verdict_of(*kind));
        }
    }
}

/// What to do about an end of that kind, whatever its code says: a policy that ends
/// connections in time does not mind the next one, and two sessions that push each
/// other out would do so for ever.
fn verdict_of(kind: SuspectKind) -> Option<Verdict> {
    match kind {
        SuspectKind::IdleTimeout
        | SuspectKind::Lifetime
        | SuspectKind::KeepaliveTimeout
        | SuspectKind::Restart => Some(Verdict::BACKOFF),
        SuspectKind::Replaced => Some(Verdict::Stop),
        _ => None,
    }
}

/// Phrases that servers write, the more telling kinds first. They are looked for as
/// whole words.
#[rustfmt::skip] // a kind a row
const PHRASES: &[(SuspectKind, &[&str])] = &[
    (SuspectKind::Replaced, &[
        "replaced", "replaced by", "another session", "another connection", "another client", "another device", "another tab",
        "another location", "new connection", "new session", "newer connection", "duplicate", "superseded", "taken over",
        "session taken over", "logged in elsewhere", "signed in elsewhere", "connected elsewhere", "already connected", "kicked",
    ]),
    (SuspectKind::RateLimit, &[
        "rate limit", "rate limited", "ratelimit", "rate limits", "too many requests", "too many messages", "too many connections",
        "too many subscriptions", "too many", "throttled", "throttling", "quota", "connection limit", "max connections",
        "maximum connections", "concurrent connections", "slow down", "sending too fast", "too fast", "capacity", "overloaded",
        "limit exceeded", "insufficient funds", "slow consumer",
    ]),
    (SuspectKind::SizeLimit, &[
        "too big", "too large", "too long", "message size", "frame length", "frame size", "payload size", "max payload",
        "maximum message size", "maximum size", "max frame", "buffer size", "exceeds the limit", "oversized",
    ]),
    (SuspectKind::KeepaliveTimeout, &[
        "ping timeout", "pong timeout", "keepalive", "keep alive", "heartbeat", "heartbeats", "no pong", "ping", "pong",
        "ping pong", "pings",
    ]),
    (SuspectKind::IdleTimeout, &[
        "idle", "idle timeout", "inactivity", "inactive", "no activity", "no data", "no message", "no messages", "read timeout",
        "session timed out", "connection timeout", "timeout", "timed out", "unused", "not used",
    ]),
    (SuspectKind::Lifetime, &[
        "deadline expired", "deadline exceeded", "maximum duration", "max duration", "duration limit", "session limit",
        "session duration", "maximum session", "maximum connection", "connection lifetime", "max lifetime", "lifetime", "max age",
        "time limit", "24 hours", "reached maximum", "session expired", "session has expired",
    ]),
    (SuspectKind::Restart, &[
        "restart", "restarting", "restarted", "shutdown", "shutting down", "shut down", "service restart", "server restart",
        "stopping", "deploy", "deployment", "maintenance", "draining", "drain", "going away", "reload", "terminating", "stopped",
        "upgrade", "upgrading",
    ]),
    (SuspectKind::Refused, &[
        "unauthorized", "unauthorised", "not authorized", "unauthenticated", "not authenticated", "authentication",
        "authentication failed", "auth failed", "auth", "authorization", "invalid token", "token", "token expired", "jwt",
        "credentials", "api key", "apikey", "forbidden", "not allowed", "access denied", "denied", "permission", "permissions",
        "invalid signature", "disallowed", "login", "logged out", "origin", "session expired", "expired", "not permitted", "401", "403",
    ]),
    (SuspectKind::WrongPath, &[
        "not found", "no such", "unknown path", "no route", "404", "unknown channel", "unknown room",
    ]),
    (SuspectKind::ServerError, &[
        "internal error", "internal server error", "server error", "unexpected error", "unexpected condition", "exception",
        "error", "failed", "failure", "upstream", "unavailable", "bad gateway", "crashed", "500", "502", "503",
    ]),
    (SuspectKind::ProtocolError, &[
        "protocol error", "protocol", "invalid frame", "invalid message", "invalid json", "malformed", "bad request", "utf", "utf8",
        "masked", "opcode", "rsv", "reserved bits", "parse", "parsing", "decode", "decoding", "unsupported", "schema",
        "bad message", "unexpected message", "invalid payload", "invalid data", "invalid opcode", "subprotocol", "compression",
        "syntax",
    ]),
    (SuspectKind::NetworkChange, &["transport error", "transport close", "network", "connection lost", "connection reset", "reset by peer"]),
];
