//! What a step has come to, by name: a search has to have come to all that its scope is for.

use std::collections::BTreeSet;

use crate::close::{Circumstance, Source, Verdict};
use crate::session::tests::model::Step;
use crate::session::{Attempt, Command, Event, Input, Session, State};

/// Notes the causes and ends that were told, the reasons why messages were not
/// delivered, and what else has no word of its own.
pub fn note(
    reached: &mut BTreeSet<&'static str>,
    input: &Input<u32>,
    step: &Step<u32>,
    before: &Session<u32>,
) {
    for event in &step.events {
        match event {
            Event::Closed(closed) => {
                reached.insert(closed.diagnosis.cause.as_str());
                if closed.diagnosis.source == Source::Announced {
                    reached.insert("announced");
                }
                if closed.diagnosis.circumstance == Some(Circumstance::Moved) {
                    reached.insert("moved");
                }
                if before.is_handshaking() && matches!(input, Input::Wake) {
                    reached.insert("handshake timeout");
                }
            }
            Event::Ended(end) => {
                reached.insert(end.reason.as_str());
                let verdict = end.diagnosis.as_ref().map(|diagnosis| diagnosis.verdict);
                if verdict == Some(Verdict::Reauthenticate) {
                    reached.insert("refused again");
                }
            }
            Event::Undelivered(_, why) => {
                reached.insert(why.as_str());
            }
            Event::ProviderFailed(failure) => {
                reached.insert(failure.as_str());
            }
            Event::State { from, to, .. } if (*from, *to) == (State::Ended, State::Connecting) => {
                reached.insert("opened again");
            }
            _ => {}
        }
    }
    for command in &step.commands {
        match command {
            Command::Provide { attempt, .. } | Command::SendGreeting { attempt, .. } => {
                reached.extend(why_fresh(attempt));
            }
            Command::Transmit { .. } if matches!(input, Input::Received { .. } | Input::Wake) => {
                reached.insert("held and released");
            }
            Command::SendProbe => {
                reached.insert("probe");
            }
            _ => {}
        }
    }
}

fn why_fresh(attempt: &Attempt) -> Option<&'static str> {
    let verdict = attempt.last.as_ref().map(|last| last.verdict);
    match verdict {
        _ if !attempt.fresh => None,
        Some(Verdict::Reauthenticate) => Some("fresh by verdict"),
        _ => Some("fresh by refreshAfter"),
    }
}
