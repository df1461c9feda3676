//! Why a connection ended, and what to do now: pure data and functions.
//!
//! [`diagnose`] takes what the browser reported ([`Close`]), what was known of
//! the connection ([`Context`]) and the application's own codes ([`Profiles`]),
//! and answers with a [`Diagnosis`]: cause, verdict, a sentence for people and
//! the reference that backs it. It is total: any code, any context.
//!
//! ```
//! use std::time::Duration;
//!
//! use closewise::close::{Cause, Close, CloseCode, Context, Profiles, Verdict, diagnose};
//!
//! let close = Close { code: CloseCode::SERVICE_RESTART, reason: "", was_clean: true };
//! let context = Context {
//!     opened: true,
//!     uptime: Duration::from_secs(60),
//!     ..Context::default()
//! };
//! let diagnosis = diagnose(&close, &context, &Profiles::default());
//!
//! assert_eq!(diagnosis.cause, Cause::ClosedByPeer);
//! assert_eq!(diagnosis.verdict, Verdict::window(5_000, 30_000));
//! assert_eq!(
//!     diagnosis.to_string(),
//!     "The peer closed the connection with 1012 (Service Restart): the service restarts. \
//!      Worth a retry in 5 to 30 s."
//! );
//! ```

mod address;
mod advice;
mod announcement;
mod cause;
mod code;
mod code_text;
mod context;
mod diagnose;
mod diagnosis;
mod investigation;
mod json;
mod json_text;
mod phrase;
mod profile;
pub mod profiles;
mod reason;
mod registry;
mod retry_after;
mod rule;
mod sentence;
#[cfg(feature = "serde")]
mod serialize;
mod server_code;
mod signature;
mod signatures;
mod suspect;
mod suspects;
mod verdict;
mod words;

#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) use address::is_reported_as;
pub use address::{Address, Host};
pub use advice::{Advice, AdviceNote};
pub use announcement::{Announced, Announcement, Member, Notice, Pattern, Scalar};
pub use cause::Cause;
pub use code::{CloseCode, Range};
pub use code_text::ParseCloseCodeError;
pub use context::{Close, Context, Initiator, Surroundings, Timeout};
pub use diagnose::diagnose;
pub use diagnosis::{Circumstance, Diagnosis, NoRenewal, Source};
pub use investigation::{Finding, Investigation};
pub use phrase::{Phrase, phrases};
pub use profile::{Profile, Profiles};
#[doc(no_inline)]
pub use profiles::PROFILES;
pub use reason::Reason;
pub use registry::{REGISTRY, Registration, Sender};
pub use retry_after::RetryAfterError;
pub use rule::Rule;
pub use sentence::Explanation;
pub use server_code::CannotSendError;
pub use signature::{Measure, Signature, Span};
pub use signatures::signatures;
pub use suspect::{Evidence, Suspect, SuspectKind};
pub use verdict::{Pace, Verdict};
