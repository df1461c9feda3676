//! What is searched: small configurations, the inputs that matter to each, how deep, and
//! what has to be found there.

use super::configs::{self, base};
use super::{deep, moves};
use crate::session::backoff::Random;
use crate::session::tests::model::{Draws, Poll};
use crate::session::{Config, Input, Millis, Session, Settings};

pub struct Scope {
    pub name: &'static str,
    pub config: Config,
    /// How many inputs deep it is searched in every run of the tests.
    pub depth: usize,
    pub reaches: &'static [&'static str],
    pub inputs: fn(&Input<u32>) -> bool,
    pub times: fn(Millis, Option<Millis>) -> Vec<Millis>,
    /// How much is polled before the next input.
    pub polls: &'static [Poll],
}

/// A generator whose next draw is as low or as high as can be.
pub fn random(draws: Draws) -> Random {
    let most = 10_000;
    let draw = |random: &Random| (Millis::from(random.clone().place().0) * (most + 1)) >> 32;
    let mut all = (0..).map(Random::new);
    let found = match draws {
        Draws::Lowest => all.find(|random| draw(random) == 0),
        Draws::Highest => all.find(|random| draw(random) == most),
        Draws::Any => all.next(),
    };
    found.expect("one of all generators")
}

impl Scope {
    /// All that can happen next.
    pub fn moves(
        &self,
        session: &Session<u32>,
        now: Millis,
        id: usize,
    ) -> impl Iterator<Item = (Poll, Input<u32>, Millis)> {
        let times = (self.times)(now, session.poll_timeout());
        let mut inputs = moves::inputs(session.generation(), id as u32);
        inputs.retain(self.inputs);
        inputs.into_iter().flat_map(move |input| {
            let times = times.clone().into_iter();
            times.flat_map(move |now| {
                let input = input.clone();
                self.polls
                    .iter()
                    .map(move |&poll| (poll, input.clone(), now))
            })
        })
    }
}

const ALWAYS_ALL: &[Poll] = &[Poll::All];
pub const ANY_PART: &[Poll] = &[Poll::All, Poll::Commands, Poll::Nothing];

/// The wide ones take every input, the deep ones those that lead somewhere.
pub fn all() -> Vec<Scope> {
    let mut scopes: Vec<_> = configs::all().into_iter().map(wide).collect();
    scopes.extend(deep::all());
    scopes
}

fn wide((name, settings): (&'static str, Settings)) -> Scope {
    Scope {
        name,
        config: Config::new(settings).expect("a consistent configuration"),
        depth: 5,
        reaches: &[],
        inputs: |_| true,
        times: moves::times,
        polls: ALWAYS_ALL,
    }
}

/// A scope of its own, with this change to what all have.
pub fn scope(name: &'static str, change: fn(&mut Settings)) -> Scope {
    let mut settings = base();
    change(&mut settings);
    wide((name, settings))
}
