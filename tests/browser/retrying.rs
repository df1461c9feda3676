use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

use closewise::client::{Builder, Client, CloseError, DialError, Endpoint, Event};
use closewise::close::{Cause, CloseCode, Source, Verdict, profiles};
use closewise::session::{Closed, EndReason, Failure, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    UNANSWERED, at, closed, ended, hasty, ms, next, opened, record, rest, text, unique,
};

#[wasm_bindgen_test]
async fn every_fault_that_may_pass_is_retried() {
    let faults = [
        ("/fin?after=200", Cause::Dropped),
        ("/reset?at=before-handshake", Cause::NeverOpened),
        ("/reset?at=during-handshake", Cause::NeverOpened),
        ("/reset?at=after-open&after=200", Cause::Dropped),
        ("/reset?at=mid-message&after=200", Cause::Dropped),
        ("/refuse?status=401", Cause::NeverOpened),
        ("/refuse?status=429&retry-after=1", Cause::NeverOpened),
        ("/refuse?status=503", Cause::NeverOpened),
        ("/redirect", Cause::NeverOpened),
        ("/bad-accept", Cause::NeverOpened),
        ("/unasked-extension", Cause::NeverOpened),
        ("/violate?kind=bad-opcode&after=200", Cause::Dropped),
        ("/violate?kind=reserved-bits&after=200", Cause::Dropped),
        ("/close?code=1001", Cause::ClosedByPeer),
        ("/close?code=1011", Cause::ClosedByPeer),
        ("/close?code=1012", Cause::ClosedByPeer),
        ("/close?code=1013", Cause::ClosedByPeer),
        ("/close?code=4321", Cause::ClosedByPeer),
        ("/raw-close?body=empty", Cause::ClosedByPeer),
    ];
    // One by one: a browser slows a page down that fails too often at a time.
    for (path, cause) in faults {
        let mut client = hasty(path).connect().unwrap();
        let closed = closed(&mut client).await;
        assert_eq!(closed.diagnosis.cause, cause, "{path}");
        assert!(closed.will_retry, "{path}");
        assert_eq!(closed.was_clean, cause == Cause::ClosedByPeer, "{path}");
        let attempt = next(&mut client, |event| match event {
            Event::Retry { attempt, .. } => Some(attempt),
            _ => None,
        });
        assert_eq!(attempt.await, 1, "{path}");
        assert_eq!(client.state(), State::Waiting, "{path}");
    }
}

#[wasm_bindgen_test]
async fn a_lost_connection_and_the_next_one_are_told_in_order() {
    let path = format!("/flap?key={}&times=1&up=200", unique());
    let mut client = hasty(&path).connect().unwrap();
    let mut told = Vec::new();
    while told.iter().filter(|told| *told == "opened").count() < 2 {
        let event = next(&mut client, Some).await;
        told.push(match event {
            Event::State { from, to, reason } => format!("{from:?} to {to:?}: {reason:?}"),
            Event::Opened { .. } => "opened".into(),
            Event::Closed(_) => "closed".into(),
            Event::Retry { attempt, .. } => format!("retry {attempt}"),
            // Some browsers have an error for a connection that was cut off.
            Event::Error(_) => continue,
            event => format!("{event:?}"),
        });
    }
    let expected = [
        "Idle to Connecting: Requested",
        "Connecting to Open: Opened",
        "opened",
        "Open to Waiting: Closed",
        "closed",
        "retry 1",
        "Waiting to Connecting: RetryDue",
        "Connecting to Open: Opened",
        "opened",
    ];
    assert_eq!(told, expected);
}

#[wasm_bindgen_test]
async fn every_close_that_is_final_stops_the_client() {
    let codes = [1000, 1002, 1003, 1007, 1008, 1009, 1010, 3003];
    for code in codes {
        let id = unique();
        let path = format!("/close?code={code}&reason=why&client={id}");
        let mut client = hasty(&path).connect().unwrap();
        let closed = closed(&mut client).await;
        assert_eq!(
            (closed.code, closed.reason.as_str()),
            (CloseCode(code), "why")
        );
        assert!(
            closed.was_clean && !closed.will_retry && !closed.synthetic,
            "{code}"
        );
        assert_eq!(closed.diagnosis.cause, Cause::ClosedByPeer, "{code}");
        let end = ended(&mut client).await;
        assert_eq!(end.reason, EndReason::Stopped, "{code}");
        assert_eq!(end.diagnosis, Some(closed.diagnosis));
        assert_eq!(record(&id, |_| true).await.len(), 1, "{code}");
    }
}

#[wasm_bindgen_test]
async fn clients_of_the_same_seed_wait_for_as_long() {
    let delay = |seed| async move {
        let builder = Client::builder(at("/close?code=1012")).reconnect_seed(seed);
        let mut client = builder.connect().unwrap();
        next(&mut client, |event| match event {
            Event::Retry { delay, .. } => Some(delay),
            _ => None,
        })
        .await
    };
    let first = delay(7).await;
    assert_eq!(delay(7).await, first);
    assert_ne!(delay(8).await, first);
}

#[wasm_bindgen_test]
async fn a_restart_is_waited_for_within_its_window() {
    let mut client = Client::connect(at("/close?code=1012")).unwrap();
    let delay = next(&mut client, |event| match event {
        Event::Retry { delay, .. } => Some(delay),
        _ => None,
    })
    .await;
    assert!(ms(5_000) <= delay && delay <= ms(30_000), "{delay:?}");
    // The user need not wait.
    client.reconnect();
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_server_that_flaps_is_given_up_in_the_end() {
    let path = format!("/flap?key={}&times=100&up=100", unique());
    let mut client = hasty(&path).reconnect_max_flaps(4).connect().unwrap();
    let events = rest(&mut client).await;
    let opened = events
        .iter()
        .filter(|event| matches!(event, Event::Opened { .. }));
    assert_eq!(opened.count(), 4);
    assert!(matches!(events.last(), Some(Event::Ended(end)) if end.reason == EndReason::Flapping));
}

#[wasm_bindgen_test]
async fn a_server_that_flaps_for_a_while_is_kept() {
    let path = format!("/flap?key={}&times=3&up=100", unique());
    let mut client = hasty(&path).connect().unwrap();
    for _ in 0..3 {
        assert_eq!(closed(&mut client).await.diagnosis.cause, Cause::Dropped);
    }
    opened(&mut client).await;
    client.send("steady").unwrap();
    assert_eq!(text(&mut client).await, "steady");
}

#[wasm_bindgen_test]
async fn a_server_that_is_down_for_a_while_is_found_again() {
    let path = format!("/down?key={}&for=200", unique());
    let mut client = hasty(&path).connect().unwrap();
    client.send("patience").unwrap();
    assert_eq!(
        closed(&mut client).await.diagnosis.cause,
        Cause::NeverOpened
    );
    assert_eq!(text(&mut client).await, "patience");
    let stats = client.stats();
    assert_eq!(stats.connections, 1);
    assert!(stats.attempts > 1);
}

#[wasm_bindgen_test]
async fn retries_end_at_their_limit() {
    let id = unique();
    let path = format!("/reset?at=before-handshake&client={id}");
    let mut client = hasty(&path).reconnect_max_attempts(2).connect().unwrap();
    assert_eq!(
        ended(&mut client).await.reason,
        EndReason::AttemptsExhausted
    );
    assert_eq!(record(&id, |_| true).await.len(), 3);

    let mut client = hasty("/refuse?status=500")
        .reconnect_max_elapsed(ms(100))
        .connect()
        .unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::TimeExhausted);
}

#[wasm_bindgen_test]
async fn without_reconnecting_the_first_close_is_the_end() {
    let mut client = hasty("/fin").reconnect(false).connect().unwrap();
    assert!(!closed(&mut client).await.will_retry);
    assert_eq!(ended(&mut client).await.reason, EndReason::ReconnectOff);
}

#[wasm_bindgen_test]
async fn the_users_codes_win_over_the_profile_and_the_profile_over_the_standard() {
    let by_standard = close(4004, |builder| builder).await;
    expect(&by_standard, Source::Standard, Verdict::BACKOFF);

    let by_profile = close(4004, |builder| builder.profile(&profiles::DISCORD)).await;
    expect(&by_profile, Source::Profile, Verdict::Stop);

    let by_user = close(4004, |builder| {
        builder
            .profile(&profiles::DISCORD)
            .codes(4000..=4009, Verdict::NOW)
    });
    expect(&by_user.await, Source::User, Verdict::NOW);

    let narrow = |builder: Builder| {
        builder
            .codes(4000..=4999, Verdict::NOW)
            .code(4004, Verdict::Stop)
    };
    expect(&close(4004, narrow).await, Source::User, Verdict::Stop);
}

fn expect(closed: &Closed, source: Source, verdict: Verdict) {
    let diagnosis = &closed.diagnosis;
    assert_eq!((diagnosis.source, diagnosis.verdict), (source, verdict));
    assert_eq!(closed.will_retry, verdict != Verdict::Stop);
}

/// How a close with this code is taken by a client that is set up so.
async fn close(code: u16, set: fn(Builder) -> Builder) -> Closed {
    let builder = hasty(&format!("/close?code={code}"));
    closed(&mut set(builder).connect().unwrap()).await
}

#[wasm_bindgen_test]
async fn the_users_predicate_has_the_last_word_unless_the_user_asked_for_the_end() {
    let stop = |diagnosis: &closewise::close::Diagnosis, _: Option<&Closed>| {
        assert_eq!(diagnosis.cause, Cause::Dropped);
        Some(Verdict::Stop)
    };
    let mut client = hasty("/fin?after=200")
        .override_verdict(stop)
        .connect()
        .unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::Stopped);

    let mut client = hasty("/echo")
        .override_verdict(|_, _| Some(Verdict::NOW))
        .connect()
        .unwrap();
    opened(&mut client).await;
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
}

#[wasm_bindgen_test]
async fn the_users_predicate_sees_the_close_unless_there_was_not_even_a_socket() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let see = |seen: &Rc<RefCell<Vec<_>>>| {
        let seen = seen.clone();
        move |_: &closewise::close::Diagnosis, close: Option<&Closed>| {
            let facts = close.map(|close| (close.code.0, close.reason.clone(), close.was_clean));
            seen.borrow_mut().push(facts);
            Some(Verdict::Stop)
        }
    };
    let mut closed = hasty("/close?code=4001&reason=because")
        .override_verdict(see(&seen))
        .connect()
        .unwrap();
    ended(&mut closed).await;
    let mut provided = hasty("/echo")
        .provider(|_| ready(Err::<Endpoint, _>(DialError::BadUrl)))
        .override_verdict(see(&seen))
        .connect()
        .unwrap();
    ended(&mut provided).await;
    assert_eq!(*seen.borrow(), [Some((4001, "because".into(), true)), None]);
}

#[wasm_bindgen_test]
async fn a_connection_is_replaced_with_a_code_and_a_reason_that_the_server_sees() {
    let id = unique();
    let mut client = hasty(&format!("/echo?client={id}")).connect().unwrap();
    opened(&mut client).await;
    client
        .reconnect_closing(CloseCode(4001), "new token")
        .unwrap();
    let closed = closed(&mut client).await;
    assert!(closed.synthetic && closed.will_retry);
    opened(&mut client).await;
    let connections = record(&id, |all| !all[0]["close"].is_null()).await;
    let close = &connections[0]["close"];
    assert_eq!(
        (&close["code"], &close["reason"]),
        (&4001.into(), &"new token".into())
    );
    assert_eq!(
        client.reconnect_closing(CloseCode(1006), ""),
        Err(CloseError::Code(CloseCode(1006)))
    );
    assert_eq!(client.state(), State::Open);
}

#[wasm_bindgen_test]
async fn an_error_says_what_failed() {
    for (path, failure) in [
        ("/refuse?status=401", Failure::Socket),
        (UNANSWERED, Failure::ConnectTimeout),
    ] {
        let mut client = hasty(path).connect_timeout(ms(2_000)).connect().unwrap();
        let told = next(&mut client, |event| match event {
            Event::Error(failure) => Some(failure),
            _ => None,
        });
        assert_eq!(told.await, failure, "{path}");
    }
}

#[wasm_bindgen_test]
async fn advice_is_taken_only_when_asked_for_and_only_within_the_users_cap() {
    let path = r#"/close?code=1001&reason={"reconnect":false}"#;
    let mut client = hasty(path).connect().unwrap();
    assert!(closed(&mut client).await.will_retry);
    let mut client = hasty(path).advice(true).connect().unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::Stopped);

    let a_day = r#"/close?code=1001&reason={"retryAfter":86400000}"#;
    let mut client = hasty(a_day).advice(true).connect().unwrap();
    let delay = next(&mut client, |event| match event {
        Event::Retry { delay, .. } => Some(delay),
        _ => None,
    })
    .await;
    // It keeps the upper half of the cap to spread over.
    assert!(ms(10) <= delay && delay <= ms(20), "{delay:?}");
}

#[wasm_bindgen_test]
async fn a_reconnect_replaces_an_open_connection() {
    let id = unique();
    let mut client = hasty(&format!("/echo?client={id}")).connect().unwrap();
    opened(&mut client).await;
    client.reconnect();
    let closed = closed(&mut client).await;
    assert!(closed.synthetic && closed.will_retry);
    opened(&mut client).await;
    let connections = record(&id, |all| all.len() == 2 && !all[0]["close"].is_null()).await;
    assert!(connections[1]["close"].is_null());
}
