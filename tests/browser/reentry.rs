//! The user may do anything from inside a function that the client calls.

use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;

use closewise::client::{Client, Event, Handle, HandshakeAnswer};
use closewise::close::{CloseCode, Verdict};
use closewise::session::{EndReason, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{closed, ended, hasty, ms, opened, record, rest, text, unique, until};

/// Where a function finds the handle of the client that it was given to.
type Later<T> = Rc<RefCell<Option<T>>>;

fn call(later: &Later<Handle>, call: impl FnOnce(&Handle)) {
    let handle = later.borrow().clone();
    call(&handle.expect("the client is made"));
}

#[wasm_bindgen_test]
async fn a_client_may_be_closed_inside_its_predicate() {
    let later = Later::default();
    let mut client = hasty("/fin")
        .override_verdict({
            let later = later.clone();
            move |_, _| {
                call(&later, |client| {
                    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap()
                });
                Some(Verdict::NOW)
            }
        })
        .connect()
        .unwrap();
    *later.borrow_mut() = Some(client.handle());
    let events = rest(&mut client).await;
    let closes = events
        .iter()
        .filter(|event| matches!(event, Event::Closed(_)))
        .count();
    assert_eq!(closes, 1);
    assert!(matches!(events.last(), Some(Event::Ended(end)) if end.reason == EndReason::Requested));
}

#[wasm_bindgen_test]
async fn a_client_may_reconnect_and_send_inside_its_predicate() {
    let (later, key) = (Later::default(), unique());
    let mut client = hasty(&format!("/flap?key={key}&times=1&up=50"))
        .override_verdict({
            let later = later.clone();
            move |_, _| {
                call(&later, |client| {
                    client.reconnect();
                    client.send("from the predicate").unwrap();
                });
                Some(Verdict::Stop)
            }
        })
        .connect()
        .unwrap();
    *later.borrow_mut() = Some(client.handle());
    assert_eq!(text(&mut client).await, "from the predicate");
    assert_eq!(client.stats().connections, 2);
}

#[wasm_bindgen_test]
async fn a_client_may_be_aborted_inside_the_check_of_its_handshake() {
    let later = Later::default();
    let mut client = hasty("/status")
        .handshake(|_| ready(None), {
            let later = later.clone();
            move |_| {
                call(&later, Handle::abort);
                HandshakeAnswer::Accept
            }
        })
        .connect()
        .unwrap();
    *later.borrow_mut() = Some(client.handle());
    let events = rest(&mut client).await;
    assert!(
        !events
            .iter()
            .any(|event| matches!(event, Event::Opened { .. }))
    );
    assert!(matches!(events.last(), Some(Event::Ended(end)) if end.reason == EndReason::Aborted));
}

#[wasm_bindgen_test]
async fn a_probe_that_reconnects_is_not_sent_on_the_new_connection() {
    let (later, id) = (Later::default(), unique());
    let mut client = hasty(&format!("/echo?client={id}"))
        .liveness({
            let later = later.clone();
            move || {
                call(&later, Handle::reconnect);
                "probe"
            }
        })
        .liveness_interval(ms(100))
        .connect()
        .unwrap();
    *later.borrow_mut() = Some(client.handle());
    opened(&mut client).await;
    opened(&mut client).await;
    client.send("hello").unwrap();
    assert_eq!(text(&mut client).await, "hello");
    client.abort();
    let connections = record(&id, |all| all.len() >= 2).await;
    let received = super::support::received(&connections[1]);
    assert_eq!(received.first(), Some(&"hello"), "{received:?}");
}

#[wasm_bindgen_test]
async fn a_greeting_that_closes_is_not_handed_to_the_closing_socket() {
    let later = Later::default();
    let greeting = closer(&later, Some("greeting".into()));
    let client = hasty("/echo")
        .handshake(move |_| ready(greeting()), |_| HandshakeAnswer::Wait)
        .connect()
        .unwrap();
    expect_nothing_after_the_close(&later, client).await;
}

#[wasm_bindgen_test]
async fn a_probe_that_closes_is_not_handed_to_the_closing_socket() {
    let later = Later::default();
    let client = hasty("/echo")
        .liveness(closer(&later, "probe"))
        .liveness_interval(ms(20))
        .connect()
        .unwrap();
    expect_nothing_after_the_close(&later, client).await;
}

const CLOSED_INSIDE: CloseCode = CloseCode(4000);

/// A function that closes the client.
fn closer<T: Clone>(later: &Later<Handle>, value: T) -> impl Fn() -> T + use<T> {
    let later = later.clone();
    move || {
        call(&later, |client| client.close(CLOSED_INSIDE, "").unwrap());
        value.clone()
    }
}

/// The platform counts for ever what a socket is handed after its close.
async fn expect_nothing_after_the_close(later: &Later<Handle>, mut client: Client) {
    *later.borrow_mut() = Some(client.handle());
    let closed = closed(&mut client).await;
    assert_eq!((closed.code, closed.in_doubt), (CLOSED_INSIDE, 0));
    assert_eq!(ended(&mut client).await.reason, EndReason::Requested);
}

#[wasm_bindgen_test]
async fn a_client_may_be_dropped_inside_any_of_its_functions() {
    let later = Drops::default();
    let verdict = dropper(&later, Some(Verdict::NOW));
    let client = hasty("/fin")
        .override_verdict(move |_, _| verdict())
        .connect()
        .unwrap();
    watch(later, client).await;

    let later = Drops::default();
    let check = dropper(&later, HandshakeAnswer::Accept);
    let client = hasty("/status")
        .handshake(|_| ready(None), move |_| check())
        .connect()
        .unwrap();
    watch(later, client).await;

    let later = Drops::default();
    let greeting = dropper(&later, Some("hello".into()));
    let client = hasty("/echo")
        .handshake(move |_| ready(greeting()), |_| HandshakeAnswer::Accept)
        .connect()
        .unwrap();
    watch(later, client).await;

    let later = Drops::default();
    let is_pong = dropper(&later, true);
    let client = hasty("/status")
        .is_pong(move |_| is_pong())
        .connect()
        .unwrap();
    watch(later, client).await;

    let later = Drops::default();
    let probe = dropper(&later, "ping");
    let client = hasty("/echo")
        .liveness(probe)
        .liveness_interval(ms(10))
        .connect()
        .unwrap();
    watch(later, client).await;

    let later = Drops::default();
    let provide = dropper(&later, ());
    let client = hasty("/echo")
        .provider(move |attempt| {
            provide();
            ready(Ok::<_, std::convert::Infallible>(attempt.endpoint))
        })
        .connect()
        .unwrap();
    watch(later, client).await;
}

type Drops = Later<Client>;

/// A function that drops the client.
fn dropper<T: Clone>(later: &Drops, value: T) -> impl Fn() -> T + use<T> {
    let later = later.clone();
    move || {
        let client = later.take();
        drop(client);
        value.clone()
    }
}

/// Waits for the client to be dropped.
async fn watch(later: Drops, client: Client) {
    let handle = client.handle();
    *later.borrow_mut() = Some(client);
    until(|| later.borrow().is_none()).await;
    assert_eq!(handle.state(), State::Ended);
}

#[wasm_bindgen_test]
async fn a_second_client_may_be_made_inside_a_function_of_the_first() {
    let second = Later::default();
    let mut first = hasty("/fin")
        .override_verdict({
            let second = second.clone();
            move |_, _| {
                *second.borrow_mut() = Some(hasty("/echo").connect().unwrap());
                Some(Verdict::Stop)
            }
        })
        .connect()
        .unwrap();
    ended(&mut first).await;
    let mut second = second.take().expect("it was made");
    opened(&mut second).await;
}
