//! Long random walks, with jumps in time and any configuration.

use std::collections::{BTreeSet, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng};

use super::script;
use crate::close::Cause;
use crate::session::{Command, Event, State};

proptest! {
    #![proptest_config(Config { cases: 1_000, ..Config::default() })]

    #[test]
    fn no_walk_breaks_an_invariant(bytes in vec(any::<u8>(), 0..12_000)) {
        script::run(&bytes, &mut |_| {}).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn the_walks_come_through_every_kind_of_command_and_event() {
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let (mut kinds, mut causes) = (BTreeSet::new(), HashSet::new());
    let (mut steps, mut active) = (0, 0);
    for _ in 0..100 {
        let mut bytes = vec![0; 12_000];
        rng.fill_bytes(&mut bytes);
        let walked = script::run(&bytes, &mut |step| {
            steps += 1;
            active += usize::from(!step.commands.is_empty() || !step.events.is_empty());
            kinds.extend(step.commands.iter().map(kind_of_command));
            kinds.extend(step.events.iter().map(kind_of_event));
            causes.extend(step.events.iter().filter_map(cause_of));
        });
        walked.expect("no violation");
    }
    assert!(
        steps > 100_000 && active > steps / 4,
        "{active} of {steps} steps"
    );
    let missing: Vec<_> = EVERY_KIND
        .iter()
        .filter(|kind| !kinds.contains(**kind))
        .collect();
    assert!(missing.is_empty(), "{missing:?} after {steps} steps");
    let missing: Vec<_> = Cause::ALL
        .iter()
        .filter(|cause| !causes.contains(*cause))
        .collect();
    assert!(missing.is_empty(), "{missing:?} after {steps} steps");
}

fn cause_of(event: &Event<u32>) -> Option<Cause> {
    match event {
        Event::Closed(closed) => Some(closed.diagnosis.cause),
        _ => None,
    }
}

const EVERY_KIND: &[&str] = &[
    "Provide",
    "Dial",
    "SendGreeting",
    "Transmit",
    "SendProbe",
    "MeasureBuffer",
    "CloseSocket",
    "DropSocket",
    "AskOverride",
    "Investigate",
    "Release",
    "State",
    "OpenedAgain",
    "Opened",
    "Message",
    "Error",
    "Sent",
    "Closed",
    "ProviderFailed",
    "Retry",
    "Expired",
    "Overflow",
    "Undelivered",
    "Drained",
    "Requested",
    "Aborted",
    "Stopped",
    "ReconnectOff",
    "AttemptsExhausted",
    "TimeExhausted",
    "Flapping",
];

fn kind_of_command(command: &Command<u32>) -> &'static str {
    match command {
        Command::Provide { .. } => "Provide",
        Command::Dial(_) => "Dial",
        Command::SendGreeting { .. } => "SendGreeting",
        Command::Transmit { .. } => "Transmit",
        Command::SendProbe => "SendProbe",
        Command::MeasureBuffer(_) => "MeasureBuffer",
        Command::CloseSocket { .. } => "CloseSocket",
        Command::DropSocket { .. } => "DropSocket",
        Command::AskOverride { .. } => "AskOverride",
        Command::Investigate { .. } => "Investigate",
        Command::Release => "Release",
    }
}

fn kind_of_event(event: &Event<u32>) -> &'static str {
    use crate::session::{EndReason, Undelivered};
    match event {
        Event::State {
            from: State::Ended, ..
        } => "OpenedAgain",
        Event::State { .. } => "State",
        Event::Opened => "Opened",
        Event::Message(_) => "Message",
        Event::Error(_) => "Error",
        Event::Sent(_) => "Sent",
        Event::Closed(_) => "Closed",
        Event::ProviderFailed(_) => "ProviderFailed",
        Event::Retry { .. } => "Retry",
        Event::Undelivered(_, Undelivered::Expired) => "Expired",
        Event::Undelivered(_, Undelivered::Overflow) => "Overflow",
        Event::Undelivered(_, Undelivered::Ended) => "Undelivered",
        Event::Drained => "Drained",
        Event::Ended(end) => match end.reason {
            EndReason::Requested => "Requested",
            EndReason::Aborted => "Aborted",
            EndReason::Stopped => "Stopped",
            EndReason::ReconnectOff => "ReconnectOff",
            EndReason::AttemptsExhausted => "AttemptsExhausted",
            EndReason::TimeExhausted => "TimeExhausted",
            EndReason::Flapping => "Flapping",
        },
    }
}
