//! The shipped profiles, against the lists in their projects' documentation:
//! a file a family of projects.

#![cfg(not(target_arch = "wasm32"))]

mod frameworks;
mod own;
mod servers;
mod services;
mod support;

use closewise::close::{Close, CloseCode, Context, PROFILES, Profile, Profiles, Source, diagnose};
use support::profile;

#[test]
fn every_profile_is_found_by_its_name_and_nothing_else_is() {
    let names: Vec<&str> = PROFILES
        .iter()
        .map(|profile| profile.name.as_ref())
        .collect();
    assert_eq!(
        names,
        [
            "graphql-transport-ws",
            "pusher",
            "centrifugo",
            "discord",
            "aws-api-gateway",
            "hocuspocus",
            "liveblocks",
            "twitch-event-sub",
            "obs-websocket",
            "colyseus",
            "discord-voice",
            "assembly-ai",
            "azure-web-pub-sub",
            "phoenix",
            "signal-r",
            "action-cable",
            "socket-io",
            "home-assistant",
        ]
    );
    for profile in PROFILES {
        assert_eq!(Profile::named(&profile.name), Some(*profile));
    }
    assert_eq!(Profile::named("Discord"), None);
    assert_eq!(Profile::named(""), None);
}

#[test]
fn every_rule_is_well_formed_and_its_codes_can_be_sent() {
    for profile in PROFILES {
        assert!(profile.source.starts_with("https://"), "{profile:?}");
        for (index, rule) in profile.rules.iter().enumerate() {
            let (first, last) = (rule.first, rule.last);
            assert!(first <= last, "{first}");
            assert!(first.may_be_on_wire(), "{first}");
            assert!(last.may_be_on_wire(), "{last}");
            assert!(
                rule.name.as_ref().is_some_and(|name| !name.is_empty()),
                "{first}"
            );
            let mut before = profile.rules.iter().take(index);
            let again = before.any(|other| (other.first, other.last) == (first, last));
            assert!(!again, "{first} has two rules");
        }
    }
}

#[test]
fn a_profiles_documentation_backs_what_it_decides() {
    for profile in PROFILES {
        let rule = profile.rules.first().expect("a profile has rules");
        let close = Close {
            code: rule.first,
            reason: "",
            was_clean: true,
        };
        let profiles = Profiles {
            profile: Some(profile),
            ..Profiles::default()
        };
        let diagnosis = diagnose(&close, &Context::default(), &profiles);
        assert_eq!(diagnosis.source, Source::Profile);
        assert_eq!(diagnosis.reference, profile.source);
    }
}

#[test]
fn of_two_rules_the_narrower_speaks_of_a_code() {
    let name = |code| {
        let rule = profile("pusher").rule(CloseCode(code)).unwrap();
        rule.name.as_deref()
    };
    assert_eq!(name(4201), Some("Pong reply not received"));
    assert_eq!(name(4202), Some("Reconnect immediately"));
}
