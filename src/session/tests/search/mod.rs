//! The exhaustive search: every sequence of inputs, to a depth, with every
//! invariant checked after each step.

mod key;
mod moves;

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use key::{Hashed, key};

use super::configs::{self, Named};
use super::model::{Violation, Watched};
use crate::session::backoff::Random;
use crate::session::{Input, Millis, Session};

/// How many inputs deep each configuration is searched in every run of the tests.
const DEPTH: usize = 5;
/// Set to a number of seconds, it has the search go as deep as they allow.
const SECONDS: &str = "CLOSEWISE_SEARCH_SECONDS";

#[test]
fn no_sequence_of_inputs_breaks_an_invariant() {
    let searches: Vec<_> = configs::all()
        .into_iter()
        .flat_map(|named| [Draw::Lowest, Draw::Highest].map(|draw| (named.clone(), draw)))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let until = match std::env::var(SECONDS) {
        Ok(seconds) => {
            let seconds: f64 = seconds.parse().expect("a number of seconds");
            let share = seconds * threads as f64 / searches.len() as f64;
            Until::Time(Duration::from_secs_f64(share))
        }
        Err(_) => Until::Depth(DEPTH),
    };
    let (turn, total) = (AtomicUsize::new(0), Mutex::new(Found::default()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((named, draw)) = searches.get(turn.fetch_add(1, Ordering::Relaxed)) {
                    let found = search(named, *draw, until);
                    let found = found.unwrap_or_else(|violation| panic!("{violation}"));
                    report(&format!("{} ({draw:?} draws)", named.name), &found);
                    total.lock().expect("no panic").add(&found);
                }
            });
        }
    });
    report("in all", &total.into_inner().expect("no panic"));
}

/// Past the capture of the test harness: the numbers are to be seen.
fn report(name: &str, found: &Found) {
    let Found {
        states,
        transitions,
        depth,
    } = found;
    let _ = writeln!(
        std::io::stderr(),
        "search: {name}: {states} states, {transitions} transitions, depth {depth}"
    );
}

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    Depth(usize),
    Time(Duration),
}

/// What the jitter draws.
#[derive(Clone, Copy, Debug)]
pub enum Draw {
    Lowest,
    Highest,
}

impl Draw {
    /// A generator whose next draw is as low or as high as can be.
    fn random(self) -> Random {
        let most = 10_000;
        (0..)
            .map(Random::new)
            .find(|random| match (self, random.clone().up_to(most)) {
                (Self::Lowest, draw) => draw == 0,
                (Self::Highest, draw) => draw == Millis::from(most),
            })
            .expect("one of all generators")
    }
}

/// How much was searched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    states: usize,
    transitions: usize,
    /// All sequences of so many inputs were tried.
    depth: usize,
}

impl Found {
    fn add(&mut self, found: &Self) {
        self.states += found.states;
        self.transitions += found.transitions;
        self.depth = match self.depth {
            0 => found.depth,
            depth => depth.min(found.depth),
        };
    }
}

/// A state, and how it was reached.
struct Node {
    watched: Watched<u32>,
    now: Millis,
    path: Option<usize>,
}

/// One step of a path.
struct Link {
    from: Option<usize>,
    /// The place among the inputs, and the time.
    input: usize,
    now: Millis,
}

/// Searches breadth first, so that a violation comes by the shortest path.
pub fn search(named: &Named, draw: Draw, until: Until) -> Result<Found, Violation> {
    let start: Millis = 1_000;
    let random = draw.random();
    let began = Instant::now();
    let is_over = |depth| match until {
        Until::Depth(most) => depth >= most,
        Until::Time(span) => began.elapsed() >= span,
    };
    let time_is_up = |depth| matches!(until, Until::Time(_)) && is_over(depth);
    let session = Session::new(named.config.clone(), 0, start);
    let mut layer = vec![Node {
        watched: Watched::over(session),
        now: start,
        path: None,
    }];
    let mut links: Vec<Link> = Vec::new();
    let mut seen: HashSet<u64, BuildHasherDefault<Hashed>> = HashSet::default();
    let mut found = Found::default();
    while !layer.is_empty() && !is_over(found.depth) {
        let mut next = Vec::new();
        for node in &layer {
            if time_is_up(found.depth) {
                found.states = seen.len();
                return Ok(found);
            }
            let live = node.watched.session.generation();
            let timeout = node.watched.session.poll_timeout();
            for (place, input) in moves::inputs(live, links.len() as u32)
                .into_iter()
                .enumerate()
            {
                for now in moves::times(node.now, timeout) {
                    let concerns = node.watched.model.concerns(&input, timeout, now);
                    if !concerns && now != node.now {
                        continue;
                    }
                    let mut watched = node.watched.clone();
                    watched.session.random = random.clone();
                    found.transitions += 1;
                    let link = Link {
                        from: node.path,
                        input: place,
                        now,
                    };
                    if let Err(violation) = watched.step(input.clone(), now) {
                        let trace = trace(&links, &link);
                        return Err(format!("{}: {violation}\n{trace}", named.name));
                    }
                    if seen.insert(key(&watched, now))
                        && !matches!(until, Until::Depth(most) if found.depth + 1 == most)
                    {
                        links.push(link);
                        next.push(Node {
                            watched,
                            now,
                            path: Some(links.len() - 1),
                        });
                    }
                }
            }
        }
        layer = next;
        found.depth += 1;
    }
    found.states = seen.len();
    Ok(found)
}

fn trace(links: &[Link], last: &Link) -> String {
    let mut steps = vec![last];
    while let Some(from) = steps.last().and_then(|link| link.from) {
        steps.push(&links[from]);
    }
    let described = steps.iter().rev().map(|link| {
        // The generation in a trace is a stand-in: only its age matters.
        let input: &Input<u32> = &moves::inputs(1, 0)[link.input];
        format!("  at {}: {input:?}", link.now)
    });
    described.collect::<Vec<_>>().join("\n")
}
