//! Closes and contexts that tests of the classifier begin from.

use std::time::Duration;

use closewise::close::{Close, CloseCode, Context, Diagnosis, Profiles, diagnose};

pub fn close(code: CloseCode, was_clean: bool) -> Close<'static> {
    Close {
        code,
        reason: "",
        was_clean,
    }
}

/// A connection that had been open for a while.
pub fn open() -> Context {
    Context {
        opened: true,
        uptime: Duration::from_secs(10),
        ..Context::default()
    }
}

/// What the standard alone makes of it.
pub fn plain(close: &Close<'_>, context: &Context) -> Diagnosis {
    diagnose(close, context, &Profiles::default())
}

/// A connection that went away without a Close frame.
pub const LOST: Close<'static> = Close {
    code: CloseCode::ABNORMAL_CLOSURE,
    reason: "",
    was_clean: false,
};
