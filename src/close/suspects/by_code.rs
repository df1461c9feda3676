//! What is typical where the cause and the code are all that there is to go by.

use std::time::Duration;

use super::Found;
use crate::close::cause::Cause;
use crate::close::code::CloseCode;
use crate::close::context::{Close, Context};
use crate::close::suspect::{
    Evidence,
    SuspectKind::{
        self, IdleTimeout, KeepaliveTimeout, Lifetime, NetworkChange, ProtocolError, RateLimit,
        Refused, Replaced, Restart, ServerError, SizeLimit, Sleep, Throttled, Tls, Unreachable,
        WrongPath,
    },
};

/// A connection that ended so soon was accepted only to be dropped.
const JUST_OPENED: Duration = Duration::from_secs(2);
/// A connection that something was said on so recently was not idle.
const BUSY: Duration = Duration::from_secs(4);

/// Adds what is typical of the cause and the code.
pub(super) fn add(found: &mut Found, close: &Close<'_>, cause: Cause, context: &Context) {
    // It may just be done.
    let evidence = match close.code {
        CloseCode::NORMAL_CLOSURE => Evidence::Unexpected,
        _ => Evidence::Code,
    };
    for kind in kinds(close, cause, context) {
        found.add(*kind, evidence, None, None);
    }
}

fn kinds(close: &Close<'_>, cause: Cause, context: &Context) -> &'static [SuspectKind] {
    match cause {
        Cause::ClosedByPeer if context.throttled && !says_itself(close.code) => {
            &[Throttled, KeepaliveTimeout, IdleTimeout]
        }
        Cause::ClosedByPeer => of_a_code(close.code.0),
        Cause::Dropped => of_a_drop(context),
        Cause::Silent if context.throttled => &[Throttled, NetworkChange, IdleTimeout],
        Cause::Silent => &[NetworkChange, IdleTimeout, ServerError],
        Cause::Offline => &[NetworkChange],
        Cause::Suspended => &[Sleep],
        Cause::Requested
        | Cause::NeverOpened
        | Cause::ConnectTimeout
        | Cause::CloseTimeout
        | Cause::Aborted => &[],
    }
}

fn of_a_drop(context: &Context) -> &'static [SuspectKind] {
    let is_recent = |silence: Option<Duration>| silence.is_some_and(|silence| silence <= BUSY);
    let was_just_opened = !context.uptime.is_zero() && context.uptime <= JUST_OPENED;
    if context.throttled {
        &[Throttled, IdleTimeout, NetworkChange]
    } else if was_just_opened {
        &[ServerError, ProtocolError, Refused]
    } else if is_recent(context.outbound_silence) && !is_recent(context.inbound_silence) {
        // It did not survive what was sent last.
        &[ServerError, SizeLimit, ProtocolError]
    } else if is_recent(context.inbound_silence) {
        // A browser ends a connection like this, too, if the server sent what is no frame.
        &[Restart, ProtocolError, Lifetime, ServerError]
    } else if context.inbound_silence.is_some() {
        &[IdleTimeout, NetworkChange, Restart]
    } else if context.uptime.is_zero() {
        // Nothing is known at all.
        &[IdleTimeout, KeepaliveTimeout, Restart, NetworkChange]
    } else {
        &[IdleTimeout, Lifetime, NetworkChange]
    }
}

/// Whether the code says itself what was wrong, and it was neither a silence nor an age.
pub(super) const fn says_itself(code: CloseCode) -> bool {
    matches!(
        code.0,
        1003 | 1007 | 1009 | 1010 | 1012
            ..=1015
                | 3000
                | 3003
                | 4029
                | 4400
                | 4401
                | 4403
                | 4404
                | 4409
                | 4413
                | 4429
                | 4500
                | 4503
    )
}

/// What servers close with such a code for. Many that speak of 44xx and 45xx mean the
/// status of HTTP with these last digits, though no standard says so.
#[rustfmt::skip] // a code a row
const fn of_a_code(code: u16) -> &'static [SuspectKind] {
    match code {
        1000 => &[ServerError, IdleTimeout, Refused],
        1001 => &[Restart, IdleTimeout, Lifetime],
        1002 | 1003 | 1007 | 1010 | 4400 => &[ProtocolError],
        1005 => &[ServerError, Restart, Refused],
        1008 => &[Refused, RateLimit, Replaced],
        1009 | 4413 => &[SizeLimit],
        1011 | 4500 => &[ServerError, KeepaliveTimeout, RateLimit],
        1012 | 4503 => &[Restart],
        1013 => &[RateLimit, Restart, ServerError],
        1014 => &[Unreachable, ServerError, Restart],
        1015 => &[Tls],
        3000 | 3003 | 4401 | 4403 => &[Refused],
        3008 | 4408 => &[IdleTimeout, KeepaliveTimeout],
        4404 => &[WrongPath],
        4409 => &[Replaced],
        4029 | 4429 => &[RateLimit],
        // An application's own code, most often for what it refuses.
        3000..=4999 => &[Refused, RateLimit, Replaced],
        _ => &[],
    }
}
