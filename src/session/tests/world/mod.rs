//! A world for one session: a scripted network, provider and user, and a
//! virtual time that steps from one event to the next. Every step is compared
//! with the model.

mod peer;
mod seen;
mod settings;

use std::collections::VecDeque;

use super::model::Watched;
use crate::close::{CloseCode, Diagnosis, Notice, Verdict};
use crate::session::{
    Command, Config, Event, Generation, Input, MessageKind, Millis, ProviderFailure, Reply,
};
pub use peer::{LATENCY, Peer, Provider};
pub use settings::{BASE_DELAY, config, handshake, liveness, millis, ms, queue, reconnect};

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
        Self::seeded(config, 7)
    }

    /// A world whose session draws its delays as one of many clients does.
    pub fn of_client(config: Config, number: u64) -> Self {
        Self::seeded(config, number * 7_919)
    }

    fn seeded(config: Config, seed: u64) -> Self {
        let start = 10_000;
        Self {
            now: start,
            watched: Watched::new(config, seed, start),
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

    /// Hands in any input, and does all that comes of it.
    pub fn hand_in(&mut self, input: Input<Message>) -> Reply<Message> {
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
            Command::SendGreeting { generation, .. } => {
                self.tell(Input::Greeted(generation));
                if let Some((after, kind)) = self.peer.greets {
                    self.later(after, received(generation, "ack", kind));
                }
            }
            Command::Transmit {
                message,
                was_queued,
            } => {
                self.sent.push((generation, message));
                if was_queued {
                    self.tell(Input::Transmitted(message));
                }
            }
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
            Command::AskOverride { diagnosis, .. } => {
                let verdict = (self.predicate)(&diagnosis);
                self.tell(Input::Overridden(verdict));
            }
            Command::DropSocket { .. } | Command::Investigate { .. } | Command::Release => {}
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
            self.later(after, errored(generation));
        }
        if let Some(end) = peer.ends {
            if !end.was_clean {
                self.later(end.at, errored(generation));
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

    /// A message that announces something of the close comes from the peer.
    pub fn announce(&mut self, message: Message, notice: Notice) {
        let generation = self.watched.session.generation();
        self.tell(announcing(generation, message, notice));
    }

    pub fn close(&mut self) {
        self.tell(Input::Close {
            code: Some(CloseCode::NORMAL_CLOSURE),
            reason: String::new(),
        });
    }
}

fn outgoing(message: Message, ttl: Option<Millis>) -> Input<Message> {
    Input::Send {
        message,
        bytes: message.len() as u64,
        ttl: ttl.map(ms),
    }
}

/// The user wants another connection, and has nothing to say to the peer of this one.
pub fn reconnecting() -> Input<Message> {
    Input::Reconnect {
        code: None,
        reason: String::new(),
    }
}

pub fn received(generation: Generation, message: Message, kind: MessageKind) -> Input<Message> {
    Input::Received {
        generation,
        message,
        bytes: message.len() as u64,
        kind,
        notice: None,
    }
}

/// A message that announces something of the close.
pub fn announcing(generation: Generation, message: Message, notice: Notice) -> Input<Message> {
    Input::Received {
        generation,
        message,
        bytes: message.len() as u64,
        kind: MessageKind::Data,
        notice: Some(notice),
    }
}

/// An `error` whose close may take a while.
pub fn errored(generation: Generation) -> Input<Message> {
    Input::Errored {
        generation,
        closes_in_this_task: false,
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
