//! A search through the states of one scope, breadth first, so that a violation
//! comes by the shortest path.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::hash::BuildHasherDefault;
use std::time::{Duration, Instant};

use super::key::{Hashed, key};
use super::reached;
use super::scopes::{Scope, random};
use crate::session::tests::model::{Draws, Poll, Violation, Watched};
use crate::session::{Input, Millis, Session};

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    Depth(usize),
    Time(Duration),
}

/// How much was searched, and what was found there.
#[derive(Clone, Debug, Default)]
pub struct Found {
    states: usize,
    transitions: usize,
    /// All sequences of so many inputs were tried.
    depth: usize,
    reached: BTreeSet<&'static str>,
}

impl Found {
    pub fn add(&mut self, found: &Self) {
        self.states += found.states;
        self.transitions += found.transitions;
        self.reached.extend(&found.reached);
        self.depth = match self.depth {
            0 => found.depth,
            depth => depth.min(found.depth),
        };
    }

    /// A search that never comes to what it is there for proves nothing.
    pub fn check_reached(&self, scope: &Scope) {
        let missing: Vec<_> = scope
            .reaches
            .iter()
            .filter(|name| !self.reached.contains(**name))
            .collect();
        assert!(
            missing.is_empty(),
            "{} does not reach {missing:?}, only {:?}",
            scope.name,
            self.reached
        );
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            states,
            transitions,
            depth,
            ..
        } = self;
        write!(
            f,
            "{states} states, {transitions} transitions, depth {depth}"
        )
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
    input: Input<u32>,
    poll: Poll,
    now: Millis,
}

pub fn search(scope: &Scope, draws: Draws, until: Until) -> Result<Found, Violation> {
    let start: Millis = 1_000;
    let random = random(draws);
    let began = Instant::now();
    let is_over = |depth| match until {
        Until::Depth(most) => depth >= most,
        Until::Time(span) => began.elapsed() >= span,
    };
    let time_is_up = |depth| matches!(until, Until::Time(_)) && is_over(depth);
    let session = Session::new(scope.config.clone(), 0, start);
    let mut layer = vec![Node {
        watched: Watched::over(session, draws),
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
            for (poll, input, now) in scope.moves(&node.watched.session, node.now, links.len()) {
                let mut watched = node.watched.clone();
                watched.session.random = random.clone();
                found.transitions += 1;
                let link = Link {
                    from: node.path,
                    input: input.clone(),
                    poll,
                    now,
                };
                let step = watched.step_polling(poll, input, now);
                let step = step.map_err(|violation| {
                    let trace = trace(&links, &link);
                    format!("{}: {violation}\n{trace}", scope.name)
                })?;
                reached::note(
                    &mut found.reached,
                    &link.input,
                    &step,
                    &node.watched.session,
                );
                let is_last = matches!(until, Until::Depth(most) if found.depth + 1 == most);
                if seen.insert(key(&watched, now)) && !is_last {
                    links.push(link);
                    next.push(Node {
                        watched,
                        now,
                        path: Some(links.len() - 1),
                    });
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
        let Link {
            input, poll, now, ..
        } = link;
        match poll {
            Poll::All => format!("  at {now}: {input:?}"),
            Poll::Commands => format!("  at {now}: {input:?}, commands polled"),
            Poll::Nothing => format!("  at {now}: {input:?}, nothing polled"),
        }
    });
    described.collect::<Vec<_>>().join("\n")
}
