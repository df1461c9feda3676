//! Which kinds of input matter to a scope.

use crate::close::Verdict;
use crate::session::{Input, MessageKind};

/// What makes connections, and ends them.
pub fn connects(input: &Input<u32>) -> bool {
    match input {
        Input::Wake | Input::Open | Input::Opened(_) | Input::Reconnect { .. } => true,
        Input::Closed { code, .. } => matches!(code.0, 1006 | 1012),
        _ => false,
    }
}

pub fn of_the_machine(input: &Input<u32>) -> bool {
    matches!(
        input,
        Input::Online | Input::Offline | Input::Frozen | Input::Resumed
    )
}

pub fn of_the_credentials(input: &Input<u32>) -> bool {
    match input {
        Input::Provided(_) | Input::DialRefused(_) => true,
        Input::Closed { code, .. } => code.0 == 3000,
        _ => false,
    }
}

pub fn of_the_handshake(input: &Input<u32>) -> bool {
    match input {
        Input::Greeted(_) => true,
        Input::Received { kind, .. } => matches!(
            kind,
            MessageKind::HandshakeAccepted | MessageKind::HandshakeRefused(Verdict::Reauthenticate)
        ),
        _ => false,
    }
}

/// A message that announces something, and what ends the connection that it came on.
pub fn of_announcements(input: &Input<u32>) -> bool {
    match input {
        Input::Received { kind, notice, .. } => {
            notice.is_some() || *kind == MessageKind::HandshakeAccepted
        }
        Input::Closed { .. } | Input::Overridden(None | Some(Verdict::Stop)) | Input::Abort => true,
        other => connects(other),
    }
}

/// A few of each kind, as any of them may come first after a sleep.
pub fn of_a_sleep(input: &Input<u32>) -> bool {
    match input {
        Input::Wake
        | Input::Open
        | Input::Opened(_)
        | Input::Buffered(_, 2)
        | Input::Errored { .. } => true,
        Input::Closed { code, .. } => code.0 == 1006,
        Input::Received { kind, notice, .. } => *kind == MessageKind::Data && notice.is_none(),
        Input::Send { bytes, .. } => *bytes == 1,
        other => of_the_machine(other),
    }
}

pub fn of_the_outbox(input: &Input<u32>) -> bool {
    match input {
        Input::Wake
        | Input::Open
        | Input::Opened(_)
        | Input::Send { .. }
        | Input::Close { .. }
        | Input::Buffered(..) => true,
        Input::Closed { code, .. } => code.0 == 1006,
        Input::Received { kind, notice, .. } => *kind == MessageKind::Data && notice.is_none(),
        _ => false,
    }
}

/// What a user's listener does when it is told, and what a driver answers at once.
pub fn of_a_driver_within_a_call(input: &Input<u32>) -> bool {
    match input {
        Input::Wake
        | Input::Open
        | Input::Opened(_)
        | Input::Abort
        | Input::Close { .. }
        | Input::Reconnect { .. }
        | Input::Online
        | Input::Overridden(None | Some(Verdict::Stop))
        | Input::Buffered(_, 8) => true,
        Input::Send { bytes, .. } => *bytes == 8,
        Input::Closed { code, .. } => code.0 == 1006,
        _ => false,
    }
}
