//! What to do and what to tell, in numbers.

use super::cells::put;
use super::client::{Client, Message};
use super::input::Close;
use crate::close::Diagnosis;
use crate::session::{Effect, Notice};

/// What to do or to tell next: its kind, in the order of js/life.ts, and 32
/// times its first number; 0 for nothing. Further numbers are in the cells.
/// With `effects_only`, notices wait.
#[unsafe(no_mangle)]
pub extern "C" fn poll(client: Option<&mut Client>, effects_only: bool) -> f64 {
    let Some(client) = client else {
        return 0.0;
    };
    let Client {
        session, diagnosis, ..
    } = client;
    let (kind, first) = if let Some(effect) = session.next_effect() {
        (effect_kind(effect), put_effect(effect, diagnosis))
    } else if effects_only {
        (0, 0)
    } else if let Some(notice) = session.next_notice() {
        (notice_kind(notice), put_notice(notice, diagnosis))
    } else {
        (0, 0)
    };
    f64::from(first) * 32.0 + f64::from(kind)
}

/// Its kind. What has numbers is told apart once more, below: that is less code
/// than a kind and a number from each.
fn effect_kind(effect: &Effect<Message, Close>) -> u32 {
    match effect {
        Effect::Provide { .. } => 1,
        Effect::Dial(_) => 2,
        Effect::Greet => 3,
        Effect::Transmit(_) => 4,
        Effect::Probe => 5,
        Effect::Measure(_) => 6,
        Effect::CloseSocket { .. } => 7,
        Effect::Discard => 8,
        Effect::Judge(_) => 9,
        Effect::Release => 10,
    }
}

fn notice_kind(notice: &Notice<Message, Close>) -> u32 {
    match notice {
        Notice::State { .. } => 11,
        Notice::Opened => 12,
        Notice::Message(_) => 13,
        Notice::Error => 14,
        Notice::Closed(_) => 15,
        Notice::ProviderFailed(_) => 16,
        Notice::Retry { .. } => 17,
        Notice::Undelivered(..) => 18,
        Notice::Drained => 19,
        Notice::Ended(_) => 20,
    }
}

fn put_effect(effect: &Effect<Message, Close>, diagnosis: &mut Option<Diagnosis>) -> u32 {
    match *effect {
        Effect::Provide {
            generation,
            attempt,
            fresh,
            last,
        } => {
            *diagnosis = last;
            put(0, attempt.into());
            put(1, fresh.into());
            generation
        }
        Effect::Dial(number) | Effect::Transmit(number) | Effect::Measure(number) => number,
        Effect::CloseSocket { code, .. } => code.map_or(0, |code| code.0.into()),
        Effect::Judge(judged) => {
            *diagnosis = Some(judged);
            0
        }
        Effect::Greet | Effect::Probe | Effect::Discard | Effect::Release => 0,
    }
}

fn put_notice(notice: &Notice<Message, Close>, diagnosis: &mut Option<Diagnosis>) -> u32 {
    match *notice {
        Notice::State { from, to, reason } => {
            put(0, f64::from(to as u32));
            put(1, f64::from(reason as u32));
            from as u32
        }
        Notice::Message(message) => message,
        Notice::Closed(ref closed) => {
            *diagnosis = Some(closed.diagnosis);
            put(0, closed.was_clean.into());
            put(1, closed.declared.into());
            put(2, closed.will_retry.into());
            put(3, closed.in_doubt as f64);
            put(4, closed.uptime as f64);
            closed.code.0.into()
        }
        Notice::ProviderFailed(failure) => failure as u32,
        Notice::Retry { attempt, delay } => {
            put(0, delay as f64);
            attempt
        }
        Notice::Undelivered(message, why) => {
            put(0, f64::from(why as u32));
            message
        }
        Notice::Opened | Notice::Error | Notice::Drained => 0,
        Notice::Ended(end) => {
            *diagnosis = end.diagnosis;
            end.reason as u32
        }
    }
}
