//! The settings that are numbers: their names, units and bounds.

use super::ConfigError;

/// A setting that is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// [`Settings::connect_timeout`](super::Settings::connect_timeout)
    ConnectTimeout,
    /// [`Settings::close_timeout`](super::Settings::close_timeout)
    CloseTimeout,
    /// [`Settings::error_timeout`](super::Settings::error_timeout)
    ErrorTimeout,
    /// [`Settings::provider_timeout`](super::Settings::provider_timeout)
    ProviderTimeout,
    /// [`HandshakeSettings::timeout`](super::HandshakeSettings::timeout)
    HandshakeTimeout,
    /// [`ReconnectSettings::base_delay`](super::ReconnectSettings::base_delay)
    BaseDelay,
    /// [`ReconnectSettings::max_delay`](super::ReconnectSettings::max_delay)
    MaxDelay,
    /// [`ReconnectSettings::factor`](super::ReconnectSettings::factor)
    Factor,
    /// [`ReconnectSettings::max_attempts`](super::ReconnectSettings::max_attempts)
    MaxAttempts,
    /// [`ReconnectSettings::max_elapsed`](super::ReconnectSettings::max_elapsed)
    MaxElapsed,
    /// [`ReconnectSettings::min_uptime`](super::ReconnectSettings::min_uptime)
    MinUptime,
    /// [`ReconnectSettings::max_flaps`](super::ReconnectSettings::max_flaps)
    MaxFlaps,
    /// [`ReconnectSettings::refresh_after`](super::ReconnectSettings::refresh_after)
    RefreshAfter,
    /// [`QueueSettings::max_messages`](super::QueueSettings::max_messages)
    QueueMessages,
    /// [`QueueSettings::max_bytes`](super::QueueSettings::max_bytes)
    QueueBytes,
    /// [`QueueSettings::ttl`](super::QueueSettings::ttl)
    QueueTtl,
    /// [`QueueSettings::hold`](super::QueueSettings::hold), as [`Hold::For`](super::Hold::For)
    QueueHold,
    /// [`Settings::high_water_mark`](super::Settings::high_water_mark)
    HighWaterMark,
    /// [`Settings::low_water_mark`](super::Settings::low_water_mark)
    LowWaterMark,
    /// [`LivenessSettings::interval`](super::LivenessSettings::interval)
    LivenessInterval,
    /// [`LivenessSettings::timeout`](super::LivenessSettings::timeout)
    LivenessTimeout,
    /// [`Settings::stale_after`](super::Settings::stale_after)
    StaleAfter,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Milliseconds.
    Millis,
    /// Bytes.
    Bytes,
    /// Things or times, or a factor: a number without a unit.
    None,
}

struct Row {
    field: Field,
    rust_name: &'static str,
    option_name: &'static str,
    unit: Unit,
    least: f64,
    most: f64,
}

/// The longest time that a browser's timers can count, in ms (24.8 days).
const LONGEST: f64 = i32::MAX as f64;
const NO_LIMIT: f64 = f64::INFINITY;

/// One row for each field, in the order of the enum.
#[rustfmt::skip]
const TABLE: &[Row] = {
    use Field::*;
    use Unit::{Bytes, Millis};
    &[
        row(ConnectTimeout, "connect_timeout", "connectTimeout", Millis, 1.0, NO_LIMIT),
        row(CloseTimeout, "close_timeout", "closeTimeout", Millis, 1.0, LONGEST),
        row(ErrorTimeout, "error_timeout", "errorTimeout", Millis, 1.0, LONGEST),
        row(ProviderTimeout, "provider_timeout", "providerTimeout", Millis, 1.0, NO_LIMIT),
        row(HandshakeTimeout, "handshake_timeout", "handshake.timeout", Millis, 1.0, NO_LIMIT),
        row(BaseDelay, "reconnect_base_delay", "reconnect.baseDelay", Millis, 0.0, LONGEST),
        row(MaxDelay, "reconnect_max_delay", "reconnect.maxDelay", Millis, 1.0, LONGEST),
        row(Factor, "reconnect_factor", "reconnect.factor", Unit::None, 1.0, 100.0),
        row(MaxAttempts, "reconnect_max_attempts", "reconnect.maxAttempts", Unit::None, 0.0, NO_LIMIT),
        row(MaxElapsed, "reconnect_max_elapsed", "reconnect.maxElapsed", Millis, 1.0, NO_LIMIT),
        row(MinUptime, "reconnect_min_uptime", "reconnect.minUptime", Millis, 0.0, LONGEST),
        row(MaxFlaps, "reconnect_max_flaps", "reconnect.maxFlaps", Unit::None, 1.0, NO_LIMIT),
        row(RefreshAfter, "reconnect_refresh_after", "reconnect.refreshAfter", Unit::None, 1.0, NO_LIMIT),
        row(QueueMessages, "queue_max_messages", "queue.maxMessages", Unit::None, 1.0, NO_LIMIT),
        row(QueueBytes, "queue_max_bytes", "queue.maxBytes", Bytes, 1.0, NO_LIMIT),
        row(QueueTtl, "queue_ttl", "queue.ttl", Millis, 1.0, NO_LIMIT),
        row(QueueHold, "queue_hold", "queue.hold", Millis, 1.0, LONGEST),
        row(HighWaterMark, "high_water_mark", "highWaterMark", Bytes, 1.0, NO_LIMIT),
        row(LowWaterMark, "low_water_mark", "lowWaterMark", Bytes, 0.0, NO_LIMIT),
        row(LivenessInterval, "liveness_interval", "liveness.interval", Millis, 1.0, LONGEST),
        row(LivenessTimeout, "liveness_timeout", "liveness.timeout", Millis, 1.0, LONGEST),
        row(StaleAfter, "stale_after", "staleAfter", Millis, 1_000.0, NO_LIMIT),
    ]
};

const fn row(
    field: Field,
    rust_name: &'static str,
    option_name: &'static str,
    unit: Unit,
    least: f64,
    most: f64,
) -> Row {
    Row {
        field,
        rust_name,
        option_name,
        unit,
        least,
        most,
    }
}

impl Field {
    /// Every field.
    pub const ALL: &'static [Self] = &{
        let mut all = [Self::ConnectTimeout; TABLE.len()];
        let mut place = 0;
        while place < TABLE.len() {
            all[place] = TABLE[place].field;
            place += 1;
        }
        all
    };

    /// The field that the JavaScript options call by this path.
    pub fn by_option_name(name: &str) -> Option<Self> {
        let row = TABLE.iter().find(|row| row.option_name == name)?;
        Some(row.field)
    }

    /// The method of the Rust client's builder that sets it, such as
    /// `"reconnect_max_delay"`.
    pub fn rust_name(self) -> &'static str {
        self.row().rust_name
    }

    /// Its path among the JavaScript options, such as `"reconnect.maxDelay"`.
    pub fn option_name(self) -> &'static str {
        self.row().option_name
    }

    /// What it counts.
    pub fn unit(self) -> Unit {
        self.row().unit
    }

    /// The least and the greatest value allowed; `INFINITY` allows "no limit".
    pub fn bounds(self) -> (f64, f64) {
        let row = self.row();
        (row.least, row.most)
    }

    pub(super) fn check(self, given: f64) -> Result<(), ConfigError> {
        let (least, most) = self.bounds();
        // NaN is in no range.
        if (least..=most).contains(&given) {
            return Ok(());
        }
        Err(ConfigError {
            field: self,
            given,
            least,
            most,
            not_below: None,
        })
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_every_field_at_its_own_place() {
        for (place, &field) in Field::ALL.iter().enumerate() {
            assert_eq!(place, field as usize);
            assert_eq!(Field::by_option_name(field.option_name()), Some(field));
        }
        assert_eq!(Field::by_option_name("connect_timeout"), None);
    }

    #[test]
    fn the_two_names_of_a_field_are_one_name_in_two_styles() {
        for field in Field::ALL {
            let mut name = String::new();
            for c in field.option_name().chars() {
                match c {
                    '.' => name.push('_'),
                    c if c.is_ascii_uppercase() => name.extend(['_', c.to_ascii_lowercase()]),
                    c => name.push(c),
                }
            }
            assert_eq!(name, field.rust_name());
        }
    }
}
