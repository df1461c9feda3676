//! Storms with all that came of them, run on every core.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::contender::{CLOSEWISE, Contender};
use crate::metrics::Outcome;
use crate::scenario::Scenario;

/// A storm, and how each kind of client came through it.
pub struct Storm {
    pub scenario: Scenario,
    pub outcomes: Vec<(Contender, Outcome)>,
}

impl Storm {
    /// What became of closewise, and of each of its peers by name.
    pub fn sides(&self) -> (&Outcome, Vec<(&'static str, &Outcome)>) {
        let (own, peers): (Vec<_>, Vec<_>) = self
            .outcomes
            .iter()
            .map(|(contender, outcome)| (contender.name(), outcome))
            .partition(|&(name, _)| name == CLOSEWISE);
        (own[0].1, peers)
    }
}

/// Lets every contender live through every storm, each with a crowd of its own.
pub fn run_all(
    scenarios: &[Scenario],
    contenders: &[Contender],
    clients: usize,
    seed: u64,
) -> Vec<Storm> {
    let pairs: Vec<_> = scenarios
        .iter()
        .flat_map(|scenario| {
            contenders
                .iter()
                .map(move |contender| (scenario, contender))
        })
        .collect();
    let outcomes = in_parallel(pairs.len(), |place| {
        let (scenario, contender) = pairs[place];
        contender.weather(scenario, clients, seed)
    });
    let mut outcomes = outcomes.into_iter();
    scenarios
        .iter()
        .map(|&scenario| Storm {
            scenario,
            outcomes: contenders.iter().cloned().zip(outcomes.by_ref()).collect(),
        })
        .collect()
}

/// The results of so many tasks, in order.
fn in_parallel<T: Send>(tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(tasks));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= tasks {
                        break;
                    }
                    let result = task(place);
                    done.lock().expect("no task panics").push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no task panics");
    done.sort_by_key(|&(place, _)| place);
    done.into_iter().map(|(_, result)| result).collect()
}
