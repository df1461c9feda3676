//! How long to wait before an attempt: exponential growth with jitter.
//!
//! docs/storms.md tells what crowds of clients with other delays come to.

use std::time::Duration;

use super::ReconnectSettings;
use super::time::{Millis, millis};
use crate::close::Pace;

/// What the delay grows from where the user does not say, and how far.
const DEFAULT_BASE: Duration = Duration::from_secs(2);
const DEFAULT_CAP: Duration = Duration::from_secs(30);

/// The growth of the delay and its cap, in ms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    /// 0 is a first retry at once.
    first: f64,
    /// What the later delays grow from.
    base: f64,
    factor: f64,
    cap: f64,
    /// The longest delay that the user allows, whatever asks for it.
    most: Option<u32>,
}

impl Backoff {
    pub(super) fn new(reconnect: &ReconnectSettings) -> Self {
        // A default never contradicts what was set.
        let most = reconnect.max_delay;
        let default = most.map_or(DEFAULT_BASE, |most| DEFAULT_BASE.min(most));
        let first = reconnect.base_delay.unwrap_or(default);
        // Nothing grows from 0: retries after the first would never let up.
        let base = if millis(first) == 0 { default } else { first };
        let cap = most.unwrap_or(DEFAULT_CAP.max(base));
        let in_ms = |span| u32::try_from(millis(span)).unwrap_or(u32::MAX);
        Self {
            first: millis(first) as f64,
            base: millis(base) as f64,
            factor: reconnect.factor,
            cap: millis(cap) as f64,
            most: most.map(in_ms),
        }
    }

    /// The bounds of the delay before the first retry.
    pub(super) fn first(&self) -> Bounds {
        self.bounds(Pace::Backoff, 0)
    }

    /// The bounds between which the delay before retry number `retry`
    /// (the first is 0) is drawn, uniformly.
    ///
    /// They are 0 and `base * factor^retry` capped, or the window's own where
    /// the verdict names one.
    pub(super) fn bounds(&self, pace: Pace, retry: u32) -> Bounds {
        let grown = self.ceiling(retry);
        match pace {
            Pace::Now | Pace::Backoff => Bounds {
                floor: 0,
                least: 0,
                ceiling: grown,
                is_step: false,
            },
            // Repeated failures push the window's end, up to the cap.
            Pace::Window { min, max } => self.clamp(min, max.max(grown)),
        }
    }

    /// The bounds of the delay after an attempt that failed on its own, at another
    /// moment than those of other clients.
    ///
    /// From one retry to the next they lie end to end, and a client keeps its place
    /// between them: so the attempts of a crowd come evenly, without a gap and without a
    /// wave. Where the delay has stopped growing, it is drawn anew from the upper half.
    pub(super) fn step(&self, retry: u32) -> Bounds {
        let ceiling = self.ceiling(retry);
        let before = self.ceiling(retry.saturating_sub(1));
        let is_step = before < ceiling;
        Bounds {
            floor: 0,
            least: if is_step { before } else { ceiling / 2 },
            ceiling,
            is_step,
        }
    }

    /// Brings a window within the longest delay that the user allows. One that
    /// is beyond it keeps the upper half of that to spread over.
    pub(super) fn clamp(&self, min: u32, max: u32) -> Bounds {
        let most = self.most.unwrap_or(u32::MAX);
        let highest_floor = self.most.map_or(u32::MAX, |most| most / 2);
        let floor = min.min(highest_floor);
        Bounds {
            floor,
            least: floor,
            ceiling: max.min(most).max(floor),
            is_step: false,
        }
    }

    /// The longest delay before retry number `retry`, in ms.
    fn ceiling(&self, retry: u32) -> u32 {
        let grown = match i32::try_from(retry).unwrap_or(i32::MAX) {
            0 => self.first,
            exponent => self.base * self.factor.powi(exponent),
        };
        grown.min(self.cap) as u32
    }
}

/// The bounds of a delay, in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The verdict asks not to come back sooner, whatever happens.
    pub(super) floor: u32,
    /// The shortest delay.
    pub(super) least: u32,
    /// The longest delay.
    pub(super) ceiling: u32,
    /// They follow those of the retry before, and a client keeps its place in them.
    pub(super) is_step: bool,
}

impl Bounds {
    /// No delay.
    pub(super) const NONE: Self = Self {
        floor: 0,
        least: 0,
        ceiling: 0,
        is_step: false,
    };

    /// The delay at a place between the bounds.
    pub(super) fn at(self, place: Place) -> Millis {
        let spread = Millis::from(self.ceiling - self.least) + 1;
        Millis::from(self.least) + ((Millis::from(place.0) * spread) >> 32)
    }
}

/// A place between two bounds, in parts of 2^32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Place(pub(super) u32);

/// A small generator (xorshift64*), seeded by the driver: jitter needs to
/// differ between clients, not to be secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        // Zero is the one state that the generator never leaves.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Any place.
    pub(super) fn place(&mut self) -> Place {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        Place((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32) as u32)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BACKOFF: Backoff = Backoff {
        first: 1_000.0,
        base: 1_000.0,
        factor: 2.0,
        cap: 30_000.0,
        most: None,
    };

    #[test]
    fn the_ceiling_doubles_up_to_the_cap() {
        let ceilings: Vec<_> = (0..7).map(|n| BACKOFF.ceiling(n)).collect();
        assert_eq!(
            ceilings,
            [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]
        );
        assert_eq!(BACKOFF.ceiling(u32::MAX), 30_000);
    }

    /// The shortest and the longest delay.
    fn ends(bounds: Bounds) -> (Millis, Millis) {
        (bounds.at(Place(0)), bounds.at(Place(u32::MAX)))
    }

    #[test]
    fn the_jitter_reaches_both_ends_of_its_range() {
        assert_eq!(ends(BACKOFF.bounds(Pace::Backoff, 2)), (0, 4_000));
        let window = Pace::Window {
            min: 5_000,
            max: 9_000,
        };
        assert_eq!(ends(BACKOFF.bounds(window, 0)), (5_000, 9_000));
    }

    #[test]
    fn the_steps_of_a_row_lie_end_to_end_up_to_the_cap() {
        let steps = [1, 2, 3].map(|retry| BACKOFF.step(retry));
        let expected = [(1_000, 2_000), (2_000, 4_000), (4_000, 8_000)];
        assert_eq!(steps.map(ends), expected);
        assert!(steps.iter().all(|bounds| bounds.is_step));
        let at_the_cap = [5, 6, 7].map(|retry| BACKOFF.step(retry));
        let expected = [(16_000, 30_000), (15_000, 30_000), (15_000, 30_000)];
        assert_eq!(at_the_cap.map(ends), expected);
        assert_eq!(
            at_the_cap.map(|bounds| bounds.is_step),
            [true, false, false]
        );
    }

    #[test]
    fn a_factor_of_one_does_not_grow() {
        let steady = Backoff {
            factor: 1.0,
            ..BACKOFF
        };
        assert_eq!(steady.ceiling(u32::MAX), 1_000);
    }

    #[test]
    fn a_first_retry_at_once_is_the_only_one_that_does_not_wait() {
        let ceilings = |max_delay: Option<u64>| {
            let backoff = Backoff::new(&ReconnectSettings {
                base_delay: Some(Duration::ZERO),
                max_delay: max_delay.map(Duration::from_millis),
                ..ReconnectSettings::default()
            });
            [0, 1, 2, 20].map(|retry| backoff.ceiling(retry))
        };
        assert_eq!(ceilings(None), [0, 3_000, 4_500, 30_000]);
        assert_eq!(ceilings(Some(500)), [0, 500, 500, 500]);
    }

    #[test]
    fn the_generator_is_xorshift64_star() {
        let mut random = Random::new(7);
        let draws = [(); 4].map(|()| random.place().0);
        assert_eq!(draws, [0xAD9C_7739, 0xF9D4_9036, 0x838E_32F3, 0x853A_2DC2]);
    }

    #[test]
    fn clients_at_the_cap_do_not_wait_alike() {
        let delays: std::collections::HashSet<_> = (0..100)
            .map(|seed| {
                let place = Random::new(seed * 7919).place();
                BACKOFF.bounds(Pace::Backoff, 20).at(place)
            })
            .collect();
        assert!(delays.len() > 90, "{} distinct delays", delays.len());
    }

    proptest! {
        #[test]
        fn a_delay_stays_inside_its_bounds(seed: u64, retry in 0u32..100, min in 0u32..60_000, span in 0u32..60_000) {
            let mut random = Random::new(seed);
            let mut draw = |pace, retry| BACKOFF.bounds(pace, retry).at(random.place());
            prop_assert!(draw(Pace::Backoff, retry) <= Millis::from(BACKOFF.ceiling(retry)));
            let delay = draw(Pace::Window { min, max: min + span }, retry);
            prop_assert!(delay >= Millis::from(min));
            prop_assert!(delay <= Millis::from(min + span).max(30_000));
        }
    }
}
