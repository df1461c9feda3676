//! The provider of URL and protocols, and fresh credentials.

use super::world::{
    BASE_DELAY, LATENCY, Peer, Provider, World, closed, config, handshake, reconnect, reconnecting,
};
use crate::close::{Cause, Diagnosis, NoRenewal, Verdict};
use crate::session::{Command, Config, EndReason, Input, ProviderFailure, State};

fn provided() -> Config {
    config(|s| s.provider = true)
}

#[test]
fn the_provider_is_asked_for_every_attempt_with_its_number_and_the_last_diagnosis() {
    let peers = [Peer::REFUSES, Peer::REFUSES, Peer::ACCEPTS];
    let mut world = World::open(provided(), peers);
    world.pass(20_000);
    assert_eq!(world.asked(), [(0, false), (1, false), (2, false)]);
    let told = |(_, command): &(u64, Command<_>)| match command {
        Command::Provide { attempt, .. } => Some(attempt.last.as_ref().map(|d| d.cause)),
        _ => None,
    };
    let told: Vec<_> = world.commands.iter().filter_map(told).collect();
    let never_opened = Some(Cause::NeverOpened);
    assert_eq!(told, [None, never_opened, never_opened]);
}

#[test]
fn refused_credentials_are_asked_for_afresh_once_within_the_base_delay() {
    let peers = [Peer::closes(10, 3000), Peer::ACCEPTS];
    let mut world = World::open(provided(), peers);
    world.pass(2_000);
    assert_eq!(world.asked(), [(0, false), (1, true)]);
    let (_, delay) = world.retries()[0];
    assert!(
        (1..=BASE_DELAY).contains(&delay),
        "not all in one instant: {delay}"
    );
    assert_eq!(world.state(), State::Open);
}

#[test]
fn credentials_that_are_refused_again_end_the_session_with_that_diagnosis() {
    let mut world = World::open(provided(), [Peer::closes(10, 3000)]);
    world.pass(60_000);
    assert_eq!(world.asked(), [(0, false), (1, true)]);
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::Stopped);
    assert_eq!(end.diagnosis.as_ref().map(|d| d.code.0), Some(3000));
    assert_eq!(
        end.diagnosis.map(|d| d.verdict),
        Some(Verdict::Reauthenticate)
    );
}

#[test]
fn fresh_credentials_that_are_refused_within_a_minute_are_the_end_however_long_they_served() {
    // Ten seconds prove a connection, but not the credentials.
    let peers = [Peer::closes(10_000, 3000)];
    let mut world = World::open(provided(), peers);
    world.pass(600_000);
    assert_eq!(world.asked(), [(0, false), (1, true)]);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn credentials_that_were_renewed_as_a_guess_may_still_be_refused() {
    let peers = [
        Peer::REFUSES,
        Peer::REFUSES,
        Peer::REFUSES,
        Peer::closes(10, 3000),
        Peer::ACCEPTS,
    ];
    let mut world = World::open(provided(), peers);
    world.pass(60_000);
    let fresh: Vec<_> = world.asked().iter().map(|(_, fresh)| *fresh).collect();
    assert_eq!(fresh, [false, false, false, true, true]);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_sleep_between_attempts_that_never_open_does_not_hide_that_credentials_may_be_refused() {
    let mut world = World::open(provided(), [Peer::NEVER_OPENS]);
    for round in 0..4 {
        world.pass(LATENCY);
        if round == 1 {
            world.now += 3_600_000;
            world.tell(Input::Wake);
        }
        while world.asked().len() < round + 2 {
            world.pass(1_000);
        }
    }
    let fresh: Vec<_> = world.asked().iter().map(|(_, fresh)| *fresh).collect();
    assert_eq!(fresh, [false, false, false, false, true]);
}

#[test]
fn without_a_provider_the_greeting_is_told_that_fresh_credentials_are_wanted() {
    let shaking = config(|s| {
        handshake(s);
    });
    let peers = [Peer::closes(10_000, 3000), Peer::REFUSES, Peer::ACCEPTS];
    let mut world = World::open(shaking, peers);
    world.pass(60_000);
    assert_eq!(world.greeted(), [(0, false), (2, true)]);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_greeting_is_told_what_the_provider_was_told() {
    let both = config(|s| {
        s.provider = true;
        handshake(s);
    });
    let mut world = World::open(both, [Peer::closes(10_000, 3000), Peer::ACCEPTS]);
    world.pass(60_000);
    assert_eq!(world.asked(), [(0, false), (1, true)]);
    assert_eq!(world.greeted(), world.asked());
}

#[test]
fn credentials_that_expire_after_a_good_while_are_asked_for_again() {
    let mut world = World::open(provided(), [Peer::closes(60_000, 3000)]);
    world.pass(600_000);
    assert_eq!(world.state(), State::Open);
    assert!(world.asked().len() > 8);
    assert!(world.asked()[1..].iter().all(|asked| *asked == (1, true)));
}

#[test]
fn without_a_provider_or_a_handshake_refused_credentials_are_the_end() {
    let mut world = World::open(Config::default(), [Peer::closes(10, 3000)]);
    world.pass(60_000);
    assert_eq!(world.dials().len(), 1);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn connections_that_never_open_ask_for_fresh_credentials_as_well() {
    let mut world = World::open(provided(), [Peer::REFUSES]);
    world.pass(60_000);
    let fresh: Vec<_> = world.asked().iter().map(|(_, fresh)| *fresh).collect();
    assert_eq!(fresh[..6], [false, false, false, true, false, false]);
    assert!(fresh[6], "and again");
}

#[test]
fn a_provider_that_fails_is_told_by_kind_and_asked_again() {
    let mut world = World::new(provided()).asking([
        Provider::Throws,
        Provider::GivesRubbish,
        Provider::NeverSettles,
    ]);
    world.tell(Input::Open);
    world.pass(30_000);
    assert_eq!(
        world.failures(),
        [
            ProviderFailure::Threw,
            ProviderFailure::Invalid,
            ProviderFailure::TimedOut
        ]
    );
    assert_eq!(world.state(), State::Open);
    assert_eq!(world.dials().len(), 1);
    assert!(world.closes().is_empty());
}

#[test]
fn a_provider_that_always_fails_uses_up_the_attempts() {
    let mut world = World::new(config(|s| {
        s.provider = true;
        reconnect(s).max_attempts = Some(2);
    }))
    .asking([Provider::Throws; 9]);
    world.tell(Input::Open);
    world.pass(60_000);
    assert_eq!(world.failures().len(), 3);
    let end = world.end().expect("an end");
    assert_eq!(end.reason, EndReason::AttemptsExhausted);
    assert_eq!(end.diagnosis, Some(Diagnosis::not_provided()));
}

#[test]
fn the_predicate_judges_a_provider_that_fails() {
    let overriding = config(|s| {
        s.provider = true;
        reconnect(s).asks_override = true;
    });
    let mut world = World::new(overriding).asking([Provider::Throws]);
    world.predicate = |diagnosis| {
        assert_eq!(*diagnosis, Diagnosis::not_provided());
        Some(Verdict::Stop)
    };
    world.tell(Input::Open);
    world.pass(60_000);
    assert_eq!(world.end().expect("an end").reason, EndReason::Stopped);
}

#[test]
fn an_answer_that_comes_after_its_timeout_is_ignored() {
    let mut world = World::new(provided()).asking([Provider::NeverSettles, Provider::NeverSettles]);
    world.tell(Input::Open);
    world.later(10_500, Input::Provided(1));
    world.pass(12_000);
    assert_eq!(world.generation(), 2);
    assert!(world.dials().is_empty());
}

#[test]
fn a_failed_request_for_fresh_credentials_is_made_again() {
    let mut world = World::new(provided())
        .meeting([Peer::closes(10, 3000), Peer::ACCEPTS])
        .asking([Provider::Gives, Provider::Throws, Provider::Gives]);
    world.tell(Input::Open);
    world.pass(10_000);
    assert_eq!(world.asked(), [(0, false), (1, true), (2, true)]);
    assert_eq!(world.state(), State::Open);
}

#[test]
fn a_reconnect_of_the_users_still_asks_for_fresh_credentials() {
    let mut world = World::open(provided(), [Peer::ACCEPTS]);
    world.pass(100);
    world.tell(closed(1, 3000, "", true));
    assert_eq!(world.state(), State::Waiting);
    world.tell(reconnecting());
    assert_eq!(world.asked(), [(0, false), (0, true)]);
}

#[test]
fn a_greeting_that_never_went_out_has_used_no_credentials() {
    let shaking = config(|s| {
        handshake(s);
    });
    let mut watched = super::model::Watched::new(shaking, 7, 0);
    let mut told = Vec::new();
    for (input, now) in [
        (Input::Open, 0),
        (Input::Opened(1), 0),
        (Input::Greeted(1), 0),
        (closed(1, 3000, "", true), 0),
        (Input::Wake, BASE_DELAY),
        (Input::Opened(2), BASE_DELAY),
        (closed(2, 1006, "", false), BASE_DELAY),
        (Input::Wake, 10_000),
        (Input::Opened(3), 10_000),
    ] {
        let step = watched.step(input, now).expect("no violation");
        told.extend(
            step.commands
                .into_iter()
                .filter_map(|command| match command {
                    Command::SendGreeting { attempt, .. } => Some(attempt.fresh),
                    _ => None,
                }),
        );
    }
    assert_eq!(told, [false, true, true]);
}

#[test]
fn a_diagnosis_promises_no_retry_that_nobody_can_get_fresh_credentials_for() {
    let told = |config: Config| {
        let mut world = World::open(config, [Peer::closes(10, 3000)]);
        world.pass(60_000);
        let told: Vec<_> = world
            .closes()
            .iter()
            .map(|c| c.diagnosis.no_renewal)
            .collect();
        let end = world.end().expect("an end");
        assert_eq!(
            end.diagnosis.and_then(|d| d.no_renewal),
            *told.last().expect("a close")
        );
        told
    };
    assert_eq!(told(Config::default()), [Some(NoRenewal::NobodyToAsk)]);
    assert_eq!(told(provided()), [None, Some(NoRenewal::RefusedFresh)]);
    // Whoever retries instead may know better.
    let single = config(|s| s.reconnect = None);
    assert_eq!(told(single), [None]);
    let by_the_predicate = config(|s| reconnect(s).asks_override = true);
    let mut world = World::open(by_the_predicate, [Peer::drops(10)]);
    world.predicate = |_| Some(Verdict::Reauthenticate);
    world.pass(60_000);
    let told = &world.closes()[0].diagnosis;
    assert_eq!(told.no_renewal, Some(NoRenewal::NobodyToAsk));
}

#[test]
fn a_greeting_that_never_is_there_in_time_is_asked_for_ever_more_slowly() {
    let shaking = config(|s| {
        handshake(s);
    });
    let mut watched = super::model::Watched::new(shaking, 7, 0);
    let (mut now, mut greetings) = (0, 0);
    watched.step(Input::Open, now).expect("no violation");
    while now < 3_600_000 {
        let generation = watched.session.generation();
        for input in [
            Input::Opened(generation),
            closed(generation, 3000, "", true),
        ] {
            watched.step(input, now).expect("no violation");
        }
        greetings += 1;
        now = watched.session.poll_timeout().expect("a retry");
        watched.step(Input::Wake, now).expect("no violation");
    }
    // Half of the longest delay between two of them, on average.
    assert!((150..350).contains(&greetings), "{greetings}");
}
