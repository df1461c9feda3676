//! What each input does, before anything comes by itself.

use super::closing::Reported;
use super::messages::Queued;
use super::socket::{Socket, Why};
use super::{Model, Payload, Stand, Turn, Violation, ensure};
use crate::close::Verdict;
use crate::session::{
    Command, EndReason, Event, Generation, Input, ProviderFailure, Reply, State, StateReason,
};

impl<M: Payload> Model<M> {
    pub(super) fn take(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let input = turn.input;
        let expected = match input {
            Input::Send {
                message,
                bytes,
                ttl,
            } => {
                let queued = Queued::sent(message.clone(), *bytes, *ttl, turn);
                self.send(queued, turn)?
            }
            Input::TakeQueued => self.give_back(turn)?,
            _ => Reply::Done,
        };
        let reply = turn.reply;
        ensure!(*reply == expected, "the reply should be {expected:?}");
        match input {
            _ if !self.concerns(input) => Ok(()),
            Input::Send { .. } | Input::TakeQueued | Input::Wake => Ok(()),
            Input::Transmitted(message) => turn.told.expect_event(&Event::Sent(message.clone())),
            Input::Open => self.open(turn),
            Input::Close { code, reason } => {
                let command = Command::CloseSocket {
                    code: *code,
                    reason: reason.clone(),
                };
                self.close(&command, turn)
            }
            Input::Reconnect { .. } => self.reconnect(turn),
            Input::Abort => {
                self.reopens = false;
                match self.socket() {
                    Some(_) => self.give_up(Why::Aborted, turn),
                    None => self.end_at_once(EndReason::Aborted, turn),
                }
            }
            Input::Provided(_) => self.dial(turn),
            Input::ProviderFailed(_, failure) => self.fail_to_provide(*failure, turn),
            Input::DialRefused(_) => self.fail_to_provide(ProviderFailure::Invalid, turn),
            Input::Opened(_) => self.socket_opened(turn),
            Input::Greeted(_) => {
                self.greeted(turn);
                Ok(())
            }
            Input::GreetingFailed(_) => self.give_up(Why::Refused(Verdict::BACKOFF), turn),
            Input::Received {
                message,
                kind,
                notice,
                ..
            } => self.received(message, *kind, *notice, turn),
            Input::Errored {
                closes_in_this_task,
                ..
            } => self.errored(*closes_in_this_task, turn),
            Input::Closed {
                code,
                reason,
                was_clean,
                buffered,
                ..
            } => {
                let reported = Reported {
                    code: *code,
                    reason,
                    was_clean: *was_clean,
                    buffered: *buffered,
                };
                self.closed(&reported, turn)
            }
            Input::Buffered(_, amount) => self.buffered(*amount, turn),
            Input::Overridden(verdict) => self.overridden(*verdict, turn),
            Input::Surroundings(surroundings) => {
                self.surroundings = surroundings.clone();
                Ok(())
            }
            Input::Online => self.went_online(turn),
            Input::Offline => self.went_offline(turn),
            Input::Frozen => self.froze(turn),
            Input::Resumed => self.resumed(turn),
        }
    }

    /// The user starts the session, or wants it back.
    fn open(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        if self.is_closing() {
            self.reopens = true;
            return Ok(());
        }
        self.connect(StateReason::Requested, None, turn)
    }

    /// The user ends the session, with a closing handshake where there is a socket.
    fn close(&mut self, command: &Command<M>, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        self.reopens = false;
        let now = turn.now;
        let Some(socket) = self.socket_mut() else {
            return self.end_at_once(EndReason::Requested, turn);
        };
        if socket.is_closing() {
            return Ok(());
        }
        socket.closing_at = Some(now);
        turn.told.expect_command(command)?;
        self.tell_state(State::Closing, StateReason::Requested, turn)
    }

    /// The user ends a session that has no socket.
    fn end_at_once(&mut self, reason: EndReason, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        match &self.stand {
            // The predicate itself calls: what ends the session is the close that it
            // was asked about.
            Stand::Asking(ended) => {
                let ended = ended.as_ref().clone();
                self.end(reason, StateReason::Closed, Some(ended), turn)
            }
            _ => self.end(reason, StateReason::Requested, None, turn),
        }
    }

    /// Whether an input says anything at all (invariants 1 and 2).
    pub(super) fn concerns(&self, input: &Input<M>) -> bool {
        let is_over = matches!(self.stand, Stand::Over);
        let is_providing = matches!(self.stand, Stand::Providing(_));
        let live = |generation: &Generation| self.live(*generation);
        match input {
            Input::Open => is_over || self.is_closing() || matches!(self.stand, Stand::Idle),
            Input::Provided(generation) | Input::ProviderFailed(generation, _) => {
                is_providing && *generation == self.generation
            }
            Input::DialRefused(generation) | Input::Opened(generation) => {
                live(generation).is_some_and(Socket::is_dialing)
            }
            Input::Greeted(generation) | Input::GreetingFailed(generation) => {
                live(generation).is_some_and(Socket::is_handshaking)
            }
            Input::Received { generation, .. } => {
                live(generation).is_some_and(|s| s.is_handshaking() || s.is_open())
            }
            Input::Errored { generation, .. } | Input::Closed { generation, .. } => {
                live(generation).is_some()
            }
            Input::Buffered(generation, _) => live(generation).is_some_and(Socket::is_open),
            Input::Overridden(_) => matches!(self.stand, Stand::Asking(_)),
            Input::Reconnect { .. } => !is_over && !self.is_closing(),
            Input::Wake => false,
            Input::Send { .. }
            | Input::TakeQueued
            | Input::Transmitted(_)
            | Input::Close { .. }
            | Input::Abort => !is_over,
            // Where the machine stands is known before a session begins.
            Input::Surroundings(_)
            | Input::Online
            | Input::Offline
            | Input::Frozen
            | Input::Resumed => true,
        }
    }
}
