//! A verdict in the cells, in the numbers of [`Verdict::numbers`].

use std::num::NonZeroU32;

use super::cells::{get, put};
use crate::close::{Pace, Verdict};

/// Leaves a verdict in four cells.
pub(super) fn put_verdict(place: usize, verdict: Verdict) {
    let [kind, min, max, limit] = verdict.numbers();
    put(place, kind.into());
    put(place + 1, min.into());
    put(place + 2, max.into());
    put(place + 3, limit.into());
}

/// The verdict that JavaScript left in the first four cells.
pub(super) fn given_verdict() -> Verdict {
    let limit = get(3) as u32;
    let pace = match get(0) as u32 {
        0 => return Verdict::Stop,
        1 => return Verdict::Reauthenticate,
        2 => Pace::Now,
        3 => Pace::Backoff,
        _ => Pace::Window {
            min: get(1) as u32,
            max: get(2) as u32,
        },
    };
    Verdict::Retry {
        pace,
        limit: NonZeroU32::new(limit),
    }
}
