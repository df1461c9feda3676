//! What the session tells.

use super::attempts::What;
use super::socket::Socket;
use super::{Model, Turn, Violation, ensure};
use crate::session::{
    Command, EndReason, Event, Input, MessageKind, ProviderFailure, State, StateReason,
};

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    pub(super) fn check_event(
        &mut self,
        event: &Event<M>,
        socket_before: Option<&Socket>,
        turn: &Turn<'_, M>,
    ) -> Result<(), Violation> {
        let &Turn {
            config, input, now, ..
        } = turn;
        ensure!(
            self.state != State::Ended || !matches!(event, Event::State { .. }),
            "a state follows the end"
        );
        match event {
            Event::State { from, to, reason } => {
                ensure!(*from == self.state && to != from, "states do not join");
                let expected = self.reason_of(*to, input);
                ensure!(*reason == expected, "the reason should be {expected:?}");
                if *from == State::Paused
                    && let Some(since) = self.paused_at.take()
                {
                    self.attempts.exclude_elapsed(now.saturating_sub(since));
                }
                if *to == State::Paused {
                    ensure!(
                        self.offline || self.frozen_at.is_some(),
                        "a session pauses online and awake"
                    );
                    self.paused_at = Some(now);
                }
                self.state = *to;
            }
            Event::Opened => {
                let open_now = match input {
                    Input::Opened(_) => config.handshake.is_none(),
                    Input::Received { kind, .. } => {
                        *kind == MessageKind::HandshakeAccepted
                            && socket_before.is_some_and(|s| s.opened_at.is_none())
                    }
                    _ => false,
                };
                ensure!(open_now, "a connection opens out of turn");
            }
            Event::Message(message) => {
                let received = match input {
                    Input::Received {
                        message: received, ..
                    } => received == message,
                    _ => false,
                };
                ensure!(received, "a message comes that was not received");
            }
            Event::Error => ensure!(matches!(input, Input::Errored(_)), "an error from nowhere"),
            Event::ProviderFailed(failure) => self.check_failure(*failure, input)?,
            Event::Closed(closed) => {
                let Some(ended) = &mut self.ended else {
                    return Err("a close too many".into());
                };
                ended.check_closed(closed)?;
            }
            Event::Retry { .. } | Event::Drained => {}
            Event::Undelivered(message, why) => {
                let ended = self.state == State::Ended;
                self.messages.undelivered(message, *why, ended, turn)?;
            }
            Event::Ended(end) => {
                ensure!(self.state == State::Ended, "an end that is no end");
                let user = matches!(input, Input::Close { .. } | Input::Abort);
                let without_attempt = self.ended.is_none();
                ensure!(
                    !without_attempt || user,
                    "a session ends of itself: {:?}",
                    end.reason
                );
                if without_attempt {
                    let expected = match input {
                        Input::Abort => EndReason::Aborted,
                        _ => EndReason::Requested,
                    };
                    ensure!(end.reason == expected, "the wrong reason of the end");
                    self.providing = None;
                }
            }
            _ => unreachable!("there is no other event"),
        }
        Ok(())
    }

    /// What has to be told to have brought this state about.
    fn reason_of(&self, to: State, input: &Input<M>) -> StateReason {
        match (to, input) {
            (State::Open, _) => StateReason::Opened,
            (State::Closing, _) => StateReason::Requested,
            (State::Ended, _) if self.ended.is_none() => StateReason::Requested,
            (State::Ended, _) => StateReason::Closed,
            (State::Paused, _) if self.frozen_at.is_some() => StateReason::Frozen,
            (State::Paused, _) => StateReason::Offline,
            (State::Waiting, _) if self.ended.is_some() => StateReason::Closed,
            (_, Input::Online) => StateReason::Online,
            (_, Input::Resumed) => StateReason::Resumed,
            (_, Input::Wake) => StateReason::RetryDue,
            _ => StateReason::Requested,
        }
    }

    fn check_failure(&self, failure: ProviderFailure, input: &Input<M>) -> Result<(), Violation> {
        let expected = match input {
            Input::ProviderFailed(_, why) => *why,
            Input::DialRefused(_) => ProviderFailure::Invalid,
            _ => ProviderFailure::TimedOut,
        };
        ensure!(
            failure == expected,
            "another failure of the provider's is told"
        );
        Ok(())
    }

    /// What has to be told, and how often.
    pub(super) fn check_expected_events(
        &self,
        socket_before: Option<&Socket>,
        ended_before: bool,
        turn: &Turn<'_, M>,
    ) -> Result<(), Violation> {
        let &Turn {
            config,
            input,
            step,
            ..
        } = turn;
        let count = |is: fn(&Event<M>) -> bool| step.events.iter().filter(|n| is(n)).count();
        let was_open = socket_before.is_some_and(Socket::is_open);
        let message = match input {
            Input::Received { kind, .. } => was_open && *kind != MessageKind::Pong,
            _ => false,
        };
        let opens = !was_open
            && match input {
                Input::Opened(_) => config.handshake.is_none(),
                Input::Received { kind, .. } => *kind == MessageKind::HandshakeAccepted,
                _ => false,
            };
        let failed = match &self.ended {
            Some(ended) => !ended_before && matches!(ended.what, What::NotProvided),
            None => false,
        };
        for (what, is, expected) in [
            (
                "a message",
                (|n| matches!(n, Event::Message(_))) as fn(&Event<M>) -> bool,
                message,
            ),
            ("an opening", |n| matches!(n, Event::Opened), opens),
            (
                "a provider's failure",
                |n| matches!(n, Event::ProviderFailed(_)),
                failed,
            ),
            (
                "an error",
                |n| matches!(n, Event::Error),
                matches!(input, Input::Errored(_)),
            ),
        ] {
            ensure!(
                count(is) == usize::from(expected),
                "{what} is told {} times, not {}",
                count(is),
                usize::from(expected)
            );
        }
        let greets = step
            .commands
            .iter()
            .any(|e| matches!(e, Command::SendGreeting));
        let asked = config.handshake.is_some() && matches!(input, Input::Opened(_));
        ensure!(greets == asked, "a greeting is left out");
        Ok(())
    }
}
