//! The machine and the page: the network goes and comes, the page is frozen,
//! the machine sleeps.

use super::timers::{NEVER, Timer};
use super::{Command, Millis, Phase, Session, Setting, StateReason, since};
use crate::close::Context;

/// How often, in ms, an open connection without liveness looks at the clock.
const WATCH_EVERY: Millis = 30_000;

impl<M> Session<M> {
    pub(super) fn watch(&mut self, now: Millis) {
        self.timers.set_after(Timer::Watch, now, WATCH_EVERY);
    }

    /// When the peer will have been silent for so long that a probe is due.
    pub(super) fn quiet_at(&self) -> Millis {
        let interval = self.config.whole(Setting::LivenessInterval);
        self.liveness.quiet_at(interval)
    }

    pub(super) fn listen(&mut self) {
        self.timers.set(Timer::Silence, self.quiet_at());
    }

    pub(super) fn probe(&mut self, now: Millis) {
        if self.timers.is_due(Timer::Error, now) {
            // It has failed already, and is given up in a moment.
            return;
        }
        self.liveness.probing(now);
        self.timers.clear(Timer::Silence);
        self.set_timer(Timer::Answer, Setting::LivenessTimeout, now);
        self.commands.push_back(Command::SendProbe);
    }

    /// The connection may have died unseen, after `slept` ms: probe it, or
    /// replace it if it cannot be probed and is stale.
    pub(super) fn probe_or_replace(&mut self, maybe_stale: Millis, now: Millis) {
        if self.phase != Phase::Open {
            return;
        }
        let features = &self.config.features;
        if features.liveness {
            if self.liveness.may_probe() {
                self.probe(now);
            }
        } else if features.reconnect {
            if maybe_stale >= self.config.whole(Setting::StaleAfter) {
                let known = Context {
                    suspended: true,
                    ..Context::default()
                };
                self.close_synthetically(known, now);
            } else {
                self.watch(now);
            }
        }
    }

    pub(crate) fn online(&mut self, now: Millis) {
        self.offline = false;
        match self.phase {
            Phase::Waiting => self.retry_early(StateReason::Online, now),
            Phase::Paused if self.frozen_at == NEVER => self.retry_early(StateReason::Online, now),
            _ => self.probe_or_replace(0, now),
        }
    }

    pub(crate) fn went_offline(&mut self, now: Millis) {
        self.offline = true;
        match self.phase {
            Phase::Waiting => self.pause(StateReason::Offline, now),
            // Loopback and VPN work offline: ask the peer before giving it up.
            _ => self.probe_or_replace(0, now),
        }
    }

    pub(crate) fn freeze(&mut self, now: Millis) {
        self.frozen_at = self.frozen_at.min(now);
        if self.phase == Phase::Waiting {
            self.pause(StateReason::Frozen, now);
        }
    }

    pub(crate) fn resume(&mut self, now: Millis) {
        let frozen_at = std::mem::replace(&mut self.frozen_at, NEVER);
        if frozen_at == NEVER {
            return;
        }
        self.connection.maybe_stale = true;
        match self.phase {
            Phase::Paused if !self.offline => self.retry_early(StateReason::Resumed, now),
            _ => self.probe_or_replace(since(frozen_at, now), now),
        }
    }
}
