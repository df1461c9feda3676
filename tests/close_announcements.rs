//! What messages announce of the close that follows.

#![cfg(not(target_arch = "wasm32"))]

use closewise::close::{Announced, Announcement, Member, Notice, PROFILES, Profile, Verdict};
use proptest::prelude::*;

const STOP: Notice = Notice::Close(Verdict::Stop);

/// A protocol of these announcements alone.
fn announcing(announcements: Vec<Announcement>) -> Profile {
    Profile::new("chess", "https://example.com/codes", vec![]).announcing(announcements)
}

/// One whose goodbye names the next address.
fn moving() -> Profile {
    let members = vec![Member::new("metadata.type", "goodbye")];
    let goodbye = Announcement::of_members(members, Notice::Move(Verdict::NOW));
    announcing(vec![goodbye.url_at("payload.next.url")])
}

fn notice(profile: &Profile, message: &str) -> Option<Notice> {
    profile.read(message).map(|announced| announced.notice)
}

#[test]
fn a_text_has_to_be_the_whole_message_and_a_prefix_its_beginning() {
    let profile = announcing(vec![
        Announcement::of_text("41", STOP),
        Announcement::of_prefix("40{", Notice::Withdrawn),
    ]);
    assert_eq!(notice(&profile, "41"), Some(STOP));
    assert_eq!(notice(&profile, "410"), None);
    assert_eq!(notice(&profile, " 41"), None);
    assert_eq!(
        notice(&profile, r#"40{"sid":"x"}"#),
        Some(Notice::Withdrawn)
    );
    assert_eq!(notice(&profile, "40"), None);
    assert_eq!(notice(&profile, ""), None);
}

#[test]
fn all_members_have_to_be_there_with_just_these_values() {
    let members = vec![
        Member::new("type", 7),
        Member::new("again", false),
        Member::new("why", "full"),
    ];
    let profile = announcing(vec![Announcement::of_members(members, STOP)]);
    for message in [
        r#"{"type":7,"again":false,"why":"full"}"#,
        " {\"why\" : \"f\\u0075ll\",\n\t\"more\":[{\"type\":8}],\"again\":false, \"type\":70e-1} ",
        r#"{"type":8,"again":false,"why":"full","type":7}"#,
    ] {
        assert_eq!(notice(&profile, message), Some(STOP), "{message}");
    }
    for message in [
        r#"{"type":7,"again":false}"#,
        r#"{"type":"7","again":false,"why":"full"}"#,
        r#"{"type":7,"again":null,"why":"full"}"#,
        r#"{"type":7,"again":true,"why":"full"}"#,
        r#"{"type":7,"again":false,"why":"fuller"}"#,
        r#"{"type":7,"again":false,"why":"full","type":8}"#,
        r#"{"type":7,"again":false,"why":"full"} and more"#,
        r#"[{"type":7,"again":false,"why":"full"}]"#,
        r#""type""#,
    ] {
        assert_eq!(notice(&profile, message), None, "{message}");
    }
}

#[test]
fn the_first_announcement_that_fits_counts() {
    let type_is_7 = || Member::new("type", 7);
    let profile = announcing(vec![
        Announcement::of_members(
            vec![type_is_7(), Member::new("again", true)],
            Notice::Close(Verdict::BACKOFF),
        ),
        Announcement::of_members(vec![type_is_7()], STOP),
    ]);
    assert_eq!(
        notice(&profile, r#"{"type":7,"again":true}"#),
        Some(Notice::Close(Verdict::BACKOFF))
    );
    for message in [r#"{"type":7}"#, r#"{"type":7,"again":false}"#] {
        assert_eq!(notice(&profile, message), Some(STOP));
    }
}

#[test]
fn of_the_records_in_a_message_the_last_that_announces_counts() {
    let profile = announcing(vec![
        Announcement::of_members(vec![Member::new("type", 7)], STOP),
        Announcement::of_members(vec![Member::new("type", 8)], Notice::Withdrawn),
    ]);
    let record = |kind| format!("{{\"type\":{kind}}}\u{1e}");
    let message = [record(1), record(8), record(7), record(1)].concat();
    assert_eq!(notice(&profile, &message), Some(STOP));
    let message = [record(7), record(8)].concat();
    assert_eq!(notice(&profile, &message), Some(Notice::Withdrawn));
    assert_eq!(notice(&profile, &record(1)), None);
}

#[test]
fn the_next_address_is_read_with_its_escapes() {
    let read = |url: &str| {
        let next = format!(r#"{{"metadata":{{"type":"goodbye"}},"payload":{{"next":{url}}}}}"#);
        moving().read(&next).expect("an announcement").url
    };
    assert_eq!(
        read(r#"{"url":"wss:\/\/example.com\/\u0061\uD83D\uDE00\uD83D\u0062\n"}"#).as_deref(),
        Some("wss://example.com/a\u{1f600}\u{fffd}b\n")
    );
    for nothing in [r#"{"url":null}"#, r#"{"url":7}"#, "{}", "[]", r#""url""#] {
        assert_eq!(read(nothing), None, "{nothing}");
    }
}

#[test]
fn a_long_message_is_not_looked_into() {
    let message = |padding: usize| {
        let padding = "é".repeat(padding);
        format!(r#"{{"metadata":{{"type":"goodbye"}},"padding":"{padding}"}}"#)
    };
    let plain = message(0).len();
    let announced = Some(Announced {
        notice: Notice::Move(Verdict::NOW),
        url: None,
    });
    assert_eq!(moving().read(&message(4_096 - plain)), announced);
    assert_eq!(moving().read(&message(4_097 - plain)), None);
}

#[test]
fn what_is_announced_is_found_by_shipped_profiles_alone_where_their_sources_say_so() {
    let announcing: Vec<&str> = PROFILES
        .iter()
        .filter(|profile| !profile.announcements.is_empty())
        .map(|profile| profile.name.as_ref())
        .collect();
    assert_eq!(
        announcing,
        [
            "twitch-event-sub",
            "signal-r",
            "action-cable",
            "socket-io",
            "home-assistant"
        ]
    );
}

proptest! {
    #[test]
    fn any_text_can_be_read(message: String, json in r#"[\{\}\[\]",:\\u0-9a-f]{0,40}"#) {
        for profile in PROFILES.iter().copied().chain([&moving()]) {
            profile.read(&message);
            profile.read(&json);
        }
    }
}

/// The messages of tests/announcements.json, which the npm package reads too.
#[cfg(feature = "serde")]
#[test]
fn each_message_of_the_shipped_protocols_says_what_their_sources_say() {
    #[derive(serde::Deserialize)]
    struct Example {
        profile: String,
        message: String,
        announced: Option<Notice>,
        url: Option<String>,
    }
    let examples = include_str!("announcements.json");
    let examples: Vec<Example> = serde_json::from_str(examples).expect("a list of examples");
    for example in &examples {
        let profile = Profile::named(&example.profile).expect(&example.profile);
        let announced = profile.read(&example.message);
        let expected = example.announced.map(|notice| Announced {
            notice,
            url: example.url.clone(),
        });
        assert_eq!(announced, expected, "{}", example.message);
    }
    for profile in PROFILES {
        let mut of_profile = examples.iter().filter(|one| one.profile == profile.name);
        let has_announced = of_profile.any(|one| one.announced.is_some());
        assert_eq!(has_announced, !profile.announcements.is_empty());
    }
}
