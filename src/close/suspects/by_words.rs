//! What the words of a close reason are typical of, whoever the server is.
//!
//! A word is no proof: a game that is over may be one of ping pong. So the verdict rests
//! on phrases alone that leave no doubt.

use super::Found;
use crate::close::suspect::{Evidence, SuspectKind};
use crate::close::verdict::Verdict;
use crate::close::words::Words;

/// Adds the kinds that the reason speaks of, those first of which it leaves no doubt.
///
/// `may_retry` is whether they may make a retry of the verdict: not where the code says
/// itself what was wrong.
pub(super) fn add(found: &mut Found, words: &Words, may_retry: bool) {
    if words.is_empty() {
        return;
    }
    let speaks_of = |kind| {
        ROWS.iter()
            .any(|row| row.kind == kind && row.is_told(words))
    };
    let speaks_of_credentials = speaks_of(SuspectKind::Refused);
    let speaks_of_a_restart = speaks_of(SuspectKind::Restart);
    for row in ROWS.iter().filter(|row| row.is_told(words)) {
        // Whoever was logged out for being idle is not let in again as they are, and what
        // a restart replaces was replaced by nobody who would be pushed out in turn.
        let verdict = row.verdict.filter(|verdict| match verdict.is_retry() {
            true => may_retry && !speaks_of_credentials,
            false => !speaks_of_a_restart,
        });
        found.add(row.kind, Evidence::Words, None, verdict);
    }
    if ROWS.iter().any(|row| row.is_told(words)) {
        // Beside what leaves no doubt, the same words hint at nothing else.
        return;
    }
    for row in ROWS.iter().filter(|row| words.have_any(row.hints)) {
        found.add(row.kind, Evidence::Words, None, None);
    }
}

/// What servers write where an end is of that kind.
struct Row {
    kind: SuspectKind,
    /// What to do about it, whatever its code says: a policy that ends connections in
    /// time does not mind the next one, and two sessions that push each other out would
    /// do so for ever.
    verdict: Option<Verdict>,
    /// Phrases that leave no doubt, so that the verdict may rest on them.
    told: &'static [&'static str],
    /// The same, if they are all that the reason says.
    told_alone: &'static [&'static str],
    /// Phrases that may mean something else.
    hints: &'static [&'static str],
}

impl Row {
    /// A kind that no phrase points to yet.
    const fn of(kind: SuspectKind) -> Self {
        Self {
            kind,
            verdict: None,
            told: &[],
            told_alone: &[],
            hints: &[],
        }
    }

    fn is_told(&self, words: &Words) -> bool {
        words.have_any(self.told) || self.told_alone.iter().any(|phrase| words.are(phrase))
    }
}

/// The more telling kinds first. Phrases are looked for as whole words.
#[rustfmt::skip] // as many phrases a line as fit
const ROWS: &[Row] = &[
    Row {
        kind: SuspectKind::Replaced,
        verdict: Some(Verdict::Stop),
        told: &[
            "replaced by new connection", "replaced by a new connection", "replaced by newer connection",
            "replaced by a newer connection", "replaced by another connection", "replaced by new session",
            "replaced by a new session", "replaced by another session", "connection replaced", "session replaced",
            "session taken over", "taken over by another", "superseded by another", "superseded by a newer connection",
            "superseded by new connection", "logged in elsewhere", "signed in elsewhere", "connected elsewhere",
            "logged in from another", "signed in from another", "connected from another", "logged in on another",
            "opened in another", "attached to another connection",
        ],
        told_alone: &["replaced", "superseded"],
        hints: &[
            "replaced", "another session", "another connection", "another client", "another device", "another tab",
            "another location", "new connection", "new session", "newer connection", "duplicate", "superseded", "taken over",
            "already connected", "kicked",
        ],
    },
    Row {
        hints: &[
            "rate limit", "rate limited", "ratelimit", "rate limits", "too many", "throttled", "throttling", "quota",
            "connection limit", "max connections", "maximum connections", "concurrent connections", "slow down", "too fast",
            "capacity", "overloaded", "limit exceeded", "insufficient funds", "slow consumer",
        ],
        ..Row::of(SuspectKind::RateLimit)
    },
    Row {
        hints: &[
            "too big", "too large", "too long", "message size", "frame length", "frame size", "payload size", "max payload",
            "maximum size", "max frame", "buffer size", "exceeds the limit", "oversized",
        ],
        ..Row::of(SuspectKind::SizeLimit)
    },
    Row {
        verdict: Some(Verdict::BACKOFF),
        told: &[
            "ping timeout", "pong timeout", "ping timed out", "pong timed out", "no pong", "keepalive timeout",
            "keep alive timeout", "keepalive timed out", "heartbeat timeout", "heartbeat timed out", "missed heartbeat",
            "missed heartbeats", "no heartbeat",
        ],
        hints: &["keepalive", "keep alive", "heartbeat", "heartbeats", "ping", "pings", "pong"],
        ..Row::of(SuspectKind::KeepaliveTimeout)
    },
    Row {
        verdict: Some(Verdict::BACKOFF),
        told: &[
            "idle timeout", "idle timed out", "idle for", "idle too long", "idle for too long", "inactivity",
            "inactivity timeout", "within the timeout of",
        ],
        hints: &[
            "idle", "inactive", "no data", "no message", "no messages", "read timeout", "session timed out",
            "connection timeout", "timeout", "timed out", "unused", "not used",
        ],
        ..Row::of(SuspectKind::IdleTimeout)
    },
    Row {
        verdict: Some(Verdict::BACKOFF),
        told: &[
            "deadline expired", "maximum duration", "maximum connection duration", "max connection duration",
            "connection lifetime", "maximum connection age",
            "max connection age", "maximum connection time",
        ],
        hints: &[
            "deadline exceeded", "max duration", "duration limit", "session limit", "session duration", "maximum session",
            "maximum connection", "max lifetime", "lifetime", "max age", "time limit", "24 hours", "reached maximum",
            "session expired", "session has expired",
        ],
        ..Row::of(SuspectKind::Lifetime)
    },
    Row {
        kind: SuspectKind::Restart,
        verdict: Some(Verdict::BACKOFF),
        told: &[
            "server restart", "server restarting", "server restarted", "server is restarting", "service restart",
            "service restarting", "service is restarting", "proxy restarting", "server shutdown", "server shutting down",
            "server is shutting down", "service shutting down", "service is shutting down", "server stopping",
            "server is stopping", "server stopped", "server maintenance", "scheduled maintenance", "under maintenance",
        ],
        told_alone: &["restart", "restarting", "shutting down", "shutdown", "maintenance", "draining"],
        hints: &[
            "restart", "restarting", "restarted", "shutdown", "shutting down", "shut down", "stopping", "deploy", "deployment",
            "maintenance", "draining", "drain", "going away", "reload", "reloading", "terminating", "upgrading",
        ],
    },
    Row {
        told: &[
            "unauthorized", "unauthorised", "not authorized", "unauthenticated", "not authenticated", "authentication",
            "auth", "authorization", "invalid token", "token expired", "expired token", "jwt", "credentials", "api key", "apikey",
            "forbidden", "not allowed", "access denied", "invalid signature", "logged out", "log in again", "banned",
            "account suspended", "account locked", "account disabled", "account closed",
        ],
        hints: &[
            "token", "denied", "permission", "permissions", "disallowed", "login", "origin", "session expired", "expired",
            "not permitted", "401", "403",
        ],
        ..Row::of(SuspectKind::Refused)
    },
    Row {
        hints: &["not found", "no such", "unknown path", "no route", "404", "unknown channel", "unknown room"],
        ..Row::of(SuspectKind::WrongPath)
    },
    Row {
        hints: &[
            "internal error", "unexpected condition", "exception", "error", "failed", "failure", "upstream", "unavailable",
            "bad gateway", "crashed", "500", "502", "503",
        ],
        ..Row::of(SuspectKind::ServerError)
    },
    Row {
        hints: &[
            "protocol", "invalid frame", "invalid message", "invalid json", "malformed", "bad request", "utf", "utf8", "masked",
            "opcode", "rsv", "reserved bits", "parse", "parsing", "decode", "decoding", "unsupported", "schema", "bad message",
            "unexpected message", "invalid payload", "invalid data", "subprotocol", "compression", "syntax",
        ],
        ..Row::of(SuspectKind::ProtocolError)
    },
    Row {
        hints: &["transport error", "transport close", "network", "connection lost", "connection reset", "reset by peer"],
        ..Row::of(SuspectKind::NetworkChange)
    },
];
