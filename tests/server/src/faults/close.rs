use std::time::Duration;

use crate::{
    frame::close_body,
    query::{BadParameter, Query, bad},
    visit::{Plan, plan},
};

/// A control frame's 125 bytes less the code.
const MAX_REASON: usize = 123;

const SENDABLE: &str = "a code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999 \
                        (/raw-close sends any)";

pub fn close(query: &mut Query) -> Result<Plan, BadParameter> {
    let (body, after) = lawful(query)?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        if socket.read_for(after).await {
            return socket.close(&body).await;
        }
        socket.finish().await
    }))
}

pub fn close_then_silence(query: &mut Query) -> Result<Plan, BadParameter> {
    let (body, after) = lawful(query)?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        if socket.read_for(after).await {
            socket.send_close(&body).await?;
            return socket.hold().await;
        }
        socket.finish().await
    }))
}

pub fn raw_close(query: &mut Query) -> Result<Plan, BadParameter> {
    let code = query.number::<u16>("code", "a number from 0 to 65535")?;
    let shape = query.choice(
        "body",
        &[
            ("empty", Body::Empty),
            ("one-byte", Body::OneByte),
            ("bad-utf8", Body::BadUtf8),
        ],
    )?;
    let reason = reason(query)?;
    let after = query.millis("after")?;
    let body = match (shape, code) {
        (None, Some(code)) => close_body(code, reason.as_bytes()),
        (Some(Body::Empty), None) => Vec::new(),
        (Some(Body::OneByte), None) => vec![0x03],
        (Some(Body::BadUtf8), code) => close_body(code.unwrap_or(1000), &[0xc3, 0x28]),
        (None, None) => return Err(bad("code", "a number from 0 to 65535, or a body", None)),
        (Some(_), Some(code)) => {
            let expected = "no code with a body of less than two bytes";
            return Err(bad("code", expected, Some(code.to_string())));
        }
    };
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        if socket.read_for(after).await {
            return socket.close(&body).await;
        }
        socket.finish().await
    }))
}

#[derive(Clone, Copy)]
enum Body {
    Empty,
    OneByte,
    BadUtf8,
}

fn lawful(query: &mut Query) -> Result<(Vec<u8>, Duration), BadParameter> {
    let body = close_body(lawful_code(query)?, reason(query)?.as_bytes());
    Ok((body, query.millis("after")?))
}

/// Takes a code that may be sent, 1000 when not given.
pub fn lawful_code(query: &mut Query) -> Result<u16, BadParameter> {
    let code = query.number::<u16>("code", SENDABLE)?.unwrap_or(1000);
    match code {
        1000..=1003 | 1007..=1014 | 3000..=4999 => Ok(code),
        _ => Err(bad("code", SENDABLE, Some(code.to_string()))),
    }
}

/// Takes a reason that fits into a Close frame, empty when not given.
pub fn reason(query: &mut Query) -> Result<String, BadParameter> {
    let reason = query.text("reason").unwrap_or_default();
    if reason.len() > MAX_REASON {
        return Err(bad("reason", "at most 123 bytes", Some(reason)));
    }
    Ok(reason)
}
