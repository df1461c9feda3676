//! Verdicts, to and from JavaScript.

use std::num::NonZeroU32;

use wasm_bindgen::prelude::*;

use super::object::object;
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

#[wasm_bindgen]
extern "C" {
    /// The `Verdict` of js/verdict.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Verdict")]
    pub type Verdict;

    #[wasm_bindgen(method, getter)]
    fn action(this: &Verdict) -> Action;
    #[wasm_bindgen(method, getter)]
    fn pace(this: &Verdict) -> Option<Pace>;
    #[wasm_bindgen(method, getter)]
    fn min(this: &Verdict) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn max(this: &Verdict) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn limit(this: &Verdict) -> Option<u32>;

    #[wasm_bindgen(method, setter)]
    fn set_action(this: &Verdict, action: Action);
    #[wasm_bindgen(method, setter)]
    fn set_pace(this: &Verdict, pace: Pace);
    #[wasm_bindgen(method, setter)]
    fn set_min(this: &Verdict, min: u32);
    #[wasm_bindgen(method, setter)]
    fn set_max(this: &Verdict, max: u32);
    #[wasm_bindgen(method, setter)]
    fn set_limit(this: &Verdict, limit: u32);
}

impl From<close::Verdict> for Verdict {
    fn from(verdict: close::Verdict) -> Self {
        let object: Self = object();
        match verdict {
            close::Verdict::Stop => object.set_action(Action::Stop),
            close::Verdict::Reauthenticate => object.set_action(Action::Reauthenticate),
            close::Verdict::Retry { pace, limit } => {
                object.set_action(Action::Retry);
                match pace {
                    close::Pace::Now => object.set_pace(Pace::Now),
                    close::Pace::Backoff => object.set_pace(Pace::Backoff),
                    close::Pace::Window { min, max } => {
                        object.set_pace(Pace::Window);
                        object.set_min(min);
                        object.set_max(max);
                    }
                }
                if let Some(limit) = limit {
                    object.set_limit(limit.get());
                }
            }
        }
        object
    }
}

impl From<&Verdict> for close::Verdict {
    /// The TypeScript half has checked it: no word is another than these.
    fn from(verdict: &Verdict) -> Self {
        let pace = match verdict.action() {
            Action::Stop | Action::__Invalid => return Self::Stop,
            Action::Reauthenticate => return Self::Reauthenticate,
            Action::Retry => match verdict.pace() {
                Some(Pace::Now) => close::Pace::Now,
                Some(Pace::Window) => {
                    let min = verdict.min().unwrap_or_default();
                    let max = verdict.max().unwrap_or(min);
                    close::Pace::Window { min, max }
                }
                Some(Pace::Backoff | Pace::__Invalid) | None => close::Pace::Backoff,
            },
        };
        Self::Retry {
            pace,
            limit: verdict.limit().and_then(NonZeroU32::new),
        }
    }
}
