//! The search can fail: each fault put into the machine is found, for what it is.

use super::{Draw, Until, configs, search};
use crate::session::mutation::Mutation;

/// Deep enough for every fault.
const DEPTH: usize = 5;

#[track_caller]
fn assert_found(mutation: Mutation, config: &str, words: &str) {
    let named = configs::all()
        .into_iter()
        .find(|named| named.name == config);
    let named = named.expect("a configuration of that name");
    let found = [Draw::Lowest, Draw::Highest]
        .into_iter()
        .find_map(|draw| search(&named, draw, Until::Depth(DEPTH), Some(mutation)).err());
    match found {
        Some(violation) => assert!(violation.contains(words), "{violation}"),
        None => panic!("{mutation:?} is not found within {DEPTH} steps"),
    }
}

#[test]
fn the_search_finds_an_event_of_an_older_connection_that_counts() {
    assert_found(
        Mutation::ForgetGenerations,
        "plain",
        "does not concern the session",
    );
}

#[test]
fn the_search_finds_a_message_lost_when_the_outbox_is_emptied() {
    assert_found(Mutation::LoseOnFlush, "plain", "outbox holds");
}

#[test]
fn the_search_finds_a_message_that_expires_unreported() {
    assert_found(Mutation::ExpireInSilence, "plain", "outbox holds");
}

#[test]
fn the_search_finds_a_connection_that_closes_twice() {
    assert_found(Mutation::CloseTwice, "plain", "closes twice");
}

#[test]
fn the_search_finds_a_retry_after_a_verdict_of_stop() {
    assert_found(
        Mutation::RetryAfterStop,
        "plain",
        "goes on, and should end: Stopped",
    );
}

#[test]
fn the_search_finds_a_delay_above_the_cap() {
    assert_found(Mutation::ExceedTheCap, "plain", "ends outside of");
}

#[test]
fn the_search_finds_a_delay_below_the_floor() {
    assert_found(Mutation::IgnoreTheFloor, "plain", "ends outside of");
}

#[test]
fn the_search_finds_attempts_that_reset_as_soon_as_a_connection_opens() {
    assert_found(Mutation::ProveByOpening, "plain", "is told as");
}

#[test]
fn the_search_finds_credentials_asked_for_again_and_again() {
    assert_found(
        Mutation::ReauthenticateForever,
        "handshake",
        "goes on, and should end: Stopped",
    );
}

#[test]
fn the_search_finds_an_outbox_that_overtakes_the_handshake() {
    assert_found(Mutation::SkipTheHandshake, "handshake", "opens out of turn");
}

#[test]
fn the_search_finds_a_close_that_may_take_for_ever() {
    assert_found(Mutation::WaitForTheClose, "plain", "something is due");
}

#[test]
fn the_search_finds_a_deadline_after_the_end() {
    assert_found(Mutation::TickAfterTheEnd, "plain", "outlives the session");
}

#[test]
fn the_search_finds_a_late_wake_up_that_passes_unnoticed() {
    assert_found(Mutation::SleepOn, "liveness", "is not probed");
}
