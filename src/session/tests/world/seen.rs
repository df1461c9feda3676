//! What has been seen of a session in its world so far.

use super::{Message, World, millis};
use crate::close::Cause;
use crate::session::{
    Closed, Command, End, Event, Generation, Millis, ProviderFailure, State, StateReason, Stats,
    Undelivered,
};

impl World {
    pub fn timeout(&self) -> Option<Millis> {
        self.watched.session.poll_timeout()
    }

    pub fn state(&self) -> State {
        self.watched.session.state()
    }

    pub fn generation(&self) -> Generation {
        self.watched.session.generation()
    }

    pub fn is_drained(&self) -> bool {
        self.watched.session.is_drained()
    }

    pub fn stats(&self) -> Stats {
        self.watched.session.stats(self.now)
    }

    pub fn closes(&self) -> Vec<&Closed> {
        self.picked(|event| match event {
            Event::Closed(closed) => Some(&**closed),
            _ => None,
        })
    }

    pub fn causes(&self) -> Vec<Cause> {
        let closes = self.closes().into_iter();
        closes.map(|closed| closed.diagnosis.cause).collect()
    }

    /// The retries that were told: their numbers and delays in ms.
    pub fn retries(&self) -> Vec<(u32, Millis)> {
        self.picked(|event| match event {
            Event::Retry { attempt, delay } => Some((*attempt, millis(*delay))),
            _ => None,
        })
    }

    pub fn end(&self) -> Option<End> {
        self.picked(|event| match event {
            Event::Ended(end) => Some(end.clone()),
            _ => None,
        })
        .pop()
    }

    pub fn messages(&self) -> Vec<Message> {
        self.picked(|event| match event {
            Event::Message(message) => Some(*message),
            _ => None,
        })
    }

    pub fn undelivered(&self) -> Vec<(Message, Undelivered)> {
        self.picked(|event| match event {
            Event::Undelivered(message, why) => Some((*message, *why)),
            _ => None,
        })
    }

    pub fn told_sent(&self) -> Vec<Message> {
        self.picked(|event| match event {
            Event::Sent(message) => Some(*message),
            _ => None,
        })
    }

    pub fn failures(&self) -> Vec<ProviderFailure> {
        self.picked(|event| match event {
            Event::ProviderFailed(failure) => Some(*failure),
            _ => None,
        })
    }

    pub fn states(&self) -> Vec<(State, StateReason)> {
        self.picked(|event| match event {
            Event::State { to, reason, .. } => Some((*to, *reason)),
            _ => None,
        })
    }

    pub fn drains(&self) -> usize {
        self.picked(|event| matches!(event, Event::Drained).then_some(()))
            .len()
    }

    /// When each socket was dialed.
    pub fn dials(&self) -> Vec<Millis> {
        self.times(|command| matches!(command, Command::Dial(_)))
    }

    pub fn probes(&self) -> Vec<Millis> {
        self.times(|command| matches!(command, Command::SendProbe))
    }

    /// How the provider was asked: the attempt, and whether for fresh credentials.
    pub fn asked(&self) -> Vec<(u32, bool)> {
        let asked = |(_, command): &(Millis, Command<Message>)| match command {
            Command::Provide { attempt, .. } => Some((attempt.number, attempt.fresh)),
            _ => None,
        };
        self.commands.iter().filter_map(asked).collect()
    }

    /// How the greeting was asked for: the attempt, and whether with fresh credentials.
    pub fn greeted(&self) -> Vec<(u32, bool)> {
        let greeted = |(_, command): &(Millis, Command<Message>)| match command {
            Command::SendGreeting { attempt, .. } => Some((attempt.number, attempt.fresh)),
            _ => None,
        };
        self.commands.iter().filter_map(greeted).collect()
    }

    /// What was handed to the socket of this generation.
    pub fn sent_on(&self, generation: Generation) -> Vec<Message> {
        let here = |(on, message): &(Generation, Message)| (*on == generation).then_some(*message);
        self.sent.iter().filter_map(here).collect()
    }

    fn picked<'a, T>(&'a self, pick: impl Fn(&'a Event<Message>) -> Option<T>) -> Vec<T> {
        self.events.iter().filter_map(|(_, n)| pick(n)).collect()
    }

    fn times(&self, is: fn(&Command<Message>) -> bool) -> Vec<Millis> {
        let commands = self.commands.iter().filter(|(_, command)| is(command));
        commands.map(|(at, _)| *at).collect()
    }
}
