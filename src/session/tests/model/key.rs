//! What tells one state from another: two states with the same key behave
//! alike from here on, whenever and however they came about.

use super::{Millis, Model, whole};
use crate::session::{Config, Setting};

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
            None | Some(Millis::MAX) => Millis::MAX,
            Some(at) => (at + 120_000).saturating_sub(self.now),
        });
    }

    /// A time past, which does not matter beyond an age.
    pub fn add_age(&mut self, at: Option<Millis>, cap: Millis) {
        self.add(match at {
            None => Millis::MAX,
            Some(at) => self.now.saturating_sub(at).min(cap),
        });
    }
}

impl<M> Model<M> {
    pub fn add_to(&self, key: &mut Key, config: &Config) {
        let span = |setting| whole(config, setting);
        key.add(self.state as u64);
        key.add_all([self.awaiting_override, self.offline, self.ended.is_some()]);
        key.add_age(self.providing, span(Setting::ProviderTimeout));
        key.add_age(self.frozen_at, span(Setting::StaleAfter));
        key.add_age(self.paused_at, span(Setting::MaxElapsed));
        if let Some(socket) = &self.socket {
            key.add_age(
                Some(socket.dialed_at).filter(|_| socket.connected_at.is_none()),
                span(Setting::ConnectTimeout),
            );
            let shaking = socket.connected_at.filter(|_| socket.opened_at.is_none());
            key.add_age(shaking, span(Setting::HandshakeTimeout));
            key.add_age(socket.opened_at, span(Setting::MinUptime));
            key.add_age(socket.closing_at, span(Setting::CloseTimeout));
            key.add_age(socket.errored_at, span(Setting::ErrorTimeout));
            key.add_deadline(socket.measure_at);
            key.add_all([socket.above_high_water_mark, socket.connected_at.is_some()]);
            if config.features.liveness {
                key.add_age(Some(socket.heard_at), span(Setting::LivenessInterval));
                let probe = socket.probe.map(|probe| probe.sent_at);
                key.add_age(probe, span(Setting::LivenessTimeout));
                key.add(u64::from(socket.probe_is_spent()));
            }
        }
        if let Some(ended) = &self.ended {
            key.add_all([ended.opened, ended.requested]);
            key.add(ended.uptime.min(span(Setting::MinUptime)));
        }
        self.attempts.add_to(key, span(Setting::MaxElapsed));
        self.messages.add_to(key);
    }
}
