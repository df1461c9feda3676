//! What is known of the live socket.

use std::time::Duration;

use super::{LATE, Millis, Turn, Violation, WATCH_EVERY, later, millis};
use crate::close::Verdict;
use crate::session::{Config, Input, MessageKind};

#[derive(Clone, Debug)]
pub struct Socket {
    pub generation: u32,
    pub dialed_at: Millis,
    pub connected_at: Option<Millis>,
    /// Open for the user: the application handshake has passed.
    pub opened_at: Option<Millis>,
    /// The user has asked for its end.
    pub closing_at: Option<Millis>,
    pub errored_at: Option<Millis>,
    pub heard_at: Millis,
    pub probe: Option<Probe>,
    pub above_high_water_mark: bool,
    /// `bufferedAmount` is to be looked at by then.
    pub measure_at: Option<Millis>,
}

/// A probe that nothing has been heard after.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    pub sent_at: Millis,
    pub again: bool,
}

/// Why the session may declare the end of a connection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    ConnectTimeout,
    CloseTimeout,
    ErrorTimeout,
    Silent,
    Suspended,
    Aborted,
    Replaced,
    Refused(Verdict),
}

impl Socket {
    pub fn new(generation: u32, now: Millis) -> Self {
        Self {
            generation,
            dialed_at: now,
            connected_at: None,
            opened_at: None,
            closing_at: None,
            errored_at: None,
            heard_at: now,
            probe: None,
            above_high_water_mark: false,
            measure_at: None,
        }
    }

    /// Open, but not for the user.
    pub fn is_handshaking(&self) -> bool {
        self.connected_at.is_some() && self.opened_at.is_none() && self.closing_at.is_none()
    }

    pub fn is_open(&self) -> bool {
        self.opened_at.is_some() && self.closing_at.is_none()
    }

    pub fn take<M>(&mut self, config: &Config, input: &Input<M>, now: Millis) {
        match input {
            Input::Opened(_) => {
                self.connected_at = Some(now);
                self.errored_at = None;
                if config.handshake.is_none() {
                    self.open(now);
                }
            }
            Input::Received { kind, .. } => {
                if self.opened_at.is_some() {
                    self.heard_at = now;
                    self.probe = None;
                } else if *kind == MessageKind::HandshakeAccepted {
                    self.open(now);
                }
            }
            Input::Errored(_) if self.closing_at.is_none() => {
                self.errored_at.get_or_insert(now);
            }
            Input::Buffered(_, amount) => {
                self.above_high_water_mark = if self.above_high_water_mark {
                    config.low_water_mark.is_some_and(|low| *amount > low)
                } else {
                    config.high_water_mark.is_some_and(|high| *amount >= high)
                };
                self.measure_at = self.above_high_water_mark.then(|| now.saturating_add(50));
            }
            _ => {}
        }
    }

    fn open(&mut self, now: Millis) {
        self.opened_at = Some(now);
        self.heard_at = now;
    }

    /// When a probe is due for silence, if any.
    pub fn quiet_at(&self, config: &Config) -> Option<Millis> {
        let liveness = config.liveness.as_ref()?;
        Some(later(self.heard_at, liveness.interval))
    }

    /// It was replaced once, which is enough.
    pub fn probe_is_spent(&self) -> bool {
        self.probe.is_some_and(|probe| probe.again)
    }

    /// An `error` came so long ago that its close is overdue.
    pub fn has_failed(&self, config: &Config, now: Millis) -> bool {
        self.errored_at
            .is_some_and(|at| later(at, config.error_timeout) <= now)
    }

    pub fn probed(&mut self, now: Millis) {
        self.probe = Some(Probe {
            sent_at: now,
            again: self.probe.is_some(),
        });
    }

    /// All that would justify giving the connection up now.
    pub fn justifications<M>(
        &self,
        frozen_at: Option<Millis>,
        turn: &Turn<'_, M>,
    ) -> Result<Vec<Why>, Violation> {
        let &Turn {
            config,
            input,
            now,
            before,
            ..
        } = turn;
        let is_replaced = config.reconnect.is_some() && config.liveness.is_none();
        let limit = config.stale_after.map(millis).filter(|_| is_replaced);
        let stale = |span: Millis| self.is_open() && limit.is_some_and(|limit| span >= limit);
        let why = match input {
            Input::Abort => vec![Why::Aborted],
            Input::Reconnect if self.is_open() => vec![Why::Replaced],
            Input::Received {
                kind: MessageKind::HandshakeRefused(verdict),
                ..
            } if self.opened_at.is_none() => vec![Why::Refused(*verdict)],
            Input::Resumed if frozen_at.is_some_and(|at| stale(now.saturating_sub(at))) => {
                vec![Why::Suspended]
            }
            Input::Wake => {
                let late = before.lateness(now);
                let mut why: Vec<_> = self
                    .dues(config)
                    .into_iter()
                    .flatten()
                    .filter(|(at, _)| *at <= now)
                    .map(|(_, why)| why)
                    .collect();
                if late >= LATE && stale(late) {
                    why.push(Why::Suspended);
                }
                why
            }
            _ => Vec::new(),
        };
        match why.is_empty() {
            true => Err("a connection is given up without a reason".into()),
            false => Ok(why),
        }
    }

    /// When the connection has to be given up, unless something happens first.
    fn dues(&self, config: &Config) -> [Option<(Millis, Why)>; 2] {
        let due = |since: Option<Millis>, timeout: Option<Duration>, why| {
            Some((later(since?, timeout?), why))
        };
        if self.closing_at.is_some() {
            let timeout = Some(config.close_timeout);
            return [due(self.closing_at, timeout, Why::CloseTimeout), None];
        }
        let phase = if self.opened_at.is_some() {
            let timeout = config.liveness.as_ref().map(|liveness| liveness.timeout);
            let since = self.probe.map(|probe| probe.sent_at);
            due(since, timeout, Why::Silent)
        } else if self.connected_at.is_some() {
            let timeout = config.handshake.as_ref().map(|handshake| handshake.timeout);
            due(self.connected_at, timeout, Why::ConnectTimeout)
        } else {
            let timeout = Some(config.connect_timeout);
            due(Some(self.dialed_at), timeout, Why::ConnectTimeout)
        };
        let timeout = Some(config.error_timeout);
        [phase, due(self.errored_at, timeout, Why::ErrorTimeout)]
    }

    /// By when the session has to look after this connection again.
    pub fn deadline(&self, config: &Config, now: Millis) -> Option<Millis> {
        let look = if !self.is_open() {
            None
        } else if config.liveness.is_some() {
            self.quiet_at(config).filter(|_| self.probe.is_none())
        } else {
            let watches = config.reconnect.is_some();
            watches.then(|| now.saturating_add(WATCH_EVERY))
        };
        let measure = self.measure_at.filter(|_| self.is_open());
        let dues = self.dues(config).into_iter().flatten().map(|(at, _)| at);
        dues.chain(look).chain(measure).min()
    }
}
