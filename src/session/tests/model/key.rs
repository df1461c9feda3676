//! What tells one state from another: two states with the same key behave
//! alike from here on, whenever and however they came about.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use super::attempts::Wanted;
use super::ending::Ended;
use super::socket::Socket;
use super::{MINUTE, Millis, Model, Payload, Stand, millis};
use crate::close::{Diagnosis, Verdict};
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

    pub fn add_diagnosis(&mut self, diagnosis: &Diagnosis) {
        let mut hasher = DefaultHasher::new();
        (diagnosis.verdict, diagnosis.source, diagnosis.cause).hash(&mut hasher);
        diagnosis.circumstance.hash(&mut hasher);
        self.add(hasher.finish());
    }

    pub fn add_announced(&mut self, announced: Option<Verdict>) {
        if announced.is_some() {
            let mut hasher = DefaultHasher::new();
            announced.hash(&mut hasher);
            self.add(hasher.finish());
        }
    }
}

/// Beyond this age credentials are no longer refused again.
pub const REAUTHENTICATED: Duration = Duration::from_secs(60);

impl<M: Payload> Model<M> {
    pub fn add_to(&self, key: &mut Key, config: &Config) {
        let stale_after = config.stale_after.unwrap_or(Duration::MAX);
        let reconnect = config.reconnect.as_ref();
        let budget = reconnect.and_then(|reconnect| reconnect.max_elapsed);
        key.add(self.state as u64);
        let is_blocked = self.surroundings.blocked_by.is_some();
        key.add_all([
            self.offline,
            self.reopens,
            self.messages.owes_drained,
            is_blocked,
        ]);
        key.add_age(self.frozen_at, stale_after);
        if config.investigates {
            key.add_age(self.investigated_at, Duration::from_millis(MINUTE));
        }
        match &self.stand {
            Stand::Idle => key.add(0),
            Stand::Providing(since) => {
                key.add_age(Some(*since), config.provider_timeout.unwrap_or_default());
            }
            Stand::Connected(socket) => socket.add_to(key, config),
            Stand::Asking(ended) => ended.add_to(key),
            Stand::Waiting { floor, due } => {
                key.add(floor.saturating_sub(key.now));
                key.add_deadline(Some(*due));
            }
            Stand::Paused {
                since,
                floor,
                earliest,
                latest,
            } => {
                key.add_age(Some(*since), budget.unwrap_or_default());
                key.add(floor.saturating_sub(key.now));
                key.add(earliest.saturating_sub(key.now));
                key.add(latest.saturating_sub(key.now));
            }
            Stand::Over => key.add(1),
        }
        for queued in self.messages.iter() {
            key.add(queued.bytes);
            key.add_deadline(queued.expires);
        }
        let attempts = &self.attempts;
        key.add(u64::from(attempts.retries) << 32 | attempts.short_lived << 16);
        key.add(attempts.unopened);
        key.add(attempts.place as u64);
        let limited = attempts.limited.map(|(limit, tries)| (limit.get(), tries));
        let (limit, tries) = limited.unwrap_or_default();
        key.add(u64::from(limit) << 32 | u64::from(tries));
        key.add_all([
            attempts.fresh.is_some(),
            attempts.fresh == Some(Wanted::ByVerdict),
        ]);
        key.add_age(attempts.reauthenticated_at, REAUTHENTICATED);
        if let Some(budget) = budget {
            key.add_age(attempts.since, budget);
        }
    }
}

impl Socket {
    fn add_to(&self, key: &mut Key, config: &Config) {
        let reconnect = config.reconnect.as_ref();
        let min_uptime = reconnect.map_or(Duration::ZERO, |reconnect| reconnect.min_uptime);
        key.add_all([
            self.connected_at.is_some(),
            self.opened_at.is_some(),
            self.is_closing(),
            self.has_told_error,
            self.failed_first,
            self.fresh,
            self.went_offline,
            self.heard,
            self.probe.is_some_and(|probe| probe.again),
            self.may_probe(key.now),
            self.released,
            self.stale.is_some(),
            self.above_high_water_mark,
        ]);
        key.add_age(self.opened_at, min_uptime);
        for due in self.dues(config) {
            key.add_deadline(due.map(|(at, _)| at));
        }
        key.add_all([self.handed.0 > 0]);
        key.add_announced(self.announced);
    }
}

impl Ended {
    fn add_to(&self, key: &mut Key) {
        key.add_diagnosis(&self.diagnosis);
        key.add_all([self.closing.is_some()]);
    }
}
