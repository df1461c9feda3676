//! The options of a client, on their way from JavaScript.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use super::object::object;
use super::rules::Rules;
use crate::session::{
    self, Config, ConfigError, Field, HandshakeSettings, LivenessSettings, QueueSettings,
    ReconnectSettings,
};

/// What gives way when the outbox is full.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Overflow {
    Reject = "reject",
    DropOldest = "drop-oldest",
    DropNewest = "drop-newest",
}

/// When the outbox goes to a connection, where that is no number.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Hold {
    Open = "open",
    FirstMessage = "first-message",
}

#[wasm_bindgen]
extern "C" {
    /// The `SessionSettings` of js/configure.ts.
    #[wasm_bindgen(extends = Rules, typescript_type = "SessionSettings")]
    pub type Settings;

    #[wasm_bindgen(method, getter)]
    fn reconnect(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn queue(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn liveness(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn handshake(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn provider(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter, js_name = asksOverride)]
    fn asks_override(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter, js_name = recognisesPongs)]
    pub(super) fn recognises_pongs(this: &Settings) -> bool;
    #[wasm_bindgen(method, getter)]
    fn overflow(this: &Settings) -> Overflow;
    /// Where it is a number, that wins.
    #[wasm_bindgen(method, getter)]
    fn hold(this: &Settings) -> Hold;
    /// What the client draws its delays from.
    #[wasm_bindgen(method, getter)]
    pub(super) fn seed(this: &Settings) -> f64;
    /// The number that was given at an option's path, such as
    /// `"reconnect.maxDelay"`; NaN for anything else that was given.
    #[wasm_bindgen(method)]
    fn number(this: &Settings, option: &str) -> Option<f64>;

    /// The `OptionProblem` of js/configure.ts: a plain object.
    #[wasm_bindgen(typescript_type = "OptionProblem")]
    pub type OptionProblem;

    #[wasm_bindgen(method, setter)]
    fn set_option(this: &OptionProblem, option: &str);
    #[wasm_bindgen(method, setter)]
    fn set_given(this: &OptionProblem, given: f64);
    #[wasm_bindgen(method, setter)]
    fn set_least(this: &OptionProblem, least: f64);
    #[wasm_bindgen(method, setter)]
    fn set_most(this: &OptionProblem, most: f64);
    #[wasm_bindgen(method, setter, js_name = notBelow)]
    fn set_not_below(this: &OptionProblem, option: Option<&str>);
}

/// The paths of all options that are numbers.
#[wasm_bindgen(js_name = numberOptions, unchecked_return_type = "string[]")]
pub fn number_options() -> Array<JsString> {
    let options = Field::ALL.iter().map(|field| field.option_name());
    Array::from_iter_typed(options.map(JsString::from))
}

impl Settings {
    /// The error names the first number that may not be.
    pub(super) fn to_config(&self) -> Result<Config, ConfigError> {
        let mut settings = session::Settings {
            provider: self.provider(),
            handshake: self.handshake().then(HandshakeSettings::default),
            reconnect: self.reconnect().then(|| ReconnectSettings {
                asks_override: self.asks_override(),
                ..ReconnectSettings::default()
            }),
            queue: self.queue().then(|| QueueSettings {
                overflow: self.overflow().into(),
                hold: self.hold().into(),
                ..QueueSettings::default()
            }),
            liveness: self.liveness().then(|| LivenessSettings {
                recognises_pongs: self.recognises_pongs(),
                ..LivenessSettings::default()
            }),
            reads_advice: self.reads_advice(),
            codes: self.to_codes(),
            profile: self.to_profile(),
            signatures: self.to_signatures(),
            ..session::Settings::default()
        };
        // A number of a part that is off is never given: it has no place among the options.
        for &field in Field::ALL {
            if let Some(given) = self.number(field.option_name()) {
                settings.set_number(field, given)?;
            }
        }
        Config::new(settings)
    }
}

impl From<ConfigError> for OptionProblem {
    fn from(error: ConfigError) -> Self {
        let problem: Self = object();
        problem.set_option(error.field.option_name());
        problem.set_given(error.given);
        problem.set_least(error.least);
        problem.set_most(error.most);
        problem.set_not_below(error.not_below.map(Field::option_name));
        problem
    }
}

impl From<Overflow> for session::Overflow {
    fn from(overflow: Overflow) -> Self {
        match overflow {
            Overflow::DropOldest => Self::DropOldest,
            Overflow::DropNewest => Self::DropNewest,
            // The TypeScript half lets no other word through.
            Overflow::Reject | Overflow::__Invalid => Self::Reject,
        }
    }
}

impl From<Hold> for session::Hold {
    fn from(hold: Hold) -> Self {
        match hold {
            Hold::FirstMessage => Self::UntilFirstMessage,
            // The TypeScript half lets no other word through.
            Hold::Open | Hold::__Invalid => Self::UntilOpen,
        }
    }
}
