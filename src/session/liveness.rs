//! Proof that the peer is there. Traffic only moves a timestamp; no timer is
//! armed for a message.

use super::{Millis, after, since};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Liveness {
    pub(super) last_heard: Millis,
    /// When the last probe went out.
    sent: Millis,
    /// Something has been heard since, or there was no probe.
    pub(super) heard: bool,
    /// The probe has been answered, or there was none.
    pub(super) answered: bool,
    /// The probe replaced one that nothing had been heard after.
    pub(super) again: bool,
}

/// What a message proves.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// It is the first since the probe: the peer is there.
    pub(super) alive: bool,
    /// The round trip of the probe that it answers.
    pub(super) round_trip: Option<Millis>,
}

impl Liveness {
    pub(super) const fn new() -> Self {
        Self::opened(0)
    }

    /// A connection has opened.
    pub(super) const fn opened(now: Millis) -> Self {
        Self {
            last_heard: now,
            sent: 0,
            heard: true,
            answered: true,
            again: false,
        }
    }

    /// Traffic came. With `answers`, it may be the answer to the probe: each
    /// probe is timed once.
    pub(super) fn heard(&mut self, now: Millis, answers: bool) -> Heard {
        self.last_heard = now;
        let alive = !self.heard;
        self.heard = true;
        let answered = answers && !self.answered;
        self.answered |= answers;
        Heard {
            alive,
            round_trip: answered.then(|| since(self.sent, now)),
        }
    }

    /// When the peer will have been silent for so long.
    pub(super) fn quiet_at(&self, interval: Millis) -> Millis {
        after(self.last_heard, interval)
    }

    /// Whether another probe may go out now: one that nothing was heard after
    /// is replaced once, or probes at every late wake-up would postpone the
    /// finding for ever.
    pub(super) fn may_probe(&self) -> bool {
        self.heard || !self.again
    }

    /// A probe goes out.
    pub(super) fn probing(&mut self, now: Millis) {
        self.again = !self.heard;
        self.sent = now;
        self.heard = false;
        self.answered = false;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn any_traffic_postpones_the_probe() {
        let mut liveness = Liveness::opened(0);
        assert_eq!(liveness.quiet_at(100), 100);
        liveness.heard(60, false);
        assert_eq!(liveness.quiet_at(100), 160);
    }

    #[test]
    fn any_traffic_after_the_probe_proves_the_peer_but_only_an_answer_is_timed() {
        let heard = |alive, round_trip| Heard { alive, round_trip };
        let mut liveness = Liveness::opened(0);
        assert_eq!(liveness.heard(50, true), heard(false, None));
        liveness.probing(100);
        assert_eq!(liveness.heard(103, false), heard(true, None));
        assert_eq!(liveness.heard(107, true), heard(false, Some(7)));
        assert_eq!(liveness.heard(108, true), heard(false, None));
    }

    #[test]
    fn a_probe_that_nothing_was_heard_after_is_replaced_once() {
        let mut liveness = Liveness::opened(0);
        liveness.probing(100);
        assert!(liveness.may_probe());
        liveness.probing(105);
        assert!(!liveness.may_probe());
        liveness.heard(107, false);
        assert!(liveness.may_probe());
    }
}
