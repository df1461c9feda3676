//! The whole life of a client as a state machine: WHEN to do things and IN
//! WHAT ORDER, with no browser, no clock and no random source of its own.
//!
//! A driver tells it what happened with [`Session::handle`], carries out what
//! [`Session::poll_output`] returns until nothing is left, and wakes it at
//! [`Session::poll_timeout`]:
//!
//! ```
//! use closewise::session::{Command, Config, Input, Output, Reply, Session};
//!
//! let mut session = Session::new(Config::default(), 42, 0);
//! let reply = session.handle(Input::Send { message: "hello", bytes: 5, ttl: None }, 0);
//! assert_eq!(reply, Reply::Queued);
//! let _ = session.handle(Input::Open, 0);
//! assert_eq!(session.poll_output(), Some(Output::Command(Command::Dial(1))));
//! ```

mod backoff;
mod closing;
mod config;
mod connecting;
mod connection;
mod credentials;
mod ending;
mod history;
mod input;
mod investigating;
mod liveness;
mod outbox;
mod output;
mod page;
mod receiving;
mod retrying;
mod sending;
mod sleep;
mod state;
mod stats;
mod streak;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod time;
mod timers;
mod waking;
mod words;

use std::collections::VecDeque;
use std::time::Duration;

use crate::close::{Diagnosis, Surroundings};

use backoff::Random;
use connection::Connection;
use credentials::Credentials;
use history::History;
use liveness::Liveness;
use outbox::Outbox;
use retrying::PlannedRetry;
use state::Phase;
use streak::Streak;
use time::since;
use timers::{Timer, Timers};

pub use config::{
    Config, ConfigError, Field, HandshakeSettings, Hold, LivenessSettings, Overflow, QueueSettings,
    ReconnectSettings, Settings, Unit,
};
pub use input::{Generation, Input, MessageKind, ProviderFailure, Refusal, Reply};
pub use output::{
    Attempt, Closed, Command, End, EndReason, Event, Failure, Handed, Output, Undelivered,
};
pub use state::{State, StateReason};
pub use stats::Stats;
pub use time::Millis;

/// The state machine. `M` is a message; its payload passes through untouched.
#[derive(Clone, Debug)]
pub struct Session<M> {
    config: Config,
    random: Random,
    phase: Phase,
    state: State,
    state_since: Millis,
    generation: Generation,
    timers: Timers,
    last_input_at: Millis,

    connection: Connection,
    history: History,
    /// What the driver last said of them.
    surroundings: Surroundings,
    liveness: Liveness,
    outbox: Outbox<M>,
    /// Something has waited since the last [`Event::Drained`], so that another
    /// one is owed.
    owes_drained: bool,

    streak: Streak,
    planned_retry: PlannedRetry,
    credentials: Credentials,
    /// The diagnosis of the most recent attempt; the next one is shown it.
    last_diagnosis: Option<Diagnosis>,
    /// The close of a connection that has ended, until it is decided what
    /// follows and the user can be told.
    pending_close: Option<Box<Closed>>,
    /// When the last plain request was asked for.
    investigated_at: Option<Millis>,
    /// The user has opened the session again while it was closing.
    reopens: bool,

    offline: bool,
    /// Since when the page is frozen, if it is.
    frozen_at: Option<Millis>,

    stats: Stats,
    commands: VecDeque<Command<M>>,
    events: VecDeque<Event<M>>,
}

impl<M> Session<M> {
    /// A session that has not started. `seed` is what the jitter grows from:
    /// it should differ between clients.
    pub fn new(config: Config, seed: u64, now: Millis) -> Self {
        Self {
            config,
            random: Random::new(seed),
            phase: Phase::Idle,
            state: State::Idle,
            state_since: now,
            generation: 0,
            timers: Timers::default(),
            last_input_at: now,
            connection: Connection::default(),
            history: History::default(),
            surroundings: Surroundings::default(),
            liveness: Liveness::default(),
            outbox: Outbox::new(),
            owes_drained: false,
            streak: Streak::default(),
            planned_retry: PlannedRetry::default(),
            credentials: Credentials::default(),
            last_diagnosis: None,
            pending_close: None,
            investigated_at: None,
            reopens: false,
            offline: false,
            frozen_at: None,
            stats: Stats::default(),
            commands: VecDeque::new(),
            events: VecDeque::new(),
        }
    }

    /// Takes what happened, then does all that has come due by then. Only a
    /// message can be refused.
    ///
    /// An event of a connection that is not the present one changes nothing by itself.
    pub fn handle(&mut self, input: Input<M>, now: Millis) -> Reply<M> {
        if matches!(input, Input::Surroundings(_)) {
            // What they were looked at for follows: that is what comes late after a sleep.
            return self.take(input, now);
        }
        let retry_was_due = self.timers.is_due(Timer::Retry, now);
        self.notice_sleep(&input, now);
        let reply = self.take(input, now);
        self.run_due(retry_was_due, now);
        reply
    }

    fn take(&mut self, input: Input<M>, now: Millis) -> Reply<M> {
        match input {
            Input::Open => self.open(now),
            Input::Send {
                message,
                bytes,
                ttl,
            } => return self.send(message, bytes, ttl, now),
            Input::Close { code, reason } => self.close(code, reason, now),
            Input::Reconnect { code, reason } => self.reconnect(code, reason, now),
            Input::TakeQueued => return self.take_queued(),
            Input::Transmitted(message) => self.transmitted(message),
            Input::Abort => self.abort(now),
            Input::Provided(generation) => self.provided(generation, now),
            Input::ProviderFailed(generation, failure) => {
                self.provider_failed(generation, failure, now);
            }
            Input::DialRefused(generation) => self.dial_refused(generation, now),
            Input::Opened(generation) => self.socket_opened(generation, now),
            Input::Greeted(generation) => self.greeted(generation, now),
            Input::GreetingFailed(generation) => self.greeting_failed(generation, now),
            Input::Received {
                generation,
                message,
                bytes,
                kind,
                notice,
            } => self.received(generation, message, bytes, kind, notice, now),
            Input::Errored {
                generation,
                closes_in_this_task,
            } => self.errored(generation, closes_in_this_task, now),
            Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered,
            } => self.socket_closed(generation, code, reason, was_clean, buffered, now),
            Input::Buffered(generation, amount) => self.buffered(generation, amount, now),
            Input::Overridden(verdict) => self.overridden(verdict, now),
            Input::Surroundings(surroundings) => self.surroundings = surroundings,
            Input::Online => self.went_online(now),
            Input::Offline => self.went_offline(now),
            Input::Frozen => self.freeze(now),
            Input::Resumed => self.resume(now),
            // What is due is done after every input.
            Input::Wake => {}
        }
        Reply::Done
    }

    /// What to do or to tell next. Commands come first, so that a driver which
    /// is called again from inside a user's listener can carry them out
    /// without telling events out of order.
    #[must_use]
    pub fn poll_output(&mut self) -> Option<Output<M>> {
        match self.poll_command() {
            Some(command) => Some(Output::Command(command)),
            None => self.events.pop_front().map(Output::Event),
        }
    }

    /// What to do next, leaving the events for later.
    #[must_use]
    pub fn poll_command(&mut self) -> Option<Command<M>> {
        self.commands.pop_front()
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// When to hand in [`Input::Wake`], unless another input comes first. A late
    /// wake-up does no harm, and neither does an early one.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Millis> {
        self.timers.next()
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> State {
        self.state
    }

    /// Whether messages belong to the application handshake now.
    #[must_use]
    pub fn is_handshaking(&self) -> bool {
        self.phase == Phase::Handshaking
    }

    /// Whether the outbox is empty and the socket's buffer is below its marks.
    #[must_use]
    pub fn is_drained(&self) -> bool {
        self.outbox.is_empty() && !self.connection.above_high_water_mark
    }

    /// The number of the connection in use or in the making; 0 before the first.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// When the next attempt is due, if one is set.
    #[must_use]
    pub fn retry_at(&self) -> Option<Millis> {
        (self.phase == Phase::Waiting).then_some(self.planned_retry.due)
    }

    /// The number of retries in the present row.
    #[must_use]
    pub fn retries(&self) -> u32 {
        self.streak.retries
    }

    /// How many messages are in the outbox.
    #[must_use]
    pub fn queued_messages(&self) -> u64 {
        self.outbox.len()
    }

    /// The bytes in the outbox.
    #[must_use]
    pub fn queued_bytes(&self) -> u64 {
        self.outbox.bytes()
    }

    /// What the session is configured to do.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Numbers for observers.
    #[must_use]
    pub fn stats(&self, now: Millis) -> Stats {
        let mut stats = self.stats;
        stats.queued_messages = self.outbox.len();
        stats.queued_bytes = self.outbox.bytes();
        stats.uptime = Duration::from_millis(self.connection.uptime(now));
        // What is over does not go on.
        if self.state != State::Ended {
            stats.add_time_in(self.state, since(self.state_since, now));
        }
        stats
    }

    /// Whether a connection of this number has a socket now.
    fn is_live(&self, generation: Generation) -> bool {
        self.phase.has_socket() && generation == self.generation
    }

    fn enter(&mut self, phase: Phase, reason: StateReason, now: Millis) {
        self.phase = phase;
        let to = phase.state().unwrap_or(self.state);
        if to == self.state {
            return;
        }
        let from = std::mem::replace(&mut self.state, to);
        let span = since(self.state_since, now);
        // What is over did not go on.
        if from != State::Ended {
            self.stats.add_time_in(from, span);
        }
        self.state_since = now;
        self.events.push_back(Event::State { from, to, reason });
    }
}
