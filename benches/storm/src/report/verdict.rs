//! How closewise stands to its peers in a storm, in a sentence or two.

use crate::Millis;
use crate::metrics::Outcome;
use crate::storm::Storm;

/// Whether one came back in fewer a second and sooner than another, or in one of the two
/// with the other alike.
pub fn is_better(one: &Outcome, other: &Outcome) -> bool {
    let (peaks, times) = (
        one.peak_when_back.cmp(&other.peak_when_back),
        time(one).cmp(&time(other)),
    );
    peaks.is_le() && times.is_le() && (peaks.is_lt() || times.is_lt())
}

/// Who is better than closewise, and who is worse. All others are on the same frontier.
pub fn verdict(storm: &Storm) -> String {
    let (closewise, peers) = storm.sides();
    let names = |is_one: &dyn Fn(&Outcome) -> bool| {
        let chosen = peers.iter().filter(|(_, outcome)| is_one(outcome));
        let names: Vec<_> = chosen.map(|&(name, _)| name).collect();
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    };
    format!(
        "Smaller peak when back, and sooner back, than closewise: {}. Larger, and later: {}.",
        names(&|peer| is_better(peer, closewise)),
        names(&|peer| is_better(closewise, peer)),
    )
}

/// Until 99 % are back; those who never are come last.
fn time(outcome: &Outcome) -> Millis {
    outcome.until_99_percent.unwrap_or(Millis::MAX)
}
