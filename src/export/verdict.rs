//! A verdict as four numbers: its kind, the window in ms, the limit (0 for none).

use crate::close::{Pace, Verdict};

pub(super) fn flattened(verdict: Verdict) -> [u32; 4] {
    match verdict {
        Verdict::Stop => [0; 4],
        Verdict::Reauthenticate => [1, 0, 0, 0],
        Verdict::Retry { pace, limit } => {
            let limit = limit.unwrap_or(0);
            match pace {
                Pace::Now => [2, 0, 0, limit],
                Pace::Backoff => [3, 0, 0, limit],
                Pace::Window { min, max } => [4, min, max, limit],
            }
        }
    }
}

/// The reverse of [`flattened`]; `None` for a kind past the last.
pub(super) fn verdict(kind: u32, min: u32, max: u32, limit: u32) -> Option<Verdict> {
    let pace = match kind {
        0 => return Some(Verdict::Stop),
        1 => return Some(Verdict::Reauthenticate),
        2 => Pace::Now,
        3 => Pace::Backoff,
        4 => Pace::Window { min, max },
        _ => return None,
    };
    Some(Verdict::Retry {
        pace,
        limit: (limit > 0).then_some(limit),
    })
}
