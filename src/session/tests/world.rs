//! A world for one session: a scripted network, provider and user, and a
//! virtual time that steps from one event to the next. Every step is compared
//! with the model.

use std::collections::VecDeque;
use std::time::Duration;

use super::model::Watched;
pub use super::peer::{LATENCY, Peer, Provider};
use crate::close::{Cause, CloseCode, Diagnosis, Verdict};
use crate::session::{
    Closed, Command, Config, End, Event, Generation, HandshakeSettings, Input, LivenessSettings,
    MessageKind, Millis, ProviderFailure, QueueSettings, ReconnectSettings, Reply, Settings, State,
    StateReason, Stats, Undelivered,
};

pub type Message = &'static str;

/// The user's predicate.
pub type Predicate = fn(&Diagnosis) -> Option<Verdict>;

pub struct World {
    pub now: Millis,
    watched: Watched<Message>,
    coming: Vec<(Millis, Input<Message>)>,
    peers: VecDeque<Peer>,
    peer: Peer,
    providers: VecDeque<Provider>,
    pub predicate: Predicate,
    /// What the socket's `bufferedAmount` says.
    pub buffered: u64,
    pub events: Vec<(Millis, Event<Message>)>,
    pub commands: Vec<(Millis, Command<Message>)>,
    pub sent: Vec<(Generation, Message)>,
}

impl World {
    pub fn new(config: Config) -> Self {
        let start = 10_000;
        Self {
            now: start,
            watched: Watched::new(config, 7, start),
            coming: Vec::new(),
            peers: VecDeque::new(),
            peer: Peer::ACCEPTS,
            providers: VecDeque::new(),
            predicate: |_| None,
            buffered: 0,
            events: Vec::new(),
            commands: Vec::new(),
            sent: Vec::new(),
        }
    }

    /// A session that is opened, and meets these peers one after the other;
    /// the last one stays.
    pub fn open(config: Config, peers: impl IntoIterator<Item = Peer>) -> Self {
        let mut world = Self::new(config).meeting(peers);
        world.tell(Input::Open);
        world
    }

    pub fn meeting(mut self, peers: impl IntoIterator<Item = Peer>) -> Self {
        self.peers.extend(peers);
        self
    }

    pub fn asking(mut self, providers: impl IntoIterator<Item = Provider>) -> Self {
        self.providers.extend(providers);
        self
    }

    /// Hands in an input other than a message to send, and does all that
    /// comes of it.
    pub fn tell(&mut self, input: Input<Message>) {
        assert_eq!(self.hand_in(input), Reply::Done);
    }

    fn hand_in(&mut self, input: Input<Message>) -> Reply<Message> {
        let step = self.watched.step(input, self.now);
        let step = step.unwrap_or_else(|violation| panic!("{violation}"));
        let now = self.now;
        self.events
            .extend(step.events.into_iter().map(|n| (now, n)));
        for command in step.commands {
            self.commands.push((now, command.clone()));
            self.perform(command);
        }
        step.reply
    }

    fn perform(&mut self, command: Command<Message>) {
        let generation = self.watched.session.generation();
        match command {
            Command::Provide { generation, .. } => {
                let answer = match self.providers.pop_front().unwrap_or(Provider::Gives) {
                    Provider::Gives => Input::Provided(generation),
                    Provider::Throws => Input::ProviderFailed(generation, ProviderFailure::Threw),
                    Provider::GivesRubbish => {
                        Input::ProviderFailed(generation, ProviderFailure::Invalid)
                    }
                    Provider::NeverSettles => return,
                };
                self.later(LATENCY, answer);
            }
            Command::Dial(generation) => self.dial(generation),
            Command::SendGreeting => {
                if let Some((after, kind)) = self.peer.greets {
                    self.later(after, received(generation, "ack", kind));
                }
            }
            Command::Transmit(message) => self.sent.push((generation, message)),
            Command::SendProbe => {
                if let Some(after) = self.peer.pongs {
                    self.later(after, received(generation, "pong", MessageKind::Pong));
                }
            }
            Command::MeasureBuffer(generation) => {
                self.tell(Input::Buffered(generation, self.buffered));
            }
            Command::CloseSocket { code, reason } => {
                if let Some(after) = self.peer.closes {
                    let code = code.unwrap_or(CloseCode::NO_STATUS_RECEIVED);
                    self.later(after, closed(generation, code.0, &reason, true));
                }
            }
            Command::AskOverride(diagnosis) => {
                let verdict = (self.predicate)(&diagnosis);
                self.tell(Input::Overridden(verdict));
            }
            Command::DropSocket | Command::Release => {}
        }
    }

    fn dial(&mut self, generation: Generation) {
        if let Some(peer) = self.peers.pop_front() {
            self.peer = peer;
        }
        let peer = self.peer;
        if let Some(after) = peer.opens {
            self.later(after, Input::Opened(generation));
        }
        if let Some(after) = peer.errors {
            self.later(after, Input::Errored(generation));
        }
        if let Some(end) = peer.ends {
            if !end.was_clean {
                self.later(end.at, Input::Errored(generation));
            }
            self.later(
                end.at,
                closed(generation, end.code, end.reason, end.was_clean),
            );
        }
    }

    /// Something will happen. What belongs to an older connection by then
    /// happens all the same: the session has to ignore it.
    pub fn later(&mut self, after: Millis, input: Input<Message>) {
        self.coming.push((self.now + after, input));
    }

    /// Lets time pass, from one event or wake-up to the next.
    pub fn pass(&mut self, span: Millis) {
        let end = self.now + span;
        while let Some((at, input)) = self.next(end) {
            self.now = self.now.max(at);
            self.tell(input);
        }
        self.now = end;
    }

    /// What comes next, by then at the latest. What the network did comes
    /// before a wake-up of the same time.
    fn next(&mut self, end: Millis) -> Option<(Millis, Input<Message>)> {
        let place = (0..self.coming.len()).min_by_key(|&n| self.coming[n].0);
        let event = place.map(|n| self.coming[n].0).filter(|at| *at <= end);
        let wake = self.timeout().filter(|at| *at <= end);
        match (event, wake) {
            (Some(event), wake) if wake.is_none_or(|wake| event <= wake) => {
                Some(self.coming.remove(place?))
            }
            (_, Some(wake)) => Some((wake, Input::Wake)),
            _ => None,
        }
    }

    /// The machine sleeps: nothing happens, and then it wakes up.
    pub fn sleep(&mut self, span: Millis) {
        self.now += span;
        self.tell(Input::Wake);
    }

    /// Time passes as it does on a hidden page: timers run once a minute.
    pub fn pass_hidden(&mut self, minutes: u64) {
        for _ in 0..minutes {
            let end = self.now + 60_000;
            while let Some(place) = (0..self.coming.len())
                .filter(|&n| self.coming[n].0 <= end)
                .min_by_key(|&n| self.coming[n].0)
            {
                let (at, input) = self.coming.remove(place);
                self.now = self.now.max(at);
                self.tell(input);
            }
            self.now = end;
            self.tell(Input::Wake);
        }
    }

    /// The user sends a message, which is accepted.
    pub fn send(&mut self, message: Message) {
        self.send_for(message, None);
    }

    pub fn send_for(&mut self, message: Message, ttl: impl Into<Option<Millis>>) {
        let reply = self.hand_in(outgoing(message, ttl.into()));
        assert!(matches!(reply, Reply::Sent | Reply::Queued), "{reply:?}");
    }

    pub fn try_send(&mut self, message: Message) -> Reply<Message> {
        self.hand_in(outgoing(message, None))
    }

    /// A message comes from the peer.
    pub fn receive(&mut self, message: Message) {
        let generation = self.watched.session.generation();
        self.tell(received(generation, message, MessageKind::Data));
    }

    pub fn close(&mut self) {
        self.tell(Input::Close {
            code: Some(CloseCode::NORMAL_CLOSURE),
            reason: String::new(),
        });
    }

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
            Command::Provide { attempt, fresh, .. } => Some((*attempt, *fresh)),
            _ => None,
        };
        self.commands.iter().filter_map(asked).collect()
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

fn outgoing(message: Message, ttl: Option<Millis>) -> Input<Message> {
    Input::Send {
        message,
        bytes: message.len() as u64,
        ttl: ttl.map(ms),
    }
}

pub fn received(generation: Generation, message: Message, kind: MessageKind) -> Input<Message> {
    Input::Received {
        generation,
        message,
        bytes: message.len() as u64,
        kind,
    }
}

pub fn closed(generation: Generation, code: u16, reason: &str, was_clean: bool) -> Input<Message> {
    Input::Closed {
        generation,
        code: CloseCode(code),
        reason: reason.into(),
        was_clean,
        buffered: 0,
    }
}

/// The defaults, with a change.
pub fn config(change: impl FnOnce(&mut Settings)) -> Config {
    let mut settings = Settings::default();
    change(&mut settings);
    Config::new(settings).expect("a consistent configuration")
}

/// The part of these settings, which is on from now.
pub fn handshake(settings: &mut Settings) -> &mut HandshakeSettings {
    settings.handshake.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn reconnect(settings: &mut Settings) -> &mut ReconnectSettings {
    settings.reconnect.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn queue(settings: &mut Settings) -> &mut QueueSettings {
    settings.queue.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn liveness(settings: &mut Settings) -> &mut LivenessSettings {
    settings.liveness.get_or_insert_default()
}

pub const fn ms(millis: Millis) -> Duration {
    Duration::from_millis(millis)
}

pub fn millis(span: Duration) -> Millis {
    span.as_millis().try_into().expect("a span within reach")
}
