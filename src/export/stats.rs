//! Numbers for observers, as JavaScript reads them.

use wasm_bindgen::prelude::*;

use super::object::object;
use super::time::in_ms;
use crate::session::{self, State};

#[wasm_bindgen]
extern "C" {
    /// The `Stats` of js/stats.ts: a plain object. Times are in ms.
    #[wasm_bindgen(typescript_type = "Stats")]
    pub type Stats;

    #[wasm_bindgen(method, setter)]
    fn set_connections(this: &Stats, connections: f64);
    #[wasm_bindgen(method, setter)]
    fn set_attempts(this: &Stats, attempts: f64);
    #[wasm_bindgen(method, setter, js_name = messagesSent)]
    fn set_messages_sent(this: &Stats, messages: f64);
    #[wasm_bindgen(method, setter, js_name = bytesSent)]
    fn set_bytes_sent(this: &Stats, bytes: f64);
    #[wasm_bindgen(method, setter, js_name = messagesReceived)]
    fn set_messages_received(this: &Stats, messages: f64);
    #[wasm_bindgen(method, setter, js_name = bytesReceived)]
    fn set_bytes_received(this: &Stats, bytes: f64);
    #[wasm_bindgen(method, setter, js_name = queuedMessages)]
    fn set_queued_messages(this: &Stats, messages: f64);
    #[wasm_bindgen(method, setter, js_name = queuedBytes)]
    fn set_queued_bytes(this: &Stats, bytes: f64);
    #[wasm_bindgen(method, setter)]
    fn set_uptime(this: &Stats, uptime: f64);
    /// NaN where no probe has been answered.
    #[wasm_bindgen(method, setter, js_name = roundTrip)]
    fn set_round_trip(this: &Stats, round_trip: f64);
    #[wasm_bindgen(method, setter, js_name = timeIn)]
    fn set_time_in(this: &Stats, time_in: TimeIn);

    /// How long a session has been in each state, in ms: a plain object.
    #[wasm_bindgen(typescript_type = "Stats[\"timeIn\"]")]
    pub type TimeIn;

    #[wasm_bindgen(method, setter)]
    fn set_idle(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_connecting(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_open(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_closing(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_waiting(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_paused(this: &TimeIn, span: f64);
    #[wasm_bindgen(method, setter)]
    fn set_ended(this: &TimeIn, span: f64);
}

impl From<&session::Stats> for Stats {
    fn from(stats: &session::Stats) -> Self {
        let object: Self = object();
        object.set_connections(stats.connections as f64);
        object.set_attempts(stats.attempts as f64);
        object.set_messages_sent(stats.messages_sent as f64);
        object.set_bytes_sent(stats.bytes_sent as f64);
        object.set_messages_received(stats.messages_received as f64);
        object.set_bytes_received(stats.bytes_received as f64);
        object.set_queued_messages(stats.queued_messages as f64);
        object.set_queued_bytes(stats.queued_bytes as f64);
        object.set_uptime(in_ms(stats.uptime));
        object.set_round_trip(stats.round_trip.map_or(f64::NAN, in_ms));
        object.set_time_in(stats.into());
        object
    }
}

impl From<&session::Stats> for TimeIn {
    fn from(stats: &session::Stats) -> Self {
        let span = |state| in_ms(stats.time_in(state));
        let object: Self = object();
        object.set_idle(span(State::Idle));
        object.set_connecting(span(State::Connecting));
        object.set_open(span(State::Open));
        object.set_closing(span(State::Closing));
        object.set_waiting(span(State::Waiting));
        object.set_paused(span(State::Paused));
        object.set_ended(span(State::Ended));
        object
    }
}
