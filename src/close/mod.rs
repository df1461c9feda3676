//! Why a connection ended, and what to do now: pure data and functions.
//!
//! [`diagnose`] takes what the browser reported ([`Close`]), what was known of
//! the connection ([`Context`]) and the application's own codes ([`Profiles`]),
//! and answers with a [`Diagnosis`]: cause, verdict, a sentence for people and
//! the reference that backs it. It is total: any code, any context.
//!
//! ```
//! use closewise::close::{Cause, Close, CloseCode, Context, Profiles, Verdict, diagnose};
//!
//! let close = Close { code: CloseCode::SERVICE_RESTART, reason: "", was_clean: true };
//! let context = Context { opened: true, uptime: 60_000, ..Context::default() };
//! let diagnosis = diagnose(&close, &context, &Profiles::default());
//!
//! assert_eq!(diagnosis.cause, Cause::ClosedByPeer);
//! assert_eq!(diagnosis.verdict, Verdict::window(5_000, 30_000));
//! assert!(diagnosis.sentence().contains("1012 (Service Restart)"));
//! ```

mod advice;
mod cause;
mod code;
mod context;
mod diagnosis;
mod profile;
mod profiles;
mod registry;
mod rule;
mod scene;
mod sentence;
#[cfg(feature = "serde")]
mod serialize;
mod table;
mod texts;
mod verdict;
mod words;

pub use advice::{Advice, AdviceNote};
pub use cause::Cause;
pub use code::{CloseCode, ParseCloseCodeError, Range, Sender};
pub use context::{Close, Context, Initiator, Millis, Profiles, Timeout};
pub use diagnosis::{Diagnosis, Source, diagnose, diagnose_with_advice};
pub use profile::{PROFILES, Profile};
pub use registry::{REGISTRY, Registration};
pub use rule::Rule;
pub use texts::{FIRST_ROW, texts};
pub use verdict::{Pace, Verdict};
pub use words::Words;

pub(crate) use context::Signs;
pub(crate) use diagnosis::diagnose_by_signs;

#[cfg(all(target_arch = "wasm32", feature = "export"))]
pub(crate) use sentence::Listen;
#[cfg(all(target_arch = "wasm32", feature = "export"))]
pub(crate) use texts::{COLON, Said};
