//! Why a connection never opened: the browser hides it, but a page can still know
//! how the attempt went, and where it went to.

use std::time::Duration;

use crate::close::address::{Address, Host};
use crate::close::cause::Cause;
use crate::close::context::{Context, Surroundings};
use crate::close::suspect::SuspectKind;

/// An attempt that fails so soon was refused by this very machine or by the browser.
const AT_ONCE: Duration = Duration::from_millis(100);
/// An attempt that takes so long was not answered at all.
const LONG: Duration = Duration::from_secs(9);

/// The suspects, the best first.
pub(super) fn suspects(cause: Cause, context: &Context) -> Vec<SuspectKind> {
    let around = &context.surroundings;
    let mut kinds = Vec::new();
    if is_mixed_content(around) {
        kinds.push(SuspectKind::Blocked);
    }
    let was_not_answered =
        cause == Cause::ConnectTimeout || context.elapsed.is_some_and(|elapsed| elapsed >= LONG);
    if was_not_answered {
        kinds.push(SuspectKind::Unreachable);
        if around.delays_attempts {
            kinds.push(SuspectKind::Throttled);
        }
        if !around.others_open {
            kinds.push(SuspectKind::NetworkChange);
        }
        kinds.push(SuspectKind::ServerError);
    } else if context.opened_before {
        kinds.extend([SuspectKind::Refused, SuspectKind::Restart]);
        if around.address.is_some_and(|address| address.secure) {
            // A certificate runs out overnight.
            kinds.push(SuspectKind::Tls);
        }
        kinds.push(SuspectKind::Unreachable);
        if !around.others_open {
            kinds.push(SuspectKind::NetworkChange);
        }
    } else {
        kinds.extend(of_a_first_attempt(context));
    }
    if around.policy_was_watched && !is_mixed_content(around) {
        kinds.retain(|kind| *kind != SuspectKind::Blocked);
    }
    kinds
}

/// The suspects of an attempt of which no more is known than where it went.
pub(super) fn around_alone(around: &Surroundings) -> Vec<SuspectKind> {
    let context = Context {
        surroundings: around.clone(),
        ..Context::default()
    };
    suspects(Cause::NeverOpened, &context)
}

/// Browsers let a secure page connect without TLS to its own machine alone.
pub(in crate::close) fn is_mixed_content(around: &Surroundings) -> bool {
    around.page_is_secure
        && around
            .address
            .is_some_and(|address| !address.secure && address.host != Host::Loopback)
}

fn of_a_first_attempt(context: &Context) -> [SuspectKind; 4] {
    use SuspectKind::{Blocked, Refused, Tls, Unreachable, WrongPath};

    let fails_at_once = context.elapsed.is_some_and(|elapsed| elapsed <= AT_ONCE);
    let is_elsewhere = context.surroundings.page_is_elsewhere;
    match context.surroundings.address {
        None => [WrongPath, Refused, Tls, Unreachable],
        Some(Address { host, secure, port }) => match (host, secure) {
            (Host::Loopback | Host::Number, true) => [Tls, Unreachable, WrongPath, Refused],
            (Host::Loopback, false) if fails_at_once => [Unreachable, WrongPath, Refused, Blocked],
            (Host::Loopback, false) if is_elsewhere => [Unreachable, Blocked, WrongPath, Refused],
            (_, false) => [WrongPath, Unreachable, Refused, Blocked],
            // The path is the other's documentation's: what the page allows is not.
            (Host::Name, true) if is_elsewhere && !context.surroundings.policy_was_watched => {
                [Blocked, Refused, Tls, WrongPath]
            }
            (Host::Name, true) if is_elsewhere => [Refused, Unreachable, Tls, WrongPath],
            // A port of its own is seldom open to the world, nor has it a certificate.
            (Host::Name, true) if port => [Unreachable, WrongPath, Tls, Refused],
            (Host::Name, true) => [WrongPath, Refused, Tls, Unreachable],
        },
    }
}
