//! What a page can still know of an attempt that never opened.

use std::cell::Cell;
use std::future::ready;

use closewise::client::{Client, Event};
use closewise::close::{Cause, SuspectKind};
use closewise::session::Closed;
use wasm_bindgen_test::wasm_bindgen_test;

use super::platforms::on_sockets_that;
use super::support::{UNANSWERED, at, closed, hasty, ms, next, opened};

fn kinds(closed: &Closed) -> Vec<SuspectKind> {
    let suspects = closed.diagnosis.suspects.iter();
    suspects.map(|suspect| suspect.kind).collect()
}

#[wasm_bindgen_test]
async fn on_this_machine_nobody_is_there_first_of_all() {
    // The chaos server is not at that address of the machine.
    let url = at("/echo").replace("127.0.0.1", "[::1]");
    let mut client = Client::connect(url).unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
    assert_eq!(kinds(&closed)[0], SuspectKind::Unreachable);
}

#[wasm_bindgen_test]
async fn an_address_that_opened_before_is_not_wrong() {
    let mut client = hasty("")
        .provider(|attempt| {
            let path = match attempt.number {
                0 => "/close?code=1012",
                _ => "/refuse?status=401",
            };
            let mut endpoint = attempt.endpoint;
            endpoint.url = at(path);
            ready(Ok::<_, &str>(endpoint))
        })
        .connect()
        .unwrap();
    closed(&mut client).await;
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
    assert_eq!(
        kinds(&closed)[..2],
        [SuspectKind::Refused, SuspectKind::Restart]
    );
    assert!(!kinds(&closed).contains(&SuspectKind::WrongPath));
}

#[wasm_bindgen_test]
async fn while_others_are_open_the_network_is_there() {
    for others in [1, 0] {
        let mut other = hasty("/echo").connect().unwrap();
        opened(&mut other).await;
        if others == 0 {
            drop(other);
        }
        let mut client = hasty(UNANSWERED).connect_timeout(ms(50)).connect().unwrap();
        let closed = closed(&mut client).await;
        assert_eq!(closed.diagnosis.cause, Cause::ConnectTimeout);
        let kinds = kinds(&closed);
        assert!(kinds.contains(&SuspectKind::Unreachable), "{kinds:?}");
        assert_eq!(
            kinds.contains(&SuspectKind::NetworkChange),
            others == 0,
            "{kinds:?}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_browser_that_throws_because_it_blocks_fails_the_attempt() {
    for opened_before in [false, true] {
        let sockets = on_sockets_that(
            "is = (() => { throw new DOMException('not here', 'SecurityError') })();",
        );
        let attempts = Cell::new(0);
        let mut client = match opened_before {
            false => sockets,
            // Then the socket is not the first of its client.
            true => sockets.provider(move |attempt| {
                let mut endpoint = attempt.endpoint;
                if attempts.replace(1) == 0 {
                    endpoint.url = at("/close?code=1012");
                }
                ready(Ok::<_, &str>(endpoint))
            }),
        }
        .reconnect_base_delay(ms(5))
        .override_verdict(|_, _| Some(closewise::close::Verdict::NOW))
        .connect()
        .unwrap();
        if opened_before {
            closed(&mut client).await;
        }
        next(&mut client, |event| {
            matches!(event, Event::Error(_)).then_some(())
        })
        .await;
        let closed = closed(&mut client).await;
        assert_eq!(closed.diagnosis.cause, Cause::NeverOpened);
        assert!(closed.synthetic && closed.will_retry);
    }
}
