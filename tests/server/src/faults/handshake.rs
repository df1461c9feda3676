use crate::{
    query::{BadParameter, Query},
    response::{Upgrade, accept_for},
    visit::{Plan, plan},
};

pub const UNASKED_SUBPROTOCOL: &str = "never-asked";
pub const UNASKED_EXTENSION: &str = "x-never-asked";

pub fn bad_accept(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        let upgrade = Upgrade {
            accept: Some(accept_for("another key")),
            ..Upgrade::first_protocol(&visit.head)
        };
        visit.accept_with(upgrade).await?.finish_when_ended().await
    }))
}

pub fn unasked_subprotocol(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        let upgrade = Upgrade {
            protocol: Some(UNASKED_SUBPROTOCOL.to_owned()),
            ..Upgrade::default()
        };
        visit.accept_with(upgrade).await?.finish_when_ended().await
    }))
}

pub fn unasked_extension(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| {
        let upgrade = Upgrade {
            headers: vec![("Sec-WebSocket-Extensions", UNASKED_EXTENSION.to_owned())],
            ..Upgrade::first_protocol(&visit.head)
        };
        visit.accept_with(upgrade).await?.finish_when_ended().await
    }))
}

pub fn never(_query: &mut Query) -> Result<Plan, BadParameter> {
    Ok(plan(async move |visit| visit.wire.hold().await))
}
