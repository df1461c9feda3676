//! What close codes mean to an application, on their way from JavaScript.

use std::sync::Arc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::list;
use super::signatures::{self, Signature};
use super::verdict::Verdict;
use crate::close::{self, CloseCode, Rule};

#[wasm_bindgen]
extern "C" {
    /// The `ClassifierRules` of js/rules.ts.
    #[wasm_bindgen(typescript_type = "ClassifierRules")]
    pub type Rules;

    #[wasm_bindgen(method, getter)]
    fn codes(this: &Rules) -> Array<CodeRule>;
    #[wasm_bindgen(method, getter)]
    fn profile(this: &Rules) -> Option<ProfileRules>;
    /// The same list for the same option.
    #[wasm_bindgen(method, getter)]
    fn signatures(this: &Rules) -> Option<Array<Signature>>;
    #[wasm_bindgen(method, getter, js_name = readsAdvice)]
    pub(super) fn reads_advice(this: &Rules) -> bool;

    /// A profile whose rules are in a list.
    #[wasm_bindgen(typescript_type = "ProfileRules")]
    pub type ProfileRules;

    #[wasm_bindgen(method, getter)]
    fn name(this: &ProfileRules) -> String;
    #[wasm_bindgen(method, getter)]
    fn source(this: &ProfileRules) -> String;
    #[wasm_bindgen(method, getter)]
    fn rules(this: &ProfileRules) -> Array<CodeRule>;
    #[wasm_bindgen(method, getter, js_name = receiveOnly)]
    fn receive_only(this: &ProfileRules) -> bool;

    /// What a code, or a range of codes, means.
    #[wasm_bindgen(typescript_type = "CodeRule")]
    pub type CodeRule;

    #[wasm_bindgen(method, getter)]
    fn first(this: &CodeRule) -> u16;
    #[wasm_bindgen(method, getter)]
    fn last(this: &CodeRule) -> u16;
    #[wasm_bindgen(method, getter)]
    fn verdict(this: &CodeRule) -> Verdict;
    #[wasm_bindgen(method, getter)]
    fn name(this: &CodeRule) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn meaning(this: &CodeRule) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn reference(this: &CodeRule) -> Option<String>;
}

impl Rules {
    /// The user's own codes.
    pub(super) fn to_codes(&self) -> Vec<Rule> {
        to_rules(&self.codes())
    }

    pub(super) fn to_profile(&self) -> Option<close::Profile> {
        let profile = self.profile()?;
        let rules = to_rules(&profile.rules());
        Some(close::Profile {
            receive_only: profile.receive_only(),
            ..close::Profile::new(profile.name(), profile.source(), rules)
        })
    }

    pub(super) fn to_signatures(&self) -> Arc<[close::Signature]> {
        let list = self.signatures();
        list.map_or_else(Arc::default, |list| signatures::read(&list))
    }
}

fn to_rules(rules: &Array<CodeRule>) -> Vec<Rule> {
    list::read(rules, Rule::from)
}

impl From<CodeRule> for Rule {
    fn from(rule: CodeRule) -> Self {
        Self {
            name: rule.name().map(Into::into),
            meaning: rule.meaning().map(Into::into),
            reference: rule.reference().map(Into::into),
            ..Self::range(
                CloseCode(rule.first()),
                CloseCode(rule.last()),
                (&rule.verdict()).into(),
            )
        }
    }
}
