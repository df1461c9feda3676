//! Numbers for observers, as JavaScript reads them.

use std::time::Duration;

use wasm_bindgen::prelude::*;

use crate::session::{self, State};

/// What a client has done so far. Times are in ms.
#[wasm_bindgen(getter_with_clone)]
pub struct Stats {
    #[wasm_bindgen(readonly)]
    pub connections: f64,
    #[wasm_bindgen(readonly)]
    pub attempts: f64,
    #[wasm_bindgen(readonly, js_name = messagesSent)]
    pub messages_sent: f64,
    #[wasm_bindgen(readonly, js_name = bytesSent)]
    pub bytes_sent: f64,
    #[wasm_bindgen(readonly, js_name = messagesReceived)]
    pub messages_received: f64,
    #[wasm_bindgen(readonly, js_name = bytesReceived)]
    pub bytes_received: f64,
    #[wasm_bindgen(readonly, js_name = queuedMessages)]
    pub queued_messages: f64,
    #[wasm_bindgen(readonly, js_name = queuedBytes)]
    pub queued_bytes: f64,
    #[wasm_bindgen(readonly)]
    pub uptime: f64,
    /// NaN where no probe has been answered.
    #[wasm_bindgen(readonly, js_name = roundTrip)]
    pub round_trip: f64,
    #[wasm_bindgen(readonly, js_name = timeIn)]
    pub time_in: TimeIn,
}

/// How long a session has been in each state, in ms.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub struct TimeIn {
    #[wasm_bindgen(readonly)]
    pub idle: f64,
    #[wasm_bindgen(readonly)]
    pub connecting: f64,
    #[wasm_bindgen(readonly)]
    pub open: f64,
    #[wasm_bindgen(readonly)]
    pub closing: f64,
    #[wasm_bindgen(readonly)]
    pub waiting: f64,
    #[wasm_bindgen(readonly)]
    pub paused: f64,
    #[wasm_bindgen(readonly)]
    pub ended: f64,
}

impl From<session::Stats> for Stats {
    fn from(stats: session::Stats) -> Self {
        let time_in = |state| in_ms(stats.time_in(state));
        Self {
            connections: stats.connections as f64,
            attempts: stats.attempts as f64,
            messages_sent: stats.messages_sent as f64,
            bytes_sent: stats.bytes_sent as f64,
            messages_received: stats.messages_received as f64,
            bytes_received: stats.bytes_received as f64,
            queued_messages: stats.queued_messages as f64,
            queued_bytes: stats.queued_bytes as f64,
            uptime: in_ms(stats.uptime),
            round_trip: stats.round_trip.map_or(f64::NAN, in_ms),
            time_in: TimeIn {
                idle: time_in(State::Idle),
                connecting: time_in(State::Connecting),
                open: time_in(State::Open),
                closing: time_in(State::Closing),
                waiting: time_in(State::Waiting),
                paused: time_in(State::Paused),
                ended: time_in(State::Ended),
            },
        }
    }
}

fn in_ms(span: Duration) -> f64 {
    span.as_millis() as f64
}
