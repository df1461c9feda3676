//! Prints the shipped profiles and signatures as JSON, in the form in which a user of
//! the npm package writes one of their own (`Profile` in js/profiles.ts, `Signature`
//! in js/suspects.ts). The build makes JavaScript of it, so that an app carries only
//! what it imports.

use closewise::close::{PROFILES, Profile, Rule, Signature, signatures};
use serde_json::{Map, Value, json};

fn main() {
    let profiles: Value = PROFILES.iter().map(|profile| of_profile(profile)).collect();
    let signatures: Value = signatures().iter().map(of_signature).collect();
    println!("{}", json!({ "profiles": profiles, "suspects": signatures }));
}

fn of_profile(
    Profile {
        name,
        source,
        rules,
    }: &Profile,
) -> Value {
    let codes: Map<_, _> = rules
        .iter()
        .map(|rule| (codes_of(rule), of_rule(rule)))
        .collect();
    json!({ "name": name, "source": source, "codes": codes })
}

/// A code, or a range of codes.
fn codes_of(&Rule { first, last, .. }: &Rule) -> String {
    if first == last {
        first.0.to_string()
    } else {
        format!("{}-{}", first.0, last.0)
    }
}

/// The verdict, with the words beside it that there are.
fn of_rule(rule: &Rule) -> Value {
    let mut fields = json!(rule.verdict);
    let words = [
        ("name", &rule.name),
        ("meaning", &rule.meaning),
        ("reference", &rule.reference),
    ];
    for (key, text) in words {
        if let Some(text) = text {
            fields[key] = json!(text);
        }
    }
    fields
}

/// What it says, without the lists that are empty.
fn of_signature(signature: &Signature) -> Value {
    let mut fields = json!(signature);
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
    }
    fields
}
