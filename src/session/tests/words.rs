//! The words of the enums, which JavaScript's types repeat.

use std::fmt::Display;

use crate::session::{
    EndReason, Overflow, ProviderFailure, Refusal, State, StateReason, Undelivered,
};

#[test]
fn every_enum_for_users_is_written_in_the_words_of_javascript() {
    assert_words(
        State::ALL,
        "idle connecting open closing waiting paused ended",
    );
    assert_words(
        &[
            StateReason::Requested,
            StateReason::Opened,
            StateReason::Closed,
            StateReason::RetryDue,
            StateReason::Online,
            StateReason::Offline,
            StateReason::Frozen,
            StateReason::Resumed,
        ],
        "requested opened closed retry-due online offline frozen resumed",
    );
    assert_words(
        &[
            EndReason::Requested,
            EndReason::Aborted,
            EndReason::Stopped,
            EndReason::ReconnectOff,
            EndReason::AttemptsExhausted,
            EndReason::TimeExhausted,
            EndReason::Flapping,
        ],
        "requested aborted stopped reconnect-off attempts-exhausted time-exhausted flapping",
    );
    assert_words(
        &[
            Undelivered::Expired,
            Undelivered::Overflow,
            Undelivered::Ended,
        ],
        "expired overflow ended",
    );
    assert_words(
        &[
            ProviderFailure::Threw,
            ProviderFailure::TimedOut,
            ProviderFailure::Invalid,
        ],
        "threw timed-out invalid",
    );
    assert_words(
        &[
            Refusal::NotOpen,
            Refusal::Full,
            Refusal::TooBig,
            Refusal::Ended,
        ],
        "not-open full too-big ended",
    );
    assert_words(
        &[Overflow::Reject, Overflow::DropOldest, Overflow::DropNewest],
        "reject drop-oldest drop-newest",
    );
}

#[track_caller]
fn assert_words<T: Display>(all: &[T], words: &str) {
    let written: Vec<_> = all.iter().map(T::to_string).collect();
    assert_eq!(written.join(" "), words);
}
