//! The settings as numbers, each under its [`Field`].

use std::time::Duration;

use super::settings::Settings;
use super::{ConfigError, Field};
use crate::session;
use crate::session::time::millis;

impl Settings {
    /// Sets a field from a number, for callers whose settings come as such:
    /// times in ms, and `f64::INFINITY` for no limit where that is allowed. A
    /// number of a part that is off is checked and has no effect.
    ///
    /// A number outside the field's bounds, or none at all (`NaN`), is an error
    /// and changes nothing.
    pub fn set_number(&mut self, field: Field, given: f64) -> Result<(), ConfigError> {
        field.check(given)?;
        if let Some(slot) = self.slot(field) {
            slot.set(given);
        }
        Ok(())
    }

    /// A field as a number; `None` where it has none, or the part that it belongs to is off.
    pub(super) fn number(&mut self, field: Field) -> Option<f64> {
        self.slot(field)?.number()
    }

    fn slot(&mut self, field: Field) -> Option<Slot<'_>> {
        use Slot::{Amount, Bound, Count, Factor, Hold, Mark, Span, SpanLimit};
        Some(match field {
            Field::ConnectTimeout => SpanLimit(&mut self.connect_timeout),
            Field::CloseTimeout => Span(&mut self.close_timeout),
            Field::ErrorTimeout => Span(&mut self.error_timeout),
            Field::ProviderTimeout => SpanLimit(&mut self.provider_timeout),
            Field::HandshakeTimeout => SpanLimit(&mut self.handshake.as_mut()?.timeout),
            Field::BaseDelay => Bound(&mut self.reconnect.as_mut()?.base_delay),
            Field::MaxDelay => Bound(&mut self.reconnect.as_mut()?.max_delay),
            Field::Factor => Factor(&mut self.reconnect.as_mut()?.factor),
            Field::MaxAttempts => Count(&mut self.reconnect.as_mut()?.max_attempts),
            Field::MaxElapsed => SpanLimit(&mut self.reconnect.as_mut()?.max_elapsed),
            Field::MinUptime => Span(&mut self.reconnect.as_mut()?.min_uptime),
            Field::MaxFlaps => Count(&mut self.reconnect.as_mut()?.max_flaps),
            Field::RefreshAfter => Count(&mut self.reconnect.as_mut()?.refresh_after),
            Field::QueueMessages => Count(&mut self.queue.as_mut()?.max_messages),
            Field::QueueBytes => Amount(&mut self.queue.as_mut()?.max_bytes),
            Field::QueueTtl => SpanLimit(&mut self.queue.as_mut()?.ttl),
            Field::QueueHold => Hold(&mut self.queue.as_mut()?.hold),
            Field::HighWaterMark => Amount(&mut self.high_water_mark),
            Field::LowWaterMark => Mark(&mut self.low_water_mark),
            Field::LivenessInterval => Span(&mut self.liveness.as_mut()?.interval),
            Field::LivenessTimeout => Span(&mut self.liveness.as_mut()?.timeout),
            Field::StaleAfter => SpanLimit(&mut self.stale_after),
        })
    }
}

/// The place of a field among the settings, by its type.
enum Slot<'a> {
    Span(&'a mut Duration),
    /// What is `None` is not set.
    Bound(&'a mut Option<Duration>),
    /// What is `None` is no limit.
    SpanLimit(&'a mut Option<Duration>),
    Hold(&'a mut session::Hold),
    Count(&'a mut Option<u32>),
    Amount(&'a mut Option<u64>),
    /// What is `None` is not set.
    Mark(&'a mut Option<u64>),
    Factor(&'a mut f64),
}

impl Slot<'_> {
    fn number(&self) -> Option<f64> {
        let in_millis = |span: Duration| millis(span) as f64;
        // The greatest number is no limit, too.
        let in_bytes = |amount| match amount {
            u64::MAX => f64::INFINITY,
            amount => amount as f64,
        };
        Some(match self {
            Self::Span(span) => in_millis(**span),
            Self::Bound(bound) => in_millis((**bound)?),
            Self::Hold(session::Hold::For(span)) => in_millis(*span),
            Self::Hold(_) => return None,
            Self::SpanLimit(limit) => limit.map_or(f64::INFINITY, in_millis),
            Self::Count(limit) => limit.map_or(f64::INFINITY, f64::from),
            Self::Amount(limit) => limit.map_or(f64::INFINITY, in_bytes),
            Self::Mark(mark) => in_bytes((**mark)?),
            Self::Factor(factor) => **factor,
        })
    }

    /// Takes a number that is within the bounds. Fractions are cut off, but
    /// for the factor's.
    fn set(self, number: f64) {
        let is_limit = number.is_finite();
        let span = Duration::from_millis(number as u64);
        match self {
            Self::Span(place) => *place = span,
            Self::Bound(place) => *place = Some(span),
            Self::Hold(place) => *place = session::Hold::For(span),
            Self::SpanLimit(place) => *place = is_limit.then_some(span),
            Self::Count(place) => *place = is_limit.then_some(number as u32),
            Self::Amount(place) => *place = is_limit.then_some(number as u64),
            Self::Mark(place) => *place = Some(number as u64),
            Self::Factor(place) => *place = number,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::session::{HandshakeSettings, LivenessSettings};

    fn with_every_part() -> Settings {
        Settings {
            handshake: Some(HandshakeSettings::default()),
            liveness: Some(LivenessSettings::default()),
            ..Settings::default()
        }
    }

    #[test]
    fn every_field_has_a_place_of_its_own() {
        let mut settings = with_every_part();
        for (number, &field) in (10..).zip(Field::ALL) {
            let given = match field {
                Field::StaleAfter => 1_000.0,
                _ => f64::from(number),
            };
            settings.set_number(field, given).expect("within bounds");
        }
        for (number, &field) in (10..).zip(Field::ALL) {
            let given = match field {
                Field::StaleAfter => 1_000.0,
                _ => f64::from(number),
            };
            assert_eq!(settings.number(field), Some(given), "{field:?}");
        }
    }

    #[test]
    fn a_number_out_of_bounds_is_refused_by_name_and_changes_nothing() {
        for bad in [-1.0, f64::NAN, f64::NEG_INFINITY, f64::INFINITY, 1e300] {
            let mut settings = Settings::default();
            let error = settings.set_number(Field::CloseTimeout, bad).unwrap_err();
            assert_eq!(error.field, Field::CloseTimeout);
            assert!(error.to_string().starts_with("close_timeout is "));
            assert_eq!(settings, Settings::default());
        }
    }

    #[test]
    fn a_number_of_a_part_that_is_off_is_checked_and_has_no_effect() {
        let mut settings = Settings::default();
        assert_eq!(settings.number(Field::LivenessTimeout), None);
        assert_eq!(settings.set_number(Field::LivenessTimeout, 10.0), Ok(()));
        assert_eq!(settings, Settings::default());
        assert!(settings.set_number(Field::LivenessTimeout, 0.0).is_err());
    }

    #[test]
    fn infinity_is_no_limit_where_that_is_allowed() {
        for &field in Field::ALL {
            let mut settings = with_every_part();
            let set = settings.set_number(field, f64::INFINITY);
            let is_limit = field.bounds().1.is_finite();
            assert_eq!(set.is_err(), is_limit, "{field:?}");
            if !is_limit {
                assert_eq!(settings.number(field), Some(f64::INFINITY));
            }
        }
    }
}
