//! What a client is told and what it is asked for each attempt, as JavaScript reads it.

use wasm_bindgen::prelude::*;

use super::diagnosis::Diagnosis;
use super::object::object;
use super::time::in_ms;
use crate::session;

/// The state of a session.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum State {
    Idle = "idle",
    Connecting = "connecting",
    Open = "open",
    Closing = "closing",
    Waiting = "waiting",
    Paused = "paused",
    Ended = "ended",
}

/// What brought a state about.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum StateReason {
    Requested = "requested",
    Opened = "opened",
    Closed = "closed",
    RetryDue = "retry-due",
    Online = "online",
    Offline = "offline",
    Frozen = "frozen",
    Resumed = "resumed",
}

/// What failed.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Failure {
    Socket = "socket",
    ConnectTimeout = "connect-timeout",
    HandshakeRefused = "handshake-refused",
    Silent = "silent",
    Suspended = "suspended",
    NetworkChanged = "network-changed",
}

/// Why a session ended.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum EndReason {
    Requested = "requested",
    Aborted = "aborted",
    Stopped = "stopped",
    ReconnectOff = "reconnect-off",
    AttemptsExhausted = "attempts-exhausted",
    TimeExhausted = "time-exhausted",
    Flapping = "flapping",
}

/// Why an accepted message was not sent.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum UndeliveredReason {
    Expired = "expired",
    Overflow = "overflow",
    Ended = "ended",
}

/// How the provider of the address failed.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum ProviderFailure {
    Threw = "threw",
    TimedOut = "timed-out",
    Invalid = "invalid",
}

#[wasm_bindgen]
extern "C" {
    /// The `CloseFacts` of js/events.ts: a plain object.
    #[wasm_bindgen(typescript_type = "CloseFacts")]
    pub type Close;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &Close, code: u16);
    #[wasm_bindgen(method, setter)]
    fn set_reason(this: &Close, reason: &str);
    #[wasm_bindgen(method, setter, js_name = wasClean)]
    fn set_was_clean(this: &Close, was_clean: bool);
    #[wasm_bindgen(method, setter)]
    fn set_synthetic(this: &Close, synthetic: bool);
    #[wasm_bindgen(method, setter, js_name = willRetry)]
    fn set_will_retry(this: &Close, will_retry: bool);
    #[wasm_bindgen(method, setter)]
    fn set_heard(this: &Close, heard: bool);
    #[wasm_bindgen(method, setter)]
    fn set_handed(this: &Close, handed: Handed);
    /// In bytes.
    #[wasm_bindgen(method, setter, js_name = inDoubt)]
    fn set_in_doubt(this: &Close, in_doubt: f64);
    /// In ms.
    #[wasm_bindgen(method, setter)]
    fn set_uptime(this: &Close, uptime: f64);
    #[wasm_bindgen(method, setter)]
    fn set_diagnosis(this: &Close, diagnosis: Diagnosis);

    /// What was handed to a connection: a plain object.
    #[wasm_bindgen(typescript_type = "CloseFacts[\"handed\"]")]
    pub type Handed;

    #[wasm_bindgen(method, setter)]
    fn set_messages(this: &Handed, messages: f64);
    #[wasm_bindgen(method, setter)]
    fn set_bytes(this: &Handed, bytes: f64);

    /// The `End` of js/events.ts: a plain object.
    #[wasm_bindgen(typescript_type = "End")]
    pub type End;

    #[wasm_bindgen(method, setter)]
    fn set_reason(this: &End, reason: EndReason);
    #[wasm_bindgen(method, setter)]
    fn set_diagnosis(this: &End, diagnosis: Option<Diagnosis>);

    /// The `Attempt` of js/options.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Attempt")]
    pub type Attempt;

    #[wasm_bindgen(method, setter)]
    fn set_attempt(this: &Attempt, attempt: u32);
    #[wasm_bindgen(method, setter)]
    fn set_fresh(this: &Attempt, fresh: bool);
    #[wasm_bindgen(method, setter)]
    fn set_diagnosis(this: &Attempt, diagnosis: Option<Diagnosis>);
}

impl From<&session::Closed> for Close {
    fn from(closed: &session::Closed) -> Self {
        let object: Self = object();
        object.set_code(closed.code.0);
        object.set_reason(&closed.reason);
        object.set_was_clean(closed.was_clean);
        object.set_synthetic(closed.synthetic);
        object.set_will_retry(closed.will_retry);
        object.set_heard(closed.heard);
        object.set_handed(closed.handed.into());
        object.set_in_doubt(closed.in_doubt as f64);
        object.set_uptime(in_ms(closed.uptime));
        object.set_diagnosis((&closed.diagnosis).into());
        object
    }
}

impl From<session::Handed> for Handed {
    fn from(handed: session::Handed) -> Self {
        let object: Self = object();
        object.set_messages(handed.messages as f64);
        object.set_bytes(handed.bytes as f64);
        object
    }
}

impl From<session::End> for End {
    fn from(end: session::End) -> Self {
        let object: Self = object();
        object.set_reason(end.reason.into());
        object.set_diagnosis(end.diagnosis.as_ref().map(Into::into));
        object
    }
}

impl From<&session::Attempt> for Attempt {
    fn from(attempt: &session::Attempt) -> Self {
        let object: Self = object();
        object.set_attempt(attempt.number);
        object.set_fresh(attempt.fresh);
        object.set_diagnosis(attempt.last.as_ref().map(Into::into));
        object
    }
}

impl From<session::State> for State {
    fn from(state: session::State) -> Self {
        match state {
            session::State::Idle => Self::Idle,
            session::State::Connecting => Self::Connecting,
            session::State::Open => Self::Open,
            session::State::Closing => Self::Closing,
            session::State::Waiting => Self::Waiting,
            session::State::Paused => Self::Paused,
            session::State::Ended => Self::Ended,
        }
    }
}

impl From<session::StateReason> for StateReason {
    fn from(reason: session::StateReason) -> Self {
        match reason {
            session::StateReason::Requested => Self::Requested,
            session::StateReason::Opened => Self::Opened,
            session::StateReason::Closed => Self::Closed,
            session::StateReason::RetryDue => Self::RetryDue,
            session::StateReason::Online => Self::Online,
            session::StateReason::Offline => Self::Offline,
            session::StateReason::Frozen => Self::Frozen,
            session::StateReason::Resumed => Self::Resumed,
        }
    }
}

impl From<session::Failure> for Failure {
    fn from(failure: session::Failure) -> Self {
        match failure {
            session::Failure::Socket => Self::Socket,
            session::Failure::ConnectTimeout => Self::ConnectTimeout,
            session::Failure::HandshakeRefused => Self::HandshakeRefused,
            session::Failure::Silent => Self::Silent,
            session::Failure::Suspended => Self::Suspended,
            session::Failure::NetworkChanged => Self::NetworkChanged,
        }
    }
}

impl From<session::EndReason> for EndReason {
    fn from(reason: session::EndReason) -> Self {
        match reason {
            session::EndReason::Requested => Self::Requested,
            session::EndReason::Aborted => Self::Aborted,
            session::EndReason::Stopped => Self::Stopped,
            session::EndReason::ReconnectOff => Self::ReconnectOff,
            session::EndReason::AttemptsExhausted => Self::AttemptsExhausted,
            session::EndReason::TimeExhausted => Self::TimeExhausted,
            session::EndReason::Flapping => Self::Flapping,
        }
    }
}

impl From<session::Undelivered> for UndeliveredReason {
    fn from(reason: session::Undelivered) -> Self {
        match reason {
            session::Undelivered::Expired => Self::Expired,
            session::Undelivered::Overflow => Self::Overflow,
            session::Undelivered::Ended => Self::Ended,
        }
    }
}

impl From<session::ProviderFailure> for ProviderFailure {
    fn from(failure: session::ProviderFailure) -> Self {
        match failure {
            session::ProviderFailure::Threw => Self::Threw,
            session::ProviderFailure::TimedOut => Self::TimedOut,
            session::ProviderFailure::Invalid => Self::Invalid,
        }
    }
}

impl From<ProviderFailure> for session::ProviderFailure {
    fn from(failure: ProviderFailure) -> Self {
        match failure {
            ProviderFailure::TimedOut => Self::TimedOut,
            ProviderFailure::Invalid => Self::Invalid,
            // The TypeScript half knows no other word.
            ProviderFailure::Threw | ProviderFailure::__Invalid => Self::Threw,
        }
    }
}
