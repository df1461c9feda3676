//! Prints the tables and the texts of the crate as JSON. The build of the npm
//! package writes them into its JavaScript, so that each is written down once,
//! in Rust: a text weighs less there than inside WebAssembly, and what an app
//! does not use is left out of its bundle.

use closewise::close::{CloseCode, FIRST_ROW, PROFILES, Profile, REGISTRY, Rule, Words, texts};
use closewise::session::SETTINGS;
use serde_json::{Map, Value, json};

fn main() {
    let registered = REGISTRY.iter().map(|row| {
        let [kind, min, max, limit] = row.verdict().numbers();
        json!([row.code(), kind, min, max, limit])
    });
    // No limit is no number of JSON's: null.
    let settings = SETTINGS.map(|row| json!([row.name, row.min, row.max, row.default]));
    let facts = json!({
        "lines": texts().collect::<Vec<_>>(),
        "firstRow": FIRST_ROW,
        "settings": settings,
        "profiles": PROFILES.map(profile),
        "registered": registered.collect::<Vec<_>>(),
        "codes": codes(),
    });
    println!("{facts}");
}

/// What RFC 6455 says of codes: the first of so many in a row, and bits, 0–2
/// the range, 3 only reported locally, 4 may be on the wire, 5 a browser's
/// `close()` takes it, 6–7 who may send it.
fn codes() -> Vec<Value> {
    let mut last = None;
    let mut runs = Vec::new();
    for code in (0..=u16::MAX).map(CloseCode) {
        let bits = code.range() as u32
            | u32::from(code.is_local()) << 3
            | u32::from(code.may_be_on_wire()) << 4
            | u32::from(code.may_browser_send()) << 5
            | (code.sender() as u32) << 6;
        if last.replace(bits) != Some(bits) {
            runs.push(json!([code.0, bits]));
        }
    }
    runs
}

/// A profile as js/profiles.ts declares it.
fn profile(profile: &Profile) -> Value {
    let codes: Map<_, _> = profile
        .rules
        .iter()
        .map(|rule| (codes_of(rule), meaning_of(rule)))
        .collect();
    json!({ "name": profile.name, "source": profile.source, "codes": codes })
}

fn codes_of(&Rule { first, last, .. }: &Rule) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

/// The verdict, and the words beside the reference, which is the profile's source.
fn meaning_of(rule: &Rule) -> Value {
    let &Words { name, meaning, .. } = rule.words().expect("a profile's rules have words");
    let mut fields = json!(rule.verdict);
    fields["name"] = json!(name);
    if !meaning.is_empty() {
        fields["meaning"] = json!(meaning);
    }
    fields
}
