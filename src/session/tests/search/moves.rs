//! What can happen next: every kind of input, at every interesting time.

use std::time::Duration;

use crate::close::{CloseCode, Notice, Surroundings, Verdict};
use crate::session::{Input, MessageKind, Millis, ProviderFailure};

/// So late that it raises suspicion.
const LATE: Millis = 5_000;
/// A sleep of hours.
const SLEEP: Millis = 3 * 3_600_000;

/// The times at which something may happen, given the time and the deadline.
pub fn times(now: Millis, timeout: Option<Millis>) -> Vec<Millis> {
    match timeout {
        Some(at) => around(now, at, &[0, LATE, SLEEP]),
        None => vec![now, now + 1, now + SLEEP],
    }
}

/// The times around which it is decided whether the machine has slept, and for too long.
pub fn times_of_sleep(now: Millis, timeout: Option<Millis>) -> Vec<Millis> {
    let late = [0, 1_999, 2_000, 69_999, 70_000, 79_999, 80_000, SLEEP];
    match timeout {
        Some(at) => around(now, at, &late),
        None => vec![now, now + 79_999, now + 80_000],
    }
}

/// Now, right before a deadline, and so long after it.
fn around(now: Millis, deadline: Millis, late: &[Millis]) -> Vec<Millis> {
    let mut times = vec![now, deadline - 1];
    times.extend(late.iter().map(|late| deadline + late));
    times.dedup();
    times
}

/// Every kind of input. `live` is the connection in use, `id` a new message.
pub fn inputs(live: u32, id: u32) -> Vec<Input<u32>> {
    let older = live.wrapping_sub(1);
    let mut inputs = vec![
        Input::Wake,
        Input::Open,
        Input::Opened(live),
        Input::Provided(live),
        Input::Greeted(live),
        Input::GreetingFailed(live),
        received(live, id, MessageKind::Data),
        received(live, id, MessageKind::Pong),
        received(live, id, MessageKind::HandshakeAccepted),
        received(live, id, MessageKind::HandshakeRefused(Verdict::Stop)),
        received(live, id, MessageKind::HandshakeRefused(Verdict::BACKOFF)),
        received(
            live,
            id,
            MessageKind::HandshakeRefused(Verdict::Reauthenticate),
        ),
        announcing(live, id, Notice::Close(Verdict::Stop)),
        announcing(live, id, Notice::Move(Verdict::NOW)),
        announcing(live, id, Notice::Withdrawn),
        send(id, 1, None),
        send(id, 8, Some(Duration::from_millis(20))),
        send(id, 10, None),
        errored(live, false),
        errored(live, true),
        closed(live, 1000, true, ""),
        closed(live, 1006, false, ""),
        closed(live, 1012, true, ""),
        closed(live, 3000, true, ""),
        closed(live, 4000, true, "{\"retryAfter\":15}"),
        Input::Close {
            code: None,
            reason: String::new(),
        },
        Input::Reconnect {
            code: Some(CloseCode(4000)),
            reason: "other".into(),
        },
        Input::TakeQueued,
        Input::Transmitted(id),
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
        Input::Surroundings(Surroundings::default()),
        Input::Surroundings(blocked()),
    ];
    inputs.extend(of_an_older_connection(older, id));
    inputs
}

/// A page whose policy does not allow the connection.
fn blocked() -> Surroundings {
    Surroundings {
        blocked_by: Some("connect-src".into()),
        ..Surroundings::default()
    }
}

fn of_an_older_connection(older: u32, id: u32) -> [Input<u32>; 11] {
    [
        Input::Provided(older),
        Input::Greeted(older),
        Input::GreetingFailed(older),
        Input::ProviderFailed(older, ProviderFailure::Threw),
        Input::DialRefused(older),
        Input::Opened(older),
        received(older, id, MessageKind::Data),
        announcing(older, id, Notice::Move(Verdict::Stop)),
        errored(older, false),
        closed(older, 1006, false, ""),
        Input::Buffered(older, 8),
    ]
}

fn send(message: u32, bytes: u64, ttl: Option<Duration>) -> Input<u32> {
    Input::Send {
        message,
        bytes,
        ttl,
    }
}

fn received(generation: u32, message: u32, kind: MessageKind) -> Input<u32> {
    Input::Received {
        generation,
        message,
        bytes: 1,
        kind,
        notice: None,
    }
}

fn announcing(generation: u32, message: u32, notice: Notice) -> Input<u32> {
    Input::Received {
        generation,
        message,
        bytes: 1,
        kind: MessageKind::Data,
        notice: Some(notice),
    }
}

fn errored(generation: u32, closes_in_this_task: bool) -> Input<u32> {
    Input::Errored {
        generation,
        closes_in_this_task,
    }
}

fn closed(generation: u32, code: u16, was_clean: bool, reason: &str) -> Input<u32> {
    Input::Closed {
        generation,
        code: CloseCode(code),
        reason: reason.into(),
        was_clean,
        buffered: 3,
    }
}
