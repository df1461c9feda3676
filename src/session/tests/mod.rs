//! The session's tests, in virtual time.

mod announcements;
mod connections;
mod ending;
mod handshake;
mod hold;
mod investigating;
mod liveness;
mod model;
mod numbers;
mod order;
mod outbox;
mod page;
mod reauthentication;
mod reopening;
mod retry;
mod script;
mod search;
mod sleep;
mod verdicts;
mod walks;
mod words;
mod world;
