//! Query parameters, each checked before a fault begins. What nobody asked for is an error as well:
//! a misspelt parameter must not quietly change the fault.

use std::{fmt, str::FromStr, time::Duration};

/// Parameters whose names start so are left alone: clients may mark their URLs with them.
pub const IGNORED_PREFIX: &str = "x-";

/// The parameters not taken yet.
pub struct Query {
    pairs: Vec<(String, String)>,
}

/// A parameter that is missing, unknown or has a value of no use.
#[derive(Debug, PartialEq, Eq)]
pub struct BadParameter {
    pub parameter: String,
    /// What is allowed.
    pub expected: String,
    /// `None` when it is missing.
    pub given: Option<String>,
}

impl fmt::Display for BadParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "parameter {}: expected {}",
            self.parameter, self.expected
        )?;
        match &self.given {
            Some(given) => write!(f, ", got {given:?}"),
            None => write!(f, ", got nothing"),
        }
    }
}

impl Query {
    pub fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Self { pairs }
    }

    /// Takes a parameter's text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let index = self.pairs.iter().position(|(n, _)| n == name)?;
        Some(self.pairs.remove(index).1)
    }

    pub fn required_text(&mut self, name: &str, expected: &str) -> Result<String, BadParameter> {
        match self.text(name) {
            Some(text) if !text.is_empty() => Ok(text),
            given => Err(bad(name, expected, given)),
        }
    }

    /// Takes a number of this type's range.
    pub fn number<T: FromStr>(
        &mut self,
        name: &str,
        expected: &str,
    ) -> Result<Option<T>, BadParameter> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match text.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(bad(name, expected, Some(text))),
        }
    }

    pub fn required_number<T: FromStr>(
        &mut self,
        name: &str,
        expected: &str,
    ) -> Result<T, BadParameter> {
        self.number(name, expected)?
            .ok_or_else(|| bad(name, expected, None))
    }

    /// Takes a time in ms; zero when not given.
    pub fn millis(&mut self, name: &str) -> Result<Duration, BadParameter> {
        let millis = self.number::<u32>(name, "a time in ms")?;
        Ok(Duration::from_millis(millis.unwrap_or(0).into()))
    }

    pub fn required_millis(&mut self, name: &str) -> Result<Duration, BadParameter> {
        let millis = self.required_number::<u32>(name, "a time in ms")?;
        Ok(Duration::from_millis(millis.into()))
    }

    /// Takes `1` or `true`, `0` or `false`; false when not given.
    pub fn flag(&mut self, name: &str) -> Result<bool, BadParameter> {
        match self.text(name) {
            None => Ok(false),
            Some(text) => match text.as_str() {
                "1" | "true" => Ok(true),
                "0" | "false" => Ok(false),
                _ => Err(bad(name, "1 or 0", Some(text))),
            },
        }
    }

    /// Takes one of the named choices.
    pub fn choice<T: Copy>(
        &mut self,
        name: &str,
        choices: &[(&str, T)],
    ) -> Result<Option<T>, BadParameter> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match choices.iter().find(|(choice, _)| *choice == text) {
            Some((_, value)) => Ok(Some(*value)),
            None => Err(bad(name, &list(choices), Some(text))),
        }
    }

    pub fn required_choice<T: Copy>(
        &mut self,
        name: &str,
        choices: &[(&str, T)],
    ) -> Result<T, BadParameter> {
        self.choice(name, choices)?
            .ok_or_else(|| bad(name, &list(choices), None))
    }

    /// Refuses what is left.
    pub fn finish(self) -> Result<(), BadParameter> {
        match self
            .pairs
            .into_iter()
            .find(|(name, _)| !name.starts_with(IGNORED_PREFIX))
        {
            None => Ok(()),
            Some((name, given)) => Err(bad(
                &name,
                "only parameters of this endpoint, each once (GET / lists them)",
                Some(given),
            )),
        }
    }
}

/// The error for a value that was taken and turned out to be of no use.
pub fn bad(parameter: &str, expected: &str, given: Option<String>) -> BadParameter {
    BadParameter {
        parameter: parameter.to_owned(),
        expected: expected.to_owned(),
        given,
    }
}

fn list<T>(choices: &[(&str, T)]) -> String {
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    names.join(" or ")
}
