//! The options of a client, on their way from JavaScript.

use std::borrow::Cow;

use wasm_bindgen::prelude::*;

use super::verdict::Verdict;
use crate::close::{CloseCode, Profile, Profiles, Rule};
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

/// The options of a client: defaults, until they are set.
#[wasm_bindgen]
#[derive(Default)]
pub struct Settings(session::Settings);

#[wasm_bindgen]
impl Settings {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the number at an option's path, such as `"reconnect.maxDelay"`.
    /// Returns what is allowed where the number is not; nothing changes then.
    /// A path that [`number_options`] does not list allows nothing.
    pub fn set(&mut self, option: &str, given: f64) -> Option<String> {
        let Some(field) = Field::by_option_name(option) else {
            return Some(String::new());
        };
        let refused = self.0.set_number(field, given).err()?;
        Some(refused.allowed())
    }

    /// Switches reconnecting on, with its defaults, or off.
    #[wasm_bindgen(setter)]
    pub fn set_reconnect(&mut self, on: bool) {
        self.0.reconnect = on.then(ReconnectSettings::default);
    }

    /// Switches the outbox on, with its defaults, or off.
    #[wasm_bindgen(setter)]
    pub fn set_queue(&mut self, on: bool) {
        self.0.queue = on.then(QueueSettings::default);
    }

    /// Switches liveness on, with its defaults, or off.
    #[wasm_bindgen(setter)]
    pub fn set_liveness(&mut self, on: bool) {
        self.0.liveness = on.then(LivenessSettings::default);
    }

    /// Switches the application handshake on, with its defaults, or off.
    #[wasm_bindgen(setter)]
    pub fn set_handshake(&mut self, on: bool) {
        self.0.handshake = on.then(HandshakeSettings::default);
    }

    /// Whether a provider gives the address of each attempt.
    #[wasm_bindgen(setter)]
    pub fn set_provider(&mut self, on: bool) {
        self.0.provider = on;
    }

    /// Whether the user has the last word on each verdict.
    #[wasm_bindgen(setter, js_name = asksOverride)]
    pub fn set_asks_override(&mut self, on: bool) {
        if let Some(reconnect) = &mut self.0.reconnect {
            reconnect.asks_override = on;
        }
    }

    /// Whether the user tells answers to a probe from other messages.
    #[wasm_bindgen(setter, js_name = recognisesPongs)]
    pub fn set_recognises_pongs(&mut self, on: bool) {
        if let Some(liveness) = &mut self.0.liveness {
            liveness.recognises_pongs = on;
        }
    }

    /// Whether a close reason may advise on the retry.
    #[wasm_bindgen(setter, js_name = readsAdvice)]
    pub fn set_reads_advice(&mut self, on: bool) {
        self.0.reads_advice = on;
    }

    /// What gives way when the outbox is full.
    #[wasm_bindgen(setter)]
    pub fn set_overflow(&mut self, overflow: Overflow) {
        if let Some(queue) = &mut self.0.queue {
            queue.overflow = overflow.into();
        }
    }

    /// Adds what a code, or a range of codes, means to the application.
    #[wasm_bindgen(js_name = addCode)]
    pub fn add_code(&mut self, first: u16, last: u16, verdict: Verdict) {
        let rule = Rule::range(CloseCode(first), CloseCode(last), verdict.into());
        self.0.codes.push(rule);
    }

    /// Starts a profile, whose rules are to be added.
    #[wasm_bindgen(js_name = setProfile)]
    pub fn set_profile(&mut self, name: String, source: String) {
        self.0.profile = Some(Profile {
            name: name.into(),
            source: source.into(),
            rules: Cow::default(),
        });
    }

    /// Adds what a code, or a range of codes, means in the profile.
    #[wasm_bindgen(js_name = addProfileRule)]
    pub fn add_profile_rule(
        &mut self,
        first: u16,
        last: u16,
        verdict: Verdict,
        name: String,
        meaning: Option<String>,
        reference: Option<String>,
    ) {
        if let Some(profile) = &mut self.0.profile {
            profile.rules.to_mut().push(Rule {
                name: Some(name.into()),
                meaning: meaning.map(Into::into),
                reference: reference.map(Into::into),
                ..Rule::range(CloseCode(first), CloseCode(last), verdict.into())
            });
        }
    }
}

impl Settings {
    pub(super) fn reads_advice(&self) -> bool {
        self.0.reads_advice
    }

    pub(super) fn profiles(&self) -> Profiles<'_> {
        Profiles {
            codes: &self.0.codes,
            profile: self.0.profile.as_ref(),
        }
    }

    pub(super) fn into_config(self) -> Result<Config, OptionProblem> {
        Config::new(self.0).map_err(OptionProblem)
    }
}

/// An option whose number contradicts that of another one.
#[wasm_bindgen]
pub struct OptionProblem(ConfigError);

#[wasm_bindgen]
impl OptionProblem {
    /// The option's path, such as `"reconnect.maxDelay"`.
    #[wasm_bindgen(getter)]
    pub fn option(&self) -> String {
        self.0.field.option_name().into()
    }

    #[wasm_bindgen(getter)]
    pub fn given(&self) -> f64 {
        self.0.given
    }

    /// What is allowed, in words.
    #[wasm_bindgen(getter)]
    pub fn allowed(&self) -> String {
        self.0.allowed()
    }
}

/// The paths of all options that are numbers.
#[wasm_bindgen(js_name = numberOptions)]
pub fn number_options() -> Vec<String> {
    Field::ALL
        .iter()
        .map(|field| field.option_name().into())
        .collect()
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
