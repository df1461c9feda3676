use std::num::NonZeroU32;

use futures_util::FutureExt;

use crate::{
    frame::{self, FIN},
    query::{BadParameter, Query, bad},
    record::Kind,
    visit::{Plan, plan},
};

/// What is written to the socket at a time.
const CHUNK: usize = 64 * 1024;
const MAX_SIZE: usize = 256 * 1024 * 1024;

pub fn flood(query: &mut Query) -> Result<Plan, BadParameter> {
    let count = query.required_number::<u32>("count", "a number of messages")?;
    let size = query.required_number::<usize>("size", "a number of bytes")?;
    if size > MAX_SIZE {
        return Err(bad(
            "size",
            "at most 268435456 bytes",
            Some(size.to_string()),
        ));
    }
    let binary = query.flag("binary")?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        let (kind, opcode) = if binary {
            (Kind::Binary, frame::BINARY)
        } else {
            (Kind::Text, frame::TEXT)
        };
        let mut payload = Vec::with_capacity(size);
        let mut chunk = Vec::with_capacity(CHUNK + size);
        for index in 0..count {
            fill(&mut payload, index, size, binary);
            socket.log().sent(kind, &payload);
            frame::push(&mut chunk, FIN | opcode, &payload);
            if chunk.len() >= CHUNK || index + 1 == count {
                socket.send_bytes(&chunk).await?;
                chunk.clear();
                // A client that has had enough must not wait for the rest.
                if let Some(None) = socket.next().now_or_never() {
                    return socket.finish().await;
                }
            }
        }
        socket.finish_when_ended().await
    }))
}

pub fn sink(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        let (mut messages, mut bytes) = (0_u64, 0_u64);
        while let Some(message) = socket.next().await {
            if message.as_text() == Some("report") {
                let report = format!("{{\"messages\":{messages},\"bytes\":{bytes}}}");
                socket.send_text(report).await?;
            } else {
                messages += 1;
                bytes += message.as_payload().len() as u64;
            }
        }
        socket.finish().await
    }))
}

pub fn slow(query: &mut Query) -> Result<Plan, BadParameter> {
    let rate =
        query.required_number::<NonZeroU32>("rate", "a number of bytes per second from 1")?;
    Ok(plan(async move |mut visit| {
        visit.wire.throttle(rate)?;
        visit.accept().await?.finish_when_ended().await
    }))
}

fn fill(payload: &mut Vec<u8>, index: u32, size: usize, binary: bool) {
    payload.clear();
    if binary {
        payload.extend_from_slice(&index.to_be_bytes());
        payload.resize(size.max(4), 0);
    } else {
        payload.extend_from_slice(index.to_string().as_bytes());
        if payload.len() < size {
            payload.push(b':');
            payload.resize(size, b'x');
        }
    }
}
