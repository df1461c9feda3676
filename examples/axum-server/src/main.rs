//! A WebSocket server that says why it closes and what a client should do: each
//! path closes with another code and reason.
//!
//! It listens on 127.0.0.1, on the port that `PORT` names, or on a free one, and
//! prints its address.

use std::{env, error::Error, net::Ipv4Addr, time::Duration};

use axum::{
    Router,
    extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    routing::any,
};
use closewise::close::{CannotSendError, CloseCode, Reason};
use tokio::{net::TcpListener, time::timeout};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = env::var("PORT").map_or(Ok(0), |port| port.parse())?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    println!("ws://{}", listener.local_addr()?);
    axum::serve(listener, routes()?).await?;
    Ok(())
}

/// The paths. What a client does with each, unless its own rules say otherwise,
/// stands beside it.
fn routes() -> Result<Router, Box<dyn Error>> {
    let closes = [
        // Comes back in 8 to 12 s; without advice it would be in 5 to 30 s.
        (
            "/restart",
            CloseCode::SERVICE_RESTART,
            Reason::new("a new version").retry_after(Duration::from_secs(8))?,
        ),
        // Comes back in 5 to 7.5 minutes; without advice it would be in 30 to 120 s.
        (
            "/overloaded",
            CloseCode::TRY_AGAIN_LATER,
            Reason::new("too many clients").retry_after(Duration::from_secs(300))?,
        ),
        // Asks its provider for fresh credentials and comes back with them.
        (
            "/unauthorized",
            CloseCode::UNAUTHORIZED,
            Reason::new("the token has expired"),
        ),
        // Stops: other credentials would not help.
        (
            "/forbidden",
            CloseCode::FORBIDDEN,
            Reason::new("this room is for members"),
        ),
        // Stops: the same message would be too big again.
        (
            "/too-big",
            CloseCode::MESSAGE_TOO_BIG,
            Reason::new("the message is too big"),
        ),
        // Comes back with backoff.
        (
            "/failed",
            CloseCode::INTERNAL_ERROR,
            Reason::new("the database did not answer"),
        ),
        // Stops: all is said.
        (
            "/done",
            CloseCode::NORMAL_CLOSURE,
            Reason::new("the game is over"),
        ),
        // Stops, as advised; an application's own code is otherwise worth a retry.
        (
            "/kicked",
            CloseCode(4001),
            Reason::new("a moderator closed it").reconnect(false),
        ),
    ];
    let mut routes = Router::new();
    for (path, code, reason) in closes {
        let frame = close_frame(code, &reason)?;
        let accept =
            |upgrade: WebSocketUpgrade| async { upgrade.on_upgrade(|socket| close(socket, frame)) };
        routes = routes.route(path, any(accept));
    }
    Ok(routes)
}

fn close_frame(code: CloseCode, reason: &Reason) -> Result<CloseFrame, CannotSendError> {
    Ok(CloseFrame {
        code: CloseCode::for_server(code.into())?.into(),
        reason: reason.to_string().into(),
    })
}

/// How long a client may take to answer a close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// Closes and reads on until the client has answered: to let go of a connection
/// with unread data in it resets it, and the Close frame may be lost.
async fn close(mut socket: WebSocket, frame: CloseFrame) {
    if socket.send(Message::Close(Some(frame))).await.is_err() {
        return;
    }
    let answered = async { while let Some(Ok(_)) = socket.recv().await {} };
    let _late = timeout(CLOSE_TIMEOUT, answered).await;
}
