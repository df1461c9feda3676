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

    /// A retry at once, or with backoff. A `limit` of 0 is none.
    pub fn retry(at_once: bool, limit: u32) -> Self {
        let pace = if at_once {
            close::Pace::Now
        } else {
            close::Pace::Backoff
        };
        Self::of_retry(pace, limit)
    }

    /// A retry within a window, in ms. A `limit` of 0 is none.
    pub fn window(min: u32, max: u32, limit: u32) -> Self {
        Self::of_retry(close::Pace::Window { min, max }, limit)
    }

    fn of_retry(pace: close::Pace, limit: u32) -> Self {
        Self(close::Verdict::Retry {
            pace,
            limit: NonZeroU32::new(limit),
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
