//! Proof that the peer is there. Traffic only moves a timestamp; no timer is
//! armed for a message.

use super::Millis;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Liveness {
    interval: Millis,
    timeout: Millis,
    last_heard: Millis,
    probe: Option<Probe>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Probe {
    sent: Millis,
    heard: bool,
    answered: bool,
    /// It replaced one that nothing had been heard after.
    again: bool,
}

/// What to do when a deadline of liveness comes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The peer was heard; look again then.
    Alive(Millis),
    /// Nothing for an interval: probe.
    Quiet,
    /// The probe went unanswered: the connection is silent.
    Silent,
}

impl Liveness {
    pub(super) fn new(interval: Millis, timeout: Millis) -> Self {
        Self {
            interval,
            timeout,
            last_heard: 0,
            probe: None,
        }
    }

    /// A connection has opened; returns when to look.
    pub(super) fn start(&mut self, now: Millis) -> Millis {
        self.last_heard = now;
        self.probe = None;
        now.saturating_add(self.interval)
    }

    /// Traffic came. With `answers`, it may be the answer to the probe: the
    /// round-trip time is returned once for each probe.
    pub(super) fn heard(&mut self, now: Millis, answers: bool) -> Option<Millis> {
        self.last_heard = now;
        let probe = self.probe.as_mut()?;
        let first = !probe.answered && answers;
        probe.heard = true;
        probe.answered |= answers;
        first.then(|| now.saturating_sub(probe.sent))
    }

    /// Whether another probe may go out now: one that nothing was heard after
    /// is replaced once, or probes at every late wake-up would postpone the
    /// finding for ever.
    pub(super) fn may_probe(&self) -> bool {
        let spent = |probe: &Probe| probe.again && !probe.heard;
        !self.probe.as_ref().is_some_and(spent)
    }

    /// A probe goes out; returns when its answer is due.
    pub(super) fn probing(&mut self, now: Millis) -> Millis {
        self.probe = Some(Probe {
            sent: now,
            heard: false,
            answered: false,
            again: self.probe.as_ref().is_some_and(|probe| !probe.heard),
        });
        now.saturating_add(self.timeout)
    }

    /// The deadline of silence has come.
    pub(super) fn at_silence(&self, now: Millis) -> Finding {
        let quiet_at = self.last_heard.saturating_add(self.interval);
        if quiet_at > now {
            Finding::Alive(quiet_at)
        } else {
            Finding::Quiet
        }
    }

    /// The deadline of the answer has come. Any traffic since the probe
    /// counts, answer or not.
    pub(super) fn at_answer(&mut self) -> Finding {
        match self.probe.take() {
            Some(probe) if !probe.heard => Finding::Silent,
            _ => Finding::Alive(self.last_heard.saturating_add(self.interval)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traffic_postpones_the_probe_without_a_timer() {
        let mut liveness = Liveness::new(100, 10);
        assert_eq!(liveness.start(0), 100);
        liveness.heard(60, false);
        assert_eq!(liveness.at_silence(100), Finding::Alive(160));
        assert_eq!(liveness.at_silence(160), Finding::Quiet);
    }

    #[test]
    fn a_probe_without_any_traffic_means_silence() {
        let mut liveness = Liveness::new(100, 10);
        liveness.start(0);
        assert_eq!(liveness.probing(100), 110);
        assert_eq!(liveness.at_answer(), Finding::Silent);
    }

    #[test]
    fn any_traffic_after_the_probe_proves_the_peer_but_only_an_answer_is_timed() {
        let mut liveness = Liveness::new(100, 10);
        liveness.start(0);
        liveness.probing(100);
        assert_eq!(liveness.heard(103, false), None);
        assert_eq!(liveness.heard(107, true), Some(7));
        assert_eq!(liveness.heard(108, true), None);
        assert_eq!(liveness.at_answer(), Finding::Alive(208));
    }
}
