//! Closes and contexts of every sort, for what holds whatever happens.

use std::num::NonZeroU32;
use std::time::Duration;

use closewise::close::{CloseCode, Context, Initiator, Pace, Surroundings, Timeout, Verdict};
use proptest::prelude::*;

/// All codes, and often those that mean something.
pub fn codes() -> impl Strategy<Value = CloseCode> {
    prop_oneof![any::<u16>(), 990_u16..1030, 2990_u16..3600, 3990_u16..5010].prop_map(CloseCode)
}

/// Spans of every length, and often those that are usual timeouts.
pub fn spans() -> impl Strategy<Value = Duration> {
    let usual = prop::sample::select(&[30, 55, 60, 100, 300, 350, 600, 3_600, 7_200, 86_400][..]);
    prop_oneof![
        any::<u64>(),
        0_u64..1_200_000,
        0_u64..108_000_000,
        (usual, 0_u64..3_000).prop_map(|(seconds, late)| seconds * 1_000 - 1_000 + late),
    ]
    .prop_map(Duration::from_millis)
}

pub fn contexts() -> impl Strategy<Value = Context> {
    let announced = prop::option::of(verdicts());
    let all = (lives(), ends(), surroundings(), announced);
    all.prop_map(|(life, end, surroundings, announced)| Context {
        announced,
        initiator: end.initiator,
        offline: end.offline,
        silent: end.silent,
        suspended: end.suspended,
        aborted: end.aborted,
        timeout: end.timeout,
        read_advice: end.read_advice,
        surroundings,
        ..life
    })
}

pub fn verdicts() -> impl Strategy<Value = Verdict> {
    let pace = prop_oneof![
        Just(Pace::Now),
        Just(Pace::Backoff),
        any::<(u32, u32)>().prop_map(|(min, max)| Pace::Window { min, max }),
    ];
    let retry = (pace, any::<u32>()).prop_map(|(pace, limit)| Verdict::Retry {
        pace,
        limit: NonZeroU32::new(limit),
    });
    prop_oneof![Just(Verdict::Stop), Just(Verdict::Reauthenticate), retry]
}

/// How a connection lived, and those before it.
pub fn lives() -> impl Strategy<Value = Context> {
    let earlier = || prop::collection::vec(spans(), 0..4);
    let silence = || prop::option::of(spans());
    let flags = any::<(bool, bool, bool)>();
    let measures = (spans(), silence(), silence(), silence());
    (flags, measures, earlier(), earlier()).prop_map(
        |(flags, measures, earlier_uptimes, earlier_silences)| {
            let (opened, opened_before, throttled) = flags;
            let (uptime, inbound_silence, outbound_silence, elapsed) = measures;
            Context {
                opened,
                uptime,
                inbound_silence,
                outbound_silence,
                earlier_uptimes,
                earlier_silences,
                opened_before,
                elapsed,
                throttled,
                ..Context::default()
            }
        },
    )
}

/// What the machine and this side had to do with the end.
fn ends() -> impl Strategy<Value = Context> {
    let timeout = prop_oneof![
        Just(None),
        Just(Some(Timeout::Connect)),
        Just(Some(Timeout::Close))
    ];
    let initiator = prop_oneof![Just(Initiator::Peer), Just(Initiator::Client)];
    let flags = any::<(bool, bool, bool, bool, bool)>();
    (flags, initiator, timeout).prop_map(|(flags, initiator, timeout)| {
        let (offline, silent, suspended, aborted, read_advice) = flags;
        Context {
            initiator,
            offline,
            silent,
            suspended,
            aborted,
            timeout,
            read_advice,
            ..Context::default()
        }
    })
}

pub fn surroundings() -> impl Strategy<Value = Surroundings> {
    let url = prop::sample::select(
        &[
            "",
            "ws://localhost:3000/",
            "wss://127.0.0.1/",
            "ws://192.168.1.7/",
            "wss://10.0.0.1/",
            "ws://example.com/",
            "wss://example.com/",
            "wss://example.com:8443/",
        ][..],
    );
    let page = prop::option::of(prop::sample::select(
        &["https://example.com/", "http://example.net/"][..],
    ));
    let directive = prop::option::of(Just("connect-src".to_string()));
    let flags = any::<(bool, bool)>();
    (url, page, directive, flags).prop_map(|(url, page, blocked_by, flags)| {
        let mut around = Surroundings::between(url, page);
        (around.others_open, around.delays_attempts) = flags;
        around.blocked_by = blocked_by;
        around
    })
}
