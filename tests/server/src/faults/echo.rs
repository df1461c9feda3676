use std::num::NonZeroUsize;

use tokio_websockets::Message;

use crate::{
    frame,
    query::{BadParameter, Query},
    record::Kind,
    visit::{Plan, plan},
};

pub fn echo(query: &mut Query) -> Result<Plan, BadParameter> {
    let fragments = query.number::<NonZeroUsize>("fragments", "a number of fragments from 1")?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        let Some(fragments) = fragments else {
            socket.echo().await?;
            return socket.finish().await;
        };
        while let Some(message) = socket.next().await {
            let kind = if message.is_text() {
                Kind::Text
            } else {
                Kind::Binary
            };
            socket.log().sent(kind, message.as_payload());
            socket
                .send_bytes(&in_fragments(&message, fragments))
                .await?;
        }
        socket.finish().await
    }))
}

/// A message as so many frames of nearly equal length, cut without regard to characters; the last ones
/// of a short message are empty.
fn in_fragments(message: &Message, fragments: NonZeroUsize) -> Vec<u8> {
    let mut opcode = if message.is_text() {
        frame::TEXT
    } else {
        frame::BINARY
    };
    let mut rest: &[u8] = message.as_payload();
    let length = rest.len().div_ceil(fragments.get());
    let mut bytes = Vec::with_capacity(rest.len() + fragments.get() * 10);
    for index in 1..=fragments.get() {
        let fin = if index == fragments.get() {
            frame::FIN
        } else {
            0
        };
        let part;
        (part, rest) = rest.split_at(length.min(rest.len()));
        frame::push(&mut bytes, fin | opcode, part);
        opcode = frame::CONTINUATION;
    }
    bytes
}
