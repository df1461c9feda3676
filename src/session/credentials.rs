//! The credentials that attempts go with: whether fresh ones are wanted.
//!
//! A session never sees credentials. It knows when a provider, or the greeting of an
//! application handshake, has to get fresh ones.

use super::time::{Millis, since};

/// Fresh credentials that are refused so soon, in ms, are refused themselves: more of
/// them are no use. A token that expires lasts longer.
const REFUSED_WITHIN: Millis = 60_000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Credentials {
    /// Fresh ones are wanted for the next attempt.
    pub(super) need_renewal: bool,
    /// It was a verdict that asked for them.
    pub(super) were_refused: bool,
    /// When an attempt last went with some that a verdict had asked for.
    pub(super) renewed_at: Option<Millis>,
}

impl Credentials {
    /// Fresh ones are wanted, as a guess: no connection opens with those in use.
    pub(super) fn suspect(&mut self) {
        self.need_renewal = true;
    }

    /// A verdict asks for fresh ones. Returns whether that is of any use.
    pub(super) fn refuse(&mut self, now: Millis) -> bool {
        let is_fresh = |renewed_at| since(renewed_at, now) < REFUSED_WITHIN;
        if self.renewed_at.is_some_and(is_fresh) {
            return false;
        }
        self.need_renewal = true;
        self.were_refused = true;
        true
    }

    /// An attempt goes with them now. Returns whether fresh ones were wanted for it.
    pub(super) fn use_now(&mut self, now: Millis) -> bool {
        if std::mem::take(&mut self.were_refused) {
            self.renewed_at = Some(now);
        }
        std::mem::take(&mut self.need_renewal)
    }
}
