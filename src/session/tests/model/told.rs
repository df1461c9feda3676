//! What a session put out in one step, from which the model takes what it expects.

use std::collections::VecDeque;

use super::{Payload, Step, Violation, ensure};
use crate::close::Diagnosis;
use crate::session::{Command, Event, Generation, State, Undelivered};

/// The commands and the events of a step that have not been taken yet.
pub(super) struct Told<'a, M> {
    commands: VecDeque<&'a Command<M>>,
    events: VecDeque<&'a Event<M>>,
    /// The sockets whose buffers are looked at. The session may do that at any time.
    measured: Vec<Generation>,
}

impl<'a, M: Payload> Told<'a, M> {
    pub fn new(step: &'a Step<M>) -> Self {
        let mut measured = Vec::new();
        let mut commands = VecDeque::new();
        for command in &step.commands {
            match command {
                Command::MeasureBuffer(generation) => measured.push(*generation),
                other => commands.push_back(other),
            }
        }
        Self {
            commands,
            events: step.events.iter().collect(),
            measured,
        }
    }

    /// Takes the next command, whatever it is.
    pub fn command(&mut self, expected: &str) -> Result<&'a Command<M>, Violation> {
        let next = self.commands.pop_front();
        next.ok_or_else(|| format!("there is no command, where there should be {expected}"))
    }

    /// Takes the next message for the socket, before or after a probe.
    pub fn expect_message(&mut self, message: M, was_queued: bool) -> Result<(), Violation> {
        let is_probe = |command: &&&Command<M>| **command == &Command::SendProbe;
        let probes = self.commands.iter().take_while(is_probe).count();
        self.expect_command_at(
            probes,
            &Command::Transmit {
                message,
                was_queued,
            },
        )
    }

    /// Takes a probe, before or after messages for the same socket.
    pub fn expect_probe(&mut self) -> Result<(), Violation> {
        let is_message = |command: &&&Command<M>| matches!(command, Command::Transmit { .. });
        let messages = self.commands.iter().take_while(is_message).count();
        self.expect_command_at(messages, &Command::SendProbe)
    }

    /// Takes the next command, which has to be this one.
    pub fn expect_command(&mut self, expected: &Command<M>) -> Result<(), Violation> {
        self.expect_command_at(0, expected)
    }

    fn expect_command_at(&mut self, place: usize, expected: &Command<M>) -> Result<(), Violation> {
        let next = self.commands.remove(place);
        ensure!(
            next == Some(expected),
            "the command should be {expected:?}, and is {next:?}"
        );
        Ok(())
    }

    /// Whether this socket's buffer is looked at.
    pub fn measures(&self, generation: Generation) -> bool {
        self.measured.contains(&generation)
    }

    /// Takes the next event, whatever it is.
    pub fn event(&mut self, expected: &str) -> Result<&'a Event<M>, Violation> {
        let next = self.events.pop_front();
        next.ok_or_else(|| format!("no event is told, where there should be {expected}"))
    }

    /// Takes the next event, which has to be this one.
    pub fn expect_event(&mut self, expected: &Event<M>) -> Result<(), Violation> {
        let next = self.events.pop_front();
        ensure!(
            next == Some(expected),
            "the event should be {expected:?}, and is {next:?}"
        );
        Ok(())
    }

    /// Takes the next event if it is this one.
    pub fn take_event(&mut self, event: &Event<M>) -> bool {
        let is_next = self.events.front().is_some_and(|next| *next == event);
        if is_next {
            self.events.pop_front();
        }
        is_next
    }

    /// Whether the next thing to be told is a retry.
    pub fn is_retry_next(&self) -> bool {
        matches!(self.events.front(), Some(Event::Retry { .. }))
    }

    /// Whether the next thing to be told is that a message has expired.
    pub fn is_expiry_next(&self) -> bool {
        let next = self.events.front();
        matches!(next, Some(Event::Undelivered(_, Undelivered::Expired)))
    }

    /// The state that is told next, if any is.
    pub fn next_state(&self) -> Option<State> {
        self.events.iter().find_map(|event| match event {
            Event::State { to, .. } => Some(*to),
            _ => None,
        })
    }

    /// The diagnosis that is told next: to the user's predicate, or with a close.
    pub fn next_diagnosis(&self) -> Option<&'a Diagnosis> {
        let asked = self.commands.iter().find_map(|command| match command {
            Command::AskOverride { diagnosis, .. } => Some(diagnosis),
            _ => None,
        });
        let closed = || {
            self.events.iter().find_map(|event| match event {
                Event::Closed(closed) => Some(&closed.diagnosis),
                _ => None,
            })
        };
        asked.or_else(closed)
    }

    /// Nothing is left that was not expected.
    pub fn check_all_taken(&self, measurable: [Option<Generation>; 2]) -> Result<(), Violation> {
        let (commands, events) = (&self.commands, &self.events);
        ensure!(commands.is_empty(), "a command out of turn: {commands:?}");
        ensure!(events.is_empty(), "an event out of turn: {events:?}");
        ensure!(
            self.measured.iter().all(|g| measurable.contains(&Some(*g))),
            "a socket is measured that is not open"
        );
        Ok(())
    }
}
