//! What a session is configured to do.

mod error;
mod field;
mod numbers;
mod settings;

use std::ops::Deref;

pub use error::ConfigError;
pub use field::{Field, Unit};
pub use settings::{
    HandshakeSettings, Hold, LivenessSettings, Overflow, QueueSettings, ReconnectSettings, Settings,
};

/// [`Settings`] that have been checked: every number is within its bounds, and
/// no two contradict each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config(Settings);

impl Config {
    /// Checks settings. The error names the first one that is at fault.
    pub fn new(mut settings: Settings) -> Result<Self, ConfigError> {
        settings.check()?;
        Ok(Self(settings))
    }
}

/// The low-water mark where the user does not say.
const DEFAULT_LOW_WATER_MARK: u64 = 1 << 16;

impl Settings {
    /// The `bufferedAmount` at which a session counts as drained again.
    pub(super) fn drained_at(&self) -> u64 {
        // A default never contradicts what was set.
        self.low_water_mark.unwrap_or_else(|| {
            self.high_water_mark.map_or(DEFAULT_LOW_WATER_MARK, |high| {
                high.min(DEFAULT_LOW_WATER_MARK)
            })
        })
    }

    /// Whether a session can be configured with them.
    pub(crate) fn check(&mut self) -> Result<(), ConfigError> {
        for &field in Field::ALL {
            if let Some(given) = self.number(field) {
                field.check(given)?;
            }
        }
        for (least, most) in [
            (Field::BaseDelay, Field::MaxDelay),
            (Field::LowWaterMark, Field::HighWaterMark),
        ] {
            if let Some(floor) = self.number(least)
                && let Some(given) = self.number(most)
                && given < floor
            {
                return Err(ConfigError {
                    field: most,
                    given,
                    least: floor,
                    most: most.bounds().1,
                    not_below: Some(least),
                });
            }
        }
        Ok(())
    }
}

impl Deref for Config {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.0
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_defaults_are_within_their_bounds() {
        assert_eq!(Config::new(Settings::default()), Ok(Config::default()));
        let every_part = Settings {
            handshake: Some(HandshakeSettings::default()),
            liveness: Some(LivenessSettings::default()),
            ..Settings::default()
        };
        assert_eq!(Config::new(every_part.clone()), Ok(Config(every_part)));
    }

    fn reconnect(settings: &mut Settings) -> &mut ReconnectSettings {
        settings.reconnect.get_or_insert_default()
    }

    #[test]
    fn typed_settings_are_held_against_the_same_bounds() {
        let fails = |change: fn(&mut Settings)| {
            let mut settings = Settings::default();
            change(&mut settings);
            Config::new(settings).unwrap_err().field
        };
        assert_eq!(
            fails(|s| s.connect_timeout = Some(Duration::from_micros(999))),
            Field::ConnectTimeout
        );
        assert_eq!(
            fails(|s| s.error_timeout = Duration::MAX),
            Field::ErrorTimeout
        );
        assert_eq!(fails(|s| reconnect(s).max_flaps = Some(0)), Field::MaxFlaps);
        assert_eq!(fails(|s| reconnect(s).factor = f64::NAN), Field::Factor);
    }

    #[test]
    fn a_cap_under_the_base_is_refused_where_both_are_set() {
        let mut settings = Settings::default();
        settings.set_number(Field::MaxDelay, 10.0).unwrap();
        assert!(Config::new(settings.clone()).is_ok());
        settings.set_number(Field::BaseDelay, 11.0).unwrap();
        assert_eq!(Config::new(settings).unwrap_err().field, Field::MaxDelay);
    }

    #[test]
    fn a_low_mark_above_the_high_one_is_refused() {
        let settings = Settings {
            high_water_mark: Some(100),
            low_water_mark: Some(101),
            ..Settings::default()
        };
        assert_eq!(
            Config::new(settings).unwrap_err().field,
            Field::HighWaterMark
        );
    }

    #[test]
    fn both_marks_may_be_without_a_limit() {
        for high_water_mark in [None, Some(u64::MAX)] {
            let mut settings = Settings {
                high_water_mark,
                ..Settings::default()
            };
            let no_limit = f64::INFINITY;
            settings.set_number(Field::LowWaterMark, no_limit).unwrap();
            assert_eq!(settings.number(Field::LowWaterMark), Some(no_limit));
            assert!(Config::new(settings).is_ok());
        }
    }

    #[test]
    fn a_high_mark_alone_may_lie_below_the_low_one_of_the_defaults() {
        let mut settings = Settings::default();
        assert_eq!(settings.drained_at(), 65_536);
        settings.set_number(Field::HighWaterMark, 100.0).unwrap();
        assert_eq!(settings.drained_at(), 100);
        assert!(Config::new(settings).is_ok());
    }
}
