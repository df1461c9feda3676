//! The JavaScript face's half in Rust: the only `#[wasm_bindgen]` exports of
//! the crate. The other half is in `js/`.
//!
//! The only class that is exported is [`Driver`](driver::Driver), which a
//! client is built on; [`Listener`](listener::Listener) is the import that it
//! tells and asks. What either side tells in bulk crosses as a plain object:
//! an imported type with a setter, or a getter, for each property. Nothing is
//! left for JavaScript to free. A closed set of words crosses as a string enum,
//! a message's payload as the handle that it came as.

use wasm_bindgen::prelude::*;

mod codes;
mod context;
mod diagnosis;
mod driver;
mod events;
mod investigation;
mod list;
mod listener;
mod object;
mod rules;
mod settings;
mod signatures;
mod stats;
mod suspects;
mod time;
mod verdict;

/// What the TypeScript half declares, as plain data that users see too.
#[wasm_bindgen(typescript_custom_section)]
const IMPORTED_TYPES: &str = r#"
import type { CodeFacts, Registration } from "../../js/codes.js";
import type { OptionProblem, SessionSettings } from "../../js/configure.js";
import type { KnownContext } from "../../js/context.js";
import type { Diagnosis, Explanation } from "../../js/diagnosis.js";
import type { CloseFacts, End } from "../../js/events.js";
import type { Announcement, HandshakeAnswer } from "../../js/listener.js";
import type { Attempt } from "../../js/options.js";
import type { ClassifierRules } from "../../js/rules.js";
import type { KnownSignature } from "../../js/signatures.js";
import type { Stats } from "../../js/stats.js";
import type { Suspect } from "../../js/suspect.js";
import type { SignatureSpan } from "../../js/suspects.js";
import type { Verdict } from "../../js/verdict.js";
"#;

/// A small allocator for a program that allocates a few times a connection:
/// dlmalloc, the default, weighs 7 KB more.
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: the npm build has no threads: each worker has an instance and a memory of its own.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };
