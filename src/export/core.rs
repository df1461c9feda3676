//! One client: its configuration, then its driver.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::face::{ExportedFace, JsFace, tell_diagnosis, verdict};
use crate::browser::Driver;
use crate::close::{
    Close, CloseCode, Context, Initiator, Profile, Profiles, Rule, Timeout, diagnose,
};
use crate::session::{Config, Features, Input, ProviderFailure, Refusal, Reply, SETTINGS, State};

/// A client for the JavaScript face: configured first, then started.
#[wasm_bindgen]
#[derive(Default)]
pub struct Core {
    config: RefCell<Config>,
    driver: OnceCell<Rc<Driver<ExportedFace>>>,
}

#[wasm_bindgen]
impl Core {
    /// A client that is not configured yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a number by its place in the table; false if it is out of bounds.
    pub fn set(&self, place: usize, value: f64) -> bool {
        match SETTINGS.get(place) {
            Some(row) => self.config.borrow_mut().set(row.setting, value).is_ok(),
            None => false,
        }
    }

    /// Turns features on, a bit each, in the order of `Features`.
    pub fn features(&self, bits: u32) {
        let on = |place: u32| bits >> place & 1 == 1;
        self.config.borrow_mut().features = Features {
            reconnect: on(0),
            queue: on(1),
            provider: on(2),
            handshake: on(3),
            judge: on(4),
            liveness: on(5),
            matcher: on(6),
            advice: on(7),
        };
    }

    /// Adds a code, or a range of codes, of the user's own.
    pub fn rule(&self, first: u16, last: u16, kind: u32, min: u32, max: u32, limit: u32) {
        self.config.borrow_mut().codes.push(Rule {
            first,
            last,
            verdict: verdict(kind, min, max, limit),
            name: "",
            meaning: "",
            reference: "",
        });
    }

    /// Chooses a profile; false if there is none of this name.
    pub fn profile(&self, name: &str) -> bool {
        let profile = Profile::named(name);
        self.config.borrow_mut().profile = profile;
        profile.is_some()
    }

    /// Whether the numbers fit each other.
    pub fn check(&self) -> bool {
        self.config.borrow().check().is_ok()
    }

    /// Diagnoses a close with the codes and the profile of this client.
    /// `flags`, a bit each: opened, was clean, client initiated, offline,
    /// silent, suspended, aborted, connect timeout, close timeout, read advice.
    pub fn diagnose(&self, face: &JsFace, code: u16, reason: &str, flags: u32, uptime: f64) {
        let is = |place: u32| flags >> place & 1 == 1;
        let config = self.config.borrow();
        let close = Close {
            code: CloseCode(code),
            reason,
            was_clean: is(1),
        };
        let context = Context {
            opened: is(0),
            uptime: uptime as u64,
            initiator: if is(2) {
                Initiator::Client
            } else {
                Initiator::Peer
            },
            offline: is(3),
            silent: is(4),
            suspended: is(5),
            aborted: is(6),
            timeout: match (is(7), is(8)) {
                (_, true) => Some(Timeout::Close),
                (true, false) => Some(Timeout::Connect),
                (false, false) => None,
            },
            read_advice: is(9),
        };
        let profiles = Profiles {
            codes: &config.codes,
            profile: config.profile,
        };
        tell_diagnosis(face, &diagnose(&close, &context, &profiles));
    }

    /// Starts the session; throws what the platform threw at the first socket.
    pub fn start(&self, face: JsFace) -> Result<(), JsValue> {
        let config = self.config.take();
        self.driver
            .get_or_init(|| Driver::new(config, ExportedFace::new(face)))
            .open()
    }

    /// Sends. Returns 0 if it was handed to the socket, 1 if it is queued,
    /// else why not: 2 not open, 3 outbox full, 4 too big for it, 5 ended.
    /// A `ttl` of NaN is the configured one.
    pub fn send(&self, message: JsValue, bytes: f64, ttl: f64) -> u32 {
        let Some(driver) = self.driver.get() else {
            return 5;
        };
        let reply = driver.call(Input::Send {
            message,
            bytes: bytes as u64,
            ttl: (!ttl.is_nan()).then_some(ttl as u64),
        });
        match reply {
            Reply::Done | Reply::Sent => 0,
            Reply::Queued => 1,
            Reply::Refused(_, Refusal::NotOpen) => 2,
            Reply::Refused(_, Refusal::Full) => 3,
            Reply::Refused(_, Refusal::TooBig) => 4,
            Reply::Refused(_, Refusal::Ended) => 5,
        }
    }

    /// Ends the session. A code of 0 sends none.
    pub fn close(&self, code: u16, reason: String) {
        let code = (code != 0).then_some(CloseCode(code));
        self.call(Input::Close { code, reason });
    }

    /// Ends the session without a closing handshake.
    pub fn abort(&self) {
        self.call(Input::Abort);
    }

    /// Makes a new connection, now.
    pub fn reconnect(&self) {
        self.call(Input::Reconnect);
    }

    /// The provider's answer: 0 for given, else how it failed, counted from 1.
    pub fn provided(&self, generation: u32, failure: u32) {
        let answer = match failure {
            0 => Ok(()),
            1 => Err(ProviderFailure::Threw),
            2 => Err(ProviderFailure::TimedOut),
            _ => Err(ProviderFailure::Invalid),
        };
        if let Some(driver) = self.driver.get() {
            driver.provided(generation, answer);
        }
    }

    /// Leaves a verdict for the `judge` or `read` under way.
    pub fn answer(&self, kind: u32, min: u32, max: u32, limit: u32) {
        if let Some(driver) = self.driver.get() {
            driver.face().answer(verdict(kind, min, max, limit));
        }
    }

    /// The state, by its place in `State`.
    pub fn state(&self) -> u32 {
        self.driver
            .get()
            .map_or(State::Idle, |driver| driver.state()) as u32
    }

    /// Whether the outbox is empty and the socket's buffer low.
    pub fn drained(&self) -> bool {
        self.driver.get().is_none_or(|driver| driver.is_drained())
    }

    /// A number for observers, by its place; NaN for none.
    pub fn stat(&self, place: usize) -> f64 {
        let Some(driver) = self.driver.get() else {
            return 0.0;
        };
        let stats = driver.stats();
        let number = match place {
            0 => stats.connections,
            1 => stats.attempts,
            2 => stats.messages_sent,
            3 => stats.bytes_sent,
            4 => stats.messages_received,
            5 => stats.bytes_received,
            6 => stats.queued_messages,
            7 => stats.queued_bytes,
            8 => match stats.round_trip {
                Some(span) => span,
                None => return f64::NAN,
            },
            9 => stats.uptime,
            _ => match stats.time_in.get(place - 10) {
                Some(span) => *span,
                None => return f64::NAN,
            },
        };
        number as f64
    }

    fn call(&self, input: Input<JsValue>) {
        if let Some(driver) = self.driver.get() {
            let _ = driver.call(input);
        }
    }
}
