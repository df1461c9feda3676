//! The network goes and comes; the page is frozen and comes back.

use super::closing::SyntheticClose;
use super::state::Phase;
use super::time::{Millis, since};
use super::{Session, StateReason};

impl<M> Session<M> {
    pub(super) fn went_online(&mut self, now: Millis) {
        self.offline = false;
        let is_frozen = self.frozen_at.is_some();
        match self.phase {
            Phase::Waiting => self.retry_soon(now),
            Phase::Paused if !is_frozen => self.retry_soon(now),
            // What was dialed on the old network will hardly come through on the new one.
            Phase::Dialing | Phase::Handshaking if self.connection.lost_network => {
                self.close_synthetically(SyntheticClose::NetworkChanged, now);
            }
            _ => self.probe_or_replace(0, now),
        }
    }

    pub(super) fn went_offline(&mut self, now: Millis) {
        self.offline = true;
        match self.phase {
            Phase::Waiting => self.pause(StateReason::Offline, now),
            Phase::Dialing | Phase::Handshaking => self.connection.lost_network = true,
            // Loopback and VPN work offline: the peer is asked before it is given up.
            _ => self.probe_or_replace(0, now),
        }
    }

    pub(super) fn freeze(&mut self, now: Millis) {
        self.frozen_at.get_or_insert(now);
        if self.phase == Phase::Waiting {
            self.pause(StateReason::Frozen, now);
        }
    }

    pub(super) fn resume(&mut self, now: Millis) {
        let Some(frozen_at) = self.frozen_at.take() else {
            return;
        };
        self.suspect(now);
        match self.phase {
            Phase::Paused if !self.offline => self.retry_at_once(now),
            _ => self.probe_or_replace(since(frozen_at, now), now),
        }
    }
}
