use serde_json::Value;

use crate::{
    frame::close_body,
    query::{BadParameter, Query, bad},
    response::{Response, Upgrade},
    visit::{Plan, Visit, plan},
};

pub const CUSTOM_PROTOCOL: &str = "custom-protocol";
const UNAUTHORIZED: u16 = 3000;
const POLICY_VIOLATION: u16 = 1008;

pub fn status(query: &mut Query) -> Result<Plan, BadParameter> {
    let code = query
        .number::<u16>("code", "a number from 0 to 65535")?
        .unwrap_or(2000);
    let refuse = query.flag("refuse")?;
    Ok(plan(async move |visit| {
        let upgrade = Upgrade {
            protocol: visit
                .head
                .protocols()
                .into_iter()
                .find(|protocol| protocol == CUSTOM_PROTOCOL),
            headers: vec![("Custom-Status", code.to_string())],
            accept: None,
        };
        let mut socket = visit.accept_with(upgrade).await?;
        socket.send_text(format!("{{\"status\":{code}}}")).await?;
        if refuse {
            return socket.close(&close_body(POLICY_VIOLATION, b"")).await;
        }
        socket.echo().await?;
        socket.finish().await
    }))
}

pub fn auth(query: &mut Query) -> Result<Plan, BadParameter> {
    let token = query.text("token").unwrap_or_else(|| "good".to_owned());
    let mode = query
        .choice(
            "mode",
            &[
                ("first-message", Mode::FirstMessage),
                ("query", Mode::Query),
                ("subprotocol", Mode::Subprotocol),
            ],
        )?
        .unwrap_or(Mode::FirstMessage);
    let given = query.text("t");
    let deny = query.choice("deny", &[("401", 401), ("403", 403)])?;
    if mode == Mode::FirstMessage && deny.is_some() {
        let expected = "no status where the token comes in a message";
        return Err(bad("deny", expected, deny.map(|status| status.to_string())));
    }
    Ok(plan(async move |visit| match mode {
        Mode::FirstMessage => by_first_message(visit, &token).await,
        Mode::Query => {
            let upgrade = Upgrade::first_protocol(&visit.head);
            by_request(visit, upgrade, given.as_ref() == Some(&token), deny).await
        }
        Mode::Subprotocol => {
            let protocols = visit.head.protocols();
            // The answer names another subprotocol than the token where it can: a secret needs no echo.
            let answer = protocols
                .iter()
                .find(|protocol| **protocol != token)
                .or(protocols.first());
            let upgrade = Upgrade {
                protocol: answer.cloned(),
                ..Upgrade::default()
            };
            by_request(visit, upgrade, protocols.contains(&token), deny).await
        }
    }))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    FirstMessage,
    Query,
    Subprotocol,
}

async fn by_first_message(visit: Visit, token: &str) -> std::io::Result<()> {
    let mut socket = visit.accept().await?;
    if let Some(message) = socket.next().await {
        let given = message
            .as_text()
            .and_then(|text| serde_json::from_str::<Value>(text).ok());
        if given.is_some_and(|given| given["token"] == token) {
            socket.send_text("{\"type\":\"ack\"}").await?;
            socket.echo().await?;
        } else {
            socket.send_text("{\"type\":\"denied\"}").await?;
        }
    }
    socket.finish_when_ended().await
}

async fn by_request(
    visit: Visit,
    upgrade: Upgrade,
    right: bool,
    deny: Option<u16>,
) -> std::io::Result<()> {
    match deny {
        Some(status) if !right => visit.refuse(Response::error(status, "unauthorized")).await,
        _ => {
            let mut socket = visit.accept_with(upgrade).await?;
            if !right {
                return socket
                    .close(&close_body(UNAUTHORIZED, b"unauthorized"))
                    .await;
            }
            socket.echo().await?;
            socket.finish().await
        }
    }
}
