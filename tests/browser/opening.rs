use std::future::Ready;

use closewise::client::{
    Client, CloseError, DialError, Event, HandshakeAnswer, OpenError, ProtocolProblem,
};
use closewise::close::{Cause, CloseCode, Verdict};
use closewise::session::{ConfigError, Field, Hold, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{UNANSWERED, at, closed, hasty, ms, next, opened, rest, text, without_states};

#[wasm_bindgen_test]
async fn a_client_says_what_the_server_chose() {
    let mut client = Client::builder(at("/echo"))
        .protocols(["first", "second"])
        .connect()
        .unwrap();
    let protocol = next(&mut client, |event| match event {
        Event::Opened { protocol, .. } => Some(protocol),
        _ => None,
    })
    .await;
    assert_eq!(protocol, "first");
    assert_eq!(client.protocol(), "first");
    assert_eq!(client.state(), State::Open);
}

#[wasm_bindgen_test]
async fn a_client_lives_from_idle_to_ended_and_its_stream_ends_there() {
    let mut client = Client::connect(at("/echo")).unwrap();
    assert_eq!(client.state(), State::Connecting);
    opened(&mut client).await;
    client.close(CloseCode(4000), "done").unwrap();
    assert_eq!(client.state(), State::Closing);
    let events = rest(&mut client).await;
    assert!(matches!(events.last(), Some(Event::Ended(_))), "{events:?}");
    assert_eq!(client.state(), State::Ended);
}

#[wasm_bindgen_test]
async fn a_url_that_is_none_is_a_typed_error_without_the_url() {
    for bad in [
        "ftp://secret.example",
        "ws://secret.example/#part",
        "ws://secret.example:99999",
    ] {
        let Err(error) = Client::connect(bad) else {
            panic!("{bad} is taken");
        };
        assert_eq!(error, OpenError::Dial(DialError::BadUrl), "{bad}");
        assert!(!error.to_string().contains("secret"));
    }
    works().await;
}

#[wasm_bindgen_test]
async fn a_bad_subprotocol_is_a_typed_error_that_says_which_and_why() {
    let error = |protocols: &[&str]| {
        let builder = Client::builder(at("/echo")).protocols(protocols.iter().copied());
        builder.connect().unwrap_err()
    };
    let bad = |index, problem| OpenError::Dial(DialError::BadProtocol { index, problem });
    assert_eq!(
        error(&["ok", "a b"]),
        bad(1, ProtocolProblem::Character(' '))
    );
    assert_eq!(error(&["ok,ok"]), bad(0, ProtocolProblem::Character(',')));
    assert_eq!(error(&[""]), bad(0, ProtocolProblem::Empty));
    assert_eq!(error(&["ok", "ok"]), bad(1, ProtocolProblem::Twice));
    works().await;
}

#[wasm_bindgen_test]
async fn a_bad_setting_is_a_typed_error_that_names_the_method() {
    let error = Client::builder(at("/echo"))
        .close_timeout(ms(0))
        .connect()
        .unwrap_err();
    assert!(matches!(
        error,
        OpenError::Config(ConfigError {
            field: Field::CloseTimeout,
            ..
        })
    ));
    assert!(
        error.to_string().starts_with("close_timeout is 0 ms;"),
        "{error}"
    );

    let cap_under_base = Client::builder(at("/echo"))
        .reconnect_base_delay(ms(20))
        .reconnect_max_delay(ms(10));
    assert!(matches!(
        cap_under_base.connect(),
        Err(OpenError::Config(_))
    ));

    let held_for_nothing = Client::builder(at("/echo")).queue_hold(Hold::For(ms(0)));
    let error = held_for_nothing.connect().unwrap_err();
    assert!(
        error.to_string().starts_with("queue_hold is 0 ms;"),
        "{error}"
    );

    let growing_backwards = Client::builder(at("/echo")).reconnect_factor(f64::NAN);
    assert!(matches!(
        growing_backwards.connect(),
        Err(OpenError::Config(_))
    ));
    works().await;
}

#[wasm_bindgen_test]
fn a_client_that_cannot_be_made_asks_none_of_its_functions() {
    let refused = Client::builder(at("/echo"))
        .protocols(["twice", "twice"])
        .override_verdict(|diagnosis, _| panic!("asked about {diagnosis:?}"))
        .handshake(
            |_| -> Ready<_> { panic!("asked for a greeting") },
            |_| HandshakeAnswer::Wait,
        )
        .connect();
    assert!(matches!(refused, Err(OpenError::Dial(_))));
}

#[wasm_bindgen_test]
#[expect(clippy::reversed_empty_ranges, reason = "the mistake under test")]
fn a_range_of_codes_that_ends_before_it_begins_is_a_typed_error() {
    let error = Client::builder(at("/echo"))
        .codes(4500..=4400, Verdict::Stop)
        .connect();
    let expected = OpenError::EmptyRange {
        first: CloseCode(4500),
        last: CloseCode(4400),
    };
    assert_eq!(error.unwrap_err(), expected);
}

#[wasm_bindgen_test]
async fn a_close_that_may_not_be_sent_changes_nothing() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
    for code in [0, 999, 1001, 1005, 1006, 1011, 2999, 5000] {
        assert_eq!(
            client.close(CloseCode(code), ""),
            Err(CloseError::Code(CloseCode(code)))
        );
    }
    // 124 bytes, though fewer characters.
    let long = "é".repeat(62);
    assert_eq!(
        client.close(CloseCode(4000), &long),
        Err(CloseError::ReasonTooLong { bytes: 124 })
    );
    client.send("still here").unwrap();
    assert_eq!(text(&mut client).await, "still here");

    let longest = "x".repeat(123);
    client.close(CloseCode(4000), &longest).unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.code, CloseCode(4000));
    assert!(closed.was_clean);
}

#[wasm_bindgen_test]
async fn a_dial_that_fails_is_told_by_the_browsers_own_close() {
    // The chaos server is not at that address of the machine.
    let nobody = at("/").replace("127.0.0.1", "[::1]");
    for url in [nobody, at("/refuse?status=503")] {
        let mut client = Client::builder(url).reconnect(false).connect().unwrap();
        let events = rest(&mut client).await;
        let told = without_states(&events);
        let [Event::Error(_), Event::Closed(closed), Event::Ended(_)] = told[..] else {
            panic!("{told:?}");
        };
        assert!(!closed.synthetic);
        assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
        assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
    }
}

#[wasm_bindgen_test]
async fn a_handshake_that_never_ends_is_a_connect_timeout() {
    let mut client = hasty(UNANSWERED).connect_timeout(ms(50)).connect().unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
    assert_eq!(closed.diagnosis.cause, Cause::ConnectTimeout);
    assert!(closed.synthetic && closed.will_retry && !closed.was_clean);
}

#[wasm_bindgen_test]
async fn a_server_that_speaks_no_websocket_never_opens() {
    let mut client = hasty("/bad-accept").reconnect(false).connect().unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
    assert_eq!(closed.code, CloseCode::ABNORMAL_CLOSURE);
}

async fn works() {
    let mut client = Client::connect(at("/echo")).unwrap();
    opened(&mut client).await;
}
