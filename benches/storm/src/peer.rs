//! A client that follows a peer's policy.

use crate::Millis;
use crate::client::{Action, Attempt, Client, News};
use crate::policies::{Policy, Retry};
use crate::random::Random;

pub struct Peer {
    policy: &'static Policy,
    /// Its application asks for a token before each attempt, as it would in the function
    /// that gives the URL.
    asks_for_tokens: bool,
    random: Random,
    drawn_by_the_page: f64,
    attempt: Attempt,
    phase: Phase,
    /// The retries since the last connection that lasted.
    retries: i32,
    row_began_at: Millis,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Open { since: Millis },
    Waiting { until: Millis },
    AwaitingToken,
    Dialing { until: Option<Millis> },
    GaveUp,
}

impl Peer {
    /// A client whose first connection is open already.
    pub fn open(policy: &'static Policy, asks_for_tokens: bool, seed: u64, now: Millis) -> Self {
        let mut random = Random::new(seed);
        Self {
            policy,
            asks_for_tokens,
            drawn_by_the_page: random.share(),
            random,
            attempt: 1,
            phase: Phase::Open { since: now },
            retries: 0,
            row_began_at: now,
        }
    }

    fn begin_attempt(&mut self, now: Millis, actions: &mut Vec<Action>) {
        self.attempt += 1;
        if self.asks_for_tokens {
            self.phase = Phase::AwaitingToken;
            actions.push(Action::AskForToken(self.attempt));
        } else {
            self.dial(now, actions);
        }
    }

    fn dial(&mut self, now: Millis, actions: &mut Vec<Action>) {
        let until = self.policy.connect_timeout.map(|span| now + span);
        self.phase = Phase::Dialing { until };
        actions.push(Action::Dial(self.attempt));
    }

    fn plan_retry(&mut self, now: Millis, actions: &mut Vec<Action>) {
        if let Phase::Open { since } = self.phase
            && now - since >= self.policy.min_uptime
        {
            self.retries = 0;
            self.row_began_at = now;
        }
        let retry = Retry {
            number: self.retries,
            elapsed: now - self.row_began_at,
            drawn_by_the_page: self.drawn_by_the_page,
        };
        self.retries += 1;
        if let Some(delay) = (self.policy.delay)(&retry, &mut self.random) {
            self.phase = Phase::Waiting { until: now + delay };
        } else {
            self.phase = Phase::GaveUp;
            actions.push(Action::GiveUp);
        }
    }
}

impl Client for Peer {
    fn hear(&mut self, news: News, now: Millis, actions: &mut Vec<Action>) {
        match (self.phase, news) {
            (Phase::AwaitingToken, News::Token(attempt)) if attempt == self.attempt => {
                self.dial(now, actions);
            }
            (Phase::Dialing { .. }, News::Opened(attempt)) if attempt == self.attempt => {
                self.phase = Phase::Open { since: now };
                actions.push(Action::Open);
            }
            (Phase::Open { .. } | Phase::Dialing { .. }, News::Closed(attempt, _))
                if attempt == self.attempt =>
            {
                self.plan_retry(now, actions);
            }
            (Phase::Dialing { until }, News::Wake) if until.is_some_and(|until| now >= until) => {
                self.plan_retry(now, actions);
            }
            (Phase::Waiting { until }, News::Wake) if now >= until => {
                self.begin_attempt(now, actions);
            }
            (Phase::Waiting { .. }, News::Online) if self.policy.goes_when_online => {
                self.begin_attempt(now, actions);
            }
            _ => {}
        }
    }

    fn wakes_at(&self) -> Option<Millis> {
        match self.phase {
            Phase::Waiting { until } => Some(until),
            Phase::Dialing { until } => until,
            Phase::Open { .. } | Phase::AwaitingToken | Phase::GaveUp => None,
        }
    }
}
