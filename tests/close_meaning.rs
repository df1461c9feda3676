//! What a diagnosis says that a code means, and what that is called in a table of translations.

#![cfg(not(target_arch = "wasm32"))]

mod close_support;

use close_support::{LOST, close, open, plain};
use closewise::close::profiles::{DISCORD, PUSHER};
use closewise::close::{CloseCode, Diagnosis, Profile, Profiles, REGISTRY, Sender, diagnose};

fn from_peer(code: u16) -> Diagnosis {
    plain(&close(CloseCode(code), true), &open())
}

fn under(profile: &Profile, code: u16) -> Diagnosis {
    let profiles = Profiles {
        profile: Some(profile),
        ..Profiles::default()
    };
    diagnose(&close(CloseCode(code), true), &open(), &profiles)
}

#[test]
fn a_registered_code_from_the_peer_means_what_its_row_says() {
    let sent = |sender| sender != Sender::Nobody;
    for row in REGISTRY.iter().filter(|row| sent(row.sender)) {
        let diagnosis = from_peer(row.code.0);
        assert_eq!(diagnosis.meaning, row.meaning, "{}", row.code);
        assert_eq!(diagnosis.meaning_key, format!("code.{}", row.code.0));
    }
}

#[test]
fn a_code_that_denies_a_close_frame_means_something_else_where_it_came_in_one() {
    assert_eq!(
        from_peer(1006).meaning,
        "the code must never be sent, and was"
    );
    assert_eq!(plain(&LOST, &open()).meaning, "no Close frame came");
}

#[test]
fn the_meaning_of_a_code_that_is_not_registered_is_that_of_its_range() {
    for (code, key) in [
        (999, "range.unused"),
        (1016, "range.protocol"),
        (3999, "range.registered"),
        (4999, "range.private"),
        (5000, "range.undefined"),
    ] {
        assert_eq!(from_peer(code).meaning_key, key, "{code}");
    }
}

#[test]
fn the_meaning_of_a_profiles_code_is_named_after_the_profile_and_the_span_of_its_rule() {
    assert_eq!(under(&DISCORD, 4004).meaning_key, "profile.discord.4004");
    assert_eq!(under(&PUSHER, 4150).meaning_key, "profile.pusher.4100-4199");
}
