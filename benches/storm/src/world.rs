//! Virtual time, the network and the crowd: what happens, in the order in which it
//! happens.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::Millis;
use crate::client::{Action, Attempt, Client, News};
use crate::metrics::Record;
use crate::random::Random;
use crate::scenario::{CALM, Gone, HORIZON, Scenario};
use crate::server::{Answer, Server};

/// The fastest and the slowest way between a client and the server, one way.
const LATENCY: (Millis, Millis) = (10, 100);
/// How long the token endpoint takes.
const TOKEN_TAKES: Millis = 50;
/// How long a dial takes that fails within the machine.
const FAILS_LOCALLY: Millis = 1;
/// How long Chromium lets a WebSocket's handshake last by itself.
const BROWSER_PATIENCE: Millis = 240_000;

/// Lets a storm come over clients, and records how they come back. `born` makes a
/// client, open since the moment 0, from a seed of its own.
pub fn run<C: Client>(
    scenario: &Scenario,
    clients: usize,
    seed: u64,
    born: impl Fn(u64) -> C,
) -> Record {
    let mut random = Random::new(seed);
    let seats = (0..clients)
        .map(|_| Seat {
            latency: LATENCY.0 + random.bits() % (LATENCY.1 - LATENCY.0 + 1),
            client: born(random.bits()),
            wake: None,
        })
        .collect();
    let mut world = World {
        scenario,
        server: Server::new(scenario.handshakes, clients, CALM + scenario.back_at),
        seats,
        coming: BinaryHeap::new(),
        scheduled: 0,
        actions: Vec::new(),
        record: Record::new(clients),
    };
    world.live();
    world.record
}

struct World<'a, C> {
    scenario: &'a Scenario,
    server: Server,
    seats: Vec<Seat<C>>,
    coming: BinaryHeap<Reverse<Event>>,
    scheduled: u64,
    /// Only there to be used again.
    actions: Vec<Action>,
    record: Record,
}

struct Seat<C> {
    client: C,
    latency: Millis,
    /// When the client is woken, as far as that is in the queue.
    wake: Option<Millis>,
}

/// Of two at the same moment the one comes first that was scheduled first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    at: Millis,
    number: u64,
    seat: u32,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// The storm begins for this client.
    Storm,
    NetworkBack,
    AtTokens(Attempt),
    Token(Attempt),
    AtServer(Attempt),
    Opened(Attempt),
    Closed(Attempt),
    Wake,
}

impl<C: Client> World<'_, C> {
    fn live(&mut self) {
        for seat in 0..self.seats.len() as u32 {
            self.schedule_wake(seat);
            // A network that is gone is gone for all at once; news from the server travel.
            let (begins, travels) = match self.scenario.gone {
                Gone::Network => (CALM, 0),
                Gone::Server | Gone::Nothing => (CALM, self.latency(seat)),
            };
            self.schedule(begins + travels, seat, What::Storm);
            if self.scenario.gone == Gone::Network {
                self.schedule(CALM + self.scenario.back_at, seat, What::NetworkBack);
            }
        }
        while let Some(Reverse(event)) = self.coming.pop() {
            if event.at > CALM + HORIZON || self.record.is_complete() {
                break;
            }
            self.happen(event);
        }
    }

    fn happen(&mut self, Event { at, seat, what, .. }: Event) {
        match what {
            What::Storm => {
                if self.scenario.gone == Gone::Network {
                    self.tell(seat, News::Offline, at);
                }
                self.tell(seat, News::Closed(1, self.scenario.code), at);
            }
            What::NetworkBack => self.tell(seat, News::Online, at),
            What::AtTokens(attempt) => {
                self.record.arrival(at);
                let answered = at + TOKEN_TAKES + self.latency(seat);
                self.schedule(answered, seat, What::Token(attempt));
            }
            What::Token(attempt) => self.tell(seat, News::Token(attempt), at),
            What::AtServer(attempt) => {
                if !self.scenario.tokens {
                    self.record.arrival(at);
                }
                let way_back = self.latency(seat);
                match self.server.dialed(at) {
                    Answer::Refused => self.schedule(at + way_back, seat, What::Closed(attempt)),
                    Answer::OpensAt(opens) if opens < at + BROWSER_PATIENCE => {
                        self.schedule(opens + way_back, seat, What::Opened(attempt));
                    }
                    Answer::OpensAt(_) => {
                        self.schedule(at + BROWSER_PATIENCE, seat, What::Closed(attempt));
                    }
                }
            }
            What::Opened(attempt) => self.tell(seat, News::Opened(attempt), at),
            What::Closed(attempt) => self.tell(seat, News::Closed(attempt, 1006), at),
            What::Wake => {
                let seated = &mut self.seats[seat as usize];
                // The client may have changed its mind meanwhile.
                if seated.wake == Some(at) {
                    seated.wake = None;
                    self.tell(seat, News::Wake, at);
                }
            }
        }
    }

    fn tell(&mut self, seat: u32, news: News, now: Millis) {
        let mut actions = std::mem::take(&mut self.actions);
        self.seats[seat as usize]
            .client
            .hear(news, now, &mut actions);
        for action in actions.drain(..) {
            self.carry_out(seat, action, now);
        }
        self.actions = actions;
        self.schedule_wake(seat);
    }

    fn carry_out(&mut self, seat: u32, action: Action, now: Millis) {
        let is_offline = self.scenario.gone == Gone::Network && now < CALM + self.scenario.back_at;
        let arrives = now + self.latency(seat);
        match action {
            Action::AskForToken(attempt) if self.scenario.tokens => {
                self.schedule(arrives, seat, What::AtTokens(attempt));
            }
            Action::AskForToken(attempt) => self.schedule(now, seat, What::Token(attempt)),
            Action::Dial(attempt) => {
                self.record.dial();
                if is_offline {
                    self.schedule(now + FAILS_LOCALLY, seat, What::Closed(attempt));
                } else {
                    self.schedule(arrives, seat, What::AtServer(attempt));
                }
            }
            Action::Open => self.record.back(now),
            Action::GiveUp => self.record.lost(),
        }
    }

    fn schedule_wake(&mut self, seat: u32) {
        let seated = &mut self.seats[seat as usize];
        let wakes_at = seated.client.wakes_at();
        if seated.wake != wakes_at {
            seated.wake = wakes_at;
            if let Some(at) = wakes_at {
                self.schedule(at, seat, What::Wake);
            }
        }
    }

    fn schedule(&mut self, at: Millis, seat: u32, what: What) {
        self.scheduled += 1;
        self.coming.push(Reverse(Event {
            at,
            number: self.scheduled,
            seat,
            what,
        }));
    }

    fn latency(&self, seat: u32) -> Millis {
        self.seats[seat as usize].latency
    }
}
