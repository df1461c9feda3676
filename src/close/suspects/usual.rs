//! Spans that are usual timeouts and usual limits, whoever has them.

use std::time::Duration;

use super::Found;
use crate::close::code::CloseCode;
use crate::close::context::{Close, Context};
use crate::close::signature::Measure;
use crate::close::suspect::{Evidence, SuspectKind};
use crate::close::time::millis;
use crate::close::verdict::Verdict;

/// Usual idle timeouts, in seconds; [`signatures`](crate::close::signatures) name who has them.
const IDLE_TIMEOUTS: &[u64] = &[
    30, 55, 60, 90, 100, 120, 180, 240, 300, 350, 600, 900, 1_800, 3_600,
];

/// Of those, what servers end cleanly: with 1000 (Cowboy after 60 s, old versions of
/// Jetty after 5 min) or 1002 (Bandit after 60 s).
const CLEAN_IDLE_TIMEOUTS: &[u64] = &[60, 300];

/// Usual limits of a connection's age, in seconds.
const LIFETIMES: &[u64] = &[30, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 86_400];

/// Of those, what servers end cleanly: Daphne after a day, with 1000.
const CLEAN_LIFETIMES: &[u64] = &[86_400];

/// The codes of ends that a timeout, or a limit of age, brings about. One connection in
/// ten ends after such a span by chance, so nothing is guessed from it where a code is
/// most often there for something else.
const CODES: &[CloseCode] = &[
    CloseCode::NORMAL_CLOSURE,
    CloseCode::GOING_AWAY,
    CloseCode::PROTOCOL_ERROR,
    CloseCode::NO_STATUS_RECEIVED,
    CloseCode::ABNORMAL_CLOSURE,
    CloseCode::INTERNAL_ERROR,
];

/// Adds what a silence or an age of a usual length points to.
pub(super) fn add(found: &mut Found, close: &Close<'_>, context: &Context) {
    if !CODES.contains(&close.code) {
        return;
    }
    let ends_cleanly = matches!(
        close.code,
        CloseCode::NORMAL_CLOSURE | CloseCode::PROTOCOL_ERROR
    );
    let (timeouts, lifetimes) = match ends_cleanly {
        true => (CLEAN_IDLE_TIMEOUTS, CLEAN_LIFETIMES),
        false => (IDLE_TIMEOUTS, LIFETIMES),
    };
    // A server that ends what is idle cleanly counts what its client sends.
    let counted = match ends_cleanly {
        true => Measure::OutboundSilence,
        false => Measure::InboundSilence,
    };
    let silences = [counted.of(context), Measure::Silence.of(context)];
    let idle = silences.into_iter().flatten();
    let idle = idle.filter_map(|silence| usual(timeouts, silence)).next();
    if let Some(span) = idle {
        found.add(
            SuspectKind::IdleTimeout,
            Evidence::Silence,
            Some(span),
            Some(Verdict::BACKOFF),
        );
    }
    let silence_is_known = context.inbound_silence.is_some() || context.outbound_silence.is_some();
    let is_idle = idle.is_some();
    // Of a connection that was idle all its life, the age says no more than the silence.
    if !is_idle && let Some(span) = usual(lifetimes, context.uptime) {
        found.add(
            SuspectKind::Lifetime,
            Evidence::Age,
            Some(span),
            Some(Verdict::BACKOFF),
        );
    }
    // Who knows no silence may have had a connection that was idle all its life.
    if !silence_is_known
        && !ends_cleanly
        && let Some(span) = usual(IDLE_TIMEOUTS, context.uptime)
    {
        found.add(SuspectKind::IdleTimeout, Evidence::Age, Some(span), None);
    }
}

/// Which of the spans it is: a little less for clocks that differ, a few percent more for
/// what looks only from time to time.
fn usual(spans: &[u64], lasted: Duration) -> Option<Duration> {
    let lasted = millis(lasted);
    let is_it = |seconds: &&u64| {
        let span = **seconds * 1_000;
        let early = (span / 100).min(1_000);
        let late = (span * 4 / 100).clamp(500, 30_000);
        (span - early..=span + late).contains(&lasted)
    };
    spans.iter().find(is_it).copied().map(Duration::from_secs)
}
