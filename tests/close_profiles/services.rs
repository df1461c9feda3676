//! Services that somebody else runs.

use closewise::close::{CloseCode, Pace, Verdict};

use crate::support::{
    assert_reauthenticates, assert_retries, assert_speaks_of_nothing_else, assert_stops, profile,
    verdict,
};

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
fn discord_follows_the_reconnect_column_of_its_table() {
    let discord = profile("discord");
    let terminal = [4004, 4010, 4011, 4012, 4013, 4014];
    let retried = [4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];
    assert_stops(discord, terminal);
    assert_retries(discord, retried);
    assert_speaks_of_nothing_else(discord, &[terminal.as_slice(), &retried].concat());
}

#[test]
fn discord_voice_stays_away_where_its_table_says_so_and_where_the_client_is_at_fault() {
    let voice = profile("discord-voice");
    let should_not_reconnect = [4014, 4021, 4022];
    let would_be_refused_again = [4004, 4012, 4016, 4017, 4020];
    let retried = [4001, 4002, 4003, 4005, 4006, 4009, 4011, 4015];
    assert_stops(voice, should_not_reconnect);
    assert_stops(voice, would_be_refused_again);
    assert_retries(voice, retried);
    let all = [
        should_not_reconnect.as_slice(),
        &would_be_refused_again,
        &retried,
    ]
    .concat();
    assert_speaks_of_nothing_else(voice, &all);
}

#[test]
fn discord_says_which_codes_need_a_new_session() {
    for (name, needy) in [("discord", [4007, 4009]), ("discord-voice", [4006, 4009])] {
        for rule in profile(name).rules.iter() {
            let needs_new = rule
                .meaning
                .as_ref()
                .is_some_and(|meaning| meaning.contains("new session"));
            assert_eq!(needs_new, needy.contains(&rule.first.0), "{}", rule.first);
        }
    }
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
fn liveblocks_follows_the_ranges_of_its_client() {
    let liveblocks = profile("liveblocks");
    assert_stops(liveblocks, (4000..=4099).chain([4999]));
    assert_reauthenticates(liveblocks, 4100..=4199);
    assert_retries(liveblocks, (4200..=4299).chain([1000]));
    let all: Vec<u16> = (4000..=4299).chain([1000, 4999]).collect();
    assert_speaks_of_nothing_else(liveblocks, &all);
}

#[test]
fn twitch_gives_up_a_client_that_sends_and_is_slow_to_come_back_to_an_unused_connection() {
    let twitch = profile("twitch-event-sub");
    assert_stops(twitch, [4001]);
    assert_retries(twitch, [4000, 4002, 4003, 4004, 4005, 4006, 4007]);
    let Some(Verdict::Retry {
        pace: Pace::Window { min, .. },
        ..
    }) = verdict(twitch, 4003)
    else {
        panic!("an unused connection waits for a window");
    };
    assert!(min >= 10_000, "longer than it was open");
    let all: Vec<u16> = (4000..=4007).collect();
    assert_speaks_of_nothing_else(twitch, &all);
}

#[test]
fn assembly_ai_starts_a_new_session_and_does_not_repeat_what_was_wrong() {
    let assembly = profile("assembly-ai");
    let retried = [3005, 3008, 3009, 4004, 4008, 4010, 4102];
    let wrong_input = [3006, 3007, 4000, 4029, 4032, 4033, 4034, 4100, 4101];
    let account = [4002, 4003];
    let taken_over_or_idle = [4030, 4031, 4103];
    assert_reauthenticates(assembly, [1008, 4001]);
    assert_retries(assembly, retried);
    assert_stops(assembly, wrong_input);
    assert_stops(assembly, account);
    assert_stops(assembly, taken_over_or_idle);
    let all = [
        [1008, 4001].as_slice(),
        &retried,
        &wrong_input,
        &account,
        &taken_over_or_idle,
    ]
    .concat();
    assert_speaks_of_nothing_else(assembly, &all);
}

#[test]
fn azure_web_pub_sub_connects_anew_where_a_session_cannot_be_recovered() {
    let azure = profile("azure-web-pub-sub");
    assert_retries(azure, [1008]);
    let rule = azure.rule(CloseCode::POLICY_VIOLATION).unwrap();
    let meaning = rule.meaning.as_deref().unwrap();
    assert!(meaning.contains("connect anew"), "{meaning}");
    assert_speaks_of_nothing_else(azure, &[1008]);
}
