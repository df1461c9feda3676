//! An independent model of what the invariants of a session allow. It knows a
//! session only by its public face: what goes in, what comes out, and when it
//! wants to be woken.

// Inside the crate a match on a non-exhaustive enum needs no `_`; outside,
// where the fuzzer has the model, it does.
#![allow(unreachable_patterns)]

mod attempts;
mod commands;
mod events;
pub mod key;
mod messages;
mod resting;
mod settling;
mod socket;
mod taking;

use std::time::Duration;

use crate::session::{
    Command, Config, Event, Generation, Input, Output, Reply, Session, State, Stats,
};

use attempts::{Attempts, Ended};
use messages::Messages;
use socket::Socket;

pub type Millis = u64;

/// What a session did that it must not do.
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

/// A wake-up so late that it has to raise suspicion.
const LATE: Millis = 2_000;
/// A wake-up so late that the machine must have slept.
const ASLEEP: Millis = 70_000;
/// How often an open connection without liveness looks at the clock.
const WATCH_EVERY: Millis = 30_000;

/// A session under watch.
#[derive(Clone, Debug)]
pub struct Watched<M> {
    pub session: Session<M>,
    pub model: Model<M>,
}

impl<M: Clone + PartialEq + std::fmt::Debug> Watched<M> {
    pub fn new(config: Config, seed: u64, now: Millis) -> Self {
        Self::over(Session::new(config, seed, now))
    }

    /// Watches a session that has not started.
    pub fn over(session: Session<M>) -> Self {
        Self {
            session,
            model: Model::new(),
        }
    }

    /// Hands in an input and compares all that follows with the model.
    pub fn step(&mut self, input: Input<M>, now: Millis) -> Result<Step<M>, Violation> {
        let before = Glance::at(&self.session, now);
        let reply = self.session.handle(input.clone(), now);
        let mut step = Step {
            reply,
            commands: Vec::new(),
            events: Vec::new(),
        };
        loop {
            let has_events = self.session.has_events();
            let Some(output) = self.session.poll_output() else {
                ensure!(!has_events, "an event is left untold");
                break;
            };
            match output {
                Output::Command(command) => {
                    ensure!(step.events.is_empty(), "a command comes after an event");
                    step.commands.push(command);
                }
                Output::Event(event) => {
                    ensure!(has_events, "an event comes unannounced");
                    step.events.push(event);
                }
            }
        }
        let turn = Turn {
            config: self.session.config(),
            input: &input,
            now,
            before: &before,
            step: &step,
            after: &Glance::at(&self.session, now),
        };
        self.model
            .check(&turn)
            .map_err(|wrong| format!("{wrong}, after {input:?} at {now}: {step:?}"))?;
        Ok(step)
    }
}

/// What an input led to.
#[derive(Clone, Debug)]
pub struct Step<M> {
    pub reply: Reply<M>,
    pub commands: Vec<Command<M>>,
    pub events: Vec<Event<M>>,
}

/// All there is to know of one step.
struct Turn<'a, M> {
    config: &'a Config,
    input: &'a Input<M>,
    now: Millis,
    before: &'a Glance,
    step: &'a Step<M>,
    after: &'a Glance,
}

/// What can be seen of a session from outside.
#[derive(Clone, Debug, PartialEq)]
struct Glance {
    state: State,
    timeout: Option<Millis>,
    generation: Generation,
    handshaking: bool,
    drained: bool,
    queued_bytes: u64,
    stats: Stats,
}

impl Glance {
    fn at<M>(session: &Session<M>, now: Millis) -> Self {
        Self {
            state: session.state(),
            timeout: session.poll_timeout(),
            generation: session.generation(),
            handshaking: session.is_handshaking(),
            drained: session.is_drained(),
            queued_bytes: session.queued_bytes(),
            stats: session.stats(now),
        }
    }

    /// How late a wake-up is.
    fn lateness(&self, now: Millis) -> Millis {
        self.timeout.map_or(0, |at| now.saturating_sub(at))
    }
}

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

/// What has been seen of a session so far.
#[derive(Clone, Debug)]
pub struct Model<M> {
    state: State,
    /// The newest connection that was asked for.
    generation: Generation,
    /// The provider is being asked, since then.
    providing: Option<Millis>,
    socket: Option<Socket>,
    /// An attempt has ended, and what follows is not yet known.
    ended: Option<Ended>,
    awaiting_override: bool,
    attempts: Attempts,
    messages: Messages<M>,
    offline: bool,
    frozen_at: Option<Millis>,
    paused_at: Option<Millis>,
}

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    fn new() -> Self {
        Self {
            state: State::Idle,
            generation: 0,
            providing: None,
            socket: None,
            ended: None,
            awaiting_override: false,
            attempts: Attempts::default(),
            messages: Messages::new(),
            offline: false,
            frozen_at: None,
            paused_at: None,
        }
    }

    fn check(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        self.messages.check_reply(self, turn)?;
        let (step, before) = (turn.step, turn.before);
        if !self.concerns(turn.input, before.timeout, turn.now) {
            ensure!(
                step.commands.is_empty() && step.events.is_empty() && before == turn.after,
                "what does not concern the session changes it"
            );
            return Ok(());
        }
        let was_open = self.is_open();
        let (socket_before, ended_before) = (self.socket.clone(), self.ended.is_some());
        self.exclude_elapsed(turn);
        self.take(turn);
        self.messages.take(turn);
        for command in &step.commands {
            self.check_command(command, turn)?;
        }
        self.check_probe(was_open, turn)?;
        for event in &step.events {
            self.check_event(event, socket_before.as_ref(), turn)?;
        }
        self.check_expected_events(socket_before.as_ref(), ended_before, turn)?;
        self.settle(turn)?;
        self.check_attempt(turn)?;
        self.check_numbers(turn)?;
        self.check_drained(turn)?;
        self.check_rest(turn)
    }

    fn is_open(&self) -> bool {
        self.socket.as_ref().is_some_and(Socket::is_open)
    }

    fn is_closing(&self) -> bool {
        self.socket.as_ref().is_some_and(|s| s.closing_at.is_some())
    }

    fn live(&self, generation: u32) -> Option<&Socket> {
        self.socket.as_ref().filter(|s| s.generation == generation)
    }
}
