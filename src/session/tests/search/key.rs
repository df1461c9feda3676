//! What tells one state of a search from another.

use std::hash::Hasher;
use std::time::Duration;

use crate::session::Millis;
use crate::session::state::Phase;
use crate::session::tests::model::Watched;
use crate::session::tests::model::key::{Key, REAUTHENTICATED};

/// Two sessions with the same key behave alike from here on.
pub fn key(watched: &Watched<u32>, now: Millis) -> u64 {
    let session = &watched.session;
    let config = &session.config;
    let reconnect = config.reconnect.as_ref();
    let mut key = Key::at(now);
    key.add(session.phase as u64);
    key.add(session.state as u64);
    key.add_all([
        session.generation > 0,
        session.owes_drained,
        session.offline,
        session.reopens,
        session.surroundings.blocked_by.is_some(),
    ]);
    let connection = &session.connection;
    if session.phase.has_socket() {
        key.add_all([
            connection.has_fresh_credentials,
            connection.heard,
            connection.handed.messages > 0,
            connection.has_connected,
            connection.has_errored,
            connection.has_failed,
            connection.lost_network,
            connection.is_holding,
            connection.maybe_stale,
            connection.above_high_water_mark,
        ]);
        key.add(connection.unmeasured);
        key.add_announced(connection.announced);
        let min_uptime = reconnect.map_or(Duration::ZERO, |reconnect| reconnect.min_uptime);
        key.add_age(connection.opened_at, min_uptime);
    }
    if session.phase == Phase::AwaitingOverride {
        key.add_all([session.pending_close.is_some()]);
        if let Some(diagnosis) = &session.last_diagnosis {
            key.add_diagnosis(diagnosis);
        }
    }
    for due in session.timers.0 {
        key.add_deadline(Some(due).filter(|&due| due < Millis::MAX));
    }
    for queued in &session.outbox.queue {
        key.add(queued.bytes);
        key.add_deadline(queued.expires_at);
    }
    if let (Phase::Open, Some(settings)) = (session.phase, &config.liveness) {
        let liveness = &session.liveness;
        key.add_age(Some(liveness.last_heard), settings.interval);
        let probe = liveness.probe.as_ref();
        key.add_all([
            probe.is_none_or(|probe| probe.heard),
            probe.is_none_or(|probe| probe.answered),
            probe.is_some_and(|probe| probe.is_repeat),
        ]);
    }
    let streak = &session.streak;
    key.add(streak.place.0.into());
    let short_lived = u64::from(streak.short_lived);
    key.add(u64::from(streak.retries) << 32 | short_lived << 16 | u64::from(streak.unopened));
    if let Some(limit) = streak.limit {
        key.add(u64::from(limit.get()) << 32 | u64::from(streak.retries_under_limit));
    }
    let credentials = &session.credentials;
    key.add_all([credentials.need_renewal, credentials.were_refused]);
    key.add_age(credentials.renewed_at, REAUTHENTICATED);
    if let Some(budget) = reconnect.and_then(|reconnect| reconnect.max_elapsed) {
        key.add_age(streak.began_at, budget);
    }
    key.add(session.planned_retry.not_before.saturating_sub(now));
    key.add(session.planned_retry.due.saturating_sub(now));
    let stale_after = config.stale_after.unwrap_or(Duration::MAX);
    key.add_age(session.frozen_at, stale_after);
    if config.investigates {
        key.add_age(session.investigated_at, Duration::from_secs(60));
    }
    let unpolled = &watched.unpolled;
    key.add((unpolled.commands.len() << 32 | unpolled.events.len()) as u64);
    watched.model.add_to(&mut key, config);
    key.finish()
}

/// The keys are hashes already.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {
        unreachable!("only keys are hashed");
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
