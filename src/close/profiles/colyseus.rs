//! Colyseus rooms.
//!
//! `CloseCode` in `packages/shared-types/src/Protocol.ts` of
//! <https://github.com/colyseus/colyseus>; who sends them: `packages/core/src` and
//! `packages/transport` there. Its own client (`packages/sdk/src/Room.ts`) goes
//! back to its seat after 1001, 1005, 1006 and 4010 alone. After 4001 the room is
//! gone, too; but there is one to join again when the server is back.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// Colyseus rooms.
pub static COLYSEUS: Profile = profile("colyseus", SOURCE, RULES);

const SOURCE: &str =
    "https://github.com/colyseus/colyseus/blob/master/packages/shared-types/src/Protocol.ts";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(4000, Stop, "Consented", Some("this client left, or the room was closed")),
    row(4001, Verdict::BACKOFF, "Server shutdown", Some("its rooms are gone; join one anew")),
    row(4002, Stop, "With error", Some("joining failed, or the room's code did")),
    row(4003, Stop, "Failed to reconnect", Some("the seat is not kept any more")),
    row(4010, Verdict::BACKOFF, "May try to reconnect", Some("the seat is kept; go back with the reconnection token")),
];
