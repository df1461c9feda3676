//! What can happen next: every kind of input, at every interesting time.

use std::time::Duration;

use crate::close::{CloseCode, Verdict};
use crate::session::{Input, MessageKind, Millis, ProviderFailure};

/// A wake-up that is late enough to raise suspicion.
const LATE: Millis = 5_000;
/// A sleep of hours.
const SLEEP: Millis = 3 * 3_600_000;

/// The times at which something may happen, given the time and the deadline.
pub fn times(now: Millis, timeout: Option<Millis>) -> impl Iterator<Item = Millis> {
    let times = match timeout {
        Some(at) if at > now => [now, at - 1, at, at + LATE, at + SLEEP],
        _ => [now, now + 1, now + LATE, now + SLEEP, now],
    };
    (0..times.len()).filter_map(move |n| (!times[..n].contains(&times[n])).then_some(times[n]))
}

/// Every kind of input. `live` is the connection in use, `id` a new message.
pub fn inputs(live: u32, id: u32) -> Vec<Input<u32>> {
    let older = live.wrapping_sub(1);
    let send = |bytes, ttl| Input::Send {
        message: id,
        bytes,
        ttl,
    };
    let received = |generation, kind| Input::Received {
        generation,
        message: id,
        bytes: 1,
        kind,
    };
    let closed = |generation, code, was_clean, reason: &str| Input::Closed {
        generation,
        code: CloseCode(code),
        reason: reason.into(),
        was_clean,
        buffered: 3,
    };
    vec![
        Input::Wake,
        Input::Open,
        Input::Opened(live),
        Input::Provided(live),
        received(live, MessageKind::Data),
        received(live, MessageKind::Pong),
        received(live, MessageKind::HandshakeAccepted),
        received(live, MessageKind::HandshakeRefused(Verdict::Stop)),
        received(live, MessageKind::HandshakeRefused(Verdict::BACKOFF)),
        received(live, MessageKind::HandshakeRefused(Verdict::Reauthenticate)),
        send(1, None),
        send(8, Some(Duration::from_millis(20))),
        send(10, None),
        Input::Errored(live),
        closed(live, 1000, true, ""),
        closed(live, 1006, false, ""),
        closed(live, 1011, true, ""),
        closed(live, 1012, true, ""),
        closed(live, 3000, true, ""),
        closed(live, 4000, true, "{\"retryAfter\":15}"),
        Input::Close {
            code: None,
            reason: String::new(),
        },
        Input::Reconnect,
        Input::Abort,
        Input::ProviderFailed(live, ProviderFailure::Threw),
        Input::DialRefused(live),
        Input::Buffered(live, 2),
        Input::Buffered(live, 8),
        Input::Overridden(None),
        Input::Overridden(Some(Verdict::Stop)),
        Input::Overridden(Some(Verdict::NOW.at_most(1))),
        Input::Overridden(Some(Verdict::Reauthenticate)),
        Input::Online,
        Input::Offline,
        Input::Frozen,
        Input::Resumed,
        Input::Provided(older),
        Input::ProviderFailed(older, ProviderFailure::Threw),
        Input::DialRefused(older),
        Input::Opened(older),
        received(older, MessageKind::Data),
        Input::Errored(older),
        closed(older, 1006, false, ""),
        Input::Buffered(older, 8),
    ]
}
