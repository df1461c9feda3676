use closewise::client::{OpenError, SendError};
use closewise::close::profiles::{SOCKET_IO, TWITCH_EVENT_SUB};
use closewise::close::{Announced, Notice, Source, Verdict};
use closewise::session::{EndReason, Refusal, State};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{at, closed, ended, hasty, opened, record, text, unique};

#[wasm_bindgen_test]
async fn a_close_is_judged_as_the_profile_reads_the_message_before_it() {
    let mut client = hasty("/announce?message=41&end=fin&after=200")
        .profile(&SOCKET_IO)
        .connect()
        .unwrap();
    assert_eq!(text(&mut client).await, "41");
    let closed = closed(&mut client).await;
    assert_eq!(closed.diagnosis.source, Source::Announced);
    assert_eq!(ended(&mut client).await.reason, EndReason::Stopped);
}

#[wasm_bindgen_test]
async fn a_reader_of_the_users_own_has_the_client_move_to_another_address() {
    let id = unique();
    let next = at(&format!("/echo?client={id}"));
    let mut client = hasty("/announce?message=move&after=4000")
        .profile(&SOCKET_IO)
        .reader(move |message| {
            (message.text()? == "move").then(|| Announced {
                notice: Notice::Move(Verdict::NOW),
                url: Some(next.clone()),
            })
        })
        .connect()
        .unwrap();
    opened(&mut client).await;
    assert_eq!(text(&mut client).await, "move");
    let closed = closed(&mut client).await;
    assert!(closed.synthetic && closed.will_retry);
    assert_eq!(closed.diagnosis.source, Source::Announced);
    opened(&mut client).await;
    record(&id, |connections| connections.len() == 1).await;
}

#[wasm_bindgen_test]
fn nothing_is_sent_where_the_protocol_takes_nothing() {
    let client = hasty("/echo").profile(&TWITCH_EVENT_SUB).build().unwrap();
    let error: SendError = client.send("hello").unwrap_err();
    assert_eq!(error.why, Refusal::ReceiveOnly);
    assert_eq!(
        error.to_string(),
        "the profile twitch-event-sub lets the client send nothing"
    );
    assert_eq!(client.state(), State::Idle);
}

#[wasm_bindgen_test]
fn a_setting_that_sends_is_refused_where_the_protocol_takes_nothing() {
    let error = hasty("/echo")
        .profile(&TWITCH_EVENT_SUB)
        .liveness(|| "ping")
        .build()
        .unwrap_err();
    assert_eq!(
        error,
        OpenError::ReceiveOnly {
            setting: "liveness",
            profile: "twitch-event-sub".into()
        }
    );
    assert_eq!(
        error.to_string(),
        "liveness sends, and the profile twitch-event-sub lets the client send nothing"
    );
}
