//! What is typical where the cause and the code are all that there is to go by.

use std::time::Duration;

use closewise::close::{
    Cause, Context, SuspectKind,
    SuspectKind::{
        IdleTimeout, KeepaliveTimeout, NetworkChange, ProtocolError, RateLimit, Refused, Replaced,
        Restart, ServerError, SizeLimit, Sleep, Throttled, Tls, WrongPath,
    },
};

use super::{aged, ended, keys, kinds, told};
use crate::close_support::open;

#[test]
fn each_code_has_what_servers_close_with_it_for() {
    let first: &[(u16, SuspectKind)] = &[
        (1001, Restart),
        (1002, ProtocolError),
        (1003, ProtocolError),
        (1005, ServerError),
        (1007, ProtocolError),
        (1008, Refused),
        (1009, SizeLimit),
        (1011, ServerError),
        (1012, Restart),
        (1013, RateLimit),
        (1015, Tls),
        (3000, Refused),
        (3003, Refused),
        (3008, IdleTimeout),
        (4401, Refused),
        (4404, WrongPath),
        (4409, Replaced),
        (4429, RateLimit),
        (4503, Restart),
    ];
    for &(code, kind) in first {
        let diagnosis = told(code, "");
        assert_eq!(kinds(&diagnosis)[0], kind, "{code}");
        assert!(keys(&diagnosis).iter().all(|key| key.ends_with(".code")));
    }
    for code in [0, 999, 1004, 2000, 5000, u16::MAX] {
        assert_eq!(kinds(&told(code, "")), [], "{code}");
    }
}

#[test]
fn what_the_machine_or_a_probe_noticed_is_what_it_was() {
    let with = |change: fn(&mut Context)| {
        let mut context = open();
        change(&mut context);
        ended(1006, "", &context)
    };
    let offline = with(|context| context.offline = true);
    assert_eq!(
        (offline.cause, kinds(&offline)),
        (Cause::Offline, vec![NetworkChange])
    );
    let slept = with(|context| context.suspended = true);
    assert_eq!(
        (slept.cause, kinds(&slept)),
        (Cause::Suspended, vec![Sleep])
    );
    let silent = with(|context| context.silent = true);
    assert_eq!(kinds(&silent), [NetworkChange, IdleTimeout, ServerError]);
    let hidden = with(|context| {
        context.silent = true;
        context.throttled = true;
    });
    assert_eq!(kinds(&hidden)[0], Throttled);
}

#[test]
fn a_connection_that_was_dropped_as_soon_as_it_was_open_was_hardly_idle() {
    for (millis, is_the_servers) in [(1, true), (2_000, true), (2_001, false), (10_000, false)] {
        let diagnosis = ended(1006, "", &aged(millis));
        assert_eq!(
            kinds(&diagnosis)[0] == ServerError,
            is_the_servers,
            "{millis}"
        );
    }
}

#[test]
fn a_connection_that_did_not_survive_what_was_sent_last_points_to_that_message() {
    let after_sending = Context {
        inbound_silence: Some(Duration::from_secs(20)),
        outbound_silence: Some(Duration::from_millis(30)),
        ..aged(45_000)
    };
    let diagnosis = ended(1006, "", &after_sending);
    assert_eq!(kinds(&diagnosis), [ServerError, SizeLimit, ProtocolError]);
}

#[test]
fn a_connection_that_data_came_in_on_until_the_end_was_not_idle() {
    let busy = Context {
        inbound_silence: Some(Duration::from_millis(300)),
        outbound_silence: Some(Duration::from_secs(20)),
        ..aged(45_000)
    };
    let diagnosis = ended(1006, "", &busy);
    assert_eq!(kinds(&diagnosis)[0], Restart);
    assert!(!kinds(&diagnosis).contains(&IdleTimeout));
}

#[test]
fn a_hidden_page_that_missed_its_beats_is_the_first_suspect() {
    let hidden = Context {
        throttled: true,
        ..aged(400_000)
    };
    for code in [1001, 1006] {
        let diagnosis = ended(code, "", &hidden);
        assert_eq!(kinds(&diagnosis)[0], Throttled, "{code}");
    }
    let answer = kinds(&ended(1001, "", &hidden));
    assert_eq!(answer, [Throttled, KeepaliveTimeout, IdleTimeout]);
}

#[test]
fn what_this_side_wanted_has_no_suspects() {
    let aborted = Context {
        aborted: true,
        ..aged(60_100)
    };
    let diagnosis = ended(1006, "", &aborted);
    assert_eq!(
        (diagnosis.cause, kinds(&diagnosis)),
        (Cause::Aborted, vec![])
    );
}

#[test]
fn four_seconds_are_recent_and_more_are_not() {
    for (millis, is_recent) in [(4_000, true), (4_001, false)] {
        let context = Context {
            inbound_silence: Some(Duration::from_millis(millis)),
            outbound_silence: Some(Duration::from_secs(20)),
            ..aged(45_000)
        };
        let diagnosis = ended(1006, "", &context);
        assert_eq!(kinds(&diagnosis)[0] == Restart, is_recent, "{millis}");
    }
}
