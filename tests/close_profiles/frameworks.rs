//! Frameworks whose servers say in a message what is final, and close with
//! codes of the standard that mean little.

use closewise::close::{Close, CloseCode, Context, Profiles, Source, diagnose};

use crate::support::{assert_retries, assert_speaks_of_nothing_else, assert_stops, profile};

#[test]
fn phoenix_comes_back_after_what_its_servers_send_to_an_idle_client() {
    let phoenix = profile("phoenix");
    let (cowboy_idle, disconnected, bandit_idle) = (1000, 1001, 1002);
    assert_retries(phoenix, [cowboy_idle, disconnected, bandit_idle]);
    assert_speaks_of_nothing_else(phoenix, &[1000, 1001, 1002]);
}

#[test]
fn signal_r_and_action_cable_come_back_after_a_normal_closure() {
    for name in ["signal-r", "action-cable"] {
        assert_retries(profile(name), [1000]);
        assert_speaks_of_nothing_else(profile(name), &[1000]);
    }
}

#[test]
fn socket_io_gives_up_a_message_that_is_too_big_alone() {
    let socket_io = profile("socket-io");
    assert_stops(socket_io, [1009]);
    assert_retries(socket_io, [1000]);
    assert_speaks_of_nothing_else(socket_io, &[1000, 1009]);
}

#[test]
fn what_their_servers_send_of_the_standards_codes_is_worth_a_retry_without_a_row() {
    let left_to_the_standard: [(&str, &[u16]); 3] = [
        ("phoenix", &[1011, 1012]),
        ("signal-r", &[1011]),
        ("socket-io", &[1005]),
    ];
    for (name, codes) in left_to_the_standard {
        for &code in codes {
            let close = Close {
                code: CloseCode(code),
                reason: "",
                was_clean: true,
            };
            let profiles = Profiles {
                profile: Some(profile(name)),
                ..Profiles::default()
            };
            let diagnosis = diagnose(&close, &Context::default(), &profiles);
            assert_eq!(diagnosis.source, Source::Standard, "{name} {code}");
            assert!(diagnosis.verdict.is_retry(), "{name} {code}");
        }
    }
}
