//! Settings that cannot be used, in the words of the face that they came from.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use super::field::{Field, Unit};

/// A number that a session cannot be configured with. [`Display`] names the
/// setting as Rust does.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConfigError {
    /// The setting at fault.
    pub field: Field,
    /// What was given, in the field's unit; `INFINITY` for no limit.
    pub given: f64,
    /// The least number allowed.
    pub least: f64,
    /// The greatest number allowed; `INFINITY` for no limit.
    pub most: f64,
    /// The field whose number is the least one allowed, where another field
    /// sets it.
    pub not_below: Option<Field>,
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let unit = self.field.unit();
        let quantity = |number| Quantity(number, unit);
        let (least, most) = (quantity(self.least), quantity(self.most));
        let name = self.field.rust_name();
        write!(f, "{name} is {}; allowed is ", quantity(self.given))?;
        match self.not_below {
            Some(other) => write!(f, "no less than {}, which is {least}", other.rust_name()),
            None if self.most == f64::INFINITY => write!(f, "{least} or more"),
            None => write!(f, "{least} to {most}"),
        }
    }
}

impl Error for ConfigError {}

/// A number with its unit.
struct Quantity(f64, Unit);

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(number, unit) = *self;
        if number == f64::INFINITY {
            return f.write_str("no limit");
        }
        let unit = match unit {
            Unit::Millis => " ms",
            Unit::Bytes if number == 1.0 => " byte",
            Unit::Bytes => " bytes",
            Unit::None => "",
        };
        write!(f, "{}{unit}", Number(number))
    }
}

/// A number to at most three decimals. It is written as integers: the standard
/// library's formatting of floats would weigh more than the rest of a small app.
struct Number(f64);

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(number) = *self;
        if number.is_nan() {
            return f.write_str("NaN");
        }
        if number.is_sign_negative() {
            f.write_str("-")?;
        }
        if number.is_infinite() {
            return f.write_str("Infinity");
        }
        let magnitude = number.abs();
        let whole = magnitude.trunc();
        let thousandths = ((magnitude - whole) * 1_000.0) as u32;
        write!(f, "{}", whole as u64)?;
        match thousandths {
            0 => Ok(()),
            _ => write!(f, ".{thousandths:03}"),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::{Config, Settings};
    use super::*;

    fn refused(field: Field, given: f64) -> ConfigError {
        Settings::default().set_number(field, given).unwrap_err()
    }

    #[test]
    fn an_error_names_the_method_the_number_and_what_is_allowed_with_their_units() {
        let display = |field, given| refused(field, given).to_string();
        assert_eq!(
            display(Field::MaxDelay, 0.0),
            "reconnect_max_delay is 0 ms; allowed is 1 ms to 2147483647 ms"
        );
        assert_eq!(
            display(Field::QueueBytes, 0.0),
            "queue_max_bytes is 0 bytes; allowed is 1 byte or more"
        );
        assert_eq!(
            display(Field::Factor, 0.5),
            "reconnect_factor is 0.500; allowed is 1 to 100"
        );
        assert_eq!(
            display(Field::Factor, f64::NAN),
            "reconnect_factor is NaN; allowed is 1 to 100"
        );
        assert_eq!(
            display(Field::CloseTimeout, f64::INFINITY),
            "close_timeout is no limit; allowed is 1 ms to 2147483647 ms"
        );
        assert_eq!(
            display(Field::CloseTimeout, -3.0),
            "close_timeout is -3 ms; allowed is 1 ms to 2147483647 ms"
        );
    }

    #[test]
    fn an_error_holds_what_is_allowed() {
        let error = refused(Field::CloseTimeout, -1.0);
        assert_eq!((error.least, error.most), (1.0, 2_147_483_647.0));
        let error = refused(Field::MaxFlaps, 0.0);
        assert_eq!((error.least, error.most), (1.0, f64::INFINITY));
        assert_eq!(error.not_below, None);
    }

    #[test]
    fn of_two_fields_that_contradict_each_other_both_are_named() {
        let mut settings = Settings::default();
        settings.set_number(Field::MaxDelay, 10.0).unwrap();
        settings.set_number(Field::BaseDelay, 20.0).unwrap();
        let error = Config::new(settings).unwrap_err();
        assert_eq!(
            error.to_string(),
            "reconnect_max_delay is 10 ms; allowed is no less than reconnect_base_delay, \
             which is 20 ms"
        );
        assert_eq!(error.not_below, Some(Field::BaseDelay));
    }
}
