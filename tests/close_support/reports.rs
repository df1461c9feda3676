//! The reports of tests/reports/reports.json.

use std::time::Duration;

use closewise::close::{
    Close, CloseCode, Context, Diagnosis, Profiles, Surroundings, SuspectKind, diagnose, signatures,
};
use serde::{Deserialize, Deserializer};

/// How many of the first suspects may hold the right one.
const FIRST: usize = 3;

/// What somebody reported of a connection that ended, and why it had.
#[derive(Deserialize)]
pub struct Report {
    pub id: String,
    pub close: Reported,
    pub context: Known,
    #[serde(deserialize_with = "kind")]
    pub kind: SuspectKind,
    /// What the report does not rule out.
    #[serde(default, deserialize_with = "kinds")]
    pub also: Vec<SuspectKind>,
    pub set: Set,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Set {
    Dev,
    HeldOut,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reported {
    code: u16,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    was_clean: bool,
}

/// Times are in ms.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Known {
    opened: bool,
    uptime: Option<u64>,
    inbound_silence: Option<u64>,
    outbound_silence: Option<u64>,
    earlier_uptimes: Vec<u64>,
    online: Option<bool>,
    opened_before: bool,
    elapsed: Option<u64>,
    hidden: bool,
    suspended: bool,
    network_changed: bool,
    url: Option<String>,
    page: Option<String>,
}

fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<SuspectKind, D::Error> {
    String::deserialize(from).map(|word| kind_of(&word))
}

fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SuspectKind>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    Ok(words.iter().map(|word| kind_of(word)).collect())
}

fn kind_of(word: &str) -> SuspectKind {
    let mut kinds = SuspectKind::ALL.iter().copied();
    let kind = kinds.find(|kind| kind.as_str() == word);
    kind.unwrap_or_else(|| panic!("{word} is no kind of suspect"))
}

pub fn all() -> Vec<Report> {
    serde_json::from_str(include_str!("../reports/reports.json")).expect("a list of reports")
}

impl Report {
    /// Whether the established cause is among the first suspects.
    pub fn is_named(&self) -> bool {
        let suspects = self.diagnose().suspects;
        let mut kinds = suspects.iter().take(FIRST).map(|suspect| suspect.kind);
        kinds.any(|kind| kind == self.kind || self.also.contains(&kind))
    }

    pub fn diagnose(&self) -> Diagnosis {
        let close = Close {
            code: CloseCode(self.close.code),
            reason: &self.close.reason,
            was_clean: self.close.was_clean,
        };
        let profiles = Profiles {
            signatures: signatures(),
            ..Profiles::default()
        };
        diagnose(&close, &self.context.to_context(), &profiles)
    }
}

impl Known {
    fn to_context(&self) -> Context {
        let millis = Duration::from_millis;
        let silence = self.inbound_silence.or(self.outbound_silence);
        let uptime = self.uptime.or(self.earlier_uptimes.last().copied());
        Context {
            opened: self.opened,
            // One that had been silent for so long had been open for so long.
            uptime: millis(uptime.or(silence).unwrap_or_default()),
            inbound_silence: self.inbound_silence.map(millis),
            outbound_silence: self.outbound_silence.map(millis),
            earlier_uptimes: self.earlier_uptimes.iter().copied().map(millis).collect(),
            opened_before: self.opened_before,
            elapsed: self.elapsed.map(millis),
            throttled: self.hidden,
            suspended: self.suspended,
            offline: self.online == Some(false) || self.network_changed,
            surroundings: Surroundings::between(
                self.url.as_deref().unwrap_or_default(),
                self.page.as_deref(),
            ),
            ..Context::default()
        }
    }
}
