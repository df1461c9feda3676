//! The session's tests, in virtual time.
