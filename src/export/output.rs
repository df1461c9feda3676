//! What to do and what to tell, in numbers.

use super::cells::put;
use super::client::{Client, Message};
use crate::close::Advice;
use crate::session::{Effect, Notice};

/// What to do or to tell next: its kind, in the order of js/driver.ts, and 32
/// times its first number; 0 for nothing. Further numbers are in the cells.
/// With `effects_only`, notices wait.
#[unsafe(no_mangle)]
pub extern "C" fn poll(client: Option<&mut Client>, effects_only: bool) -> f64 {
    let Some(client) = client else {
        return 0.0;
    };
    let (kind, first) = if let Some(effect) = client.session.poll_effect() {
        client.put_effect(effect)
    } else if effects_only {
        (0, 0)
    } else if let Some(notice) = client.session.poll_notice() {
        client.put_notice(notice)
    } else {
        (0, 0)
    };
    f64::from(first) * 32.0 + f64::from(kind)
}

impl Client {
    fn put_effect(&mut self, effect: Effect<Message, Advice>) -> (u32, u32) {
        match effect {
            Effect::Provide {
                generation,
                attempt,
                fresh,
                last,
            } => {
                self.diagnosis = last;
                put(0, attempt.into());
                put(1, fresh.into());
                (1, generation)
            }
            Effect::Dial(generation) => (2, generation),
            Effect::Greet => (3, 0),
            Effect::Transmit(message) => (4, message),
            Effect::Probe => (5, 0),
            Effect::Measure(generation) => (6, generation),
            Effect::CloseSocket { code, .. } => (7, code.map_or(0, |code| code.0.into())),
            Effect::Discard => (8, 0),
            Effect::Judge(diagnosis) => {
                self.diagnosis = Some(diagnosis);
                (9, 0)
            }
            Effect::Release => (10, 0),
        }
    }

    fn put_notice(&mut self, notice: Notice<Message, Advice>) -> (u32, u32) {
        match notice {
            Notice::State { from, to, reason } => {
                put(0, f64::from(to as u32));
                put(1, f64::from(reason as u32));
                (11, from as u32)
            }
            Notice::Opened => (12, 0),
            Notice::Message(message) => (13, message),
            Notice::Error => (14, 0),
            Notice::Closed(closed) => {
                self.diagnosis = Some(closed.diagnosis);
                put(0, closed.was_clean.into());
                put(1, closed.declared.into());
                put(2, closed.will_retry.into());
                put(3, closed.in_doubt as f64);
                put(4, closed.uptime as f64);
                (15, closed.code.0.into())
            }
            Notice::ProviderFailed(failure) => (16, failure as u32),
            Notice::Retry { attempt, delay } => {
                put(0, delay as f64);
                (17, attempt)
            }
            Notice::Undelivered(message, why) => {
                put(0, f64::from(why as u32));
                (18, message)
            }
            Notice::Drained => (19, 0),
            Notice::Ended(end) => {
                self.diagnosis = end.diagnosis;
                (20, end.reason as u32)
            }
        }
    }
}
