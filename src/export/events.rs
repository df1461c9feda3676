//! What a client is told and what its provider is asked, as JavaScript reads it.

use wasm_bindgen::prelude::*;

use super::diagnosis::Diagnosis;
use crate::browser::ProviderRequest;
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

/// How a connection ended.
#[wasm_bindgen(getter_with_clone)]
pub struct Close {
    #[wasm_bindgen(readonly)]
    pub code: u16,
    #[wasm_bindgen(readonly)]
    pub reason: String,
    #[wasm_bindgen(readonly, js_name = wasClean)]
    pub was_clean: bool,
    #[wasm_bindgen(readonly)]
    pub synthetic: bool,
    #[wasm_bindgen(readonly, js_name = willRetry)]
    pub will_retry: bool,
    /// In bytes.
    #[wasm_bindgen(readonly, js_name = inDoubt)]
    pub in_doubt: f64,
    /// In ms.
    #[wasm_bindgen(readonly)]
    pub uptime: f64,
    #[wasm_bindgen(readonly)]
    pub diagnosis: Diagnosis,
}

/// How a session ended.
#[wasm_bindgen(getter_with_clone)]
pub struct End {
    #[wasm_bindgen(readonly)]
    pub reason: EndReason,
    #[wasm_bindgen(readonly)]
    pub diagnosis: Option<Diagnosis>,
}

/// The attempt that an address is wanted for.
#[wasm_bindgen(getter_with_clone)]
pub struct Attempt {
    /// The number to answer for.
    #[wasm_bindgen(readonly)]
    pub generation: u32,
    #[wasm_bindgen(readonly)]
    pub attempt: u32,
    #[wasm_bindgen(readonly)]
    pub fresh: bool,
    #[wasm_bindgen(readonly)]
    pub diagnosis: Option<Diagnosis>,
}

impl From<session::Closed> for Close {
    fn from(closed: session::Closed) -> Self {
        Self {
            code: closed.code.0,
            reason: closed.reason,
            was_clean: closed.was_clean,
            synthetic: closed.synthetic,
            will_retry: closed.will_retry,
            in_doubt: closed.in_doubt as f64,
            uptime: closed.uptime.as_millis() as f64,
            diagnosis: (&closed.diagnosis).into(),
        }
    }
}

impl From<session::End> for End {
    fn from(end: session::End) -> Self {
        Self {
            reason: end.reason.into(),
            diagnosis: end.diagnosis.as_ref().map(Into::into),
        }
    }
}

impl From<ProviderRequest> for Attempt {
    fn from(request: ProviderRequest) -> Self {
        Self {
            generation: request.generation,
            attempt: request.attempt,
            fresh: request.fresh,
            diagnosis: request.last.as_ref().map(Into::into),
        }
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
