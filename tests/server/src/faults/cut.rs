use tokio::io::AsyncWriteExt;

use crate::{
    frame,
    query::{BadParameter, Query},
    response::Upgrade,
    visit::{Plan, plan},
};

/// What the header of the message cut off by a reset announces, and what of it is sent.
pub const ANNOUNCED: usize = 1000;
pub const DELIVERED: usize = 500;

pub fn fin(query: &mut Query) -> Result<Plan, BadParameter> {
    let after = query.millis("after")?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        socket.read_for(after).await;
        socket.finish().await
    }))
}

pub fn reset(query: &mut Query) -> Result<Plan, BadParameter> {
    let at = query.required_choice(
        "at",
        &[
            ("before-handshake", At::BeforeHandshake),
            ("during-handshake", At::DuringHandshake),
            ("after-open", At::AfterOpen),
            ("mid-message", At::MidMessage),
        ],
    )?;
    let after = query.millis("after")?;
    Ok(plan(async move |mut visit| {
        match at {
            At::BeforeHandshake => {
                tokio::time::sleep(after).await;
                return visit.reset();
            }
            At::DuringHandshake => {
                // Whether this is a handshake at all does not matter to a connection that breaks.
                if let Ok(answer) = Upgrade::default().answer(&visit.head) {
                    let half = &answer.as_bytes()[..answer.len() / 2];
                    visit.wire.write_all(half).await?;
                }
                tokio::time::sleep(after).await;
                return visit.reset();
            }
            At::AfterOpen | At::MidMessage => {}
        }
        let mut socket = visit.accept().await?;
        socket.read_for(after).await;
        if at == At::MidMessage {
            let mut bytes = Vec::new();
            frame::push_header(&mut bytes, frame::FIN | frame::TEXT, ANNOUNCED);
            bytes.resize(bytes.len() + DELIVERED, b'x');
            socket.send_raw(&bytes).await?;
        }
        socket.reset()
    }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    BeforeHandshake,
    DuringHandshake,
    AfterOpen,
    MidMessage,
}
