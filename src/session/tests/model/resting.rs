//! What must hold after every step, when nothing is going on.

use std::time::Duration;

use super::socket::Socket;
use super::{Millis, Model, Turn, Violation, ensure, later};
use crate::session::{Command, Config, Event, Input, State, Stats};

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    /// What observers are told has to agree with what came out.
    pub(super) fn check_numbers(&self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn {
            before,
            after,
            step,
            ..
        } = turn;
        let (was, is) = (&before.stats, &after.stats);
        let is_transmit = |command: &&Command<M>| matches!(command, Command::Transmit(_));
        let sent = step.commands.iter().filter(is_transmit).count() as u64;
        let is_opened = |event: &&Event<M>| matches!(event, Event::Opened);
        let opened = step.events.iter().filter(is_opened).count() as u64;
        ensure!(
            is.messages_sent - was.messages_sent == sent,
            "messages sent are miscounted"
        );
        ensure!(
            is.connections - was.connections == opened,
            "connections are miscounted"
        );
        ensure!(
            (is.queued_messages, is.queued_bytes) == self.messages.queued()
                && is.queued_bytes == after.queued_bytes,
            "the outbox holds {} messages of {} bytes, and should hold {:?}",
            is.queued_messages,
            is.queued_bytes,
            self.messages.queued()
        );
        let times = |stats: &Stats| -> Duration {
            let times = State::ALL.iter().map(|&state| stats.time_in(state));
            times.fold(Duration::ZERO, Duration::saturating_add)
        };
        ensure!(
            times(is) == times(was),
            "the times in the states do not add up"
        );
        Ok(())
    }

    /// The event of being drained comes once, when it is true. It may be left
    /// out where the session ends, or where it is not yet decided what follows.
    pub(super) fn check_drained(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn { after, step, .. } = turn;
        let socket = self.socket.as_ref();
        let is_above_mark = socket.is_some_and(|socket| socket.above_high_water_mark);
        let drained = self.messages.queued().0 == 0 && !is_above_mark;
        ensure!(after.drained == drained, "drained is not {}", after.drained);
        self.messages.owes_drained |= is_above_mark;
        let due = usize::from(self.messages.owes_drained && drained);
        let is_drained = |event: &&Event<M>| matches!(event, Event::Drained);
        let told = step.events.iter().filter(is_drained).count();
        let is_right = match self.state {
            State::Closing => told == 0,
            State::Ended => told <= due,
            _ if self.awaiting_override => told <= due,
            _ => told == due,
        };
        ensure!(is_right, "drained is told {told} times, not {due}");
        if told > 0 {
            self.messages.owes_drained = false;
        }
        Ok(())
    }

    /// What must hold whenever nothing is going on.
    pub(super) fn check_rest(&self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn {
            config,
            input,
            now,
            after,
            step,
            ..
        } = turn;
        let (providing, socket) = (self.providing.is_some(), self.socket.as_ref());
        ensure!(after.state == self.state, "the state was not told");
        ensure!(
            after.generation == self.generation,
            "another connection is said to be in use"
        );
        ensure!(
            after.handshaking == socket.is_some_and(Socket::is_handshaking),
            "handshaking is not {}",
            after.handshaking
        );
        if self.state == State::Ended {
            let releases = matches!(step.commands.last(), Some(Command::Release));
            let told = matches!(step.events.last(), Some(Event::Ended(_)));
            ensure!(releases && told, "the end is not the last to come");
            ensure!(after.timeout.is_none(), "a deadline outlives the session");
            ensure!(
                socket.is_none() && !providing && self.ended.is_none(),
                "the end leaves a connection behind"
            );
            ensure!(
                self.messages.queued().0 == 0,
                "the end leaves messages behind"
            );
            return Ok(());
        }
        ensure!(
            !step.commands.iter().any(|e| matches!(e, Command::Release)),
            "what is needed is released"
        );
        if self.awaiting_override {
            ensure!(
                socket.is_none() && !providing,
                "a connection outlives its close"
            );
        } else {
            let stands = match self.state {
                State::Idle => self.generation == 0 && socket.is_none(),
                State::Connecting => providing != socket.is_some_and(|s| !s.is_open()),
                State::Open => socket.is_some_and(Socket::is_open) && self.messages.queued().0 == 0,
                State::Closing => self.is_closing(),
                State::Waiting => socket.is_none() && self.attempts.retry.is_some(),
                State::Paused => socket.is_none() && (self.offline || self.frozen_at.is_some()),
                State::Ended => false,
            };
            ensure!(stands, "the state is {:?} without its reason", self.state);
        }
        if matches!(input, Input::Wake) {
            ensure!(
                after.timeout.is_none_or(|at| at > now),
                "a wake-up leaves what is due undone"
            );
        }
        for deadline in self.deadlines(config, now) {
            ensure!(
                after.timeout.is_some_and(|at| at <= deadline),
                "the wake-up is set for {:?}, and something is due at {deadline}",
                after.timeout
            );
        }
        Ok(())
    }

    /// By when the session has to be woken at the latest.
    fn deadlines(&self, config: &Config, now: Millis) -> impl Iterator<Item = Millis> {
        let providing = self
            .providing
            .map(|since| later(since, config.provider_timeout));
        let socket = self.socket.as_ref().and_then(|s| s.deadline(config, now));
        let retry = match self.state {
            State::Waiting => self.attempts.retry.as_ref().map(|retry| retry.latest),
            _ => None,
        };
        let expiry = if self.is_closing() {
            None
        } else {
            self.messages.first_expiry()
        };
        [providing, socket, retry, expiry].into_iter().flatten()
    }
}
