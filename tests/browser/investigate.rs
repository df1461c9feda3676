//! Plain requests to the address of what never opened.

use closewise::client::{DialError, Event, investigate};
use closewise::close::{Cause, SuspectKind};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{at, hasty, js, ms, next, patiently, rest};

#[wasm_bindgen_test]
async fn a_status_is_told_where_the_page_may_see_it() {
    for (path, status, first) in [
        ("/refuse?status=401&cors=1", Some(401), SuspectKind::Refused),
        ("/echo?cors=1", Some(426), SuspectKind::WrongPath),
        ("/redirect?cors=1", None, SuspectKind::WrongPath),
    ] {
        let url = at(path).replace("ws://", "ws://user:secret@");
        let found = patiently(investigate(&url)).await.unwrap();
        assert_eq!(found.answered, Some(true), "{path}");
        assert_eq!(found.status, status, "{path}");
        assert_eq!(found.suspects[0].kind, first, "{path}");
    }
}

/// The pages of this test are.
#[wasm_bindgen_test]
async fn a_page_that_is_isolated_from_other_origins_knows_nothing_without_cors() {
    let answered = async |path| patiently(investigate(&at(path))).await.unwrap().answered;
    assert_eq!(answered("/refuse?status=401").await, None);
    assert_eq!(answered("/reset?at=before-handshake").await, None);
    js(
        "Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false, configurable: true })",
    );
    assert_eq!(answered("/reset?at=before-handshake").await, Some(false));
    js(
        "Object.defineProperty(globalThis, 'crossOriginIsolated', { value: true, configurable: true })",
    );
}

#[wasm_bindgen_test]
async fn what_no_socket_can_open_is_not_asked() {
    for url in ["ftp://example.com", "//"] {
        assert_eq!(investigate(url).await, Err(DialError::BadUrl), "{url}");
    }
}

#[wasm_bindgen_test]
async fn a_client_tells_what_it_found_of_its_attempt() {
    let mut client = hasty("/refuse?status=404&cors=1&x-token=hush")
        .investigate(true)
        .connect()
        .unwrap();
    let found = next(&mut client, |event| match event {
        Event::Investigated {
            url,
            investigation,
            diagnosis,
        } => Some((url, investigation, diagnosis)),
        _ => None,
    });
    let (url, investigation, diagnosis) = found.await;
    assert_eq!(url, at("/refuse"));
    assert_eq!(investigation.status, Some(404));
    assert_eq!(diagnosis.cause, Cause::NeverOpened);
}

#[wasm_bindgen_test]
async fn at_the_end_of_a_client_nothing_is_told_of_it_any_more() {
    let mut client = hasty("/refuse?status=404&cors=1")
        .investigate(true)
        .reconnect_base_delay(ms(60_000))
        .reconnect_max_delay(ms(60_000))
        .connect()
        .unwrap();
    next(&mut client, |event| {
        matches!(event, Event::Retry { .. }).then_some(())
    })
    .await;
    client.abort();
    let rest = rest(&mut client).await;
    assert!(matches!(rest.last(), Some(Event::Ended(_))));
    assert!(
        !rest
            .iter()
            .any(|event| matches!(event, Event::Investigated { .. }))
    );
}
