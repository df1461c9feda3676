//! What it says that connections end again and again after the same time.

use std::time::Duration;

use super::Found;
use crate::close::code::CloseCode;
use crate::close::context::{Close, Context};
use crate::close::suspect::{Evidence, SuspectKind};
use crate::close::verdict::Verdict;

/// How many connections have to agree, the one that has just ended included.
const CONNECTIONS: usize = 3;
/// Their greatest and their least may differ by this part: one in fifty, 2 %.
const TOLERANCE: u32 = 50;
/// Under this, what ends connections is no timeout of idleness or of age.
const SHORTEST: Duration = Duration::from_secs(4);

/// Adds what the last connections have in common. It does not judge a 1008: a server
/// that ends whoever has not said who they are in time looks the same.
pub(super) fn add(found: &mut Found, close: &Close<'_>, context: &Context) {
    let verdict = (close.code != CloseCode::POLICY_VIOLATION).then_some(Verdict::BACKOFF);
    let silence = context
        .inbound_silence
        .and_then(|silence| repeated(&context.earlier_silences, silence));
    if let Some(span) = silence {
        found.add(
            SuspectKind::IdleTimeout,
            Evidence::SameSilence,
            Some(span),
            verdict,
        );
    }
    if let Some(span) = repeated(&context.earlier_uptimes, context.uptime) {
        found.add(
            SuspectKind::Lifetime,
            Evidence::SameAge,
            Some(span),
            verdict,
        );
    }
}

/// The least of the last spans, if they are the same.
fn repeated(earlier: &[Duration], last: Duration) -> Option<Duration> {
    let earlier = earlier.last_chunk::<{ CONNECTIONS - 1 }>()?;
    let (mut least, mut most) = (last, last);
    for &span in earlier {
        least = least.min(span);
        most = most.max(span);
    }
    let are_same = most - least <= least / TOLERANCE;
    (least >= SHORTEST && are_same).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(spans: &[f64]) -> Vec<Duration> {
        spans.iter().copied().map(Duration::from_secs_f64).collect()
    }

    #[test]
    fn three_spans_that_differ_by_two_percent_are_the_same() {
        let last = Duration::from_secs(60);
        assert_eq!(repeated(&seconds(&[60.0, 61.2]), last), Some(last));
        assert_eq!(repeated(&seconds(&[60.0, 61.3]), last), None);
        assert_eq!(repeated(&seconds(&[7.0, 60.5, 60.5]), last), Some(last));
        assert_eq!(repeated(&seconds(&[60.0]), last), None);
        assert_eq!(
            repeated(&seconds(&[1.0, 1.0]), Duration::from_secs(1)),
            None
        );
    }
}
