//! Invariant 4: each connection yields one close, told as the browser reported it, or
//! as the session made it.

use std::time::Duration;

use super::ending::Ended;
use super::planning::clamped;
use super::socket::Why;
use super::{MINUTE, Millis, Model, Payload, Turn, Violation, ensure, millis};
use crate::close::{
    Cause, Close, CloseCode, Context, Diagnosis, Initiator, Profiles, Source, Timeout, Verdict,
    diagnose,
};
use crate::session::{Closed, Command, Config, Event, Failure, Generation, Input};

/// A close that is to be told.
#[derive(Clone, Debug)]
pub struct Closing {
    generation: Generation,
    code: CloseCode,
    reason: String,
    was_clean: bool,
    synthetic: bool,
    in_doubt: u64,
    handed: (u64, u64),
    pub heard: bool,
    /// It was probed, and never heard.
    pub mute: bool,
    /// It had opened for the user.
    pub opened: bool,
    pub uptime: Millis,
}

/// What the browser reports of a close.
pub(super) struct Reported<'a> {
    pub code: CloseCode,
    pub reason: &'a str,
    pub was_clean: bool,
    pub buffered: u64,
}

/// What is told of a close that the session made.
const SYNTHETIC: Reported<'_> = Reported {
    code: CloseCode::ABNORMAL_CLOSURE,
    reason: "",
    was_clean: false,
    buffered: 0,
};

impl<M: Payload> Model<M> {
    /// The socket has closed.
    pub(super) fn closed(
        &mut self,
        reported: &Reported<'_>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let context = self.context(turn);
        let diagnosis = diagnosed(reported, &context, turn.config);
        self.past.note(&context, diagnosis.cause);
        let closing = self.closing(reported, false, turn.now);
        self.conclude(diagnosis, closing, turn)
    }

    /// The session gives its connection up.
    pub(super) fn give_up(&mut self, why: Why, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let (code, reason) = match turn.input {
            Input::Reconnect { code, reason } if why == Why::Replaced => (*code, reason.clone()),
            _ => (None, String::new()),
        };
        turn.told
            .expect_command(&Command::DropSocket { code, reason })?;
        let has_told_error = self.socket().is_some_and(|socket| socket.has_told_error);
        if let Some(failure) = failure(why)
            && !has_told_error
        {
            turn.told.expect_event(&Event::Error(failure))?;
        }
        let diagnosis = self.diagnose_given_up(why, turn);
        if let Why::ErrorTimeout = why {
            self.past.note(&self.context(turn), diagnosis.cause);
        }
        let closing = self.closing(&SYNTHETIC, true, turn.now);
        if why == Why::Replaced {
            self.attempts.last = Some(diagnosis.clone());
            let closing = Some(closing);
            return self.start_over(Some(Ended { diagnosis, closing }), turn);
        }
        self.conclude(diagnosis, closing, turn)
    }

    /// What the session has to say of a connection that it gives up.
    pub(super) fn diagnose_given_up(&self, why: Why, turn: &Turn<'_, M>) -> Diagnosis {
        let mut context = self.context(turn);
        match why {
            Why::ConnectTimeout => context.timeout = Some(Timeout::Connect),
            Why::CloseTimeout => context.timeout = Some(Timeout::Close),
            Why::Silent => context.silent = true,
            Why::Suspended => context.suspended = true,
            Why::NetworkChanged => context.offline = true,
            Why::Aborted => context.aborted = true,
            Why::Replaced => context.initiator = Initiator::Client,
            Why::ErrorTimeout | Why::Refused(_) | Why::Moved(_) => {}
        }
        let mut diagnosis = diagnosed(&SYNTHETIC, &context, turn.config);
        match why {
            Why::Refused(verdict) => clamped(diagnosis.handshake_refused(verdict), turn.config),
            Why::Moved(verdict) => clamped(diagnosis.moved(verdict), turn.config),
            Why::Replaced => {
                diagnosis.verdict = Verdict::NOW;
                diagnosis.source = Source::User;
                diagnosis
            }
            _ => diagnosis,
        }
    }

    /// What is known of the connection.
    fn context(&self, turn: &Turn<'_, M>) -> Context {
        let socket = self.socket();
        let uptime = socket.map_or(0, |socket| socket.uptime(turn.now));
        let silences = socket.and_then(|socket| socket.silences(turn.now));
        let elapsed = socket
            .filter(|socket| socket.connected_at.is_none())
            .map(|socket| turn.now.saturating_sub(socket.dialed_at));
        Context {
            inbound_silence: silences.map(|[inbound, _]| inbound),
            outbound_silence: silences.map(|[_, outbound]| outbound),
            earlier_uptimes: self.past.ends.iter().map(|(uptime, _)| *uptime).collect(),
            earlier_silences: self.past.ends.iter().map(|(_, silence)| *silence).collect(),
            opened_before: self.past.has_opened,
            elapsed: elapsed.map(Duration::from_millis),
            throttled: socket.is_some_and(|socket| socket.throttled),
            surroundings: self.surroundings.clone(),
            opened: socket.is_some_and(|socket| socket.connected_at.is_some()),
            uptime: Duration::from_millis(uptime),
            // The user who closes what has failed already has not brought the end about.
            initiator: match socket {
                Some(socket) if socket.is_closing() && !socket.failed_first => Initiator::Client,
                _ => Initiator::Peer,
            },
            offline: self.offline,
            suspended: self.frozen_at.is_some()
                || socket.is_some_and(|socket| socket.stale.is_some()),
            read_advice: turn.config.reads_advice,
            announced: socket.and_then(|socket| socket.announced),
            ..Context::default()
        }
    }

    fn closing(&self, reported: &Reported<'_>, synthetic: bool, now: Millis) -> Closing {
        let socket = self.socket();
        Closing {
            generation: self.generation,
            code: reported.code,
            reason: reported.reason.into(),
            was_clean: reported.was_clean,
            synthetic,
            in_doubt: reported.buffered,
            handed: socket.map_or((0, 0), |socket| socket.handed),
            heard: socket.is_some_and(|socket| socket.heard),
            mute: socket.is_some_and(|socket| socket.probe.is_some() && !socket.heard),
            opened: socket.is_some_and(|socket| socket.opened_at.is_some()),
            uptime: socket.map_or(0, |socket| socket.uptime(now)),
        }
    }

    /// Invariant 4: the close is told once, as it was reported.
    pub(super) fn tell_close(
        &mut self,
        ended: Option<Ended>,
        will_retry: bool,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let Some((closing, diagnosis)) =
            ended.and_then(|ended| Some((ended.closing?, ended.diagnosis)))
        else {
            return Ok(());
        };
        let event = turn.told.event("a close")?;
        let Event::Closed(closed) = event else {
            return Err(format!("a close should be told, and is {event:?}"));
        };
        closing.check(closed, &diagnosis, will_retry)?;
        if will_retry {
            self.expect_investigation(&diagnosis, turn)?;
        }
        match will_retry && !turn.told.is_retry_next() {
            true => self.tell_drained(turn),
            false => Ok(()),
        }
    }
}

impl<M: Payload> Model<M> {
    /// What never opened is looked into, but not again within a minute.
    fn expect_investigation(
        &mut self,
        diagnosis: &Diagnosis,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let is_due = self
            .investigated_at
            .is_none_or(|at| turn.now.saturating_sub(at) >= MINUTE);
        let never_opened = [Cause::NeverOpened, Cause::ConnectTimeout].contains(&diagnosis.cause);
        if !turn.config.investigates || !never_opened || !is_due {
            return Ok(());
        }
        self.investigated_at = Some(turn.now);
        let diagnosis = diagnosis.clone();
        turn.told
            .expect_command(&Command::Investigate { diagnosis })
    }
}

impl Closing {
    pub(super) fn check(
        &self,
        closed: &Closed,
        diagnosis: &Diagnosis,
        will_retry: bool,
    ) -> Result<(), Violation> {
        ensure!(
            closed.diagnosis == *diagnosis,
            "the diagnosis should be {diagnosis:?}"
        );
        let is_told_right = closed.generation == self.generation
            && closed.code == self.code
            && closed.reason == self.reason
            && closed.was_clean == self.was_clean
            && closed.synthetic == self.synthetic
            && closed.in_doubt == self.in_doubt
            && (closed.handed.messages, closed.handed.bytes) == self.handed
            && closed.heard == self.heard
            && closed.will_retry == will_retry
            && millis(closed.uptime) == self.uptime;
        ensure!(
            is_told_right,
            "the close should be told as {self:?}, with a retry: {will_retry}"
        );
        Ok(())
    }
}

/// What an `error` says first where the session gives a connection up.
fn failure(why: Why) -> Option<Failure> {
    match why {
        Why::ConnectTimeout => Some(Failure::ConnectTimeout),
        Why::ErrorTimeout => Some(Failure::Socket),
        Why::Silent => Some(Failure::Silent),
        Why::Suspended => Some(Failure::Suspended),
        Why::NetworkChanged => Some(Failure::NetworkChanged),
        Why::Refused(_) => Some(Failure::HandshakeRefused),
        Why::CloseTimeout | Why::Replaced | Why::Aborted | Why::Moved(_) => None,
    }
}

/// What the connections of a session leave behind for the diagnoses of later ones.
#[derive(Clone, Debug, Default)]
pub struct Past {
    pub has_opened: bool,
    /// How old the last two were when they ended, and for how long nothing had come in;
    /// of those that were open for the user and that neither side's machine ended.
    pub ends: Vec<(Duration, Duration)>,
}

impl Past {
    pub fn note(&mut self, context: &Context, cause: Cause) {
        if let Some(silence) = context.inbound_silence
            && (cause == Cause::ClosedByPeer || cause == Cause::Dropped)
        {
            self.ends.push((context.uptime, silence));
            let surplus = self.ends.len().saturating_sub(2);
            self.ends.drain(..surplus);
        }
    }
}

fn diagnosed(reported: &Reported<'_>, context: &Context, config: &Config) -> Diagnosis {
    let close = Close {
        code: reported.code,
        reason: reported.reason,
        was_clean: reported.was_clean,
    };
    let profiles = Profiles {
        codes: &config.codes,
        profile: config.profile.as_ref(),
        signatures: &config.signatures,
    };
    clamped(diagnose(&close, context, &profiles), config)
}
