//! The session's tests, in virtual time.

/// A fault put into the machine on purpose, to prove that the search finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutation {
    ForgetGenerations,
    LoseOnFlush,
    CloseTwice,
    RetryAfterStop,
    ExceedTheCap,
}
