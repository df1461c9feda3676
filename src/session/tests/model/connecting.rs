//! Invariant 1: one connection at a time, each newer than all before it.

use super::ending::Ended;
use super::socket::{Socket, Why};
use super::{Model, Payload, Stand, Turn, Violation, ensure, millis};
use crate::close::Notice;
use crate::session::{
    Attempt, Command, Event, Failure, Generation, Hold, MessageKind, State, StateReason,
};

impl<M: Payload> Model<M> {
    /// The user wants a new connection now.
    pub(super) fn reconnect(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        match &self.stand {
            Stand::Over => Ok(()),
            Stand::Connected(socket) if socket.is_closing() => Ok(()),
            Stand::Connected(socket) if socket.is_open() => self.give_up(Why::Replaced, turn),
            // The attempt that is under way is the new connection.
            Stand::Providing(_) | Stand::Connected(_) => {
                self.forget_the_row();
                Ok(())
            }
            Stand::Asking(ended) => {
                let ended = Ended::clone(ended);
                self.start_over(Some(ended), turn)
            }
            Stand::Idle | Stand::Waiting { .. } | Stand::Paused { .. } => {
                self.start_over(None, turn)
            }
        }
    }

    /// The user wants another connection in place of the one that has ended.
    pub(super) fn start_over(
        &mut self,
        ended: Option<Ended>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        self.forget_the_row();
        self.connect(StateReason::Requested, ended, turn)
    }

    fn forget_the_row(&mut self) {
        self.attempts.restart();
        self.attempts.reauthenticated_at = None;
    }

    /// An attempt begins: the provider is asked, or a socket dialed.
    pub(super) fn connect(
        &mut self,
        reason: StateReason,
        ended: Option<Ended>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        self.generation += 1;
        if turn.config.provider {
            let command = turn.told.command("a provider to ask")?;
            let Command::Provide {
                generation,
                attempt,
            } = command
            else {
                return Err(format!("the provider should be asked: {command:?}"));
            };
            let fresh = self.attempts.fresh.is_some();
            self.check_attempt(*generation, attempt, fresh)?;
            self.stand = Stand::Providing(turn.now);
        } else {
            self.dial(turn)?;
        }
        self.tell_state(State::Connecting, reason, turn)?;
        self.tell_close(ended, true, turn)
    }

    pub(super) fn dial(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        turn.told.expect_command(&Command::Dial(self.generation))?;
        // Where no one is asked for credentials, nobody can be told.
        let by_greeting = !turn.config.provider && turn.config.handshake.is_some();
        let fresh = !by_greeting && self.attempts.use_credentials(turn.now);
        self.stand = Stand::Connected(Socket::new(fresh, self.offline, turn.now));
        Ok(())
    }

    /// The socket is open: for the user too, unless there is a handshake first.
    pub(super) fn socket_opened(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let now = turn.now;
        let by_greeting = !turn.config.provider && turn.config.handshake.is_some();
        let fresh = by_greeting && self.attempts.fresh.is_some();
        let Some(socket) = self.socket_mut() else {
            return Ok(());
        };
        socket.connected_at = Some(now);
        socket.waits_since = now;
        (socket.fails_at, socket.stale) = (None, None);
        socket.failed_first = false;
        let fresh = fresh || socket.fresh;
        if turn.config.handshake.is_none() {
            return self.opened(turn);
        }
        let command = turn.told.command("a greeting")?;
        let Command::SendGreeting {
            generation,
            attempt,
        } = command
        else {
            return Err(format!("there should be a greeting: {command:?}"));
        };
        self.check_attempt(*generation, attempt, fresh)
    }

    /// The greeting went out, with the credentials where there is no provider.
    pub(super) fn greeted(&mut self, turn: &Turn<'_, M>) {
        if let Some(socket) = self.socket_mut() {
            socket.sent_at = Some(turn.now);
        }
        if !turn.config.provider {
            self.attempts.use_credentials(turn.now);
        }
    }

    /// Whoever has the credentials of an attempt is told which it is.
    fn check_attempt(
        &self,
        generation: Generation,
        attempt: &Attempt,
        fresh: bool,
    ) -> Result<(), Violation> {
        ensure!(generation == self.generation, "another connection is told");
        ensure!(
            attempt.number == self.attempts.retries
                && attempt.fresh == fresh
                && attempt.last == self.attempts.last,
            "the attempt is told as {attempt:?}, fresh should be {fresh}: {:?}",
            self.attempts
        );
        Ok(())
    }

    /// The connection is open for the user.
    fn opened(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let now = turn.now;
        if let Some(socket) = self.socket_mut() {
            socket.opened_at = Some(now);
            socket.heard_at = now;
            socket.waits_since = now;
        }
        self.past.has_opened = true;
        // A handshake that has passed was content with what there was.
        self.attempts.use_credentials(now);
        self.tell_state(State::Open, StateReason::Opened, turn)?;
        turn.told.expect_event(&Event::Opened)?;
        let hold = turn.config.queue.as_ref().map(|queue| queue.hold);
        let heard = self.socket().is_some_and(|socket| socket.heard);
        match hold {
            None | Some(Hold::UntilOpen) => self.release(turn),
            Some(Hold::UntilFirstMessage) if heard => self.release(turn),
            Some(Hold::UntilFirstMessage | Hold::For(_)) => Ok(()),
        }
    }

    /// A message has come: proof that the peer is there, whatever it says.
    pub(super) fn received(
        &mut self,
        message: &M,
        kind: MessageKind,
        notice: Option<Notice>,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let now = turn.now;
        let Some(socket) = self.socket_mut() else {
            return Ok(());
        };
        (socket.heard, socket.heard_at) = (true, now);
        socket.received_at = Some(now);
        (socket.probe, socket.stale) = (None, None);
        match notice {
            Some(Notice::Close(verdict) | Notice::Move(verdict)) => {
                socket.announced = Some(verdict);
            }
            Some(Notice::Withdrawn) => socket.announced = None,
            None => {}
        }
        let is_left = matches!(notice, Some(Notice::Move(_))) && turn.config.reconnect.is_some();
        if socket.is_handshaking() {
            match kind {
                // What waits stays for the connection that is moved to.
                MessageKind::HandshakeAccepted if is_left => {}
                MessageKind::HandshakeAccepted => self.opened(turn)?,
                MessageKind::HandshakeRefused(verdict) => {
                    return self.give_up(Why::Refused(verdict), turn);
                }
                MessageKind::Data | MessageKind::Pong => {}
            }
        } else {
            self.hand_on(message, kind, turn)?;
        }
        // It goes where the peer wants it only after all the message says is told, and
        // stays where there is no other connection to be had.
        match notice {
            Some(Notice::Move(verdict)) if turn.config.reconnect.is_some() => {
                self.give_up(Why::Moved(verdict), turn)
            }
            _ => Ok(()),
        }
    }

    /// A message has come on an open connection.
    fn hand_on(
        &mut self,
        message: &M,
        kind: MessageKind,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let Some(socket) = self.socket() else {
            return Ok(());
        };
        let hold = turn.config.queue.as_ref().map(|queue| queue.hold);
        let releases = hold == Some(Hold::UntilFirstMessage) && !socket.released;
        let is_users = kind != MessageKind::Pong;
        let event = Event::Message(message.clone());
        let is_told_first = is_users && turn.told.take_event(&event);
        if releases {
            self.release(turn)?;
        }
        match is_users && !is_told_first {
            true => turn.told.expect_event(&event),
            false => Ok(()),
        }
    }

    /// An `error` ends nothing yet: it says by when the close has to come.
    pub(super) fn errored(
        &mut self,
        closes_in_this_task: bool,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let timeout = match closes_in_this_task {
            true => 1,
            false => millis(turn.config.error_timeout),
        };
        let due = turn.now.saturating_add(timeout);
        let Some(socket) = self.socket_mut() else {
            return Ok(());
        };
        let has_told = std::mem::replace(&mut socket.has_told_error, true);
        if !socket.is_closing() {
            socket.failed_first = true;
        }
        if !socket.is_closing() || closes_in_this_task {
            socket.fails_at = Some(socket.fails_at.map_or(due, |at| at.min(due)));
        }
        match has_told {
            true => Ok(()),
            false => turn.told.expect_event(&Event::Error(Failure::Socket)),
        }
    }

    /// A change of state is told, if it is one.
    pub(super) fn tell_state(
        &mut self,
        to: State,
        reason: StateReason,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let from = std::mem::replace(&mut self.state, to);
        match from == to {
            true => Ok(()),
            false => turn.told.expect_event(&Event::State { from, to, reason }),
        }
    }
}
