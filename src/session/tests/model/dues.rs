//! What comes by itself, because its time has come.

use super::socket::{Stale, WATCH_EVERY, Why, is_watched_by_clock};
use super::{Millis, Model, Payload, Stand, Turn, Violation, ensure, later};
use crate::session::{Config, ProviderFailure, StateReason};

/// What can be due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// The provider has taken too long.
    Provider,
    /// The connection is given up.
    GiveUp(Why),
    /// The peer has been silent for so long that it is probed.
    Probe,
    /// `bufferedAmount` is looked at.
    Measure,
    /// The outbox has been held long enough.
    Release,
    /// The connection has survived a sleep: it would have said so if not.
    Trust,
    Retry,
    /// A queued message outlives its time.
    Expiry,
}

impl<M: Payload> Model<M> {
    /// All that is due by now runs, the first first.
    pub(super) fn run_what_is_due(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        while let Some(due) = self.first_due(turn) {
            self.run(due, turn)?;
        }
        Ok(())
    }

    fn first_due(&self, turn: &Turn<'_, M>) -> Option<Due> {
        let has_failed = self.socket().is_some_and(|s| s.has_failed(turn.now));
        let comes = |due: Due| match due {
            Due::Retry => turn.retry_was_due,
            Due::Probe => !has_failed,
            _ => true,
        };
        let dues = self.dues(turn.config);
        let dues = dues.filter(|(at, due)| *at <= turn.now && comes(*due));
        // The session may look for expired messages before it has to, and finds those that
        // have expired since.
        let expiry_is_told = turn.told.is_expiry_next();
        let place = |(at, due): &(Millis, Due)| match due {
            Due::Expiry if expiry_is_told => 0,
            _ => *at,
        };
        dues.min_by_key(place).map(|(_, due)| due)
    }

    /// All that will be due, and when. Of what is due at the same moment the first
    /// comes first.
    pub(super) fn dues(&self, config: &Config) -> impl Iterator<Item = (Millis, Due)> {
        let mut dues = [None; 5];
        match &self.stand {
            Stand::Providing(since) => {
                let timeout = config.provider_timeout;
                dues[0] = timeout.map(|timeout| (later(*since, timeout), Due::Provider));
            }
            Stand::Connected(socket) => dues = socket.dues(config),
            Stand::Waiting { due, .. } => dues[0] = Some((*due, Due::Retry)),
            Stand::Idle | Stand::Asking(_) | Stand::Paused { .. } | Stand::Over => {}
        }
        let expiry = self.messages.first_expiry().filter(|_| !self.is_closing());
        let expiry = expiry.map(|at| (at, Due::Expiry));
        dues.into_iter().chain([expiry]).flatten()
    }

    fn run(&mut self, due: Due, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        match due {
            Due::Provider => self.fail_to_provide(ProviderFailure::TimedOut, turn),
            Due::GiveUp(why) => {
                let why = self.told_of_two(why, turn);
                self.give_up(why, turn)
            }
            Due::Probe => self.probe(turn),
            Due::Measure => {
                ensure!(
                    turn.told.measures(self.generation),
                    "the socket's buffer is not looked at"
                );
                if let Some(socket) = self.socket_mut() {
                    socket.measure_at = None;
                }
                Ok(())
            }
            Due::Release => self.release(turn),
            Due::Trust => {
                if let Some(socket) = self.socket_mut() {
                    socket.stale = None;
                }
                Ok(())
            }
            Due::Retry => self.connect(StateReason::RetryDue, None, turn),
            Due::Expiry => {
                self.expire(turn)?;
                self.tell_drained(turn)
            }
        }
    }

    /// Where two reasons to give the connection up are due at once, either may be told.
    fn told_of_two(&self, first: Why, turn: &Turn<'_, M>) -> Why {
        let told = turn.told.next_diagnosis();
        let dues = self.dues(turn.config).filter(|(at, _)| *at <= turn.now);
        let mut reasons = dues.filter_map(|(_, due)| match due {
            Due::GiveUp(why) => Some(why),
            _ => None,
        });
        let is_told = |why: &Why| told == Some(&self.diagnose_given_up(*why, turn));
        reasons.find(is_told).unwrap_or(first)
    }

    /// The open connection is probed.
    pub(super) fn probe(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let now = turn.now;
        if let Some(socket) = self.socket_mut() {
            socket.probed(now);
        }
        turn.told.expect_probe()
    }

    /// The open connection may have died unseen. Where it can be, it is probed, unless it
    /// has failed already, or its last probe is the one to wait for; else it is watched.
    pub(super) fn look_after(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let now = turn.now;
        let Some(socket) = self.socket_mut().filter(|socket| socket.is_open()) else {
            return Ok(());
        };
        let may_probe = socket.may_probe(now) && !socket.has_failed(now);
        if turn.config.liveness.is_some() {
            return match may_probe {
                true => self.probe(turn),
                false => Ok(()),
            };
        }
        if socket.stale.is_some() {
            self.suspect(turn);
        }
        Ok(())
    }

    /// The machine or the page slept, and the connection may not have survived it.
    pub(super) fn suspect(&mut self, turn: &Turn<'_, M>) {
        let watched = is_watched_by_clock(turn.config);
        let until = later(turn.now, WATCH_EVERY);
        if let Some(socket) = self.socket_mut() {
            let until = (watched && socket.is_open()).then_some(until);
            socket.stale = Some(Stale { until });
        }
    }
}
