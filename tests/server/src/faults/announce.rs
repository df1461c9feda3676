use super::ending::{End, Ending};
use crate::{
    query::{BadParameter, Query},
    visit::{Plan, plan},
};

pub fn announce(query: &mut Query) -> Result<Plan, BadParameter> {
    let message = query.required_text("message", "the text to send")?;
    let after = query.millis("after")?;
    let ending = Ending::parse(query, End::Close)?;
    Ok(plan(async move |visit| {
        let mut socket = visit.accept().await?;
        socket.send_text(message).await?;
        if socket.read_for(after).await {
            return ending.carry_out(socket).await;
        }
        socket.finish().await
    }))
}
