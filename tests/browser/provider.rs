use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::future::{pending, ready};
use std::rc::Rc;

use closewise::client::{Attempt, Client, DialError, Endpoint, Event};
use closewise::close::CloseCode;
use closewise::session::{EndReason, ProviderFailure, State};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{
    at, closed, ended, hasty, in_state, ms, next, opened, record, text, unique, until,
};

#[wasm_bindgen_test]
async fn a_provider_is_asked_for_fresh_credentials_when_they_were_refused() {
    let id = unique();
    let attempts = Rc::new(RefCell::new(Vec::new()));
    let mut client = hasty(&format!("/auth?mode=subprotocol&client={id}"))
        .provider({
            let attempts = attempts.clone();
            move |attempt: Attempt| {
                attempts.borrow_mut().push((
                    attempt.number,
                    attempt.fresh,
                    attempt.last.map(|last| last.code),
                ));
                async move {
                    TimeoutFuture::new(1).await;
                    let token = if attempt.fresh { "good" } else { "stale" };
                    Ok::<_, Infallible>(attempt.endpoint.protocol("chat").protocol(token))
                }
            }
        })
        .connect()
        .unwrap();
    assert_eq!(closed(&mut client).await.code, CloseCode::UNAUTHORIZED);
    client.send("hello").unwrap();
    assert_eq!(text(&mut client).await, "hello");
    assert_eq!(client.protocol(), "chat");
    let unauthorized = Some(CloseCode::UNAUTHORIZED);
    assert_eq!(
        *attempts.borrow(),
        [(0, false, None), (1, true, unauthorized)]
    );
    assert_eq!(record(&id, |_| true).await.len(), 2);
}

#[wasm_bindgen_test]
async fn fresh_credentials_that_are_refused_at_once_are_the_end() {
    let id = unique();
    let mut client = hasty(&format!("/auth?mode=query&client={id}&t=bad"))
        .provider(|attempt| ready(Ok::<_, Infallible>(attempt.endpoint)))
        .connect()
        .unwrap();
    let end = ended(&mut client).await;
    assert_eq!(end.reason, EndReason::Stopped);
    assert_eq!(
        end.diagnosis.map(|last| last.code),
        Some(CloseCode::UNAUTHORIZED)
    );
    assert_eq!(record(&id, |_| true).await.len(), 2);
}

#[wasm_bindgen_test]
async fn connections_that_never_open_ask_for_fresh_credentials_in_the_end() {
    // The browser hides a 401: all that is seen is that nothing opens.
    let mut client = hasty("/")
        .reconnect_refresh_after(2)
        .provider(|attempt| {
            let token = if attempt.fresh { "good" } else { "stale" };
            let url = at(&format!("/auth?mode=query&deny=401&t={token}"));
            ready(Ok::<_, Infallible>(Endpoint::new(url)))
        })
        .connect()
        .unwrap();
    opened(&mut client).await;
    assert_eq!(client.stats().attempts, 3);
}

#[wasm_bindgen_test]
async fn a_provider_that_fails_is_told_with_its_error_and_asked_again() {
    let asked = Rc::new(Cell::new(0));
    let mut client = hasty("/echo")
        .provider({
            let asked = asked.clone();
            move |attempt| {
                asked.set(asked.get() + 1);
                ready(match asked.get() {
                    1 => Err("no token today"),
                    _ => Ok(attempt.endpoint),
                })
            }
        })
        .connect()
        .unwrap();
    let (failure, error) = failed(&mut client).await;
    assert_eq!(failure, ProviderFailure::Threw);
    assert_eq!(error.as_deref(), Some("no token today"));
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_provider_that_gives_what_no_socket_can_be_made_of_is_a_failure() {
    let mut client = hasty("/echo")
        .reconnect_max_attempts(1)
        .provider(|attempt| ready(Ok::<_, Infallible>(attempt.endpoint.protocol("not one"))))
        .connect()
        .unwrap();
    let (failure, error) = failed(&mut client).await;
    assert_eq!(failure, ProviderFailure::Invalid);
    assert!(error.is_some_and(|error| error.starts_with("subprotocol 0 holds ")));
    assert_eq!(
        ended(&mut client).await.reason,
        EndReason::AttemptsExhausted
    );

    let mut client = hasty("/echo")
        .provider(|_| ready(Ok::<_, Infallible>(Endpoint::new("ftp://nowhere"))))
        .connect()
        .unwrap();
    let (_, error) = failed(&mut client).await;
    assert_eq!(error, Some(DialError::BadUrl.to_string()));
}

/// Tells when it is dropped.
struct Dropped(Rc<Cell<u32>>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

fn never_settles(path: &str, dropped: &Rc<Cell<u32>>) -> Client {
    let dropped = dropped.clone();
    let provider = move |_| {
        let dropped = Dropped(dropped.clone());
        async move {
            let _dropped = dropped;
            pending::<Result<Endpoint, Infallible>>().await
        }
    };
    hasty(path)
        .provider(provider)
        .provider_timeout(ms(30))
        .connect()
        .unwrap()
}

#[wasm_bindgen_test]
async fn a_provider_that_never_settles_times_out_and_is_let_go() {
    let dropped = Rc::new(Cell::new(0));
    let mut client = never_settles("/echo", &dropped);
    assert_eq!(failed(&mut client).await, (ProviderFailure::TimedOut, None));
    assert_eq!(dropped.get(), 1);
    assert_eq!(failed(&mut client).await, (ProviderFailure::TimedOut, None));
    assert_eq!(dropped.get(), 2);
}

#[wasm_bindgen_test]
async fn a_provider_is_let_go_with_its_client() {
    let dropped = Rc::new(Cell::new(0));
    let mut client = never_settles("/echo", &dropped);
    in_state(&mut client, State::Connecting).await;
    TimeoutFuture::new(0).await;
    client.close(CloseCode::NORMAL_CLOSURE, "").unwrap();
    assert_eq!(client.state(), State::Ended);
    until(|| dropped.get() == 1).await;

    let client = never_settles("/echo", &dropped);
    TimeoutFuture::new(0).await;
    drop(client);
    until(|| dropped.get() == 2).await;
}

async fn failed(client: &mut Client) -> (ProviderFailure, Option<String>) {
    next(client, |event| match event {
        Event::ProviderFailed { failure, error } => {
            Some((failure, error.map(|error| error.to_string())))
        }
        _ => None,
    })
    .await
}
