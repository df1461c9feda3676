//! The shipped profiles, against the lists in their projects' documentation.

#![cfg(not(target_arch = "wasm32"))]

use closewise::close::{
    Close, CloseCode, Context, PROFILES, Pace, Profile, Profiles, Rule, Source, Verdict, diagnose,
};

fn verdict(profile: &'static Profile, code: u16) -> Option<Verdict> {
    profile.rule(CloseCode(code)).map(|rule| rule.verdict)
}

fn assert_stops(profile: &'static Profile, codes: impl IntoIterator<Item = u16>) {
    for code in codes {
        assert_eq!(verdict(profile, code), Some(Verdict::Stop), "{code}");
    }
}

fn assert_retries(profile: &'static Profile, codes: impl IntoIterator<Item = u16>) {
    for code in codes {
        let verdict = verdict(profile, code);
        assert!(
            verdict.is_some_and(Verdict::is_retry),
            "{code}: {verdict:?}"
        );
    }
}

fn assert_speaks_of_nothing_else(profile: &'static Profile, codes: &[u16]) {
    for code in 0..=u16::MAX {
        let speaks = verdict(profile, code).is_some();
        assert_eq!(speaks, codes.contains(&code), "{code}");
    }
}

fn profile(name: &str) -> &'static Profile {
    Profile::named(name).expect(name)
}

#[test]
fn graphql_transport_ws_follows_its_own_client() {
    let graphql = profile("graphql-transport-ws");
    let terminal = [4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500];
    let retried = [4403, 4408, 4499, 4504];
    assert_stops(graphql, terminal);
    assert_retries(graphql, retried);
    assert_speaks_of_nothing_else(graphql, &[terminal.as_slice(), &retried].concat());
}

#[test]
fn pusher_follows_the_ranges_of_its_protocol() {
    let pusher = profile("pusher");
    assert_stops(pusher, (4000..=4099).chain(4300..=4399));
    for code in 4100..=4199 {
        let Some(Verdict::Retry {
            pace: Pace::Window { min, .. },
            limit: None,
        }) = verdict(pusher, code)
        else {
            panic!("{code} waits for a window");
        };
        assert!(min >= 1_000, "after 1 s or more");
    }
    for code in 4200..=4299 {
        assert_eq!(verdict(pusher, code), Some(Verdict::NOW), "{code}");
    }
    let all: Vec<u16> = (4000..=4399).collect();
    assert_speaks_of_nothing_else(pusher, &all);
}

#[test]
fn centrifugo_comes_back_below_500_and_stays_away_above() {
    let centrifugo = profile("centrifugo");
    assert_retries(centrifugo, (3000..=3499).chain(4000..=4499));
    assert_stops(
        centrifugo,
        (3500..=3999)
            .chain(4500..=4999)
            .chain([CloseCode::MESSAGE_TOO_BIG.0]),
    );
    let all: Vec<u16> = (3000..=4999).chain([1009]).collect();
    assert_speaks_of_nothing_else(centrifugo, &all);
}

#[test]
fn discord_follows_the_reconnect_column_of_its_table() {
    let discord = profile("discord");
    let terminal = [4004, 4010, 4011, 4012, 4013, 4014];
    let retried = [4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];
    assert_stops(discord, terminal);
    assert_retries(discord, retried);
    assert_speaks_of_nothing_else(discord, &[terminal.as_slice(), &retried].concat());
}

#[test]
fn discord_says_which_codes_need_a_new_session() {
    for rule in profile("discord").rules.iter() {
        let needs_new = rule
            .meaning
            .as_ref()
            .is_some_and(|meaning| meaning.contains("new session"));
        assert_eq!(
            needs_new,
            matches!(rule.first.0, 4007 | 4009),
            "{}",
            rule.first
        );
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

#[test]
fn aws_api_gateway_plans_a_reconnect_after_idle_time_or_lifetime() {
    let aws = profile("aws-api-gateway");
    assert_eq!(verdict(aws, 1001), Some(Verdict::window(0, 5_000)));
    assert_retries(aws, [1001, 1008]);
    assert_stops(aws, [1003, 1009]);
    assert_speaks_of_nothing_else(aws, &[1001, 1003, 1008, 1009]);
}

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
            "home-assistant"
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
            codes: &[],
            profile: Some(profile),
        };
        let diagnosis = diagnose(&close, &Context::default(), &profiles);
        assert_eq!(diagnosis.source, Source::Profile);
        assert_eq!(diagnosis.reference, profile.source);
    }
}

/// A profile as a program makes it that reads one from a file.
fn chess() -> Profile {
    let text = |text: &str| String::from(text);
    Profile::new(
        text("chess"),
        text("https://example.com/codes"),
        vec![
            Rule::code(4007, Verdict::Stop)
                .name(text("Checkmate"))
                .meaning(text("the game is over")),
            Rule::range(4100, 4199, Verdict::BACKOFF)
                .name(text("Adjourned"))
                .reference(text("https://example.com/adjourned")),
            Rule::code(4150, Verdict::NOW),
        ],
    )
}

#[test]
fn a_profile_of_the_users_own_with_owned_texts_works_as_a_shipped_one() {
    let chess = chess();
    let diagnosed = |code| {
        let close = Close {
            code: CloseCode(code),
            reason: "",
            was_clean: true,
        };
        let profiles = Profiles {
            codes: &[],
            profile: Some(&chess),
        };
        diagnose(&close, &Context::default(), &profiles)
    };

    let over = diagnosed(4007);
    assert_eq!(
        (over.verdict, over.source),
        (Verdict::Stop, Source::Profile)
    );
    assert_eq!(over.reference, "https://example.com/codes");
    assert_eq!(
        over.to_string(),
        "The peer closed the connection with 4007 (Checkmate): the game is over. \
         Not worth a retry, as the profile says."
    );

    let adjourned = diagnosed(4100);
    assert_eq!(
        (adjourned.name.as_ref(), adjourned.meaning.as_ref()),
        ("Adjourned", "")
    );
    assert_eq!(adjourned.reference, "https://example.com/adjourned");

    let nameless = diagnosed(4150);
    assert_eq!(
        (nameless.verdict, nameless.source),
        (Verdict::NOW, Source::Profile)
    );
    assert_eq!(nameless.name, "Private Use");

    let unknown = diagnosed(4300);
    assert_eq!(unknown.source, Source::Standard);
}

#[test]
fn a_copy_of_a_shipped_profile_with_owned_texts_diagnoses_alike() {
    for &shipped in PROFILES {
        let owned = Profile {
            name: shipped.name.to_string().into(),
            source: shipped.source.to_string().into(),
            rules: shipped.rules.to_vec().into(),
            announcements: shipped.announcements.to_vec().into(),
            receive_only: shipped.receive_only,
        };
        assert_eq!(owned, *shipped);
        assert_eq!(Profile::from(shipped), *shipped);
        for code in (0..=u16::MAX).map(CloseCode) {
            let close = Close {
                code,
                reason: "",
                was_clean: true,
            };
            let with = |profile| {
                let profiles = Profiles {
                    codes: &[],
                    profile: Some(profile),
                };
                diagnose(&close, &Context::default(), &profiles)
            };
            assert_eq!(with(&owned), with(shipped), "{code}");
        }
    }
}
