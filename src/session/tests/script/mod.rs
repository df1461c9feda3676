//! A walk of a session, written as bytes: a configuration, then inputs and the
//! times between them. Any bytes are a walk, so that whatever makes bytes can
//! look for a broken invariant.

mod config;

use std::time::Duration;

use super::model::{Poll, Step, Violation, Watched};
use crate::close::{CloseCode, Notice, Verdict};
use crate::session::{Command, Input, MessageKind, Millis, ProviderFailure};

/// Walks as the bytes say.
pub fn run(bytes: &[u8], observe: &mut dyn FnMut(&Step<u32>)) -> Result<(), Violation> {
    let mut script = Script { bytes };
    let config = script.config();
    let seed = u64::from(script.byte());
    let mut now: Millis = if script.bit() { 0 } else { 1 << 40 };
    let mut walk = Walk {
        watched: Watched::new(config, seed, now),
        messages: 0,
        awaited: Some(Input::Open),
    };
    while !script.bytes.is_empty() {
        let input = script.input(&walk);
        now = script.time(now, walk.watched.session.poll_timeout());
        let poll = script.poll();
        let step = walk.watched.step_polling(poll, input, now)?;
        walk.note(&step);
        observe(&step);
    }
    Ok(())
}

struct Walk {
    watched: Watched<u32>,
    messages: u32,
    /// What the session waits for, if the world is kind.
    awaited: Option<Input<u32>>,
}

impl Walk {
    fn note(&mut self, step: &Step<u32>) {
        self.messages += 1;
        for command in &step.commands {
            self.awaited = match command {
                Command::Provide { generation, .. } => Some(Input::Provided(*generation)),
                Command::Dial(generation) => Some(Input::Opened(*generation)),
                Command::SendGreeting { .. } => Some(self.received(MessageKind::HandshakeAccepted)),
                Command::SendProbe => Some(self.received(MessageKind::Pong)),
                Command::MeasureBuffer(generation) => Some(Input::Buffered(*generation, 0)),
                Command::AskOverride { .. } => Some(Input::Overridden(None)),
                Command::Release => Some(Input::Open),
                Command::Transmit { .. }
                | Command::CloseSocket { .. }
                | Command::DropSocket { .. }
                | Command::Investigate { .. } => {
                    continue;
                }
            };
        }
    }

    fn received(&self, kind: MessageKind) -> Input<u32> {
        Input::Received {
            generation: self.watched.session.generation(),
            message: self.messages,
            bytes: 1,
            kind,
            notice: None,
        }
    }
}

/// The rest of the bytes; after the last come zeros.
struct Script<'a> {
    bytes: &'a [u8],
}

impl Script<'_> {
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    fn bit(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::from(self.byte()) % from.len()]
    }

    fn verdict(&mut self) -> Verdict {
        match self.byte() % 8 {
            0 => Verdict::Stop,
            1 => Verdict::Reauthenticate,
            2 => Verdict::NOW,
            3 => Verdict::BACKOFF.at_most(u32::from(self.byte()) % 4),
            4 => Verdict::window(u32::from(self.byte()), 200),
            5 => Verdict::window(u32::MAX, u32::MAX),
            _ => Verdict::BACKOFF,
        }
    }

    fn poll(&mut self) -> Poll {
        match self.byte() % 8 {
            0 => Poll::Nothing,
            1 => Poll::Commands,
            _ => Poll::All,
        }
    }

    fn time(&mut self, now: Millis, timeout: Option<Millis>) -> Millis {
        let due = timeout.unwrap_or(now).max(now);
        match self.byte() % 16 {
            0..6 => now,
            6 => now + Millis::from(self.byte()),
            7 => due.saturating_sub(1).max(now),
            8..12 => due,
            12 => due.saturating_add(1_999),
            13 => due.saturating_add(2_000 + 300 * Millis::from(self.byte())),
            14 => due.saturating_add(3_600_000 * Millis::from(self.byte())),
            _ => now + 1,
        }
        // Nobody waits for as long as time can be counted.
        .min(now.saturating_add(1 << 36))
    }

    fn input(&mut self, walk: &Walk) -> Input<u32> {
        let live = walk.watched.session.generation();
        let kind = self.byte();
        let generation = match kind >= 240 {
            true => live.wrapping_sub(u32::from(self.byte())),
            false => live,
        };
        match kind % 48 {
            0..6 => walk.awaited.clone().unwrap_or(Input::Wake),
            6..14 => Input::Wake,
            14..18 => Input::Send {
                message: walk.messages,
                bytes: self.size(),
                ttl: self
                    .bit()
                    .then(|| Duration::from_millis(self.byte().into())),
            },
            18..22 => {
                let bytes = self.size();
                let byte = self.byte();
                Input::Received {
                    generation,
                    message: walk.messages,
                    bytes,
                    kind: match byte % 8 {
                        0..4 => MessageKind::Data,
                        4 => MessageKind::Pong,
                        5 => MessageKind::HandshakeAccepted,
                        _ => MessageKind::HandshakeRefused(self.verdict()),
                    },
                    notice: match byte / 8 {
                        0..20 => None,
                        20..26 => Some(Notice::Close(self.verdict())),
                        26..30 => Some(Notice::Move(self.verdict())),
                        _ => Some(Notice::Withdrawn),
                    },
                }
            }
            22..27 => Input::Closed {
                generation,
                code: self.code(),
                reason: self.reason().into(),
                was_clean: self.bit(),
                buffered: u64::from(self.byte()),
            },
            27 | 28 => Input::Opened(generation),
            29 => Input::Provided(generation),
            30 => {
                let failure = self.pick(&[
                    ProviderFailure::Threw,
                    ProviderFailure::TimedOut,
                    ProviderFailure::Invalid,
                ]);
                Input::ProviderFailed(generation, failure)
            }
            31 => match self.bit() {
                true => Input::DialRefused(generation),
                false => Input::Greeted(generation),
            },
            32 | 33 => Input::Errored {
                generation,
                closes_in_this_task: self.bit(),
            },
            34 | 35 => Input::Buffered(generation, self.size()),
            36 => {
                let verdict = self.bit().then(|| self.verdict());
                Input::Overridden(verdict)
            }
            37 | 38 => Input::Online,
            39 | 40 => Input::Offline,
            41 => Input::Frozen,
            42 => Input::Resumed,
            43 => match self.byte() % 4 {
                0 => Input::TakeQueued,
                1 => Input::Transmitted(walk.messages),
                2 => Input::GreetingFailed(generation),
                _ => Input::Reconnect {
                    code: Some(self.code()),
                    reason: self.reason().into(),
                },
            },
            44 => match self.byte() % 4 {
                0 => Input::Abort,
                1 => Input::Close {
                    code: Some(self.code()),
                    reason: self.reason().into(),
                },
                _ => Input::Wake,
            },
            _ => Input::Open,
        }
    }

    fn size(&mut self) -> u64 {
        match self.byte() {
            255 => u64::MAX,
            254 => 1 << 20,
            size => u64::from(size) % 16,
        }
    }

    fn code(&mut self) -> CloseCode {
        let common = [
            1000, 1001, 1005, 1006, 1011, 1012, 1013, 3000, 3003, 4000, 4001, 4400,
        ];
        match self.byte() {
            255 => CloseCode(u16::from_be_bytes([self.byte(), self.byte()])),
            byte => CloseCode(common[usize::from(byte) % common.len()]),
        }
    }

    fn reason(&mut self) -> &'static str {
        self.pick(&[
            "",
            "because",
            r#"{"retryAfter":20}"#,
            r#"{"retryAfter":9999999}"#,
            r#"{"reconnect":false}"#,
            r#"{"reconnect":true,"retryAfter":-1}"#,
            r#"{"reconnect":"#,
        ])
    }
}
