//! The data under the names that JavaScript sees, and back.
#![cfg(all(feature = "serde", not(target_arch = "wasm32")))]

use std::time::Duration;

use closewise::close::{
    AdviceNote, Announcement, Cause, Close, CloseCode, Context, Initiator, Measure, Member, Notice,
    PROFILES, Pace, Profile, Profiles, REGISTRY, Range, Reason, Rule, Sender, Signature, Source,
    Surroundings, SuspectKind, Timeout, Verdict, diagnose, signatures,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn assert_round_trip<T>(value: T, expected: Value)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_value(&value).unwrap(), expected);
    assert_eq!(serde_json::from_value::<T>(expected).unwrap(), value);
}

#[test]
fn a_code_is_its_number() {
    assert_round_trip(CloseCode(4401), json!(4401));
    assert!(serde_json::from_value::<CloseCode>(json!(65536)).is_err());
}

#[test]
fn a_verdict_is_one_flat_object() {
    assert_round_trip(Verdict::Stop, json!({ "action": "stop" }));
    assert_round_trip(
        Verdict::Reauthenticate,
        json!({ "action": "reauthenticate" }),
    );
    assert_round_trip(Verdict::NOW, json!({ "action": "retry", "pace": "now" }));
    assert_round_trip(
        Verdict::BACKOFF.at_most(3),
        json!({ "action": "retry", "pace": "backoff", "limit": 3 }),
    );
    assert_round_trip(
        Verdict::window(5_000, 30_000).at_most(5),
        json!({ "action": "retry", "pace": "window", "min": 5000, "max": 30000, "limit": 5 }),
    );
}

#[test]
fn every_name_is_the_one_that_the_type_gives() {
    for &cause in Cause::ALL {
        assert_round_trip(cause, json!(cause.as_str()));
        assert_eq!(cause.to_string(), cause.as_str());
    }
    for &kind in SuspectKind::ALL {
        assert_round_trip(kind, json!(kind.as_str()));
        assert_eq!(kind.to_string(), kind.as_str());
    }
    for range in [0, 1000, 3000, 4000, 5000].map(|code| CloseCode(code).range()) {
        assert_round_trip::<Range>(range, json!(range.as_str()));
        assert_eq!(range.to_string(), range.as_str());
    }
    for sender in [Sender::Both, Sender::Client, Sender::Server, Sender::Nobody] {
        assert_round_trip(sender, json!(sender.as_str()));
        assert_eq!(sender.to_string(), sender.as_str());
    }
    for source in [
        Source::Standard,
        Source::Signature,
        Source::Profile,
        Source::User,
        Source::Advice,
        Source::Announced,
    ] {
        assert_round_trip(source, json!(source.as_str()));
        assert_eq!(source.to_string(), source.as_str());
    }
    for note in [
        AdviceNote::None,
        AdviceNote::Taken,
        AdviceNote::Ignored,
        AdviceNote::Malformed,
    ] {
        assert_round_trip(note, json!(note.as_str()));
        assert_eq!(note.to_string(), note.as_str());
    }
    for initiator in [Initiator::Peer, Initiator::Client] {
        assert_round_trip(initiator, json!(initiator.as_str()));
        assert_eq!(initiator.to_string(), initiator.as_str());
    }
    for timeout in [Timeout::Connect, Timeout::Close] {
        assert_round_trip(timeout, json!(timeout.as_str()));
        assert_eq!(timeout.to_string(), timeout.as_str());
    }
    for pace in [Pace::Now, Pace::Backoff, Pace::Window { min: 1, max: 2 }] {
        let value = serde_json::to_value(pace).unwrap();
        assert_eq!(value["pace"], pace.as_str());
    }
    for verdict in [Verdict::Stop, Verdict::NOW, Verdict::Reauthenticate] {
        let value = serde_json::to_value(verdict).unwrap();
        assert_eq!(value["action"], verdict.action());
    }
}

#[test]
fn a_context_fills_in_what_is_left_out() {
    let context: Context =
        serde_json::from_value(json!({ "opened": true, "readAdvice": true })).unwrap();
    let expected = Context {
        opened: true,
        read_advice: true,
        ..Context::default()
    };
    assert_eq!(context, expected);
}

/// In ms: longer than any clock counts.
const LONG: u64 = u64::MAX / 4;

#[test]
fn a_context_has_its_spans_in_milliseconds_and_its_surroundings_beside_them() {
    let mut surroundings =
        Surroundings::between("wss://127.0.0.1:9001/feed", Some("https://example.com/"));
    surroundings.others_open = true;
    surroundings.blocked_by = Some("connect-src".into());
    let context = Context {
        opened: true,
        uptime: Duration::from_millis(60_050),
        inbound_silence: Some(Duration::from_millis(59_900)),
        outbound_silence: None,
        earlier_uptimes: vec![Duration::from_secs(60), Duration::from_millis(LONG)],
        earlier_silences: vec![Duration::from_millis(59_950)],
        elapsed: Some(Duration::from_millis(12)),
        initiator: Initiator::Client,
        timeout: Some(Timeout::Close),
        announced: Some(Verdict::NOW),
        surroundings,
        ..Context::default()
    };
    let value = serde_json::to_value(&context).unwrap();
    assert_eq!(
        value,
        json!({
            "opened": true,
            "uptime": 60_050,
            "inboundSilence": 59_900,
            "outboundSilence": null,
            "earlierUptimes": [60_000, LONG],
            "earlierSilences": [59_950],
            "openedBefore": false,
            "elapsed": 12,
            "throttled": false,
            "address": { "secure": true, "host": "loopback", "port": true },
            "hasPage": true,
            "pageIsSecure": true,
            "pageIsElsewhere": true,
            "othersOpen": true,
            "blockedBy": "connect-src",
            "policyWasWatched": false,
            "delaysAttempts": false,
            "initiator": "client",
            "offline": false,
            "silent": false,
            "suspended": false,
            "aborted": false,
            "timeout": "close",
            "readAdvice": false,
            "announced": { "action": "retry", "pace": "now" },
        })
    );
    let longest = Duration::from_millis(LONG);
    let read = Context {
        earlier_uptimes: vec![Duration::from_secs(60), longest],
        ..context
    };
    assert_eq!(serde_json::from_value::<Context>(value).unwrap(), read);
}

#[test]
fn a_signature_is_read_back_as_it_was_written() {
    for signature in signatures().iter() {
        let value = serde_json::to_value(signature).unwrap();
        assert_eq!(
            serde_json::from_value::<Signature>(value).unwrap(),
            *signature
        );
    }
    let own: Signature = serde_json::from_value(json!({
        "key": "our-gateway",
        "kind": "idle-timeout",
        "name": "our gateway",
        "codes": [1006],
        "span": { "measure": "outbound-silence", "millis": 45_000, "from": 44_000, "to": 47_000 },
        "sentence": "45 s in which nothing was sent are typical of our gateway.",
        "remedy": "Send a heartbeat every 30 s.",
        "reference": "https://example.com/gateway",
    }))
    .unwrap();
    assert_eq!(own.span.unwrap().measure, Measure::OutboundSilence);
    assert_eq!(own.kind, SuspectKind::IdleTimeout);
    assert!(own.words.is_empty() && own.verdict.is_none());
}

#[test]
fn a_profile_is_read_back_as_it_was_written() {
    for &profile in PROFILES {
        let value = serde_json::to_value(profile).unwrap();
        assert_eq!(serde_json::from_value::<Profile>(value).unwrap(), *profile);
    }
}

#[test]
fn an_announcement_is_what_the_message_looks_like_and_what_it_says() {
    let members = vec![
        Member::new("metadata.type", "goodbye"),
        Member::new("code", 7),
        Member::new("again", true),
    ];
    assert_round_trip(
        Announcement::of_members(members, Notice::Move(Verdict::NOW)).url_at("payload.url"),
        json!({
            "message": { "members": [
                { "path": "metadata.type", "is": "goodbye" },
                { "path": "code", "is": 7 },
                { "path": "again", "is": true },
            ] },
            "notice": { "move": { "action": "retry", "pace": "now" } },
            "url": "payload.url",
        }),
    );
    assert_round_trip(
        Announcement::of_text("41", Notice::Close(Verdict::Stop)),
        json!({ "message": { "text": "41" }, "notice": { "close": { "action": "stop" } } }),
    );
    assert_round_trip(
        Announcement::of_prefix("40{", Notice::Withdrawn),
        json!({ "message": { "prefix": "40{" }, "notice": "withdrawn" }),
    );
}

#[test]
fn a_rule_leaves_out_what_it_does_not_say() {
    assert_round_trip(
        Rule::code(4001, Verdict::Stop),
        json!({ "first": 4001, "last": 4001, "verdict": { "action": "stop" } }),
    );
    assert_round_trip(
        Rule::range(4100, 4199, Verdict::Stop).name("Kicked"),
        json!({
            "first": 4100,
            "last": 4199,
            "verdict": { "action": "stop" },
            "name": "Kicked",
        }),
    );
}

#[test]
fn a_reason_has_the_keys_that_it_has_in_a_close_frame() {
    assert_round_trip(Reason::new("bye"), json!({ "message": "bye" }));
    let advised = Reason::new("busy")
        .reconnect(true)
        .retry_after(Duration::from_secs(8))
        .unwrap();
    assert_round_trip(
        advised,
        json!({ "message": "busy", "reconnect": true, "retryAfter": 8000 }),
    );
    let silent: Reason = serde_json::from_value(json!({ "reconnect": false })).unwrap();
    assert_eq!(silent, Reason::default().reconnect(false));
}

#[test]
fn a_reason_with_a_time_over_a_day_is_refused() {
    for millis in [86_400_001, u64::MAX] {
        let refused = serde_json::from_value::<Reason>(json!({ "retryAfter": millis }));
        let error = refused.unwrap_err().to_string();
        assert!(error.contains("at most a day"), "{error}");
    }
}

#[test]
fn a_diagnosis_is_written_with_its_sentence_and_without_its_parts() {
    let close = Close {
        code: CloseCode::SERVICE_RESTART,
        reason: "",
        was_clean: true,
    };
    let diagnosis = diagnose(&close, &Context::default(), &Profiles::default());
    let row = REGISTRY
        .iter()
        .find(|row| row.code == CloseCode::SERVICE_RESTART)
        .unwrap();
    let suspect = &diagnosis.suspects[0];
    let explanation: Vec<Value> = diagnosis
        .explanation()
        .iter()
        .map(|part| json!({ "key": part.key, "text": part.text }))
        .collect();
    assert_eq!(
        serde_json::to_value(&diagnosis).unwrap(),
        json!({
            "code": 1012,
            "name": "Service Restart",
            "range": "protocol",
            "registration": {
                "code": 1012,
                "name": "Service Restart",
                "sender": "server",
                "verdict": { "action": "retry", "pace": "window", "min": 5000, "max": 30000 },
                "meaning": row.meaning,
                "reference": row.reference,
            },
            "cause": "closed-by-peer",
            "verdict": { "action": "retry", "pace": "window", "min": 5000, "max": 30000 },
            "source": "standard",
            "reference": row.reference,
            "advice": "none",
            "sentence": diagnosis.to_string(),
            "explanation": explanation,
            "suspects": [{
                "key": "restart.code",
                "kind": "restart",
                "name": suspect.name,
                "sentence": suspect.sentence,
                "remedy": suspect.remedy,
                "reference": suspect.reference,
            }],
        })
    );
}

#[test]
fn a_suspect_has_the_span_that_points_to_it() {
    let context = Context {
        opened: true,
        uptime: Duration::from_secs(400),
        inbound_silence: Some(Duration::from_millis(60_100)),
        ..Context::default()
    };
    let close = Close {
        code: CloseCode::ABNORMAL_CLOSURE,
        reason: "",
        was_clean: false,
    };
    let diagnosis = diagnose(&close, &context, &Profiles::default());
    let value = serde_json::to_value(&diagnosis).unwrap();
    assert_eq!(value["suspects"][0]["key"], "idle-timeout.silence");
    assert_eq!(value["suspects"][0]["span"], 60_000);
}
