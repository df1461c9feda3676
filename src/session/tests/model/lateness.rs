//! The first thing that happens after a sleep may be any input. Whichever it is,
//! it comes long after the deadline that was set, and that is noticed.

use super::socket::{Socket, Why, cannot_be_probed};
use super::{Millis, Model, Payload, Stand, Turn, Violation, millis};
use crate::session::Input;

/// So late that timers may have been throttled, or the machine may have slept.
const LATE: Millis = 2_000;
/// So late that the machine must have slept.
const ASLEEP: Millis = 70_000;

impl<M: Payload> Model<M> {
    /// Before the input takes effect: a sleep is charged to nothing, and an open
    /// connection is asked whether it is still there, or replaced.
    pub(super) fn notice_lateness(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let late = turn.late;
        // A pause is taken out whole when it ends.
        if late >= LATE && !matches!(self.stand, Stand::Paused { .. }) {
            self.attempts.exclude_elapsed(late);
        }
        if late >= ASLEEP {
            // Whoever was given a time could not use it.
            match &mut self.stand {
                Stand::Providing(since) => *since = turn.now,
                Stand::Connected(socket) => socket.restart_what_waits(turn.now),
                _ => {}
            }
            self.suspect(turn);
        }
        if (LATE..ASLEEP).contains(&late)
            && let Some(socket) = self.socket_mut()
        {
            socket.throttled = true;
        }
        let Some(socket) = self.socket().filter(|_| !self.settles(turn.input)) else {
            return Ok(());
        };
        // An attempt hardly survives a sleep.
        let was_connecting = socket.is_dialing() || socket.is_handshaking();
        if was_connecting && late >= ASLEEP && turn.config.reconnect.is_some() {
            return self.give_up(Why::Suspended, turn);
        }
        if late >= LATE {
            self.look_after(turn)?;
        }
        if late >= ASLEEP {
            self.replace_if_stale(late, turn)?;
        }
        Ok(())
    }

    /// Whether the input itself shows that the connection is there, or ends it.
    fn settles(&self, input: &Input<M>) -> bool {
        match input {
            Input::Opened(generation) => self.live(*generation).is_some_and(Socket::is_dialing),
            Input::Received { generation, .. }
            | Input::Closed { generation, .. }
            | Input::Errored { generation, .. } => self.live(*generation).is_some(),
            Input::Close { .. } | Input::Abort | Input::Reconnect { .. } => true,
            _ => false,
        }
    }

    /// An open connection that cannot be probed does not outlive a long sleep.
    pub(super) fn replace_if_stale(
        &mut self,
        asleep: Millis,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let is_open = self.socket().is_some_and(Socket::is_open);
        let most = turn.config.stale_after.map(millis);
        let is_stale = most.is_some_and(|most| asleep >= most);
        match is_open && is_stale && cannot_be_probed(turn.config) {
            true => self.give_up(Why::Suspended, turn),
            false => Ok(()),
        }
    }
}
