//! Hocuspocus, the server for Yjs documents.
//!
//! Codes and names: `packages/common/src/CloseEvents.ts` of
//! <https://github.com/ueberdosis/hocuspocus>; when its server sends them:
//! `packages/server/src/ClientConnection.ts` there, read in 4.5.0. It leaves open
//! which are worth a retry: its own provider (4.8.0) comes back after every one,
//! also with credentials that were refused. What closes a single document comes
//! in a message, and the connection stays.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Reauthenticate, Stop};

/// Hocuspocus, the server for Yjs documents.
pub static HOCUSPOCUS: Profile = profile("hocuspocus", SOURCE, RULES);

const SOURCE: &str =
    "https://github.com/ueberdosis/hocuspocus/blob/main/packages/common/src/CloseEvents.ts";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1009, Stop, "Message Too Big", None),
    row(4205, Verdict::BACKOFF, "Reset Connection", Some("the server cannot go on with this connection")),
    row(4401, Reauthenticate, "Unauthorized", Some("authentication is required, and failed or is missing")),
    row(4403, Stop, "Forbidden", Some("the server understood and refuses")),
    row(4408, Verdict::BACKOFF, "Connection Timeout", Some("no message, or no authentication, came in time")),
];
