//! The session's tests, in virtual time.

mod configs;
mod model;
mod search;
