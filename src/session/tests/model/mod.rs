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
mod settling;
mod socket;

use std::time::Duration;

use crate::session::{Command, Config, Event, Input, Output, Reply, Session, State, Stats};

use attempts::{Attempts, Ended, What};
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
        while let Some(output) = self.session.poll_output() {
            match output {
                Output::Command(command) => {
                    ensure!(step.events.is_empty(), "an command comes after a event");
                    step.commands.push(command);
                }
                Output::Event(event) => step.events.push(event),
            }
        }
        let after = Glance::at(&self.session, now);
        self.model
            .check(self.session.config(), &input, now, &before, &step, &after)
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

/// What can be seen of a session from outside.
#[derive(Clone, Debug, PartialEq)]
struct Glance {
    state: State,
    timeout: Option<Millis>,
    drained: bool,
    stats: Stats,
}

impl Glance {
    fn at<M>(session: &Session<M>, now: Millis) -> Self {
        Self {
            state: session.state(),
            timeout: session.poll_timeout(),
            drained: session.is_drained(),
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
    generation: u32,
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

    fn check(
        &mut self,
        config: &Config,
        input: &Input<M>,
        now: Millis,
        before: &Glance,
        step: &Step<M>,
        after: &Glance,
    ) -> Result<(), Violation> {
        if !self.concerns(input, before.timeout, now) {
            ensure!(
                step.commands.is_empty() && step.events.is_empty() && before == after,
                "what does not concern the session changes it"
            );
            return self
                .messages
                .check_reply(config, self, input, now, &step.reply);
        }
        self.messages
            .check_reply(config, self, input, now, &step.reply)?;
        let was_open = self.is_open();
        self.exclude_elapsed(input, before, now);
        let (socket_before, ended_before) = (self.socket.clone(), self.ended.is_some());
        self.take(config, input, now);
        self.messages.take(config, input, &step.reply, now);
        for command in &step.commands {
            self.check_command(config, command, input, now, before)?;
        }
        self.check_probe(config, input, now, before, was_open, step)?;
        for event in &step.events {
            self.check_event(config, event, input, now, socket_before.as_ref())?;
        }
        self.check_expected_events(config, input, socket_before.as_ref(), ended_before, step)?;
        self.settle(config, input, now, step)?;
        self.check_attempt(input, now, step)?;
        self.check_numbers(before, after, step)?;
        let above_high_water_mark = self
            .socket
            .as_ref()
            .is_some_and(|s| s.above_high_water_mark);
        self.messages.check_drained(
            above_high_water_mark,
            self.state,
            self.awaiting_override,
            after,
            step,
        )?;
        self.check_rest(config, input, now, after, step)
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

    /// Whether an input may change anything at all (invariants 1 and 2).
    pub fn concerns(&self, input: &Input<M>, timeout: Option<Millis>, now: Millis) -> bool {
        if self.state == State::Ended {
            return false;
        }
        let providing = |generation| self.providing.is_some() && generation == self.generation;
        match input {
            Input::Open => self.state == State::Idle,
            Input::Provided(generation) | Input::ProviderFailed(generation, _) => {
                providing(*generation)
            }
            Input::DialRefused(generation) | Input::Opened(generation) => self
                .live(*generation)
                .is_some_and(|s| s.connected_at.is_none() && s.closing_at.is_none()),
            Input::Received { generation, .. } => self
                .live(*generation)
                .is_some_and(|s| s.connected_at.is_some() && s.closing_at.is_none()),
            Input::Errored(generation) | Input::Closed { generation, .. } => {
                self.live(*generation).is_some()
            }
            Input::Buffered(generation, _) => self.live(*generation).is_some_and(Socket::is_open),
            Input::Overridden(_) => self.awaiting_override,
            Input::Close { .. } | Input::Reconnect => !self.is_closing(),
            Input::Wake => timeout.is_some_and(|at| at <= now),
            Input::Send { .. }
            | Input::Abort
            | Input::Online
            | Input::Offline
            | Input::Frozen
            | Input::Resumed => true,
        }
    }

    /// Time asleep or paused is not counted as time spent on retries.
    fn exclude_elapsed(&mut self, input: &Input<M>, before: &Glance, now: Millis) {
        let late = before.lateness(now);
        if matches!(input, Input::Wake) && late >= ASLEEP && self.paused_at.is_none() {
            self.attempts.exclude_elapsed(late);
        }
    }

    /// What the input alone says, before anything comes out.
    fn take(&mut self, config: &Config, input: &Input<M>, now: Millis) {
        match input {
            Input::Provided(_) => self.providing = None,
            Input::ProviderFailed(..) => {
                self.providing = None;
                self.end_attempt(What::NotProvided, now);
            }
            Input::Wake => {
                let overdue = |since: &Millis| now >= later(*since, config.provider_timeout);
                if self.providing.take_if(|since| overdue(since)).is_some() {
                    self.end_attempt(What::NotProvided, now);
                }
            }
            Input::DialRefused(_) => {
                self.socket = None;
                self.end_attempt(What::NotProvided, now);
            }
            Input::Closed {
                code,
                reason,
                was_clean,
                buffered,
                ..
            } => {
                let what = What::Closed {
                    code: *code,
                    reason: reason.clone(),
                    was_clean: *was_clean,
                    buffered: *buffered,
                };
                self.end_attempt(what, now);
            }
            Input::Close { .. } => {
                if let Some(socket) = &mut self.socket {
                    socket.closing_at = Some(now);
                }
            }
            Input::Online => self.offline = false,
            Input::Offline => self.offline = true,
            Input::Frozen => {
                self.frozen_at.get_or_insert(now);
            }
            _ => {}
        }
        if let Some(socket) = &mut self.socket {
            socket.take(config, input, now);
        }
    }

    /// The socket is gone, or there never was one.
    fn end_attempt(&mut self, what: What, now: Millis) {
        let socket = self.socket.take();
        let opened_at = socket.as_ref().and_then(|s| s.opened_at);
        self.ended = Some(Ended {
            generation: self.generation,
            what,
            opened: opened_at.is_some(),
            uptime: opened_at.map_or(0, |at| now.saturating_sub(at)),
            requested: socket.is_some_and(|s| s.closing_at.is_some()),
            told: None,
        });
    }

    fn check_numbers(
        &self,
        before: &Glance,
        after: &Glance,
        step: &Step<M>,
    ) -> Result<(), Violation> {
        let count =
            |is: fn(&Command<M>) -> bool| step.commands.iter().filter(|e| is(e)).count() as u64;
        let opened = step.events.iter().filter(|n| matches!(n, Event::Opened));
        let (was, is) = (&before.stats, &after.stats);
        let sent = count(|e| matches!(e, Command::Transmit(_)));
        ensure!(
            is.messages_sent - was.messages_sent == sent,
            "messages sent are miscounted"
        );
        ensure!(
            is.connections - was.connections == opened.count() as u64,
            "connections are miscounted"
        );
        ensure!(
            (is.queued_messages, is.queued_bytes) == self.messages.queued(),
            "the outbox holds {} messages of {} bytes, and should hold {:?}",
            is.queued_messages,
            is.queued_bytes,
            self.messages.queued()
        );
        let times = |stats: &Stats| -> Duration {
            let times = State::ALL.iter().map(|&state| stats.time_in(state));
            times.fold(Duration::ZERO, Duration::saturating_add)
        };
        ensure!(
            times(is) == times(was),
            "the times in the states do not add up"
        );
        Ok(())
    }

    /// What must hold whenever nothing is going on.
    fn check_rest(
        &mut self,
        config: &Config,
        input: &Input<M>,
        now: Millis,
        after: &Glance,
        step: &Step<M>,
    ) -> Result<(), Violation> {
        ensure!(after.state == self.state, "the state was not told");
        let (providing, socket) = (self.providing.is_some(), self.socket.as_ref());
        if self.state == State::Ended {
            let releases = matches!(step.commands.last(), Some(Command::Release));
            let told = matches!(step.events.last(), Some(Event::Ended(_)));
            ensure!(releases && told, "the end is not the last to come");
            ensure!(after.timeout.is_none(), "a deadline outlives the session");
            ensure!(
                socket.is_none() && !providing && self.ended.is_none(),
                "the end leaves a connection behind"
            );
            ensure!(
                self.messages.queued().0 == 0,
                "the end leaves messages behind"
            );
            return Ok(());
        }
        ensure!(
            !step.commands.iter().any(|e| matches!(e, Command::Release)),
            "what is needed is released"
        );
        if self.awaiting_override {
            ensure!(
                socket.is_none() && !providing,
                "a connection outlives its close"
            );
        } else {
            let stands = match self.state {
                State::Idle => self.generation == 0 && socket.is_none(),
                State::Connecting => providing != socket.is_some_and(|s| !s.is_open()),
                State::Open => socket.is_some_and(Socket::is_open) && self.messages.queued().0 == 0,
                State::Closing => self.is_closing(),
                State::Waiting => socket.is_none() && self.attempts.retry.is_some(),
                State::Paused => socket.is_none() && (self.offline || self.frozen_at.is_some()),
                State::Ended => false,
            };
            ensure!(stands, "the state is {:?} without its reason", self.state);
        }
        if matches!(input, Input::Wake) {
            ensure!(
                after.timeout.is_none_or(|at| at > now),
                "a wake-up leaves what is due undone"
            );
        }
        for deadline in self.deadlines(config, now) {
            ensure!(
                after.timeout.is_some_and(|at| at <= deadline),
                "the wake-up is set for {:?}, and something is due at {deadline}",
                after.timeout
            );
        }
        Ok(())
    }

    /// By when the session has to be woken at the latest.
    fn deadlines(&self, config: &Config, now: Millis) -> impl Iterator<Item = Millis> {
        let providing = self
            .providing
            .map(|since| later(since, config.provider_timeout));
        let socket = self.socket.as_ref().and_then(|s| s.deadline(config, now));
        let retry = match self.state {
            State::Waiting => self.attempts.retry.as_ref().map(|retry| retry.latest),
            _ => None,
        };
        let expiry = if self.is_closing() {
            None
        } else {
            self.messages.first_expiry()
        };
        [providing, socket, retry, expiry].into_iter().flatten()
    }
}
