//! Those that are compared: closewise, and the peers.

use closewise::session::{Config, Settings};

use crate::closewise::Closewise;
use crate::metrics::Outcome;
use crate::peer::Peer;
use crate::policies::{PEERS, Policy};
use crate::scenario::Scenario;
use crate::world;

pub const CLOSEWISE: &str = "closewise";

#[derive(Clone, Debug)]
pub enum Contender {
    Closewise(Box<Settings>),
    Peer(&'static Policy),
}

impl Contender {
    /// All of them, with their defaults; closewise first.
    pub fn all() -> Vec<Self> {
        let closewise = Self::Closewise(Box::default());
        let peers = PEERS.into_iter().map(Self::Peer);
        std::iter::once(closewise).chain(peers).collect()
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Closewise(_) => CLOSEWISE,
            Self::Peer(policy) => policy.name,
        }
    }

    /// A letter or two for it in a picture.
    pub fn mark(&self) -> &'static str {
        match self {
            Self::Closewise(_) => "cw",
            Self::Peer(policy) => policy.mark,
        }
    }

    pub fn is_closewise(&self) -> bool {
        matches!(self, Self::Closewise(_))
    }

    /// Lets a crowd of this client live through a storm.
    pub fn weather(&self, scenario: &Scenario, clients: usize, seed: u64) -> Outcome {
        let record = match self {
            Self::Closewise(settings) => {
                let mut settings = Settings::clone(settings);
                settings.provider = scenario.tokens;
                let config = Config::new(settings).expect("consistent settings");
                world::run(scenario, clients, seed, |seed| {
                    Closewise::open(config.clone(), seed, 0)
                })
            }
            Self::Peer(policy) => world::run(scenario, clients, seed, |seed| {
                Peer::open(policy, scenario.tokens, seed, 0)
            }),
        };
        record.outcome(scenario.back_at)
    }
}
