//! Proof that the peer is there. Traffic only moves a timestamp; no timer is
//! set for a message.

use std::time::Duration;

use super::time::{Millis, after, since};
use super::timers::Timer;
use super::{Command, Session};

/// What has been heard of the peer on the live connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Liveness {
    pub(super) last_heard: Millis,
    /// The newest probe, if there was one.
    pub(super) probe: Option<Probe>,
}

/// A probe that went out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Probe {
    sent_at: Millis,
    /// Something has been heard since: the peer is there.
    pub(super) heard: bool,
    /// It has been answered, and its round trip is measured.
    pub(super) answered: bool,
    /// It replaced a probe after which nothing had been heard.
    pub(super) is_repeat: bool,
}

/// What a message proves.
#[derive(Debug, PartialEq, Eq)]
struct Proof {
    /// It is the first since the probe: the peer is there.
    is_alive: bool,
    /// The round trip of the probe that it answers.
    round_trip: Option<Millis>,
}

impl Liveness {
    /// That of a connection that has just opened.
    pub(super) const fn opened(now: Millis) -> Self {
        Self {
            last_heard: now,
            probe: None,
        }
    }

    /// Traffic came, which may be the answer to the probe.
    fn heard(&mut self, may_be_answer: bool, now: Millis) -> Proof {
        self.last_heard = now;
        let Some(probe) = &mut self.probe else {
            return Proof {
                is_alive: false,
                round_trip: None,
            };
        };
        let is_alive = !probe.heard;
        let is_answer = may_be_answer && !probe.answered;
        probe.heard = true;
        probe.answered |= may_be_answer;
        Proof {
            is_alive,
            round_trip: is_answer.then(|| since(probe.sent_at, now)),
        }
    }

    /// Whether another probe may go out now. One that nothing was heard after
    /// is repeated once: repeated at every late wake-up, it would put off for
    /// ever that the peer is found silent.
    fn may_probe(&self, now: Millis) -> bool {
        let may_repeat = |probe: &Probe| !probe.is_repeat && probe.sent_at < now;
        self.probe
            .as_ref()
            .is_none_or(|probe| probe.heard || may_repeat(probe))
    }

    fn probe_sent(&mut self, now: Millis) {
        let is_repeat = self.probe.as_ref().is_some_and(|probe| !probe.heard);
        self.probe = Some(Probe {
            sent_at: now,
            heard: false,
            answered: false,
            is_repeat,
        });
    }
}

impl<M> Session<M> {
    /// Waits for the next silence, where silence is probed.
    pub(super) fn listen(&mut self) {
        if let Some(due) = self.silence_due() {
            self.timers.set(Timer::Silence, due);
        }
    }

    /// When the peer will have been silent for so long that a probe is due.
    fn silence_due(&self) -> Option<Millis> {
        let liveness = self.config.liveness.as_ref()?;
        Some(after(self.liveness.last_heard, liveness.interval))
    }

    /// A message came on the open connection.
    pub(super) fn heard(&mut self, is_pong: bool, now: Millis) {
        let Some(liveness) = &self.config.liveness else {
            return;
        };
        let may_be_answer = is_pong || !liveness.recognises_pongs;
        let proof = self.liveness.heard(may_be_answer, now);
        if proof.is_alive {
            self.timers.clear(Timer::ProbeAnswer);
            self.listen();
        }
        if let Some(round_trip) = proof.round_trip {
            self.stats.round_trip = Some(Duration::from_millis(round_trip));
        }
    }

    /// The timer of the silence rang: traffic may have postponed the probe
    /// since it was set.
    pub(super) fn check_silence(&mut self, now: Millis) {
        match self.silence_due() {
            Some(due) if due > now => self.listen(),
            _ => self.probe(now),
        }
    }

    /// Probes the open connection, unless the last probe is the one to wait for.
    pub(super) fn probe_again(&mut self, now: Millis) {
        if self.liveness.may_probe(now) {
            self.probe(now);
        }
    }

    fn probe(&mut self, now: Millis) {
        let Some(liveness) = &self.config.liveness else {
            return;
        };
        if self.timers.is_due(Timer::Error, now) {
            // The connection has failed already and is given up in a moment.
            return;
        }
        let due = after(now, liveness.timeout);
        self.liveness.probe_sent(now);
        self.connection.last_sent_at = Some(now);
        self.timers.clear(Timer::Silence);
        self.timers.set(Timer::ProbeAnswer, due);
        self.commands.push_back(Command::SendProbe);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn proof(is_alive: bool, round_trip: Option<Millis>) -> Proof {
        Proof {
            is_alive,
            round_trip,
        }
    }

    #[test]
    fn any_traffic_moves_what_was_last_heard() {
        let mut liveness = Liveness::opened(10);
        assert_eq!(liveness.last_heard, 10);
        assert_eq!(liveness.heard(false, 60), proof(false, None));
        assert_eq!(liveness.last_heard, 60);
    }

    #[test]
    fn any_traffic_after_the_probe_proves_the_peer_but_only_an_answer_is_timed() {
        let mut liveness = Liveness::opened(0);
        assert_eq!(liveness.heard(true, 50), proof(false, None));
        liveness.probe_sent(100);
        assert_eq!(liveness.heard(false, 103), proof(true, None));
        assert_eq!(liveness.heard(true, 107), proof(false, Some(7)));
        assert_eq!(liveness.heard(true, 108), proof(false, None));
    }

    #[test]
    fn a_probe_that_nothing_was_heard_after_is_repeated_once() {
        let mut liveness = Liveness::opened(0);
        liveness.probe_sent(100);
        assert!(!liveness.may_probe(100));
        assert!(liveness.may_probe(101));
        liveness.probe_sent(105);
        assert!(!liveness.may_probe(106));
        liveness.heard(false, 107);
        assert!(liveness.may_probe(107));
    }
}
