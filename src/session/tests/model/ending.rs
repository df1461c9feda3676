//! What follows the end of an attempt: the next one, or the end of the session.

use super::attempts::Attempts;
use super::closing::{Closing, Past};
use super::planning::{Plan, clamped};
use super::{Model, Payload, Stand, Turn, Violation, ensure};
use crate::close::{Cause, Diagnosis, Verdict};
use crate::session::{Command, EndReason, Event, ProviderFailure, State, StateReason, Undelivered};

/// An attempt that has ended, and what is to be told of it.
#[derive(Clone, Debug)]
pub struct Ended {
    pub diagnosis: Diagnosis,
    /// Of its socket, if it got as far.
    pub closing: Option<Closing>,
}

impl<M: Payload> Model<M> {
    /// A connection has ended: it is counted, and something follows.
    pub(super) fn conclude(
        &mut self,
        diagnosis: Diagnosis,
        closing: Closing,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        self.attempts.count(turn.config, &closing, diagnosis.cause);
        let closing = Some(closing);
        if self.is_closing() && !diagnosis.is_final() {
            // The user closed what had failed: the cause stays, and nothing follows.
            let diagnosis = diagnosis.overridden(Verdict::Stop);
            self.attempts.last = Some(diagnosis.clone());
            let ended = Some(Ended { diagnosis, closing });
            return self.end(EndReason::Requested, StateReason::Closed, ended, turn);
        }
        self.decide(Ended { diagnosis, closing }, turn)
    }

    /// An attempt failed before there was a socket.
    pub(super) fn fail_to_provide(
        &mut self,
        failure: ProviderFailure,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        turn.told.expect_event(&Event::ProviderFailed(failure))?;
        let ended = Ended {
            diagnosis: Diagnosis::not_provided(),
            closing: None,
        };
        self.decide(ended, turn)
    }

    /// The user's predicate has the last word, unless this side wanted the end.
    fn decide(&mut self, ended: Ended, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let reconnect = turn.config.reconnect.as_ref();
        let asks = reconnect.is_some_and(|reconnect| reconnect.asks_override);
        if !asks || ended.diagnosis.is_final() {
            return self.follow(ended, turn);
        }
        self.attempts.last = Some(ended.diagnosis.clone());
        let command = turn.told.command("a question to the predicate")?;
        let Command::AskOverride { diagnosis, closed } = command else {
            return Err(format!("the predicate should be asked: {command:?}"));
        };
        ensure!(
            *diagnosis == ended.diagnosis,
            "another diagnosis is asked about"
        );
        match (closed, &ended.closing) {
            (Some(closed), Some(closing)) => closing.check(closed, diagnosis, false)?,
            (None, None) => {}
            _ => return Err(format!("the predicate is shown {closed:?}")),
        }
        self.stand = Stand::Asking(Box::new(ended));
        // What the socket still held went with it, which may be told before it is decided
        // what follows.
        if self.messages.owes_drained && self.is_drained() {
            self.messages.owes_drained = !turn.told.take_event(&Event::Drained);
        }
        Ok(())
    }

    pub(super) fn overridden(
        &mut self,
        verdict: Option<Verdict>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let Stand::Asking(ended) = &self.stand else {
            return Ok(());
        };
        let mut ended = Ended::clone(ended);
        if let Some(verdict) = verdict {
            ended.diagnosis = clamped(ended.diagnosis.overridden(verdict), turn.config);
        }
        self.follow(ended, turn)
    }

    /// The next attempt is set, or the session ends.
    fn follow(&mut self, mut ended: Ended, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let diagnosis = &mut ended.diagnosis;
        let plan = match diagnosis.cause {
            Cause::Aborted => Err(EndReason::Aborted),
            _ if diagnosis.is_final() => Err(EndReason::Requested),
            _ => {
                let (config, draws) = (turn.config, &mut turn.draws);
                self.attempts
                    .plan(config, diagnosis, self.offline, draws, turn.now)
            }
        };
        self.attempts.last = Some(ended.diagnosis.clone());
        let ends = turn.told.next_state() == Some(State::Ended);
        let plan = match plan {
            Ok(plan) if plan.or_out_of_time && ends => Err(EndReason::TimeExhausted),
            other => other,
        };
        match plan {
            Ok(plan) => self.await_retry(plan, ended, turn),
            Err(reason) => self.end(reason, StateReason::Closed, Some(ended), turn),
        }
    }

    /// A retry is set, and told, unless it has to wait for the network or the page.
    fn await_retry(
        &mut self,
        plan: Plan,
        ended: Ended,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let now = turn.now;
        let Plan {
            floor,
            shortest,
            longest,
            ..
        } = plan;
        let moments = [floor, shortest, longest].map(|delay| now.saturating_add(delay));
        let [floor, earliest, latest] = moments;
        let paused = match (self.frozen_at, self.offline) {
            (Some(_), _) => Some(StateReason::Frozen),
            (None, true) => Some(StateReason::Offline),
            (None, false) => None,
        };
        let since = now;
        if let Some(reason) = paused {
            self.stand = Stand::Paused {
                since,
                floor,
                earliest,
                latest,
            };
            self.tell_state(State::Paused, reason, turn)?;
            return self.tell_close(Some(ended), true, turn);
        }
        // Nothing is connected any more, which makes the socket's buffer empty.
        self.stand = Stand::Waiting { floor, due: latest };
        self.tell_state(State::Waiting, StateReason::Closed, turn)?;
        self.tell_close(Some(ended), true, turn)?;
        let due = self.tell_retry(earliest, latest, turn)?;
        self.tell_drained(turn)?;
        self.stand = Stand::Waiting { floor, due };
        Ok(())
    }

    /// The session is over: all that waits is reported, and all is let go.
    pub(super) fn end(
        &mut self,
        reason: EndReason,
        state_reason: StateReason,
        ended: Option<Ended>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        self.stand = Stand::Over;
        self.tell_state(State::Ended, state_reason, turn)?;
        self.tell_close(ended, false, turn)?;
        turn.told.expect_command(&Command::Release)?;
        for message in self.messages.take_all() {
            let event = Event::Undelivered(message, Undelivered::Ended);
            turn.told.expect_event(&event)?;
        }
        let event = turn.told.event("an end")?;
        let Event::Ended(end) = event else {
            return Err(format!("the end should be told, and is {event:?}"));
        };
        ensure!(
            end.reason == reason,
            "the end is {:?}, and should be {reason:?}",
            end.reason
        );
        ensure!(
            end.diagnosis == self.attempts.last,
            "the end has not the last diagnosis"
        );
        self.attempts = Attempts::default();
        self.past = Past::default();
        (self.offline, self.frozen_at) = (false, None);
        match std::mem::take(&mut self.reopens) {
            true => self.connect(StateReason::Requested, None, turn),
            false => Ok(()),
        }
    }
}
