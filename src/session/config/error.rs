//! Settings that cannot be used, in the words of the face that they came from.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use super::field::{Field, Unit};

/// A number that a session cannot be configured with.
///
/// [`Display`] names the setting as Rust does. For JavaScript there are
/// [`Field::option_name`] and [`allowed`](Self::allowed).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ConfigError {
    /// The setting at fault.
    pub field: Field,
    /// What was given, in the field's unit; `INFINITY` for no limit.
    pub given: f64,
    allowed: Allowed,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Allowed {
    /// A number within the field's bounds.
    WithinBounds,
    /// A number not below that of another field.
    NotBelow { other: Field, floor: f64 },
}

impl ConfigError {
    pub(super) const fn out_of_bounds(field: Field, given: f64) -> Self {
        Self {
            field,
            given,
            allowed: Allowed::WithinBounds,
        }
    }

    pub(super) const fn below(field: Field, given: f64, other: Field, floor: f64) -> Self {
        Self {
            field,
            given,
            allowed: Allowed::NotBelow { other, floor },
        }
    }

    /// What is allowed, in the words of the JavaScript face: `"a number from 1
    /// to 2147483647"`.
    pub fn allowed(&self) -> String {
        match self.allowed {
            Allowed::WithinBounds => {
                let (least, most) = self.field.bounds();
                format!("a number from {} to {}", Number(least), Number(most))
            }
            Allowed::NotBelow { other, floor } => {
                let other = other.option_name();
                format!("a number not under {other}, which is {}", Number(floor))
            }
        }
    }
}

impl Display for ConfigError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let unit = self.field.unit();
        let quantity = |number| Quantity(number, unit);
        let name = self.field.rust_name();
        write!(f, "{name} is {}; allowed is ", quantity(self.given))?;
        match self.allowed {
            Allowed::WithinBounds => match self.field.bounds() {
                (least, f64::INFINITY) => write!(f, "{} or more", quantity(least)),
                (least, most) => write!(f, "{} to {}", quantity(least), quantity(most)),
            },
            Allowed::NotBelow { other, floor } => {
                let other = other.rust_name();
                write!(f, "no less than {other}, which is {}", quantity(floor))
            }
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
            display(Field::BaseDelay, 0.0),
            "reconnect_base_delay is 0 ms; allowed is 1 ms to 2147483647 ms"
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
    fn what_is_allowed_is_said_in_javascripts_words_too() {
        let allowed = |field, given| refused(field, given).allowed();
        assert_eq!(
            allowed(Field::ConnectTimeout, -1.0),
            "a number from 1 to 2147483647"
        );
        assert_eq!(
            allowed(Field::MaxAttempts, 0.0),
            "a number from 1 to Infinity"
        );
    }

    #[test]
    fn of_two_fields_that_contradict_each_other_both_are_named() {
        let mut settings = Settings::default();
        settings.set_number(Field::MaxDelay, 10.0).unwrap();
        let error = Config::new(settings).unwrap_err();
        assert_eq!(
            error.to_string(),
            "reconnect_max_delay is 10 ms; allowed is no less than reconnect_base_delay, \
             which is 1000 ms"
        );
        assert_eq!(
            error.allowed(),
            "a number not under reconnect.baseDelay, which is 1000"
        );
    }
}
