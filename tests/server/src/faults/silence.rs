use crate::{
    query::{BadParameter, Query},
    visit::{Plan, plan},
};

pub fn stall(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| visit.accept().await?.hold().await))
}

pub fn heartbeat(query: &mut Query) -> Result<Plan, BadParameter> {
    let answers = query.required_number::<u32>("answers", "a number of answers")?;
    let ping = query.text("ping").unwrap_or_else(|| "ping".to_owned());
    let pong = query.text("pong").unwrap_or_else(|| "pong".to_owned());
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        let mut left = answers;
        while left > 0 {
            match socket.next().await {
                Some(message) if message.as_text() == Some(&ping) => {
                    left -= 1;
                    socket.send_text(&pong).await?;
                }
                Some(_) => {}
                None => return socket.finish().await,
            }
        }
        socket.mute();
        socket.read_to_end().await;
        socket.hold().await
    }))
}

pub fn never_ack(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        visit.accept().await?.finish_when_ended().await
    }))
}
