//! When no signature may be named, whatever the close.

#[path = "../close_support/random.rs"]
mod random;

use std::time::Duration;

use closewise::close::{
    Cause, Close, CloseCode, Context, Evidence, Initiator, Profiles, Signature, Timeout, diagnose,
    signatures,
};
use proptest::prelude::*;
use random::{codes, contexts, lives};

use super::{diagnosed, lasted, names};

/// Reasons that no signature speaks of.
fn innocent() -> impl Strategy<Value = &'static str> {
    let reasons = &[
        "",
        "done",
        "bye",
        "game over",
        "timeout",
        "idle",
        "token expired",
        "too big",
        "reconnect",
        "please",
        "ping",
        "restarting",
        "deadline expired",
        "going away",
    ];
    prop::sample::select(&reasons[..])
}

/// Reasons that some do.
fn telling() -> impl Strategy<Value = &'static str> {
    let reasons = &[
        "Connection Idle Timeout",
        "Idle for 300241ms > 300000ms",
        "keepalive ping timeout",
        "please reconnect",
        "PING TIMED OUT",
        "message too big",
        "Pong timeout",
    ];
    prop::sample::select(&reasons[..])
}

/// Whether all is so that the row names, stated here a second time.
fn fits(row: &Signature, code: CloseCode, reason: &str, context: &Context) -> bool {
    let has_code = row.codes.contains(&code);
    let has_span = row.span.is_none_or(|span| {
        let bounds = Duration::from_millis(span.from)..=Duration::from_millis(span.to);
        lasted(span.measure, context).is_some_and(|lasted| bounds.contains(&lasted))
    });
    let reason = format!(" {} ", reason.to_lowercase());
    let has_words = row.words.is_empty()
        || row
            .words
            .iter()
            .any(|words| reason.contains(&format!(" {words} ")));
    has_code && has_span && has_words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_signature_is_named_for_exactly_what_it_names(
        any in codes(),
        row in prop::sample::select(signatures().to_vec()),
        own: bool,
        reason in prop_oneof![innocent(), telling()],
        life in lives(),
    ) {
        let code = if own { row.codes[0] } else { any };
        let context = Context { opened: true, ..life };
        let diagnosis = diagnosed(code.0, reason, &context, std::slice::from_ref(&row));
        prop_assert_eq!(names(&diagnosis, &row.key), fits(&row, code, reason, &context));
    }

    #[test]
    fn a_signature_speaks_of_what_the_peer_or_the_way_ended_alone(
        code in codes(),
        reason in prop_oneof![innocent(), telling()],
        was_clean: bool,
        context in contexts(),
    ) {
        let close = Close { code, reason, was_clean };
        let profiles = Profiles { signatures: signatures(), ..Profiles::default() };
        let diagnosis = diagnose(&close, &context, &profiles);
        let is_named = diagnosis.suspects.iter().any(|s| s.evidence == Evidence::Signature);
        if is_named {
            prop_assert!(context.opened && !context.silent && !context.aborted);
            prop_assert!(context.initiator == Initiator::Peer && context.timeout.is_none());
            let by_frame = diagnosis.cause == Cause::ClosedByPeer;
            prop_assert!(by_frame || !(context.offline || context.suspended));
        }
    }
}

/// What would be named, if the connection had opened and nobody here had ended it.
fn typical() -> Context {
    let minute = Duration::from_millis(60_200);
    Context {
        opened: true,
        uptime: minute,
        inbound_silence: Some(minute),
        outbound_silence: Some(minute),
        ..Context::default()
    }
}

#[test]
fn what_never_opened_or_this_side_or_the_machine_ended_is_blamed_on_no_product() {
    let is_named = |change: fn(&mut Context)| {
        let mut context = typical();
        change(&mut context);
        let diagnosis = diagnosed(1006, "", &context, signatures());
        diagnosis
            .suspects
            .iter()
            .any(|suspect| suspect.evidence == Evidence::Signature)
    };
    assert!(is_named(|_| {}));
    let others: [fn(&mut Context); 8] = [
        |context| context.opened = false,
        |context| context.initiator = Initiator::Client,
        |context| context.aborted = true,
        |context| context.timeout = Some(Timeout::Close),
        |context| context.timeout = Some(Timeout::Connect),
        |context| context.silent = true,
        |context| context.offline = true,
        |context| context.suspended = true,
    ];
    for (place, change) in others.into_iter().enumerate() {
        assert!(!is_named(change), "{place}");
    }
}

#[test]
fn a_close_frame_on_what_had_not_opened_is_blamed_on_no_product() {
    let named = |opened| {
        let context = Context {
            opened,
            ..typical()
        };
        let diagnosis = diagnosed(1011, "keepalive ping timeout", &context, signatures());
        names(&diagnosis, "python-websockets-keepalive")
    };
    assert!(named(true) && !named(false));
}
