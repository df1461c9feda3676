//! Long random walks, with jumps in time and any configuration.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng};

use super::script;
use crate::session::{Effect, Notice};

proptest! {
    #![proptest_config(Config { cases: 1_000, ..Config::default() })]

    #[test]
    fn no_walk_breaks_an_invariant(bytes in vec(any::<u8>(), 0..12_000)) {
        script::run(&bytes, &mut |_| {}).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn the_walks_come_through_every_kind_of_effect_and_notice() {
    let mut rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut kinds = BTreeSet::new();
    let (mut steps, mut active) = (0, 0);
    for _ in 0..100 {
        let mut bytes = vec![0; 12_000];
        rng.fill_bytes(&mut bytes);
        let walked = script::run(&bytes, &mut |step| {
            steps += 1;
            active += usize::from(!step.effects.is_empty() || !step.notices.is_empty());
            kinds.extend(step.effects.iter().map(kind_of_effect));
            kinds.extend(step.notices.iter().map(kind_of_notice));
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
}

const EVERY_KIND: &[&str] = &[
    "Provide",
    "Dial",
    "Greet",
    "Transmit",
    "Probe",
    "Measure",
    "CloseSocket",
    "Discard",
    "Judge",
    "Release",
    "State",
    "Opened",
    "Message",
    "Error",
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

fn kind_of_effect(effect: &Effect<u32>) -> &'static str {
    match effect {
        Effect::Provide { .. } => "Provide",
        Effect::Dial(_) => "Dial",
        Effect::Greet => "Greet",
        Effect::Transmit(_) => "Transmit",
        Effect::Probe => "Probe",
        Effect::Measure(_) => "Measure",
        Effect::CloseSocket { .. } => "CloseSocket",
        Effect::Discard => "Discard",
        Effect::Judge(_) => "Judge",
        Effect::Release => "Release",
    }
}

fn kind_of_notice(notice: &Notice<u32>) -> &'static str {
    use crate::session::{EndReason, Undelivered};
    match notice {
        Notice::State { .. } => "State",
        Notice::Opened => "Opened",
        Notice::Message(_) => "Message",
        Notice::Error => "Error",
        Notice::Closed(_) => "Closed",
        Notice::ProviderFailed(_) => "ProviderFailed",
        Notice::Retry { .. } => "Retry",
        Notice::Undelivered(_, Undelivered::Expired) => "Expired",
        Notice::Undelivered(_, Undelivered::Overflow) => "Overflow",
        Notice::Undelivered(_, Undelivered::Ended) => "Undelivered",
        Notice::Drained => "Drained",
        Notice::Ended(end) => match end.reason {
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
