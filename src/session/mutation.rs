//! Faults that a test can put into the machine on purpose, to prove that the
//! search finds them. Outside the tests there are none.

/// A fault, named after what the machine does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutation {
    /// Events of an older connection count.
    ForgetGenerations,
    /// The outbox is emptied into nothing.
    LoseOnFlush,
    /// A message that outlived its time goes unreported.
    ExpireInSilence,
    /// A connection yields two closes.
    CloseTwice,
    /// A verdict of stop is retried.
    RetryAfterStop,
    /// A delay is drawn above the cap.
    ExceedTheCap,
    /// A delay is drawn below the verdict's floor.
    IgnoreTheFloor,
    /// Opening alone counts as proof.
    ProveByOpening,
    /// Refused credentials are asked for again and again.
    ReauthenticateForever,
    /// The outbox goes out before the application handshake has passed.
    SkipTheHandshake,
    /// A close that the user asked for may take for ever.
    WaitForTheClose,
    /// A deadline outlives the session.
    TickAfterTheEnd,
    /// A late wake-up passes unnoticed.
    SleepOn,
}

impl<M> super::Session<M> {
    #[cfg(test)]
    pub(super) fn is(&self, mutation: Mutation) -> bool {
        self.mutation == Some(mutation)
    }

    #[cfg(not(test))]
    pub(super) const fn is(&self, _: Mutation) -> bool {
        false
    }
}
