//! The exhaustive search: every sequence of inputs, to a depth, with every
//! invariant checked after each step.

mod breadth;
mod configs;
mod deep;
mod key;
mod kinds;
mod moves;
mod reached;
mod scopes;

use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::model::Draws;
use breadth::{Found, Until, search};

/// Set to a number of seconds, it has the search go as deep as they allow.
const SECONDS: &str = "CLOSEWISE_SEARCH_SECONDS";

#[test]
fn no_sequence_of_inputs_breaks_an_invariant() {
    let scopes = scopes::all();
    let searches: Vec<_> = scopes
        .iter()
        .flat_map(|scope| [(scope, Draws::Lowest), (scope, Draws::Highest)])
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = std::env::var(SECONDS).ok().map(|seconds| {
        let seconds: f64 = seconds.parse().expect("a number of seconds");
        Duration::from_secs_f64(seconds * threads as f64 / searches.len() as f64)
    });
    let (turn, total) = (AtomicUsize::new(0), Mutex::new(Found::default()));
    let all_found = Mutex::new(vec![Found::default(); scopes.len()]);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let place = turn.fetch_add(1, Ordering::Relaxed);
                    let Some((scope, draws)) = searches.get(place) else {
                        break;
                    };
                    let until = share.map_or(Until::Depth(scope.depth), Until::Time);
                    let found = search(scope, *draws, until);
                    let found = found.unwrap_or_else(|violation| panic!("{violation}"));
                    report(&format!("{} ({draws:?} draws)", scope.name), &found);
                    total.lock().expect("no panic").add(&found);
                    // Two draws to a scope.
                    all_found.lock().expect("no panic")[place / 2].add(&found);
                }
            });
        }
    });
    report("in all", &total.into_inner().expect("no panic"));
    if share.is_none() {
        let all_found = all_found.into_inner().expect("no panic");
        for (scope, found) in scopes.iter().zip(&all_found) {
            found.check_reached(scope);
        }
    }
}

/// Past the capture of the test harness: the numbers are to be seen.
fn report(name: &str, found: &Found) {
    let _ = writeln!(std::io::stderr(), "search: {name}: {found}");
}
