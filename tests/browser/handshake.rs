use std::cell::RefCell;
use std::future::{pending, ready};
use std::rc::Rc;

use closewise::client::{Attempt, Builder, Event, HandshakeAnswer, Message};
use closewise::close::{Cause, Verdict};
use closewise::session::{EndReason, State};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::platforms::on_sockets_that;
use super::support::{
    closed, ended, hasty, ms, next, opened, received, record, rest, text, unique, until,
};

/// Sends a token first and waits for the answer; a refusal has this verdict.
fn with_token(builder: Builder, token: &'static str, refused: Verdict) -> Builder {
    builder.handshake(
        move |_| ready(Some(format!(r#"{{"token":"{token}"}}"#).into())),
        move |message| match message.text() {
            Some(r#"{"type":"ack"}"#) => HandshakeAnswer::Accept,
            Some(r#"{"type":"denied"}"#) => HandshakeAnswer::Refuse(refused),
            _ => HandshakeAnswer::Wait,
        },
    )
}

#[wasm_bindgen_test]
async fn an_accepted_handshake_opens_the_client_and_only_then_the_outbox_goes_out() {
    let id = unique();
    let builder = hasty(&format!("/auth?client={id}"));
    let mut client = with_token(builder, "good", Verdict::Stop)
        .connect()
        .unwrap();
    client.send("first").unwrap();
    client.send("second").unwrap();
    let first = next(&mut client, |event| match event {
        Event::Opened { .. } => Some(true),
        Event::Message(_) => Some(false),
        _ => None,
    });
    assert!(first.await, "a message of the handshake's reached the user");
    assert_eq!(text(&mut client).await, "first");
    assert_eq!(text(&mut client).await, "second");
    let connections = record(&id, |_| true).await;
    assert_eq!(
        received(&connections[0]),
        [r#"{"token":"good"}"#, "first", "second"]
    );
}

#[wasm_bindgen_test]
async fn a_refused_handshake_ends_the_client_if_that_is_its_verdict() {
    let mut client = with_token(hasty("/auth"), "bad", Verdict::Stop)
        .connect()
        .unwrap();
    client.send("never").unwrap();
    let events = rest(&mut client).await;
    assert!(
        !events
            .iter()
            .any(|event| matches!(event, Event::Opened { .. }))
    );
    assert!(events.iter().any(|event| matches!(
        event,
        Event::Undelivered { message, .. } if *message == Message::from("never")
    )));
    assert!(matches!(events.last(), Some(Event::Ended(end)) if end.reason == EndReason::Stopped));
}

#[wasm_bindgen_test]
async fn a_refused_handshake_may_reauthenticate_once() {
    let id = unique();
    let builder = hasty(&format!("/auth?client={id}"));
    let mut client = with_token(builder, "bad", Verdict::Reauthenticate)
        .connect()
        .unwrap();
    let end = ended(&mut client).await;
    assert_eq!(end.reason, EndReason::Stopped);
    assert_eq!(
        end.diagnosis.map(|last| last.verdict),
        Some(Verdict::Reauthenticate)
    );
    assert_eq!(record(&id, |_| true).await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_greeting_is_told_what_a_provider_is_told_and_may_take_its_time() {
    let attempts = Rc::new(RefCell::new(Vec::new()));
    let greeting = {
        let attempts = attempts.clone();
        move |attempt: Attempt| {
            let last = attempt.last.map(|last| last.cause);
            attempts
                .borrow_mut()
                .push((attempt.number, attempt.fresh, last));
            async move {
                TimeoutFuture::new(10).await;
                let token = if attempt.fresh { "good" } else { "stale" };
                Some(format!(r#"{{"token":"{token}"}}"#).into())
            }
        }
    };
    let mut client = hasty("/auth")
        .handshake(greeting, |message| match message.text() {
            Some(r#"{"type":"ack"}"#) => HandshakeAnswer::Accept,
            _ => HandshakeAnswer::Refuse(Verdict::Reauthenticate),
        })
        .connect()
        .unwrap();
    let refused = closed(&mut client).await.diagnosis.cause;
    client.send("hello").unwrap();
    assert_eq!(text(&mut client).await, "hello");
    assert_eq!(
        *attempts.borrow(),
        [(0, false, None), (1, true, Some(refused))]
    );
}

#[wasm_bindgen_test]
async fn a_greeting_that_never_comes_is_dropped_after_the_handshake_timeout() {
    let held = Rc::new(());
    let greeting = {
        let held = held.clone();
        move |_| never(held.clone())
    };
    let mut client = hasty("/never-ack")
        .handshake_timeout(ms(50))
        .reconnect(false)
        .handshake(greeting, |_| HandshakeAnswer::Wait)
        .connect()
        .unwrap();
    until(|| Rc::strong_count(&held) == 3).await;
    assert_eq!(
        closed(&mut client).await.diagnosis.cause,
        Cause::ConnectTimeout
    );
    assert_eq!(Rc::strong_count(&held), 2);
}

#[wasm_bindgen_test]
async fn a_greeting_is_dropped_when_the_handshake_has_passed_without_it() {
    let held = Rc::new(());
    let greeting = {
        let held = held.clone();
        move |_| never(held.clone())
    };
    let mut client = hasty("/status")
        .handshake(greeting, |_| HandshakeAnswer::Accept)
        .connect()
        .unwrap();
    opened(&mut client).await;
    assert_eq!(Rc::strong_count(&held), 2);
}

/// Never comes. While it is awaited, it holds the value.
async fn never(held: Rc<()>) -> Option<Message> {
    pending::<()>().await;
    drop(held);
    None
}

#[wasm_bindgen_test]
async fn a_greeting_that_is_ready_goes_out_before_any_message_is_received() {
    let sockets = on_sockets_that(
        "sent = '';
        begin() {
            this.readyState = 1;
            setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: this.sent })));
            this.dispatchEvent(new Event('open'));
        }
        send(data) {
            this.sent += data;
        }",
    );
    let mut client = sockets
        .handshake(
            |_| ready(Some("hello".into())),
            |message| match message.text() {
                Some("hello") => HandshakeAnswer::Accept,
                _ => HandshakeAnswer::Refuse(Verdict::Stop),
            },
        )
        .connect()
        .unwrap();
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_handshake_that_is_never_answered_counts_as_a_connection_that_did_not_open() {
    let builder = hasty("/never-ack")
        .handshake_timeout(ms(50))
        .reconnect_max_attempts(1);
    let mut client = with_token(builder, "good", Verdict::Stop)
        .connect()
        .unwrap();
    for _ in 0..2 {
        let closed = closed(&mut client).await;
        assert_eq!(closed.diagnosis.cause, Cause::ConnectTimeout);
        assert!(closed.synthetic);
    }
    assert_eq!(
        ended(&mut client).await.reason,
        EndReason::AttemptsExhausted
    );
    assert_eq!(client.stats().connections, 0);
}

#[wasm_bindgen_test]
async fn a_status_that_a_browser_hides_is_read_from_the_first_message() {
    let ok = |message: &Message| match message.text() {
        Some(r#"{"status":2000}"#) => HandshakeAnswer::Accept,
        _ => HandshakeAnswer::Refuse(Verdict::Stop),
    };
    let mut client = hasty("/status?code=2000")
        .protocols(["custom-protocol"])
        .handshake(|_| ready(None), ok)
        .connect()
        .unwrap();
    opened(&mut client).await;
    assert_eq!(client.protocol(), "custom-protocol");
    assert_eq!(client.state(), State::Open);

    let mut client = hasty("/status?code=2001&refuse=1")
        .handshake(|_| ready(None), ok)
        .connect()
        .unwrap();
    assert_eq!(ended(&mut client).await.reason, EndReason::Stopped);
}
