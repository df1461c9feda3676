//! docs/storms.md: its tables and pictures are written by the simulator, the words
//! around them by people.

use std::path::PathBuf;

use super::verdict::verdict;
use super::{frontier, table, timeline};
use crate::contender::Contender;
use crate::scenario::{CRASH, OUTAGE, SCENARIOS, Scenario};
use crate::storm::{Storm, run_all};
use crate::variants;

/// With which crowd and which seed the page is written, and its test runs.
pub const CLIENTS: usize = 10_000;
pub const SEED: u64 = 1;

/// The storms in which other numbers than the defaults are tried.
const VARIED: [Scenario; 2] = [CRASH, OUTAGE];

pub const PAGE: &str = "docs/storms.md";

/// What the page shows, apart from its words.
pub struct Shown {
    storms: Vec<Storm>,
    variants: String,
}

impl Shown {
    pub fn new() -> Self {
        Self {
            storms: run_all(&SCENARIOS, &Contender::all(), CLIENTS, SEED),
            variants: variants::table(&VARIED, CLIENTS, SEED),
        }
    }

    pub fn storms(&self) -> &[Storm] {
        &self.storms
    }

    /// The page with each of its tables written anew.
    pub fn with_tables(&self, page: &str) -> Result<String, String> {
        let page = with_section(page, "variants", &self.variants)?;
        self.storms.iter().try_fold(page, |page, storm| {
            let outcomes = storm.outcomes.iter();
            let rows = outcomes.map(|(contender, outcome)| (contender.name(), outcome));
            let table = table::of_outcomes(rows);
            let body = format!("{}\n\n{table}\n{}\n", storm.scenario.what, verdict(storm));
            with_section(&page, storm.scenario.name, &body)
        })
    }

    /// The pictures, each with its file.
    pub fn pictures(&self) -> Vec<(String, String)> {
        let path = |name| format!("docs/images/storms-{name}.svg");
        let timelines = self.storms.iter();
        let timelines =
            timelines.map(|storm| (path(storm.scenario.name), timeline::picture(storm)));
        let frontier = (path("frontier"), frontier::picture(&self.storms));
        timelines.chain([frontier]).collect()
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::new()
    }
}

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", path]
        .iter()
        .collect()
}

/// Puts a body between the two markers of a name.
fn with_section(page: &str, name: &str, body: &str) -> Result<String, String> {
    let begin = format!("<!-- tables: {name} -->\n");
    let end = format!("<!-- end: {name} -->");
    let (before, rest) = page
        .split_once(&begin)
        .ok_or_else(|| format!("{PAGE} lacks {begin}"))?;
    let (_, after) = rest
        .split_once(&end)
        .ok_or_else(|| format!("{PAGE} lacks {end}"))?;
    Ok(format!("{before}{begin}{body}{end}{after}"))
}
