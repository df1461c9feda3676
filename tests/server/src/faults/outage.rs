use crate::{
    query::{BadParameter, Query},
    visit::{Plan, plan},
};

const KEY: &str = "a key of the client's choice";

pub fn flap(query: &mut Query) -> Result<Plan, BadParameter> {
    let key = query.required_text("key", KEY)?;
    let times = query.required_number::<u32>("times", "a number of drops")?;
    let up = query.millis("up")?;
    Ok(plan(async move |visit| {
        let visits = visit.shared.memory.visit("flap", &key);
        let mut socket = visit.accept().await?;
        if visits.count > times {
            socket.echo().await?;
        } else if let Ok(ended) = tokio::time::timeout(up, socket.echo()).await {
            ended?;
        }
        socket.finish().await
    }))
}

pub fn down(query: &mut Query) -> Result<Plan, BadParameter> {
    let key = query.required_text("key", KEY)?;
    let time = query.required_millis("for")?;
    Ok(plan(async move |visit| {
        let visits = visit.shared.memory.visit("down", &key);
        if visits.first.elapsed() < time {
            return visit.reset();
        }
        let mut socket = visit.accept().await?;
        socket.echo().await?;
        socket.finish().await
    }))
}
