//! The network goes and comes; the page is frozen and comes back.

use super::planning::base;
use super::socket::{Socket, Why};
use super::{Millis, Model, Payload, Stand, Turn, Violation, ensure, later};
use crate::session::{Event, State, StateReason};

impl<M: Payload> Model<M> {
    pub(super) fn went_offline(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        self.offline = true;
        if let Some(socket) = self.socket_mut() {
            socket.went_offline |= socket.is_dialing() || socket.is_handshaking();
        }
        self.pause_waiting(StateReason::Offline, turn)?;
        self.look_after(turn)
    }

    pub(super) fn froze(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        self.frozen_at.get_or_insert(turn.now);
        self.pause_waiting(StateReason::Frozen, turn)
    }

    /// A retry that waits is paused.
    fn pause_waiting(
        &mut self,
        reason: StateReason,
        turn: &mut Turn<'_, M>,
    ) -> Result<(), Violation> {
        let Stand::Waiting { floor, due } = self.stand else {
            return Ok(());
        };
        self.stand = Stand::Paused {
            since: turn.now,
            floor,
            earliest: due,
            latest: due,
        };
        self.tell_state(State::Paused, reason, turn)
    }

    /// All clients of a network are back at the same moment, and must not come
    /// back in the same one.
    pub(super) fn went_online(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        self.offline = false;
        let now = turn.now;
        let base_delay = turn.config.reconnect.as_ref().map_or(0, base);
        // Within the base delay, which begins no sooner than the floor.
        let spread = |floor: Millis| {
            let first = floor.max(now);
            (first, first.saturating_add(base_delay))
        };
        match self.stand {
            Stand::Paused {
                floor,
                earliest,
                latest,
                ..
            } if self.frozen_at.is_none() => {
                self.end_pause(turn);
                self.tell_state(State::Waiting, StateReason::Online, turn)?;
                let (first, last) = spread(floor);
                let (shortest, longest) = turn.draws.narrow(first, last);
                // The planned moment, where it is ahead, is none too soon.
                let [from, to] = if earliest > now {
                    [shortest.min(earliest), longest.min(latest)]
                } else if latest <= now {
                    [shortest, longest]
                } else {
                    [first, longest]
                };
                let due = self.tell_retry(from, to, turn)?;
                self.stand = Stand::Waiting { floor, due };
                Ok(())
            }
            Stand::Waiting { floor, due } => {
                let (first, last) = spread(floor);
                let (first, last) = turn.draws.narrow(first, last);
                if turn.told.is_retry_next() {
                    let sooner = self.tell_retry(first, last, turn)?;
                    ensure!(sooner < due, "a retry is told again that is no sooner");
                    self.stand = Stand::Waiting { floor, due: sooner };
                } else {
                    ensure!(due <= last, "a retry is not brought forward");
                }
                Ok(())
            }
            // What was dialed over the network that is gone will not be answered.
            Stand::Connected(ref socket)
                if socket.went_offline && (socket.is_dialing() || socket.is_handshaking()) =>
            {
                self.give_up(Why::NetworkChanged, turn)
            }
            _ => self.look_after(turn),
        }
    }

    /// Someone is at a page that comes back: the retry comes at once, if it may.
    pub(super) fn resumed(&mut self, turn: &mut Turn<'_, M>) -> Result<(), Violation> {
        let Some(frozen_at) = self.frozen_at.take() else {
            return Ok(());
        };
        let now = turn.now;
        match self.stand {
            Stand::Paused {
                floor,
                earliest,
                latest,
                ..
            } if !self.offline => {
                self.end_pause(turn);
                if floor <= now {
                    return self.connect(StateReason::Resumed, None, turn);
                }
                self.tell_state(State::Waiting, StateReason::Resumed, turn)?;
                let due = self.tell_retry(earliest, latest, turn)?;
                self.stand = Stand::Waiting { floor, due };
                Ok(())
            }
            Stand::Connected(_) => {
                self.suspect(turn);
                if self.socket().is_some_and(Socket::is_open) {
                    self.look_after(turn)?;
                    self.replace_if_stale(now.saturating_sub(frozen_at), turn)?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Time paused is not counted as time spent on retries.
    fn end_pause(&mut self, turn: &Turn<'_, M>) {
        if let Stand::Paused { since, .. } = self.stand {
            let span = turn.now.saturating_sub(since);
            self.attempts.exclude_elapsed(span);
        }
    }

    /// The retry is told, to come within these moments. Returns when.
    pub(super) fn tell_retry(
        &mut self,
        earliest: Millis,
        latest: Millis,
        turn: &mut Turn<'_, M>,
    ) -> Result<Millis, Violation> {
        let event = turn.told.event("a retry")?;
        let Event::Retry { attempt, delay } = event else {
            return Err(format!("a retry should be told, and is {event:?}"));
        };
        let expected = self.attempts.retries;
        ensure!(
            *attempt == expected,
            "retry {expected} is told as {attempt}"
        );
        let due = later(turn.now, *delay);
        ensure!(
            earliest <= due && due <= latest,
            "a delay of {delay:?} ends outside of {earliest} to {latest}"
        );
        Ok(due)
    }
}
