//! What tells one state from another: two states with the same key behave
//! alike from here on, whenever and however they came about.

use std::time::Duration;

use super::{Millis, Model, millis};
use crate::session::Config;

/// A hash under way, of things as they are at a time.
pub struct Key {
    hash: u64,
    now: Millis,
}

impl Key {
    pub fn at(now: Millis) -> Self {
        Self { hash: 0, now }
    }

    pub fn finish(self) -> u64 {
        self.hash ^ (self.hash >> 29)
    }

    pub fn add(&mut self, value: u64) {
        // The multiplier is that of splitmix64.
        let mixed = (self.hash ^ value).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        self.hash = mixed.rotate_left(31) ^ value;
    }

    pub fn add_all<const N: usize>(&mut self, values: [bool; N]) {
        self.add(
            values
                .iter()
                .fold(1, |bits, bit| bits << 1 | u64::from(*bit)),
        );
    }

    /// A deadline; how long ago it was does not matter beyond two minutes.
    pub fn add_deadline(&mut self, at: Option<Millis>) {
        self.add(match at {
            None => Millis::MAX,
            Some(at) => (at + 120_000).saturating_sub(self.now),
        });
    }

    /// A moment past; how long ago it was does not matter beyond an age.
    pub fn add_age(&mut self, at: Option<Millis>, most: Duration) {
        self.add(match at {
            None => Millis::MAX,
            Some(at) => self.now.saturating_sub(at).min(millis(most)),
        });
    }
}

impl<M> Model<M> {
    pub fn add_to(&self, key: &mut Key, config: &Config) {
        let (reconnect, liveness) = (config.reconnect.as_ref(), config.liveness.as_ref());
        let min_uptime = reconnect.map_or(Duration::ZERO, |reconnect| reconnect.min_uptime);
        let budget = reconnect.and_then(|reconnect| reconnect.max_elapsed);
        key.add(self.state as u64);
        key.add_all([self.awaiting_override, self.offline, self.ended.is_some()]);
        key.add_age(self.providing, config.provider_timeout);
        key.add_age(self.frozen_at, config.stale_after.unwrap_or(Duration::MAX));
        key.add_age(self.paused_at, budget.unwrap_or(Duration::MAX));
        if let Some(socket) = &self.socket {
            let dialing = Some(socket.dialed_at).filter(|_| socket.connected_at.is_none());
            key.add_age(dialing, config.connect_timeout);
            if let Some(handshake) = &config.handshake {
                let shaking = socket.connected_at.filter(|_| socket.opened_at.is_none());
                key.add_age(shaking, handshake.timeout);
            }
            key.add_age(socket.opened_at, min_uptime);
            key.add_age(socket.closing_at, config.close_timeout);
            key.add_age(socket.errored_at, config.error_timeout);
            key.add_deadline(socket.measure_at);
            key.add_all([socket.above_high_water_mark, socket.connected_at.is_some()]);
            if let Some(liveness) = liveness {
                key.add_age(Some(socket.heard_at), liveness.interval);
                let probe = socket.probe.map(|probe| probe.sent_at);
                key.add_age(probe, liveness.timeout);
                key.add(u64::from(socket.probe_is_spent()));
            }
        }
        if let Some(ended) = &self.ended {
            key.add_all([ended.opened, ended.requested]);
            key.add(ended.uptime.min(millis(min_uptime)));
        }
        self.attempts.add_to(key, budget);
        self.messages.add_to(key);
    }
}
