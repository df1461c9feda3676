//! The session's tests, in virtual time.

mod configs;
mod connections;
mod ending;
mod handshake;
mod liveness;
mod model;
mod numbers;
mod outbox;
mod page;
mod reauthentication;
mod retry;
mod script;
mod search;
mod verdicts;
mod walks;
mod words;
mod world;
