//! What is known of the live socket, and when something is due for it.

use std::time::Duration;

use super::dues::Due;
use super::{Millis, later};
use crate::close::Verdict;
use crate::session::{Config, Hold};

/// How often an open connection that cannot be probed has its clock looked at.
pub const WATCH_EVERY: Duration = Duration::from_secs(30);

#[derive(Clone, Debug)]
pub struct Socket {
    pub dialed_at: Millis,
    pub connected_at: Option<Millis>,
    /// Open for the user: the application handshake has passed.
    pub opened_at: Option<Millis>,
    /// Since when it has had time for the handshake, or to be trusted with the outbox.
    pub waits_since: Millis,
    /// The user has asked for its end.
    pub closing_at: Option<Millis>,
    /// The close that follows an `error` has to have come by then.
    pub fails_at: Option<Millis>,
    /// It failed before the user asked for its end.
    pub failed_first: bool,
    pub has_told_error: bool,
    /// Fresh credentials were wanted for it.
    pub fresh: bool,
    /// The machine went offline before it was open.
    pub went_offline: bool,
    /// The verdict that the peer announced last, unless it took that back.
    pub announced: Option<Verdict>,
    /// Any message has come.
    pub heard: bool,
    pub heard_at: Millis,
    /// When a message last came, and when something last went out.
    pub received_at: Option<Millis>,
    pub sent_at: Option<Millis>,
    /// An input came late, but not so late that the machine had slept.
    pub throttled: bool,
    pub probe: Option<Probe>,
    pub stale: Option<Stale>,
    /// The outbox may go to it.
    pub released: bool,
    /// The user's messages that went to it, and their bytes.
    pub handed: (u64, u64),
    pub above_high_water_mark: bool,
    /// `bufferedAmount` is to be looked at then.
    pub measure_at: Option<Millis>,
}

/// A probe that nothing has been heard after.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    pub sent_at: Millis,
    pub again: bool,
}

/// The machine or the page slept, and nothing has shown that the connection
/// survived.
#[derive(Clone, Copy, Debug)]
pub struct Stale {
    /// An open connection that cannot be probed would have said by then that it had not.
    pub until: Option<Millis>,
}

/// Why the session declares the end of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    ConnectTimeout,
    CloseTimeout,
    ErrorTimeout,
    Silent,
    Suspended,
    NetworkChanged,
    Aborted,
    Replaced,
    Refused(Verdict),
    Moved(Verdict),
}

impl Socket {
    pub fn new(fresh: bool, went_offline: bool, now: Millis) -> Self {
        Self {
            dialed_at: now,
            connected_at: None,
            opened_at: None,
            waits_since: now,
            closing_at: None,
            fails_at: None,
            failed_first: false,
            has_told_error: false,
            fresh,
            went_offline,
            announced: None,
            heard: false,
            heard_at: now,
            received_at: None,
            sent_at: None,
            throttled: false,
            probe: None,
            stale: None,
            released: false,
            handed: (0, 0),
            above_high_water_mark: false,
            measure_at: None,
        }
    }

    pub fn is_closing(&self) -> bool {
        self.closing_at.is_some()
    }

    pub fn is_dialing(&self) -> bool {
        self.connected_at.is_none() && !self.is_closing()
    }

    /// Open, but not for the user.
    pub fn is_handshaking(&self) -> bool {
        self.connected_at.is_some() && self.opened_at.is_none() && !self.is_closing()
    }

    pub fn is_open(&self) -> bool {
        self.opened_at.is_some() && !self.is_closing()
    }

    pub fn uptime(&self, now: Millis) -> Millis {
        self.opened_at.map_or(0, |at| now.saturating_sub(at))
    }

    /// For how long nothing has come in, and nothing has gone out.
    pub fn silences(&self, now: Millis) -> Option<[Duration; 2]> {
        let opened_at = self.opened_at?;
        let silence = |last: Option<Millis>| {
            let last = last.map_or(opened_at, |last| last);
            Duration::from_millis(now.saturating_sub(last))
        };
        Some([silence(self.received_at), silence(self.sent_at)])
    }

    /// An `error` came so long ago that its close is overdue.
    pub fn has_failed(&self, now: Millis) -> bool {
        self.fails_at.is_some_and(|at| at <= now)
    }

    /// A probe is repeated once, which is enough, and not in the same moment.
    pub fn may_probe(&self, now: Millis) -> bool {
        let may_repeat = |probe: Probe| !probe.again && probe.sent_at < now;
        self.probe.is_none_or(may_repeat)
    }

    pub fn probed(&mut self, now: Millis) {
        self.sent_at = Some(now);
        self.probe = Some(Probe {
            sent_at: now,
            again: self.probe.is_some(),
        });
    }

    /// The handshake, or what the outbox waits for, has its time again after a sleep.
    pub fn restart_what_waits(&mut self, now: Millis) {
        if self.connected_at.is_some() {
            self.waits_since = now;
        }
    }

    /// When what is due, unless something happens first.
    pub fn dues(&self, config: &Config) -> [Option<(Millis, Due)>; 5] {
        let due =
            |since: Option<Millis>, span: Option<Duration>, due| Some((later(since?, span?), due));
        if self.is_closing() {
            let close = Due::GiveUp(Why::CloseTimeout);
            let closes = due(self.closing_at, Some(config.close_timeout), close);
            // What had failed by itself ends so, at the latest when the close has to have come.
            let closes_at = closes.map_or(Millis::MAX, |(at, _)| at);
            let fails = self.fails_at.map(|at| {
                let at = if self.failed_first {
                    at.min(closes_at)
                } else {
                    at
                };
                (at, Due::GiveUp(Why::ErrorTimeout))
            });
            return [fails, closes, None, None, None];
        }
        let fails = self.fails_at.map(|at| (at, Due::GiveUp(Why::ErrorTimeout)));
        if self.opened_at.is_none() {
            let (since, timeout) = match self.connected_at {
                Some(_) => {
                    let timeout = config.handshake.as_ref().and_then(|h| h.timeout);
                    (self.waits_since, timeout)
                }
                None => (self.dialed_at, config.connect_timeout),
            };
            let opens = due(Some(since), timeout, Due::GiveUp(Why::ConnectTimeout));
            return [opens, fails, None, None, None];
        }
        let liveness = config.liveness.as_ref();
        let speaks = match self.probe {
            Some(probe) => {
                let timeout = liveness.map(|liveness| liveness.timeout);
                due(Some(probe.sent_at), timeout, Due::GiveUp(Why::Silent))
            }
            None => {
                let interval = liveness.map(|liveness| liveness.interval);
                due(Some(self.heard_at), interval, Due::Probe)
            }
        };
        let hold = match config.queue.as_ref().map(|queue| queue.hold) {
            Some(Hold::For(span)) if !self.released => Some(span),
            _ => None,
        };
        [
            fails,
            speaks,
            self.measure_at.map(|at| (at, Due::Measure)),
            due(Some(self.waits_since), hold, Due::Release),
            self.stale
                .and_then(|stale| stale.until)
                .map(|at| (at, Due::Trust)),
        ]
    }
}

/// Whether an open connection is replaced where it may have died unseen.
pub fn cannot_be_probed(config: &Config) -> bool {
    config.liveness.is_none() && config.reconnect.is_some()
}

/// Whether the clock is looked at while a connection is open: nothing else does so often.
pub fn is_watched_by_clock(config: &Config) -> bool {
    match &config.liveness {
        Some(liveness) => liveness.interval > WATCH_EVERY,
        None => config.reconnect.is_some(),
    }
}
