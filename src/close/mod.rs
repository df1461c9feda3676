//! Why a connection ended, and what to do now: pure data and functions.
//!
//! [`diagnose`] takes what the browser reported ([`Close`]), what was known of
//! the connection ([`Context`]), and the application's own codes and the
//! [signatures] of products ([`Profiles`]), and answers with a [`Diagnosis`]:
//! cause, verdict, suspects, a sentence for people and the reference that backs
//! it. It is total: any code, any context.
//!
//! ```
//! use std::time::Duration;
//!
//! use closewise::close::{
//!     Cause, Close, CloseCode, Context, Profiles, SuspectKind, Verdict, diagnose, signatures,
//! };
//!
//! let close = Close { code: CloseCode::ABNORMAL_CLOSURE, reason: "", was_clean: false };
//! let minute = Duration::from_secs(60);
//! let context = Context {
//!     opened: true,
//!     uptime: 10 * minute,
//!     inbound_silence: Some(minute),
//!     outbound_silence: Some(minute),
//!     ..Context::default()
//! };
//! let profiles = Profiles { signatures: signatures(), ..Profiles::default() };
//! let diagnosis = diagnose(&close, &context, &profiles);
//!
//! assert_eq!(diagnosis.cause, Cause::Dropped);
//! assert_eq!(diagnosis.verdict, Verdict::BACKOFF);
//! let suspect = &diagnosis.suspects[0];
//! assert_eq!((suspect.kind, suspect.name.as_ref()), (SuspectKind::IdleTimeout, "nginx"));
//! assert!(diagnosis.to_string().contains(suspect.remedy.as_ref()));
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
mod finding;
mod investigation;
mod json;
mod json_text;
mod phrase;
mod phrases;
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
mod time;
mod verdict;
mod words;

pub use address::{Address, Host};
#[cfg(target_arch = "wasm32")]
pub(crate) use address::{is_reported_as, may_lead_to};
pub use advice::{Advice, AdviceNote};
pub use announcement::{Announced, Announcement, Member, Notice, Pattern, Scalar};
pub use cause::Cause;
pub use code::{CloseCode, Range};
pub use code_text::ParseCloseCodeError;
pub use context::{Close, Context, Initiator, Surroundings, Timeout};
pub use diagnose::diagnose;
pub use diagnosis::{Circumstance, Diagnosis, NoRenewal, Source};
pub use finding::Finding;
pub use investigation::Investigation;
pub use phrase::Phrase;
pub use phrases::phrases;
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
pub(crate) use time::millis;
pub use verdict::{Pace, Verdict};
