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
mod queue;
mod retry;
mod sending;
mod stats;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod timers;
mod wake;

use crate::close::{CloseCode, Context, Diagnosis};

use backoff::Random;
use connection::Connection;
use liveness::Liveness;
use mutation::Mutation;
use outbox::Outbox;
use queue::Queue;
use retry::Streak;
use timers::{NEVER, Timer, Timers};

pub use config::{Config, ConfigError, Features, Overflow, SETTINGS, Setting, SettingRow};
pub use io::{
    CloseReason, Closed, Effect, End, EndReason, Generation, Input, Notice, Output,
    ProviderFailure, Reading, Reason, Refusal, Reply, State, Undelivered,
};
pub use stats::Stats;

/// A time, or a span of time, in ms. Times are counted from any fixed moment.
pub type Millis = u64;

/// The moment `span` later; there is none after the last.
// A call is less WebAssembly than the saturation.
#[inline(never)]
fn after(moment: Millis, span: Millis) -> Millis {
    moment.saturating_add(span)
}

/// The span from `then` to `now`; none if the clock has run back.
// As above.
#[inline(never)]
fn since(then: Millis, now: Millis) -> Millis {
    now.saturating_sub(then)
}

/// The state machine. `M` is a message; its payload passes through untouched.
#[derive(Clone, Debug)]
// In this order, which puts first what is used most: in WebAssembly a place
// among the first 128 bytes takes a byte less to say.
#[repr(C)]
pub struct Session<M, R = String> {
    phase: Phase,
    state: State,
    offline: bool,
    /// A [`Notice::Drained`] is owed.
    undrained: bool,
    generation: Generation,
    connection: Connection,
    effects: Queue<Effect<M, R>>,
    notices: Queue<Notice<M, R>>,
    state_since: Millis,
    streak: Streak,
    /// When the next retry was drawn to come.
    due: Millis,
    /// A verdict asks not to come back sooner.
    floor: Millis,
    /// The next attempt needs fresh credentials.
    wants_fresh: bool,
    /// A connection has ended, and the user is yet to be told.
    untold: Option<Box<Closed<R>>>,
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
            Self::Judging => return None,
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
        Self::with_reasons(config, seed, now)
    }
}

impl<M, R: CloseReason> Session<M, R> {
    /// The same, with reasons other than texts.
    pub fn with_reasons(config: Config, seed: u64, now: Millis) -> Self {
        let mut session = Self {
            config,
            ..Self::FRESH
        };
        session.begin(seed, now);
        session
    }

    /// One that is yet to be configured.
    pub(crate) const FRESH: Self = Self {
        config: Config::BLANK,
        phase: Phase::Idle,
        state: State::Idle,
        state_since: 0,
        generation: 0,
        connection: Connection::NONE,
        due: 0,
        floor: 0,
        wants_fresh: false,
        untold: None,
        timers: Timers::NONE,
        outbox: Outbox::new(),
        undrained: false,
        liveness: Liveness::new(),
        streak: Streak::NEW,
        random: Random::new(0),
        offline: false,
        frozen_at: NEVER,
        stats: Stats::NONE,
        last_diagnosis: None,
        effects: Queue::new(),
        notices: Queue::new(),
        #[cfg(test)]
        mutation: None,
    };

    /// For a driver that configures a session which it has already.
    pub(crate) fn begin(&mut self, seed: u64, now: Millis) {
        self.random = Random::new(seed);
        self.state_since = now;
    }

    /// Takes what happened. Only a message can be refused.
    pub fn handle(&mut self, input: Input<M, R>, now: Millis) -> Reply<M> {
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
            Input::NotProvided(generation, failure) => {
                self.not_provided(generation, failure, now);
            }
            Input::NotDialed(generation) => self.not_dialed(generation, now),
            Input::Opened(generation) => self.socket_opened(generation, now),
            Input::Received {
                generation,
                message,
                bytes,
                reading,
            } => self.received(generation, message, bytes, reading, now),
            Input::Errored(generation) => self.errored(generation, now),
            Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered,
            } => self.socket_closed(generation, code, reason, was_clean, buffered, now),
            Input::Buffered(generation, amount) => self.buffered(generation, amount, now),
            Input::Judged(verdict) => self.judged(verdict, now),
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
    pub fn poll_output(&mut self) -> Option<Output<M, R>> {
        match self.poll_effect() {
            Some(effect) => Some(Output::Effect(effect)),
            None => self.poll_notice().map(Output::Notice),
        }
    }

    /// What to do next, leaving the notices for later.
    #[must_use]
    pub fn poll_effect(&mut self) -> Option<Effect<M, R>> {
        self.effects.pop()
    }

    /// What to tell next, where nothing is to be done before.
    #[must_use]
    pub fn poll_notice(&mut self) -> Option<Notice<M, R>> {
        self.notices.pop()
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn has_notices(&self) -> bool {
        self.notices.len() > 0
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
        self.outbox.is_empty() && !self.connection.swollen
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
        generation == self.generation || self.is(Mutation::ForgetGenerations)
    }

    fn enter(&mut self, phase: Phase, reason: Reason, now: Millis) {
        self.phase = phase;
        let to = phase.state().unwrap_or(self.state);
        if to == self.state {
            return;
        }
        let from = std::mem::replace(&mut self.state, to);
        self.stats.time_in[from as usize] += since(self.state_since, now);
        self.state_since = now;
        self.notices.push(Notice::State { from, to, reason });
    }

    fn set_timer(&mut self, timer: Timer, setting: Setting, now: Millis) {
        let span = self.config.whole(setting);
        self.timers.set_after(timer, now, span);
    }

    pub(crate) fn close(&mut self, code: Option<CloseCode>, reason: R, now: Millis) {
        match self.phase {
            Phase::Dialing | Phase::Handshaking | Phase::Open => {
                self.timers.clear_connection();
                self.timers.clear(Timer::Expiry);
                if !self.is(Mutation::WaitForTheClose) {
                    self.set_timer(Timer::Close, Setting::CloseTimeout, now);
                }
                self.effects.push(Effect::CloseSocket { code, reason });
                self.enter(Phase::Closing, Reason::Requested, now);
            }
            Phase::Closing | Phase::Ended => {}
            // From inside the predicate.
            Phase::Judging => self.end(EndReason::Requested, Reason::Closed, now),
            Phase::Idle | Phase::Providing | Phase::Waiting | Phase::Paused => {
                self.end(EndReason::Requested, Reason::Requested, now);
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
                self.declare(known, now);
            }
            Phase::Ended => {}
            // From inside the predicate.
            Phase::Judging => self.end(EndReason::Aborted, Reason::Closed, now),
            Phase::Idle | Phase::Providing | Phase::Waiting | Phase::Paused => {
                self.end(EndReason::Aborted, Reason::Requested, now);
            }
        }
    }
}
