//! An independent model of what the invariants of a session require. It knows a
//! session only by its public face: what goes in, what comes out, and when it
//! wants to be woken.
//!
//! The model plays along. For each input it says what has to come of it, in
//! order, and takes that from what the session put out ([`told`]). Where the
//! session is free, as in what its jitter draws, the model looks at what was told,
//! holds it against the bounds, and goes on from there. Nothing may be left over.

// Inside the crate a match on a non-exhaustive enum needs no `_`; outside,
// where the fuzzer has the model, it does.
#![allow(unreachable_patterns)]

mod attempts;
mod closing;
mod connecting;
mod dues;
mod ending;
mod inputs;
pub mod key;
mod lateness;
mod messages;
mod network;
mod outbox;
mod planning;
mod resting;
mod socket;
mod told;
mod watched;

use std::time::Duration;

use crate::close::Surroundings;
use crate::session::{Config, Generation, Input, Reply, State};

use attempts::Attempts;
use closing::Past;
use ending::Ended;
use messages::Messages;
use socket::Socket;
use told::Told;
use watched::Glance;
pub use watched::{Poll, Step, Watched};

pub type Millis = u64;

/// What a session did that it must not do, or did not do.
pub type Violation = String;

/// Returns a violation unless the condition holds.
macro_rules! ensure {
    ($condition:expr, $($words:tt)+) => {
        if !$condition {
            return Err(format!($($words)+));
        }
    };
}
use ensure;

/// What a message has to be for the model to follow it.
pub trait Payload: Clone + PartialEq + std::fmt::Debug {}

impl<M: Clone + PartialEq + std::fmt::Debug> Payload for M {}

/// All there is to know of one step.
struct Turn<'a, M> {
    config: &'a Config,
    input: &'a Input<M>,
    reply: &'a Reply<M>,
    now: Millis,
    /// How long after the earliest deadline the input comes.
    late: Millis,
    /// A retry is due that was set before. One that the input brings about without a
    /// delay comes with the next input: the user hears of the close first.
    retry_was_due: bool,
    draws: Draws,
    told: Told<'a, M>,
}

/// What has been seen of a session so far, and what follows from it.
#[derive(Clone, Debug)]
pub struct Model<M> {
    /// The state that was told last.
    state: State,
    stand: Stand,
    /// The newest connection that was asked for.
    generation: Generation,
    attempts: Attempts,
    messages: Messages<M>,
    offline: bool,
    frozen_at: Option<Millis>,
    past: Past,
    surroundings: Surroundings,
    investigated_at: Option<Millis>,
    /// The user wants the session back as soon as it has closed.
    reopens: bool,
    draws: Draws,
}

/// What is known of what the jitter draws first in each step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Draws {
    #[default]
    Any,
    Lowest,
    Highest,
}

impl Draws {
    /// The bounds of what is drawn from these. What is drawn after it is not known.
    fn narrow(&mut self, lowest: Millis, highest: Millis) -> (Millis, Millis) {
        std::mem::take(self).between(lowest, highest)
    }

    fn between(self, lowest: Millis, highest: Millis) -> (Millis, Millis) {
        match self {
            Self::Any => (lowest, highest),
            Self::Lowest => (lowest, lowest),
            Self::Highest => (highest, highest),
        }
    }
}

/// What the session is at.
#[derive(Clone, Debug)]
enum Stand {
    Idle,
    /// The provider has been asked, since then.
    Providing(Millis),
    Connected(Socket),
    /// An attempt has ended, and the user's predicate has been asked about it.
    Asking(Box<Ended>),
    Waiting {
        floor: Millis,
        due: Millis,
    },
    Paused {
        since: Millis,
        floor: Millis,
        /// The retry was drawn from these moments. If it was told, they are one.
        earliest: Millis,
        latest: Millis,
    },
    Over,
}

impl<M: Payload> Model<M> {
    fn new(draws: Draws) -> Self {
        Self {
            state: State::Idle,
            stand: Stand::Idle,
            generation: 0,
            attempts: Attempts::default(),
            messages: Messages::new(),
            offline: false,
            frozen_at: None,
            past: Past::default(),
            surroundings: Surroundings::default(),
            investigated_at: None,
            reopens: false,
            draws,
        }
    }

    /// Holds a step against what has to come of its input: first lateness is
    /// noticed, then the input takes effect, then comes all that is due.
    fn check(
        &mut self,
        config: &Config,
        input: &Input<M>,
        now: Millis,
        step: &Step<M>,
        [before, after]: [&Glance; 2],
    ) -> Result<(), Violation> {
        let mut turn = Turn {
            config,
            input,
            reply: &step.reply,
            now,
            late: before.timeout.map_or(0, |at| now.saturating_sub(at)),
            retry_was_due: self.retry_is_due(now),
            draws: self.draws,
            told: Told::new(step),
        };
        let is_idle = before.timeout.is_none_or(|at| at > now) && !self.concerns(input);
        ensure!(
            !is_idle || before == after,
            "what does not concern the session changes it"
        );
        let was_open = self.open_generation();
        if matches!(input, Input::Surroundings(_)) {
            ensure!(before == after, "to look around changes the session");
            self.take(&mut turn)?;
            return turn.told.check_all_taken([was_open, was_open]);
        }
        self.notice_lateness(&mut turn)?;
        self.take(&mut turn)?;
        let is_open = self.open_generation();
        self.run_what_is_due(&mut turn)?;
        turn.told.check_all_taken([was_open, is_open])?;
        check_numbers(step, before, after)?;
        self.check_rest(config, now, after)
    }

    fn socket(&self) -> Option<&Socket> {
        match &self.stand {
            Stand::Connected(socket) => Some(socket),
            _ => None,
        }
    }

    fn socket_mut(&mut self) -> Option<&mut Socket> {
        match &mut self.stand {
            Stand::Connected(socket) => Some(socket),
            _ => None,
        }
    }

    /// The socket of this number, if it is the live one.
    fn live(&self, generation: Generation) -> Option<&Socket> {
        self.socket().filter(|_| generation == self.generation)
    }

    fn open_generation(&self) -> Option<Generation> {
        let is_open = self.socket().is_some_and(Socket::is_open);
        is_open.then_some(self.generation)
    }

    fn retry_is_due(&self, now: Millis) -> bool {
        matches!(self.stand, Stand::Waiting { due, .. } if due <= now)
    }

    fn is_closing(&self) -> bool {
        self.socket().is_some_and(Socket::is_closing)
    }
}

use resting::check_numbers;

const MINUTE: Millis = 60_000;

fn millis(span: Duration) -> Millis {
    Millis::try_from(span.as_millis()).unwrap_or(Millis::MAX)
}

/// The moment a span later.
fn later(moment: Millis, span: Duration) -> Millis {
    moment.saturating_add(millis(span))
}

/// Whether a count has reached its limit, if there is one.
fn reached(count: u64, limit: Option<u32>) -> bool {
    limit.is_some_and(|limit| count >= u64::from(limit))
}
