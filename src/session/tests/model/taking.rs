//! What an input says by itself, before anything comes of it.

use super::attempts::{Ended, What};
use super::socket::Socket;
use super::{ASLEEP, Millis, Model, Turn, later};
use crate::session::{Input, State};

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    /// Whether an input may change anything at all (invariants 1 and 2).
    pub fn concerns(&self, input: &Input<M>, timeout: Option<Millis>, now: Millis) -> bool {
        if self.state == State::Ended {
            return false;
        }
        let providing = |generation| self.providing.is_some() && generation == self.generation;
        match input {
            Input::Open => self.state == State::Idle,
            Input::Provided(generation) | Input::ProviderFailed(generation, _) => {
                providing(*generation)
            }
            Input::DialRefused(generation) | Input::Opened(generation) => self
                .live(*generation)
                .is_some_and(|s| s.connected_at.is_none() && s.closing_at.is_none()),
            Input::Received { generation, .. } => self
                .live(*generation)
                .is_some_and(|s| s.connected_at.is_some() && s.closing_at.is_none()),
            Input::Errored(generation) | Input::Closed { generation, .. } => {
                self.live(*generation).is_some()
            }
            Input::Buffered(generation, _) => self.live(*generation).is_some_and(Socket::is_open),
            Input::Overridden(_) => self.awaiting_override,
            Input::Close { .. } | Input::Reconnect => !self.is_closing(),
            Input::Wake => timeout.is_some_and(|at| at <= now),
            Input::Send { .. }
            | Input::Abort
            | Input::Online
            | Input::Offline
            | Input::Frozen
            | Input::Resumed => true,
        }
    }

    /// Time asleep or paused is not counted as time spent on retries.
    pub(super) fn exclude_elapsed(&mut self, turn: &Turn<'_, M>) {
        let &Turn {
            input, before, now, ..
        } = turn;
        let late = before.lateness(now);
        if matches!(input, Input::Wake) && late >= ASLEEP && self.paused_at.is_none() {
            self.attempts.exclude_elapsed(late);
        }
    }

    /// What the input alone says, before anything comes out.
    pub(super) fn take(&mut self, turn: &Turn<'_, M>) {
        let &Turn {
            config, input, now, ..
        } = turn;
        match input {
            Input::Provided(_) => self.providing = None,
            Input::ProviderFailed(..) => {
                self.providing = None;
                self.end_attempt(What::NotProvided, now);
            }
            Input::Wake => {
                let overdue = |since: &Millis| now >= later(*since, config.provider_timeout);
                if self.providing.take_if(|since| overdue(since)).is_some() {
                    self.end_attempt(What::NotProvided, now);
                }
            }
            Input::DialRefused(_) => {
                self.socket = None;
                self.end_attempt(What::NotProvided, now);
            }
            Input::Closed {
                code,
                reason,
                was_clean,
                buffered,
                ..
            } => {
                let what = What::Closed {
                    code: *code,
                    reason: reason.clone(),
                    was_clean: *was_clean,
                    buffered: *buffered,
                };
                self.end_attempt(what, now);
            }
            Input::Close { .. } => {
                if let Some(socket) = &mut self.socket {
                    socket.closing_at = Some(now);
                }
            }
            Input::Online => self.offline = false,
            Input::Offline => self.offline = true,
            Input::Frozen => {
                self.frozen_at.get_or_insert(now);
            }
            _ => {}
        }
        if let Some(socket) = &mut self.socket {
            socket.take(config, input, now);
        }
    }

    /// The socket is gone, or there never was one.
    pub(super) fn end_attempt(&mut self, what: What, now: Millis) {
        let socket = self.socket.take();
        let opened_at = socket.as_ref().and_then(|s| s.opened_at);
        self.ended = Some(Ended {
            generation: self.generation,
            what,
            opened: opened_at.is_some(),
            uptime: opened_at.map_or(0, |at| now.saturating_sub(at)),
            requested: socket.is_some_and(|s| s.closing_at.is_some()),
            told: None,
        });
    }
}
