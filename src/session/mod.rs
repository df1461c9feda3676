//! The whole life of a client as a state machine: WHEN to do things and IN
//! WHAT ORDER, with no browser, no clock and no random source of its own.
//!
//! A driver tells it what happened with [`Session::handle`], carries out what
//! [`Session::poll_output`] returns until nothing is left, and wakes it at
//! [`Session::poll_timeout`]:
//!
//! ```
//! use closewise::session::{Config, Command, Input, Output, Reply, Session};
//!
//! let mut session = Session::new(Config::default(), 42, 0);
//! let reply = session.handle(Input::Send { message: "hello", bytes: 5, ttl: None }, 0);
//! assert_eq!(reply, Reply::Queued);
//! let _ = session.handle(Input::Open, 0);
//! assert_eq!(session.poll_output(), Some(Output::Command(Command::Dial(1))));
//! ```

mod backoff;
mod config;
mod connection;
mod ending;
mod io;
mod liveness;
mod outbox;
mod page;
mod retry;
mod sending;
mod stats;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod timers;
mod wake;

use std::collections::VecDeque;

use crate::close::{CloseCode, Context, Diagnosis};

use backoff::Random;
use connection::Connection;
use liveness::Liveness;
use outbox::Outbox;
use retry::Streak;
use timers::{NEVER, Timer, Timers};

pub use config::{Config, ConfigError, Features, Overflow, SETTINGS, Setting, SettingRow};
pub use io::{
    Closed, Command, End, EndReason, Event, Generation, Input, MessageKind, Output,
    ProviderFailure, Refusal, Reply, State, StateReason, Undelivered,
};
pub use stats::Stats;

/// A time, or a span of time, in ms. Times are counted from any fixed moment.
pub type Millis = u64;

/// The moment `span` later; there is none after the last.
fn after(moment: Millis, span: Millis) -> Millis {
    moment.saturating_add(span)
}

/// The span from `then` to `now`; none if the clock has run back.
fn since(then: Millis, now: Millis) -> Millis {
    now.saturating_sub(then)
}

/// The state machine. `M` is a message; its payload passes through untouched.
#[derive(Clone, Debug)]
pub struct Session<M> {
    phase: Phase,
    state: State,
    offline: bool,
    /// A [`Event::Drained`] is owed.
    undrained: bool,
    generation: Generation,
    connection: Connection,
    commands: VecDeque<Command<M>>,
    events: VecDeque<Event<M>>,
    state_since: Millis,
    streak: Streak,
    /// When the next retry was drawn to come.
    due: Millis,
    /// A verdict asks not to come back sooner.
    floor: Millis,
    /// The next attempt needs fresh credentials.
    needs_fresh_credentials: bool,
    /// A connection has ended, and the user is yet to be told.
    pending_close: Option<Box<Closed>>,
    /// Since when the page is frozen; [`NEVER`] if it is not.
    frozen_at: Millis,
    timers: Timers,
    liveness: Liveness,
    outbox: Outbox<M>,
    pub(crate) config: Config,
    random: Random,
    stats: Stats,
    /// Of the last attempt.
    last_diagnosis: Option<Diagnosis>,
}

/// Where the session stands, in finer steps than [`State`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    Idle,
    /// The provider has been asked for a URL and protocols.
    Providing,
    /// The socket exists.
    Dialing,
    /// The socket is open; the application handshake is not through.
    Handshaking,
    Open,
    Closing,
    /// A connection has ended; the user's predicate is being asked.
    AwaitingOverride,
    Waiting,
    Paused,
    Ended,
}

impl Phase {
    /// There is a socket, or one is asked for.
    fn is_live(self) -> bool {
        matches!(
            self,
            Self::Dialing | Self::Handshaking | Self::Open | Self::Closing
        )
    }

    /// What users call it; it stays what it was while their predicate is asked.
    fn state(self) -> Option<State> {
        Some(match self {
            Self::Idle => State::Idle,
            Self::Providing | Self::Dialing | Self::Handshaking => State::Connecting,
            Self::Open => State::Open,
            Self::Closing => State::Closing,
            Self::AwaitingOverride => return None,
            Self::Waiting => State::Waiting,
            Self::Paused => State::Paused,
            Self::Ended => State::Ended,
        })
    }
}

impl<M> Session<M> {
    /// A session that has not started. `seed` is what the jitter grows from:
    /// it should differ between clients.
    pub fn new(config: Config, seed: u64, now: Millis) -> Self {
        Self {
            config,
            phase: Phase::Idle,
            state: State::Idle,
            state_since: now,
            generation: 0,
            connection: Connection::NONE,
            due: 0,
            floor: 0,
            needs_fresh_credentials: false,
            pending_close: None,
            timers: Timers::NONE,
            outbox: Outbox::new(),
            undrained: false,
            liveness: Liveness::new(),
            streak: Streak::NEW,
            random: Random::new(seed),
            offline: false,
            frozen_at: NEVER,
            stats: Stats::default(),
            last_diagnosis: None,
            commands: VecDeque::new(),
            events: VecDeque::new(),
        }
    }

    /// Takes what happened. Only a message can be refused.
    pub fn handle(&mut self, input: Input<M>, now: Millis) -> Reply<M> {
        match input {
            Input::Open => self.open(now),
            Input::Send {
                message,
                bytes,
                ttl,
            } => return self.send(message, bytes, ttl, now),
            Input::Close { code, reason } => self.close(code, reason, now),
            Input::Reconnect => self.reconnect(now),
            Input::Abort => self.abort(now),
            Input::Provided(generation) => self.provided(generation, now),
            Input::ProviderFailed(generation, failure) => {
                self.provider_failed(generation, failure, now);
            }
            Input::DialRefused(generation) => self.dial_refused(generation, now),
            Input::Opened(generation) => self.socket_opened(generation, now),
            Input::Received {
                generation,
                message,
                bytes,
                kind,
            } => self.received(generation, message, bytes, kind, now),
            Input::Errored(generation) => self.errored(generation, now),
            Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered,
            } => self.socket_closed(generation, code, reason, was_clean, buffered, now),
            Input::Buffered(generation, amount) => self.buffered(generation, amount, now),
            Input::Overridden(verdict) => self.overridden(verdict, now),
            Input::Online => self.online(now),
            Input::Offline => self.went_offline(now),
            Input::Frozen => self.freeze(now),
            Input::Resumed => self.resume(now),
            Input::Wake => self.wake(now),
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
            None => self.poll_event().map(Output::Event),
        }
    }

    /// What to do next, leaving the events for later.
    #[must_use]
    pub fn poll_command(&mut self) -> Option<Command<M>> {
        self.commands.pop_front()
    }

    /// What to tell next, where nothing is to be done before.
    #[must_use]
    fn poll_event(&mut self) -> Option<Event<M>> {
        self.events.pop_front()
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn has_events(&self) -> bool {
        !self.events.is_empty()
    }

    /// When to hand in [`Input::Wake`]. A late wake-up does no harm, and
    /// neither does an early one.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Millis> {
        let at = self.timers.next();
        (at != NEVER).then_some(at)
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

    /// The number of the connection in use or in the making.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
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
        stats.uptime = self.connection.uptime(now);
        stats.time_in[self.state as usize] += since(self.state_since, now);
        stats
    }

    fn is_live(&self, generation: Generation) -> bool {
        self.phase.is_live() && self.is_current(generation)
    }

    /// Whether the last attempt is the one that this is told of.
    fn is_current(&self, generation: Generation) -> bool {
        generation == self.generation
    }

    fn enter(&mut self, phase: Phase, reason: StateReason, now: Millis) {
        self.phase = phase;
        let to = phase.state().unwrap_or(self.state);
        if to == self.state {
            return;
        }
        let from = std::mem::replace(&mut self.state, to);
        self.stats.time_in[from as usize] += since(self.state_since, now);
        self.state_since = now;
        self.events.push_back(Event::State { from, to, reason });
    }

    fn set_timer(&mut self, timer: Timer, setting: Setting, now: Millis) {
        let span = self.config.whole(setting);
        self.timers.set_after(timer, now, span);
    }

    pub(crate) fn close(&mut self, code: Option<CloseCode>, reason: String, now: Millis) {
        match self.phase {
            Phase::Dialing | Phase::Handshaking | Phase::Open => {
                self.timers.clear_connection();
                self.timers.clear(Timer::Expiry);
                self.set_timer(Timer::Close, Setting::CloseTimeout, now);
                self.commands
                    .push_back(Command::CloseSocket { code, reason });
                self.enter(Phase::Closing, StateReason::Requested, now);
            }
            Phase::Closing | Phase::Ended => {}
            // From inside the predicate.
            Phase::AwaitingOverride => self.end(EndReason::Requested, StateReason::Closed, now),
            Phase::Idle | Phase::Providing | Phase::Waiting | Phase::Paused => {
                self.end(EndReason::Requested, StateReason::Requested, now);
            }
        }
    }

    pub(crate) fn abort(&mut self, now: Millis) {
        match self.phase {
            Phase::Dialing | Phase::Handshaking | Phase::Open | Phase::Closing => {
                let known = Context {
                    aborted: true,
                    ..Context::default()
                };
                self.close_synthetically(known, now);
            }
            Phase::Ended => {}
            // From inside the predicate.
            Phase::AwaitingOverride => self.end(EndReason::Aborted, StateReason::Closed, now),
            Phase::Idle | Phase::Providing | Phase::Waiting | Phase::Paused => {
                self.end(EndReason::Aborted, StateReason::Requested, now);
            }
        }
    }
}
