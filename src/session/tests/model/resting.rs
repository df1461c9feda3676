//! What must hold after every step, when nothing is going on.

use std::time::Duration;

use super::socket::{Socket, WATCH_EVERY, is_watched_by_clock};
use super::watched::Glance;
use super::{Millis, Model, Payload, Stand, Step, Violation, ensure, later};
use crate::session::{Command, Config, Event, State, Stats};

impl<M: Payload> Model<M> {
    /// What can be seen of the session is what the model has come to.
    pub(super) fn check_rest(
        &self,
        config: &Config,
        now: Millis,
        after: &Glance,
    ) -> Result<(), Violation> {
        let socket = self.socket();
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
        ensure!(
            after.drained == self.is_drained(),
            "drained is not {}",
            after.drained
        );
        let queued = (after.stats.queued_messages, after.stats.queued_bytes);
        ensure!(
            queued == self.messages.queued() && after.queued_bytes == queued.1,
            "the outbox holds {queued:?}, and should hold {:?}",
            self.messages.queued()
        );
        let may_owe = self.is_closing() || matches!(self.stand, Stand::Asking(_));
        ensure!(
            may_owe || !self.messages.owes_drained || !self.is_drained(),
            "drained is owed, and true"
        );
        self.check_timeout(config, now, after.timeout)
    }

    /// Nothing is left that is due, and the session wakes for whatever will be.
    fn check_timeout(
        &self,
        config: &Config,
        now: Millis,
        timeout: Option<Millis>,
    ) -> Result<(), Violation> {
        let is_over = matches!(self.stand, Stand::Over);
        ensure!(
            timeout.is_none() || !is_over,
            "a deadline outlives the session"
        );
        ensure!(
            timeout.is_none_or(|at| at > now) || self.retry_is_due(now),
            "what is due is left undone"
        );
        let watch = socket_is_watched(self.socket(), config);
        let watch = watch.then(|| later(now, WATCH_EVERY));
        let dues = self.dues(config).map(|(at, _)| at);
        let deadline = dues.chain(watch).min();
        ensure!(
            deadline.is_none_or(|deadline| timeout.is_some_and(|at| at <= deadline)),
            "the wake-up is set for {timeout:?}, and something is due at {deadline:?}"
        );
        Ok(())
    }
}

/// A sleep has to be noticed while a connection is open that cannot be probed.
fn socket_is_watched(socket: Option<&Socket>, config: &Config) -> bool {
    socket.is_some_and(Socket::is_open) && is_watched_by_clock(config)
}

/// What observers are told has to agree with what came out.
pub(super) fn check_numbers<M>(
    step: &Step<M>,
    before: &Glance,
    after: &Glance,
) -> Result<(), Violation> {
    let (was, is) = (&before.stats, &after.stats);
    let is_transmit = |command: &&Command<M>| matches!(command, Command::Transmit { .. });
    let sent = step.commands.iter().filter(is_transmit).count() as u64;
    let is_opened = |event: &&Event<M>| matches!(event, Event::Opened);
    let opened = step.events.iter().filter(is_opened).count() as u64;
    let begun = u64::from(after.generation - before.generation);
    let counted = [
        ("messages sent", is.messages_sent - was.messages_sent, sent),
        ("connections", is.connections - was.connections, opened),
        ("attempts", is.attempts - was.attempts, begun),
    ];
    for (what, counted, expected) in counted {
        ensure!(
            counted == expected,
            "{expected} {what} are counted as {counted}"
        );
    }
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
