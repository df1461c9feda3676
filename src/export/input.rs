//! What happened, told in numbers.

use super::cells::get;
use super::client::Client;
use super::verdict::given_verdict;
use crate::close::{Advice, CloseCode};
use crate::session::{CloseReason, ProviderFailure, Reading, Reply};

/// Tells what happened: a user's call, or what the browser said. The order of
/// the kinds is that of js/tell.ts, which names what `a`, `b` and `c` are; a
/// verdict is in the cells.
///
/// Returns 0 for a message that goes to the socket, 1 if it is queued, else
/// why not: 2 not open, 3 outbox full, 4 too big for it, 5 ended.
///
/// It is [`Session::handle`](crate::session::Session::handle) without the detour over an `Input`.
#[unsafe(no_mangle)]
pub extern "C" fn tell(
    client: Option<&mut Client>,
    kind: u32,
    now: f64,
    a: u32,
    b: f64,
    c: u32,
) -> u32 {
    let Some(Client { session, .. }) = client else {
        return 0;
    };
    let now = now as u64;
    let amount = b as u64;
    match kind {
        0 => session.open(now),
        1 => session.close(
            (a != 0).then_some(CloseCode(a as u16)),
            Close::default(),
            now,
        ),
        2 => session.reconnect(now),
        3 => session.abort(now),
        4 => session.provided(a, now),
        5 => session.not_provided(a, ProviderFailure::Threw, now),
        6 => session.not_provided(a, ProviderFailure::Invalid, now),
        7 => session.socket_opened(a, now),
        8 => session.errored(a, now),
        9 => session.buffered(a, amount, now),
        10 => session.online(now),
        11 => session.went_offline(now),
        12 => session.freeze(now),
        13 => session.resume(now),
        14 => session.wake(now),
        15 => session.not_dialed(a, now),
        16 => session.judged(None, now),
        17 => session.judged(Some(given_verdict()), now),
        18..=21 => {
            let reading = match kind {
                18 => Reading::Message,
                19 => Reading::Pong,
                20 => Reading::Accepted,
                _ => Reading::Refused(given_verdict()),
            };
            session.received(a, c, amount, reading, now);
        }
        22 => {
            let close = Close(c);
            session.socket_closed(a, close.code(), close, close.was_clean(), amount, now);
        }
        _ => {
            let ttl = (kind == 24).then(|| get(0) as u64);
            return match session.send(a, amount, ttl, now) {
                Reply::Done | Reply::Sent => 0,
                Reply::Queued => 1,
                Reply::Refused(_, why) => 2 + why as u32,
            };
        }
    }
    0
}

/// A close in bits, as js/diagnosis.ts packs it: its code, whether it was
/// clean, and the advice in its reason.
#[derive(Clone, Copy, Default)]
pub(super) struct Close(pub(super) u32);

impl Close {
    pub(super) fn code(self) -> CloseCode {
        CloseCode(self.0 as u16)
    }

    pub(super) fn was_clean(self) -> bool {
        self.is(16)
    }

    fn is(self, place: u32) -> bool {
        self.0 >> place & 1 == 1
    }
}

impl CloseReason for Close {
    fn advice(&self) -> Advice {
        if self.is(18) {
            let reconnect = (self.is(19) || self.is(20)).then(|| self.is(20));
            Advice::given(reconnect, self.is(21).then(|| get(0)))
        } else if self.is(17) {
            Advice::Malformed
        } else {
            Advice::None
        }
    }
}
