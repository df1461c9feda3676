//! What a plain request to the address of a connection that never opened points to.

use closewise::close::{
    Evidence, Finding, Investigation, Surroundings, Suspect,
    SuspectKind::{
        self, Blocked, NetworkChange, RateLimit, Refused, Restart, ServerError, Tls, Unreachable,
        WrongPath,
    },
    phrases,
};

fn around(url: &str) -> Surroundings {
    Surroundings::between(url, Some("https://app.example.com"))
}

fn investigation(finding: Finding) -> Investigation {
    Investigation::of(finding, &around("wss://api.example.com/feed"))
}

fn suspects(finding: Finding) -> Vec<Suspect> {
    investigation(finding).suspects
}

fn kinds_around(finding: Finding, around: &Surroundings) -> Vec<SuspectKind> {
    kinds(&Investigation::of(finding, around).suspects)
}

fn kinds(suspects: &[Suspect]) -> Vec<SuspectKind> {
    suspects.iter().map(|suspect| suspect.kind).collect()
}

#[test]
fn a_status_points_to_what_a_server_has_it_for() {
    for (status, expected) in [
        (101, &[WrongPath][..]),
        (200, &[WrongPath]),
        (204, &[WrongPath]),
        (301, &[WrongPath]),
        (400, &[WrongPath, Refused]),
        (401, &[Refused]),
        (403, &[Refused, WrongPath]),
        (404, &[WrongPath]),
        (405, &[WrongPath]),
        (407, &[Refused]),
        (426, &[WrongPath, Refused]),
        (429, &[RateLimit]),
        (500, &[ServerError]),
        (502, &[Unreachable, Restart]),
        (503, &[Restart, Unreachable]),
        (504, &[Unreachable, Restart]),
        (599, &[ServerError]),
    ] {
        let found = suspects(Finding::Status(status));
        assert_eq!(kinds(&found), expected, "{status}");
        for suspect in found {
            assert!(
                suspect.sentence.contains(&status.to_string()),
                "{suspect:?}"
            );
            assert_eq!(suspect.evidence, Evidence::Request);
        }
        assert_eq!(investigation(Finding::Status(status)).status, Some(status));
    }
}

#[test]
fn where_somebody_answers_nobody_is_not_suspected() {
    for finding in [Finding::Hidden, Finding::Redirect, Finding::Status(404)] {
        assert_eq!(investigation(finding).answered, Some(true));
        let kinds = kinds(&suspects(finding));
        for kind in [Unreachable, Tls, NetworkChange] {
            assert!(!kinds.contains(&kind), "{finding:?}");
        }
        assert_eq!(kinds[0], WrongPath);
    }
}

#[test]
fn where_nobody_answers_the_address_tells_what_comes_first() {
    let found = |url: &str| kinds_around(Finding::Nobody, &around(url));
    assert_eq!(investigation(Finding::Nobody).answered, Some(false));
    assert_eq!(
        found("wss://api.example.com/"),
        [Unreachable, Tls, Blocked, NetworkChange]
    );
    assert_eq!(found("wss://localhost:3000/"), [Tls, Unreachable, Blocked]);
    assert_eq!(found("ws://localhost:3000/"), [Unreachable, Blocked]);
}

#[test]
fn where_others_are_open_the_network_is_there() {
    for finding in [Finding::Nobody, Finding::Silence] {
        let mut around = around("wss://api.example.com/");
        assert!(kinds_around(finding, &around).contains(&NetworkChange));
        around.others_open = true;
        assert!(!kinds_around(finding, &around).contains(&NetworkChange));
    }
}

#[test]
fn what_drops_everything_is_suspected_of_a_silence() {
    assert_eq!(kinds(&suspects(Finding::Silence))[0], Unreachable);
    assert_eq!(investigation(Finding::Silence).answered, Some(false));
}

#[test]
fn a_request_that_the_page_may_not_make_says_nothing() {
    let found = investigation(Finding::Forbidden);
    assert_eq!((found.answered, found.status), (None, None));
    assert!(!found.suspects.is_empty());
    for suspect in found.suspects {
        assert_eq!(suspect.evidence, Evidence::Attempt);
    }
}

#[test]
fn a_secure_page_may_not_ask_without_tls_either() {
    let found = Investigation::of(Finding::Nobody, &around("ws://api.example.com/"));
    assert_eq!(found.answered, None);
    assert_eq!(found.suspects[0].kind, Blocked);
    let own_machine = Investigation::of(Finding::Nobody, &around("ws://localhost:3000/"));
    assert_eq!(own_machine.answered, Some(false));
}

#[test]
fn a_policy_that_blocked_the_connection_is_certain_whatever_a_request_finds() {
    let mut around = around("wss://api.example.com/");
    around.blocked_by = Some("connect-src".into());
    let found = Investigation::of(Finding::Status(404), &around).suspects;
    assert_eq!(kinds(&found), [Blocked]);
    assert_eq!(found[0].evidence, Evidence::Certain);
}

#[test]
fn the_remedies_name_what_to_write() {
    let upgrade = &suspects(Finding::Status(426))[0];
    assert!(
        upgrade
            .remedy
            .contains("proxy_set_header Upgrade $http_upgrade")
    );
    for finding in [Finding::Redirect, Finding::Status(302)] {
        assert!(suspects(finding)[0].remedy.contains("redirect"));
    }
    let upstream = &suspects(Finding::Status(502))[0];
    assert_eq!(upstream.key, "unreachable.request-upstream");
    assert!(upstream.sentence.contains("proxy"));
}

#[test]
fn every_finding_has_phrases_of_its_own() {
    let keys: Vec<_> = phrases().iter().map(|phrase| phrase.key).collect();
    for finding in [
        Finding::Nobody,
        Finding::Silence,
        Finding::Hidden,
        Finding::Redirect,
        Finding::Status(404),
        Finding::Status(426),
    ] {
        for suspect in suspects(finding) {
            let key = suspect.key.split_once('.').unwrap().1;
            assert!(keys.contains(&key), "{key}");
            assert!(!suspect.sentence.contains('{'), "{}", suspect.sentence);
        }
    }
}
