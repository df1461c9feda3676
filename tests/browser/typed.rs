use closewise::client::{Event, JsonError, Message, Typed};
use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Serialize};
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::hasty;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Chat {
    Said {
        by: String,
        words: Vec<String>,
        at: Option<f64>,
    },
    Left,
}

fn said() -> Chat {
    Chat::Said {
        by: "ada".into(),
        words: vec!["a\"b".into(), "☃".into()],
        at: None,
    }
}

#[wasm_bindgen_test]
async fn typed_messages_go_out_and_come_back() {
    let mut client: Typed<Chat, Chat> = hasty("/echo").connect().unwrap().typed();
    client.send(&said()).unwrap();
    assert_eq!(next(&mut client).await, Ok(said()));
    SinkExt::send(&mut client, Chat::Left).await.unwrap();
    assert_eq!(next(&mut client).await, Ok(Chat::Left));
}

#[wasm_bindgen_test]
async fn a_message_that_is_none_of_the_type_is_an_error_and_ends_nothing() {
    let client = hasty("/echo").connect().unwrap();
    for message in [
        "no json".into(),
        r#"{"type":"unheard-of"}"#.into(),
        Message::from(vec![1]),
    ] {
        client.send(message).unwrap();
    }
    let mut client: Typed<Chat, Chat> = client.typed();
    assert_eq!(next(&mut client).await, Err(JsonError::NotJson));
    assert!(matches!(
        next(&mut client).await,
        Err(JsonError::NotOfTheType(_))
    ));
    assert_eq!(next(&mut client).await, Err(JsonError::NotText));
    SinkExt::send(&mut client, Chat::Left).await.unwrap();
    assert_eq!(next(&mut client).await, Ok(Chat::Left));
}

#[wasm_bindgen_test]
fn a_single_message_is_written_and_read_as_json() {
    let message = Message::json(&Chat::Left).unwrap();
    assert_eq!(message.text(), Some(r#"{"type":"left"}"#));
    assert_eq!(message.parse(), Ok(Chat::Left));
    assert_eq!(Message::json(&None::<u8>).unwrap().text(), Some("null"));
}

async fn next(client: &mut Typed<Chat, Chat>) -> Result<Chat, JsonError> {
    loop {
        match client.next().await.expect("the client goes on") {
            Event::Message(message) => return message,
            _ => continue,
        }
    }
}
