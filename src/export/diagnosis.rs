//! The classifier, for JavaScript.

use std::time::Duration;

use wasm_bindgen::prelude::*;

use super::object::object;
use super::rules::Rules;
use super::verdict::Verdict;
use crate::close::{self, CloseCode};

/// What really happened.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Cause {
    Requested = "requested",
    ClosedByPeer = "closed-by-peer",
    NeverOpened = "never-opened",
    ConnectTimeout = "connect-timeout",
    Dropped = "dropped",
    Silent = "silent",
    Offline = "offline",
    CloseTimeout = "close-timeout",
    Suspended = "suspended",
    Aborted = "aborted",
}

/// Who decided a verdict.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum VerdictSource {
    Standard = "standard",
    Profile = "profile",
    User = "user",
    Advice = "advice",
    Announced = "announced",
}

/// What became of the server's advice.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum AdviceNote {
    None = "none",
    Taken = "taken",
    Ignored = "ignored",
    Malformed = "malformed",
}

#[wasm_bindgen]
extern "C" {
    /// The `Diagnosis` of js/diagnosis.ts: a plain object.
    #[wasm_bindgen(typescript_type = "Diagnosis")]
    pub type Diagnosis;

    #[wasm_bindgen(method, setter)]
    fn set_code(this: &Diagnosis, code: u16);
    #[wasm_bindgen(method, setter)]
    fn set_name(this: &Diagnosis, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_cause(this: &Diagnosis, cause: Cause);
    #[wasm_bindgen(method, setter)]
    fn set_verdict(this: &Diagnosis, verdict: Verdict);
    #[wasm_bindgen(method, setter)]
    fn set_source(this: &Diagnosis, source: VerdictSource);
    #[wasm_bindgen(method, setter)]
    fn set_advice(this: &Diagnosis, advice: AdviceNote);
    #[wasm_bindgen(method, setter)]
    fn set_sentence(this: &Diagnosis, sentence: &str);
    #[wasm_bindgen(method, setter)]
    fn set_reference(this: &Diagnosis, reference: &str);
}

impl From<&close::Diagnosis> for Diagnosis {
    fn from(diagnosis: &close::Diagnosis) -> Self {
        let object: Self = object();
        object.set_code(diagnosis.code.0);
        object.set_name(&diagnosis.name);
        object.set_cause(diagnosis.cause.into());
        object.set_verdict(diagnosis.verdict.into());
        object.set_source(diagnosis.source.into());
        object.set_advice(diagnosis.advice.into());
        object.set_sentence(&diagnosis.sentence());
        object.set_reference(&diagnosis.reference);
        object
    }
}

/// Who started a close.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Initiator {
    Peer = "peer",
    Client = "client",
}

/// The timeout that made a close a synthetic one.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Timeout {
    Connect = "connect",
    Close = "close",
}

#[wasm_bindgen]
extern "C" {
    /// What was known of a connection when it closed: the `KnownContext` of
    /// js/diagnose.ts.
    #[wasm_bindgen(typescript_type = "KnownContext")]
    pub type CloseContext;

    #[wasm_bindgen(method, getter)]
    fn opened(this: &CloseContext) -> bool;
    /// In ms.
    #[wasm_bindgen(method, getter)]
    fn uptime(this: &CloseContext) -> f64;
    #[wasm_bindgen(method, getter)]
    fn initiator(this: &CloseContext) -> Initiator;
    #[wasm_bindgen(method, getter)]
    fn offline(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn silent(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn suspended(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &CloseContext) -> bool;
    #[wasm_bindgen(method, getter)]
    fn timeout(this: &CloseContext) -> Option<Timeout>;
    #[wasm_bindgen(method, getter)]
    fn announced(this: &CloseContext) -> Option<Verdict>;
}

/// Diagnoses a close by the rules of an application.
#[wasm_bindgen]
pub fn diagnose(
    code: u16,
    reason: &str,
    was_clean: bool,
    context: &CloseContext,
    rules: &Rules,
) -> Diagnosis {
    let close = close::Close {
        code: CloseCode(code),
        reason,
        was_clean,
    };
    let context = close::Context {
        opened: context.opened(),
        uptime: Duration::from_millis(context.uptime() as u64),
        initiator: context.initiator().into(),
        offline: context.offline(),
        silent: context.silent(),
        suspended: context.suspended(),
        aborted: context.aborted(),
        timeout: context.timeout().map(Into::into),
        read_advice: rules.reads_advice(),
        announced: context.announced().as_ref().map(Into::into),
    };
    let (codes, profile) = (rules.to_codes(), rules.to_profile());
    let profiles = close::Profiles {
        codes: &codes,
        profile: profile.as_ref(),
    };
    (&close::diagnose(&close, &context, &profiles)).into()
}

impl From<close::Cause> for Cause {
    fn from(cause: close::Cause) -> Self {
        match cause {
            close::Cause::Requested => Self::Requested,
            close::Cause::ClosedByPeer => Self::ClosedByPeer,
            close::Cause::NeverOpened => Self::NeverOpened,
            close::Cause::ConnectTimeout => Self::ConnectTimeout,
            close::Cause::Dropped => Self::Dropped,
            close::Cause::Silent => Self::Silent,
            close::Cause::Offline => Self::Offline,
            close::Cause::CloseTimeout => Self::CloseTimeout,
            close::Cause::Suspended => Self::Suspended,
            close::Cause::Aborted => Self::Aborted,
        }
    }
}

impl From<close::Source> for VerdictSource {
    fn from(source: close::Source) -> Self {
        match source {
            close::Source::Standard => Self::Standard,
            close::Source::Profile => Self::Profile,
            close::Source::User => Self::User,
            close::Source::Advice => Self::Advice,
            close::Source::Announced => Self::Announced,
        }
    }
}

impl From<close::AdviceNote> for AdviceNote {
    fn from(note: close::AdviceNote) -> Self {
        match note {
            close::AdviceNote::None => Self::None,
            close::AdviceNote::Taken => Self::Taken,
            close::AdviceNote::Ignored => Self::Ignored,
            close::AdviceNote::Malformed => Self::Malformed,
        }
    }
}

impl From<Initiator> for close::Initiator {
    fn from(initiator: Initiator) -> Self {
        match initiator {
            Initiator::Client => Self::Client,
            // The TypeScript half lets no other word through.
            Initiator::Peer | Initiator::__Invalid => Self::Peer,
        }
    }
}

impl From<Timeout> for close::Timeout {
    fn from(timeout: Timeout) -> Self {
        match timeout {
            Timeout::Close => Self::Close,
            // The TypeScript half lets no other word through.
            Timeout::Connect | Timeout::__Invalid => Self::Connect,
        }
    }
}
