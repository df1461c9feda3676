//! Verdicts, to and from JavaScript.

use std::num::NonZeroU32;

use wasm_bindgen::prelude::*;

use crate::close;

/// What to do after a close.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Action {
    Stop = "stop",
    Retry = "retry",
    Reauthenticate = "reauthenticate",
}

/// When to retry.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Pace {
    Now = "now",
    Backoff = "backoff",
    Window = "window",
}

/// A verdict, made in JavaScript or told by Rust.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub struct Verdict(close::Verdict);

#[wasm_bindgen]
impl Verdict {
    pub fn stop() -> Self {
        Self(close::Verdict::Stop)
    }

    pub fn reauthenticate() -> Self {
        Self(close::Verdict::Reauthenticate)
    }

    /// A retry at once, or with backoff, worth `limit` tries in a row.
    pub fn retry(pace: Pace, limit: Option<u32>) -> Self {
        let pace = match pace {
            Pace::Now => close::Pace::Now,
            // A window has a function of its own.
            Pace::Backoff | Pace::Window | Pace::__Invalid => close::Pace::Backoff,
        };
        Self::of_retry(pace, limit)
    }

    /// A retry within a window, in ms, worth `limit` tries in a row.
    pub fn window(min: u32, max: u32, limit: Option<u32>) -> Self {
        Self::of_retry(close::Pace::Window { min, max }, limit)
    }

    fn of_retry(pace: close::Pace, limit: Option<u32>) -> Self {
        Self(close::Verdict::Retry {
            pace,
            limit: limit.and_then(NonZeroU32::new),
        })
    }

    #[wasm_bindgen(getter)]
    pub fn action(&self) -> Action {
        match self.0 {
            close::Verdict::Stop => Action::Stop,
            close::Verdict::Retry { .. } => Action::Retry,
            close::Verdict::Reauthenticate => Action::Reauthenticate,
        }
    }

    #[wasm_bindgen(getter)]
    pub fn pace(&self) -> Option<Pace> {
        Some(match self.0 {
            close::Verdict::Retry { pace, .. } => match pace {
                close::Pace::Now => Pace::Now,
                close::Pace::Backoff => Pace::Backoff,
                close::Pace::Window { .. } => Pace::Window,
            },
            _ => return None,
        })
    }

    /// The start of the window, in ms.
    #[wasm_bindgen(getter)]
    pub fn min(&self) -> Option<u32> {
        self.bounds().map(|(min, _)| min)
    }

    /// The end of the window, in ms.
    #[wasm_bindgen(getter)]
    pub fn max(&self) -> Option<u32> {
        self.bounds().map(|(_, max)| max)
    }

    /// How many tries in a row it is worth.
    #[wasm_bindgen(getter)]
    pub fn limit(&self) -> Option<u32> {
        match self.0 {
            close::Verdict::Retry { limit, .. } => limit.map(NonZeroU32::get),
            _ => None,
        }
    }

    fn bounds(&self) -> Option<(u32, u32)> {
        match self.0 {
            close::Verdict::Retry {
                pace: close::Pace::Window { min, max },
                ..
            } => Some((min, max)),
            _ => None,
        }
    }
}

impl From<close::Verdict> for Verdict {
    fn from(verdict: close::Verdict) -> Self {
        Self(verdict)
    }
}

impl From<Verdict> for close::Verdict {
    fn from(verdict: Verdict) -> Self {
        verdict.0
    }
}
