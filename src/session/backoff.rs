//! How long to wait before an attempt: exponential growth with full jitter.

use super::ReconnectSettings;
use super::time::{Millis, millis};
use crate::close::Pace;

/// The growth of the delay and its cap, in ms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Backoff {
    base: f64,
    factor: f64,
    cap: f64,
}

impl Backoff {
    pub(super) fn new(reconnect: &ReconnectSettings) -> Self {
        Self {
            base: millis(reconnect.base_delay) as f64,
            factor: reconnect.factor,
            cap: millis(reconnect.max_delay) as f64,
        }
    }

    /// The bounds between which the delay before retry number `retry`
    /// (the first is 0) is drawn, uniformly.
    ///
    /// They are 0 and `base * factor^retry` capped, or the window's own where
    /// the verdict names one. A window's floor wins over the cap.
    pub(super) fn bounds(&self, pace: Pace, retry: u32) -> Bounds {
        let grown = self.ceiling(retry);
        let (floor, ceiling) = match pace {
            Pace::Now if retry == 0 => (0, 0),
            Pace::Now | Pace::Backoff => (0, grown),
            Pace::Window { min, max } => {
                // Repeated failures push the window's end, up to the cap.
                (min, max.max(grown).max(min))
            }
        };
        Bounds { floor, ceiling }
    }

    /// The longest delay before retry number `retry`, in ms.
    fn ceiling(&self, retry: u32) -> u32 {
        let exponent = i32::try_from(retry).unwrap_or(i32::MAX);
        let grown = self.base * self.factor.powi(exponent);
        grown.min(self.cap) as u32
    }
}

/// The bounds of a delay, in ms, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    floor: u32,
    ceiling: u32,
}

impl Bounds {
    pub(super) fn floor(self) -> Millis {
        self.floor.into()
    }

    pub(super) fn draw(self, random: &mut Random) -> Millis {
        self.floor() + random.up_to(self.ceiling - self.floor)
    }
}

/// A small generator (xorshift64*), seeded by the driver: jitter needs to
/// differ between clients, not to be secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        // Zero is the one state that the generator never leaves.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number between 0 and `most`, both included.
    pub(super) fn up_to(&mut self, most: u32) -> Millis {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let draw = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        (draw * (Millis::from(most) + 1)) >> 32
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BACKOFF: Backoff = Backoff {
        base: 1_000.0,
        factor: 2.0,
        cap: 30_000.0,
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

    #[test]
    fn the_jitter_reaches_both_ends_of_its_range() {
        let mut random = Random::new(7);
        let draws: Vec<_> = (0..1_000).map(|_| random.up_to(3)).collect();
        assert!((0..=3).all(|n| draws.contains(&n)));
        assert!(draws.iter().all(|&n| n <= 3));
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
    fn the_generator_is_xorshift64_star() {
        let mut random = Random::new(7);
        let draws = [(); 4].map(|()| random.up_to(u32::MAX));
        assert_eq!(draws, [0xAD9C_7739, 0xF9D4_9036, 0x838E_32F3, 0x853A_2DC2]);
    }

    #[test]
    fn clients_at_the_cap_do_not_wait_alike() {
        let delays: std::collections::HashSet<_> = (0..100)
            .map(|seed| {
                BACKOFF
                    .bounds(Pace::Backoff, 20)
                    .draw(&mut Random::new(seed * 7919))
            })
            .collect();
        assert!(delays.len() > 90, "{} distinct delays", delays.len());
    }

    proptest! {
        #[test]
        fn a_delay_stays_inside_its_bounds(seed: u64, retry in 0u32..100, min in 0u32..60_000, span in 0u32..60_000) {
            let mut random = Random::new(seed);
            let mut draw = |pace, retry| BACKOFF.bounds(pace, retry).draw(&mut random);
            prop_assert!(draw(Pace::Backoff, retry) <= Millis::from(BACKOFF.ceiling(retry)));
            let delay = draw(Pace::Window { min, max: min + span }, retry);
            prop_assert!(delay >= Millis::from(min));
            prop_assert!(delay <= Millis::from(min + span).max(30_000));
            prop_assert_eq!(draw(Pace::Now, 0), 0);
        }
    }
}
