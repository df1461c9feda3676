//! The sessions, each known by a number.

use std::cell::UnsafeCell;

use wasm_bindgen::prelude::*;

use super::verdict::{flattened, verdict};
use crate::close::{
    Close, CloseCode, Context, Diagnosis, Initiator, Profile, Profiles, Rule, Timeout, diagnose,
};
use crate::session::{
    Config, Effect, Features, Input, Notice, Output, ProviderFailure, Reading, Refusal, Reply,
    SETTINGS, Session,
};

/// A message stays in JavaScript; the session knows it by a number.
type Message = u32;

#[derive(Default)]
struct Client {
    config: Config,
    session: Option<Session<Message>>,
    /// The rest of the output that `poll` returned last.
    fields: [f64; 7],
    diagnosis: Option<Diagnosis>,
}

struct Clients(UnsafeCell<Vec<Option<Box<Client>>>>);

// SAFETY: the npm build has no threads: each worker has an instance of its own.
unsafe impl Sync for Clients {}

static CLIENTS: Clients = Clients(UnsafeCell::new(Vec::new()));

/// The one way to the clients.
///
/// Each export takes it once, at its start, and calls no JavaScript, so that no
/// two of these references live at the same time.
fn clients() -> &'static mut Vec<Option<Box<Client>>> {
    // SAFETY: see above.
    unsafe { &mut *CLIENTS.0.get() }
}

#[inline(never)]
fn client(id: usize) -> Option<&'static mut Client> {
    clients().get_mut(id)?.as_deref_mut()
}

fn session(id: usize) -> Option<&'static mut Session<Message>> {
    client(id)?.session.as_mut()
}

#[inline(never)]
fn handle(id: usize, input: Input<Message>, now: f64) -> u32 {
    let Some(session) = session(id) else {
        return 0;
    };
    match session.handle(input, now as u64) {
        Reply::Done | Reply::Sent => 0,
        Reply::Queued => 1,
        Reply::Refused(_, Refusal::NotOpen) => 2,
        Reply::Refused(_, Refusal::Full) => 3,
        Reply::Refused(_, Refusal::TooBig) => 4,
        Reply::Refused(_, Refusal::Ended) => 5,
    }
}

/// A client with the default configuration.
#[wasm_bindgen]
pub fn create() -> usize {
    let clients = clients();
    let client = Some(Box::default());
    match clients.iter().position(Option::is_none) {
        Some(id) => {
            clients[id] = client;
            id
        }
        None => {
            clients.push(client);
            clients.len() - 1
        }
    }
}

/// Forgets a client.
#[wasm_bindgen]
pub fn forget(id: usize) {
    if let Some(client) = clients().get_mut(id) {
        *client = None;
    }
}

/// Sets a number by its row in the table; false if it is out of bounds.
#[wasm_bindgen]
pub fn set(id: usize, row: usize, value: f64) -> bool {
    match (client(id), SETTINGS.get(row)) {
        (Some(client), Some(row)) => client.config.set(row.setting, value).is_ok(),
        _ => false,
    }
}

/// Turns features on, a bit each, in the order of [`Features`].
#[wasm_bindgen]
pub fn features(id: usize, bits: u32) {
    let on = |place: u32| bits >> place & 1 == 1;
    if let Some(client) = client(id) {
        client.config.features = Features {
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
}

/// Adds a code, or a range of codes, of the user's own.
#[wasm_bindgen]
pub fn rule(id: usize, first: u16, last: u16, kind: u32, min: u32, max: u32, limit: u32) {
    if let (Some(client), Some(verdict)) = (client(id), verdict(kind, min, max, limit)) {
        client.config.codes.push(Rule::range(first, last, verdict));
    }
}

/// Chooses a profile; false if there is none of this name.
#[wasm_bindgen]
pub fn profile(id: usize, name: &str) -> bool {
    let Some(client) = client(id) else {
        return false;
    };
    client.config.profile = Profile::named(name);
    client.config.profile.is_some()
}

/// Diagnoses a close with the codes and the profile of a client. `flags`, a
/// bit each: opened, was clean, client initiated, offline, silent, suspended,
/// aborted, connect timeout, close timeout, read advice.
#[wasm_bindgen(js_name = diagnose)]
pub fn diagnose_close(id: usize, code: u16, reason: &str, flags: u32, uptime: f64) {
    let is = |place: u32| flags >> place & 1 == 1;
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
    if let Some(client) = client(id) {
        let profiles = Profiles {
            codes: &client.config.codes,
            profile: client.config.profile,
        };
        client.diagnosis = Some(diagnose(&close, &context, &profiles));
    }
}

/// Ends the configuration: the session exists, and is not yet open.
#[wasm_bindgen]
pub fn start(id: usize, seed: f64, now: f64) {
    if let Some(client) = client(id) {
        let config = std::mem::take(&mut client.config);
        client.session = Some(Session::new(config, seed as u64, now as u64));
    }
}

/// Tells what happened: a user's call, or what the browser said. The order of
/// the kinds is that of js/driver.ts.
#[wasm_bindgen]
pub fn tell(id: usize, kind: u32, a: u32, b: f64, now: f64) {
    let input = match kind {
        0 => Input::Open,
        1 => Input::Close {
            code: (a != 0).then_some(CloseCode(a as u16)),
            reason: String::new(),
        },
        2 => Input::Reconnect,
        3 => Input::Abort,
        4 => Input::Provided(a),
        5 => Input::NotProvided(a, ProviderFailure::Threw),
        6 => Input::NotProvided(a, ProviderFailure::Invalid),
        7 => Input::Opened(a),
        8 => Input::Errored(a),
        9 => Input::Buffered(a, b as u64),
        10 => Input::Online,
        11 => Input::Offline,
        12 => Input::Frozen,
        13 => Input::Resumed,
        14 => Input::Wake,
        _ => Input::NotDialed(a),
    };
    handle(id, input, now);
}

/// Sends. Returns 0 if the message goes to the socket, 1 if it is queued, else
/// why not: 2 not open, 3 outbox full, 4 too big for it, 5 ended. A `ttl` of
/// NaN is the configured one.
#[wasm_bindgen]
pub fn send(id: usize, message: u32, bytes: f64, ttl: f64, now: f64) -> u32 {
    let input = Input::Send {
        message,
        bytes: bytes as u64,
        ttl: (!ttl.is_nan()).then_some(ttl as u64),
    };
    handle(id, input, now)
}

/// A message came. `reading`: 0 for the user, 1 an answer to a probe, 2 the
/// handshake accepted.
#[wasm_bindgen]
pub fn received(id: usize, generation: u32, message: u32, bytes: f64, reading: u32, now: f64) {
    let input = Input::Received {
        generation,
        message,
        bytes: bytes as u64,
        reading: match reading {
            0 => Reading::Message,
            1 => Reading::Pong,
            _ => Reading::Accepted,
        },
    };
    handle(id, input, now);
}

/// A message came that refuses the handshake, with this verdict.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "only numbers pass to JavaScript")]
pub fn refused(
    id: usize,
    generation: u32,
    bytes: f64,
    kind: u32,
    min: u32,
    max: u32,
    limit: u32,
    now: f64,
) {
    if let Some(verdict) = verdict(kind, min, max, limit) {
        let input = Input::Received {
            generation,
            message: 0,
            bytes: bytes as u64,
            reading: Reading::Refused(verdict),
        };
        handle(id, input, now);
    }
}

/// The socket is closed.
#[wasm_bindgen]
pub fn closed(
    id: usize,
    generation: u32,
    code: u16,
    reason: String,
    was_clean: bool,
    buffered: f64,
    now: f64,
) {
    let input = Input::Closed {
        generation,
        code: CloseCode(code),
        reason,
        was_clean,
        buffered: buffered as u64,
    };
    handle(id, input, now);
}

/// The user's verdict on the diagnosis; a kind past the last is none.
#[wasm_bindgen]
pub fn judged(id: usize, kind: u32, min: u32, max: u32, limit: u32, now: f64) {
    handle(id, Input::Judged(verdict(kind, min, max, limit)), now);
}

/// What to do or to tell next: its kind, in the order of js/driver.ts, and 32
/// times its first number; 0 for nothing. With `effects_only`, notices wait.
#[wasm_bindgen]
pub fn poll(id: usize, effects_only: bool) -> f64 {
    let Some(client) = client(id) else {
        return 0.0;
    };
    let Some(session) = &mut client.session else {
        return 0.0;
    };
    let output = if effects_only {
        session.poll_effect().map(Output::Effect)
    } else {
        session.poll_output()
    };
    match output {
        Some(Output::Effect(effect)) => client.take_effect(effect),
        Some(Output::Notice(notice)) => client.take_notice(notice),
        None => 0.0,
    }
}

impl Client {
    fn take_effect(&mut self, effect: Effect<Message>) -> f64 {
        let (kind, first) = match effect {
            Effect::Provide {
                generation,
                attempt,
                fresh,
                last,
            } => {
                self.diagnosis = last;
                self.fields[..2].copy_from_slice(&[attempt.into(), fresh.into()]);
                (1, generation)
            }
            Effect::Dial(generation) => (2, generation),
            Effect::Greet => (3, 0),
            Effect::Transmit(message) => (4, message),
            Effect::Probe => (5, 0),
            Effect::Measure(generation) => (6, generation),
            Effect::CloseSocket { code, reason: _ } => (7, code.map_or(0, |code| code.0.into())),
            Effect::Discard => (8, 0),
            Effect::Judge(diagnosis) => {
                self.diagnosis = Some(diagnosis);
                (9, 0)
            }
            Effect::Release => (10, 0),
        };
        packed(kind, first)
    }

    fn take_notice(&mut self, notice: Notice<Message>) -> f64 {
        let (kind, first) = match notice {
            Notice::State { from, to, reason } => {
                self.fields[..2].copy_from_slice(&[to as u32 as f64, reason as u32 as f64]);
                (11, from as u32)
            }
            Notice::Opened => (12, 0),
            Notice::Message(message) => (13, message),
            Notice::Error => (14, 0),
            Notice::Closed(closed) => {
                self.diagnosis = Some(closed.diagnosis);
                self.fields = [
                    closed.generation.into(),
                    closed.was_clean.into(),
                    closed.declared.into(),
                    closed.will_retry.into(),
                    closed.in_doubt as f64,
                    closed.uptime as f64,
                    0.0,
                ];
                (15, closed.code.0.into())
            }
            Notice::ProviderFailed(failure) => (16, failure as u32),
            Notice::Retry { attempt, delay } => {
                self.fields[0] = delay as f64;
                (17, attempt)
            }
            Notice::Undelivered(message, why) => {
                self.fields[0] = f64::from(why as u32);
                (18, message)
            }
            Notice::Drained => (19, 0),
            Notice::Ended(end) => {
                self.diagnosis = end.diagnosis;
                (20, end.reason as u32)
            }
        };
        packed(kind, first)
    }
}

fn packed(kind: u32, first: u32) -> f64 {
    f64::from(first) * 32.0 + f64::from(kind)
}

/// A further number of the output that `poll` returned last.
#[wasm_bindgen]
pub fn field(id: usize, place: usize) -> f64 {
    client(id)
        .and_then(|client| client.fields.get(place).copied())
        .unwrap_or(0.0)
}

/// A number of the last diagnosis: 0 code, 1 cause, 2–5 verdict, 6 source, 7
/// advice. All bits are set if there is none: every u16 is a code, 0 too.
#[wasm_bindgen(js_name = diagnosisNumber)]
pub fn diagnosis_number(id: usize, place: usize) -> u32 {
    let Some(diagnosis) = diagnosis(id) else {
        return u32::MAX;
    };
    match place {
        0 => diagnosis.code.0.into(),
        1 => diagnosis.cause as u32,
        2..=5 => flattened(diagnosis.verdict)[place - 2],
        6 => diagnosis.source as u32,
        _ => diagnosis.advice as u32,
    }
}

/// A text of the last diagnosis: 0 the code's name, 1 the sentence, 2 the reference.
#[wasm_bindgen(js_name = diagnosisText)]
pub fn diagnosis_text(id: usize, place: u32) -> String {
    match (diagnosis(id), place) {
        (Some(diagnosis), 0) => diagnosis.name.into(),
        (Some(diagnosis), 1) => diagnosis.sentence(),
        (Some(diagnosis), _) => diagnosis.reference.into(),
        (None, _) => String::new(),
    }
}

fn diagnosis(id: usize) -> Option<&'static Diagnosis> {
    client(id)?.diagnosis.as_ref()
}

/// When to tell of a wake-up; infinite for never.
#[wasm_bindgen]
pub fn timeout(id: usize) -> f64 {
    let at = session(id).and_then(|session| session.poll_timeout());
    at.map_or(f64::INFINITY, |at| at as f64)
}

/// What is true now, in bits: 0–2 the state, 3 notices wait, 4 messages belong
/// to the application handshake, 5 drained.
#[wasm_bindgen]
pub fn status(id: usize) -> u32 {
    session(id).map_or(0, |session| {
        session.state() as u32
            | u32::from(session.has_notices()) << 3
            | u32::from(session.is_handshaking()) << 4
            | u32::from(session.is_drained()) << 5
    })
}

/// A number for observers; the order is that of js/stats.ts. NaN for none.
#[wasm_bindgen]
pub fn stat(id: usize, place: usize, now: f64) -> f64 {
    let Some(session) = session(id) else {
        return 0.0;
    };
    let stats = session.stats(now as u64);
    let numbers = [
        stats.connections,
        stats.attempts,
        stats.messages_sent,
        stats.bytes_sent,
        stats.messages_received,
        stats.bytes_received,
        stats.queued_messages,
        stats.queued_bytes,
        stats.uptime,
    ];
    let of_time = |place: usize| stats.time_in.get(place).copied();
    let number = match place.checked_sub(numbers.len()) {
        None => numbers.get(place).copied(),
        Some(0) => stats.round_trip,
        Some(rest) => of_time(rest - 1),
    };
    number.map_or(f64::NAN, |number| number as f64)
}
