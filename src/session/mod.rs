//! The whole life of a client as a state machine: WHEN to do things and IN
//! WHAT ORDER, with no browser, no clock and no random source of its own.
//!
//! A driver tells it what happened with [`Session::handle`], carries out what
//! [`Session::poll_output`] returns until nothing is left, and wakes it at
//! [`Session::poll_timeout`]:
//!
//! ```
//! use closewise::session::{Config, Effect, Input, Output, Reply, Session};
//!
//! let mut session = Session::new(Config::default(), 42, 0);
//! let reply = session.handle(Input::Send { message: "hello", bytes: 5, ttl: None }, 0);
//! assert_eq!(reply, Reply::Queued);
//! let _ = session.handle(Input::Open, 0);
//! assert_eq!(session.poll_output(), Some(Output::Effect(Effect::Dial(1))));
//! ```

mod backoff;
mod config;
mod connection;
mod ending;
mod io;
mod liveness;
mod mutation;
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

use crate::close::{CloseCode, Diagnosis};

use backoff::Random;
use connection::Connection;
use ending::{Declared, Pending};
use liveness::Liveness;
use mutation::Mutation;
use outbox::Outbox;
use retry::Streak;
use timers::{Timer, Timers};

pub use config::{Config, ConfigError, Features, Overflow, SETTINGS, Setting, SettingRow};
pub use io::{
    Closed, Effect, End, EndReason, Generation, Input, Notice, Output, ProviderFailure, Reading,
    Reason, Refusal, Reply, State, Undelivered,
};
pub use stats::Stats;

/// A time, or a span of time, in ms. Times are counted from any fixed moment.
pub type Millis = u64;

/// The state machine. `M` is a message; its payload passes through untouched.
#[derive(Clone, Debug)]
pub struct Session<M> {
    config: Config,
    phase: Phase,
    state: State,
    state_since: Millis,
    generation: Generation,
    connection: Option<Connection>,
    pending: Option<Pending>,
    timers: Timers,
    outbox: Outbox<M>,
    /// A [`Notice::Drained`] is owed.
    undrained: bool,
    liveness: Liveness,
    streak: Streak,
    random: Random,
    offline: bool,
    frozen_at: Option<Millis>,
    stats: Stats,
    last_diagnosis: Option<Diagnosis>,
    effects: VecDeque<Effect<M>>,
    notices: VecDeque<Notice<M>>,
    #[cfg(test)]
    mutation: Option<Mutation>,
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
    Judging,
    Waiting,
    Paused,
    Ended,
}

impl<M> Session<M> {
    /// A session that has not started. `seed` is what the jitter grows from:
    /// it should differ between clients.
    pub fn new(config: Config, seed: u64, now: Millis) -> Self {
        let outbox = Outbox::new(
            usize::try_from(config.whole(Setting::QueueMessages)).unwrap_or(usize::MAX),
            config.whole(Setting::QueueBytes),
        );
        let liveness = Liveness::new(
            config.whole(Setting::LivenessInterval),
            config.whole(Setting::LivenessTimeout),
        );
        Self {
            config,
            phase: Phase::Idle,
            state: State::Idle,
            state_since: now,
            generation: 0,
            connection: None,
            pending: None,
            timers: Timers::new(),
            outbox,
            undrained: false,
            liveness,
            streak: Streak::default(),
            random: Random::new(seed),
            offline: false,
            frozen_at: None,
            stats: Stats::default(),
            last_diagnosis: None,
            effects: VecDeque::new(),
            notices: VecDeque::new(),
            #[cfg(test)]
            mutation: None,
        }
    }

    /// Takes what happened. Only a message can be refused.
    pub fn handle(&mut self, input: Input<M>, now: Millis) -> Reply<M> {
        match input {
            Input::Received {
                generation,
                message,
                bytes,
                reading,
            } => {
                if self.is_live(generation) {
                    self.received(message, bytes, reading, now);
                }
            }
            Input::Send {
                message,
                bytes,
                ttl,
            } => return self.send(message, bytes, ttl, now),
            _ if self.phase == Phase::Ended => {}
            Input::Open => {
                if self.phase == Phase::Idle {
                    self.connect(Reason::Requested, now);
                }
            }
            Input::Close { code, reason } => self.close(code, reason, now),
            Input::Reconnect => self.reconnect(now),
            Input::Abort => self.abort(now),
            Input::Provided(generation) => {
                if self.phase == Phase::Providing && generation == self.generation {
                    self.timers.clear(Timer::Provider);
                    self.dial(now);
                }
            }
            Input::NotProvided(generation, failure) => {
                if self.phase == Phase::Providing && generation == self.generation {
                    self.not_provided(failure, now);
                }
            }
            Input::NotDialed(generation) => {
                if self.phase == Phase::Dialing && generation == self.generation {
                    self.connection = None;
                    self.not_provided(ProviderFailure::Invalid, now);
                }
            }
            Input::Opened(generation) => {
                if self.is_live(generation) {
                    self.socket_opened(now);
                }
            }
            Input::Errored(generation) => {
                if self.is_live(generation) {
                    self.errored(now);
                }
            }
            Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered,
            } => {
                if self.is_live(generation) {
                    self.socket_closed(code, reason, was_clean, buffered, now);
                }
            }
            Input::Buffered(generation, amount) => {
                if self.is_live(generation) {
                    self.buffered(amount, now);
                }
            }
            Input::Judged(verdict) => {
                if self.phase == Phase::Judging {
                    self.judged(verdict, now);
                }
            }
            Input::Online => self.online(now),
            Input::Offline => self.went_offline(now),
            Input::Frozen => self.freeze(now),
            Input::Resumed => self.resume(now),
            Input::Wake => self.wake(now),
        }
        Reply::Done
    }

    /// What to do or to tell next. Effects come first, so that a driver which
    /// is called again from inside a user's listener can carry them out
    /// without telling notices out of order.
    #[must_use]
    pub fn poll_output(&mut self) -> Option<Output<M>> {
        match self.effects.pop_front() {
            Some(effect) => Some(Output::Effect(effect)),
            None => self.notices.pop_front().map(Output::Notice),
        }
    }

    /// What to do next, leaving the notices for later.
    #[must_use]
    pub fn poll_effect(&mut self) -> Option<Effect<M>> {
        self.effects.pop_front()
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn has_notices(&self) -> bool {
        !self.notices.is_empty()
    }

    /// When to hand in [`Input::Wake`]. A late wake-up does no harm, and
    /// neither does an early one.
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
        let swollen = self.connection.as_ref().is_some_and(|c| c.swollen);
        self.outbox.is_empty() && !swollen
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
        stats.queued_messages = self.outbox.len() as u64;
        stats.queued_bytes = self.outbox.bytes();
        stats.uptime = match &self.connection {
            Some(connection) => connection.uptime(now),
            None => 0,
        };
        stats.time_in[self.state as usize] += now.saturating_sub(self.state_since);
        stats
    }

    fn is_live(&self, generation: Generation) -> bool {
        self.connection.is_some()
            && (generation == self.generation || self.is(Mutation::ForgetGenerations))
    }

    fn enter(&mut self, phase: Phase, reason: Reason, now: Millis) {
        self.phase = phase;
        let to = match phase {
            Phase::Idle => State::Idle,
            Phase::Providing | Phase::Dialing | Phase::Handshaking => State::Connecting,
            Phase::Open => State::Open,
            Phase::Closing => State::Closing,
            Phase::Judging => self.state,
            Phase::Waiting => State::Waiting,
            Phase::Paused => State::Paused,
            Phase::Ended => State::Ended,
        };
        if to == self.state {
            return;
        }
        let from = std::mem::replace(&mut self.state, to);
        self.stats.time_in[from as usize] += now.saturating_sub(self.state_since);
        self.state_since = now;
        self.notices.push_back(Notice::State { from, to, reason });
    }

    fn set_timer(&mut self, timer: Timer, setting: Setting, now: Millis) {
        let span = self.config.whole(setting);
        self.timers.set(timer, now.saturating_add(span));
    }

    fn close(&mut self, code: Option<CloseCode>, reason: String, now: Millis) {
        match self.phase {
            Phase::Dialing | Phase::Handshaking | Phase::Open => {
                self.timers.clear_connection();
                self.timers.clear(Timer::Expiry);
                if !self.is(Mutation::WaitForTheClose) {
                    self.set_timer(Timer::Close, Setting::CloseTimeout, now);
                }
                if let Some(connection) = &mut self.connection {
                    connection.requested = true;
                }
                self.effects.push_back(Effect::CloseSocket { code, reason });
                self.enter(Phase::Closing, Reason::Requested, now);
            }
            Phase::Closing | Phase::Ended => {}
            Phase::Judging => self.give_up_judging(EndReason::Requested, now),
            Phase::Idle | Phase::Providing | Phase::Waiting | Phase::Paused => {
                self.end(EndReason::Requested, Reason::Requested, now);
            }
        }
    }

    fn abort(&mut self, now: Millis) {
        if self.phase == Phase::Judging {
            self.give_up_judging(EndReason::Aborted, now);
        } else if self.connection.is_some() {
            self.declare(Declared::Aborted, now);
        } else {
            self.end(EndReason::Aborted, Reason::Requested, now);
        }
    }
}
