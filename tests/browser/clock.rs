//! Clocks that are set back or forth.

use closewise::client::Event;
use closewise::close::Cause;
use closewise::session::State;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{closed, hasty, in_state, js, ms, next, opened, unique};

/// The wall clock is off by some ms, until this is dropped.
struct WallClock;

impl WallClock {
    fn off_by(ms: f64) -> Self {
        js(&format!(
            "globalThis.wallClock ??= Date.now;
            Date.now = () => wallClock.call(Date) + {ms};"
        ));
        Self
    }
}

impl Drop for WallClock {
    fn drop(&mut self) {
        js("Date.now = wallClock");
    }
}

const HOUR: f64 = 3_600_000.0;

#[wasm_bindgen_test]
async fn a_retry_comes_although_the_clock_was_set_back() {
    let path = format!("/flap?key={}&times=1&up=50", unique());
    let mut client = hasty(&path).connect().unwrap();
    in_state(&mut client, State::Waiting).await;
    let _clock = WallClock::off_by(-HOUR);
    opened(&mut client).await;
}

#[wasm_bindgen_test]
async fn a_message_after_a_long_sleep_finds_the_connection_stale() {
    let mut client = hasty("/echo").connect().unwrap();
    opened(&mut client).await;
    let clock = WallClock::off_by(HOUR);
    client.send("is anybody there?").unwrap();
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Suspended);
    drop(clock);
    next(&mut client, |event| {
        matches!(event, Event::Opened { .. }).then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_comes_due_after_a_sleep_is_not_held_up_by_a_timer_that_stood_still_in_it() {
    let mut client = hasty("/heartbeat?answers=0")
        .connect_timeout(ms(60_000))
        .liveness(|| "ping")
        .liveness_timeout(ms(50))
        .connect()
        .unwrap();
    opened(&mut client).await;
    // The timer that is set rings after the liveness interval, in 30 s.
    let _clock = WallClock::off_by(8.0 * HOUR);
    js("dispatchEvent(new Event('online'))");
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.cause, Cause::Silent);
}
