//! Servers and libraries that a user runs.

use closewise::close::CloseCode;

use crate::support::{
    assert_reauthenticates, assert_retries, assert_speaks_of_nothing_else, assert_stops, profile,
};

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
fn hocuspocus_gives_up_what_it_forbids_and_authenticates_anew_what_it_does_not_know() {
    let hocuspocus = profile("hocuspocus");
    assert_stops(hocuspocus, [1009, 4403]);
    assert_reauthenticates(hocuspocus, [4401]);
    assert_retries(hocuspocus, [4205, 4408]);
    assert_speaks_of_nothing_else(hocuspocus, &[1009, 4205, 4401, 4403, 4408]);
}

#[test]
fn obs_websocket_comes_back_only_for_another_password_or_an_unknown_reason() {
    let obs = profile("obs-websocket");
    assert_stops(obs, (4002..=4008).chain(4010..=4012));
    assert_reauthenticates(obs, [4009]);
    assert_retries(obs, [4000]);
    let all: Vec<u16> = (4002..=4012).chain([4000]).collect();
    assert_speaks_of_nothing_else(obs, &all);
}

#[test]
fn colyseus_comes_back_after_a_shutdown_and_where_it_may() {
    let colyseus = profile("colyseus");
    assert_stops(colyseus, [4000, 4002, 4003]);
    assert_retries(colyseus, [4001, 4010]);
    assert_speaks_of_nothing_else(colyseus, &[4000, 4001, 4002, 4003, 4010]);
}

#[test]
fn home_assistant_comes_back_after_the_one_code_that_it_ends_connections_with() {
    let home_assistant = profile("home-assistant");
    assert_retries(home_assistant, [1000]);
    assert_speaks_of_nothing_else(home_assistant, &[1000]);
}
