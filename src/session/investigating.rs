//! When to ask an address who is there.

use super::time::{Millis, since};
use super::{Closed, Command, Session};
use crate::close::Cause;

/// How long a client asks nothing after it has asked, in ms.
const EVERY: Millis = 60_000;

impl<M> Session<M> {
    /// Has the address asked whose connection never opened, where the user wants that. At
    /// the end nobody would be told any more.
    pub(super) fn investigate(&mut self, closed: &Closed, now: Millis) {
        let never_opened = matches!(
            closed.diagnosis.cause,
            Cause::NeverOpened | Cause::ConnectTimeout
        );
        let asked = self.investigated_at;
        let is_too_soon = asked.is_some_and(|asked| since(asked, now) < EVERY);
        if self.config.investigates && never_opened && closed.will_retry && !is_too_soon {
            self.investigated_at = Some(now);
            self.commands.push_back(Command::Investigate {
                diagnosis: closed.diagnosis.clone(),
            });
        }
    }
}
