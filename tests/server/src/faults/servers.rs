//! Known servers and proxies, by how they end a connection with their default settings: a row each.
//! What they end with a Close frame is ended here with the whole closing handshake.

use std::{borrow::Cow, num::NonZeroU32, time::Duration};

use super::{
    ending::Ending,
    timeout::{Moment, end_at},
};
use crate::{
    query::{BadParameter, Query},
    traffic::Direction::{self, Both, Outbound},
    visit::Plan,
};

pub fn play(query: &mut Query) -> Result<Plan, BadParameter> {
    let choices: Vec<_> = SERVERS.iter().map(|server| (server.key, server)).collect();
    let server = query.required_choice("like", &choices)?;
    let scale = query
        .number::<NonZeroU32>("scale", "a whole number from 1")?
        .map_or(1, NonZeroU32::get);
    Ok(end_at(server.moment.sooner(scale), server.ending.clone()))
}

pub struct Server {
    /// What the parameter `like` names.
    pub key: &'static str,
    pub moment: Moment,
    pub ending: Ending,
    /// Where this is written down.
    pub source: &'static str,
}

/// The table as README.md shows it.
pub fn markdown() -> String {
    let mut text = String::from("| server | ends | with | source |\n|---|---|---|---|\n");
    for server in SERVERS {
        text.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            server.key, server.moment, server.ending, server.source
        ));
    }
    text
}

/// A deploy or a reload comes when its operator wants it; here so long after the connection has opened.
const OPERATED: Moment = Moment::Age(Duration::from_secs(5));

#[rustfmt::skip]
pub const SERVERS: &[Server] = &[
    server("cowboy-idle", silence(Outbound, 60), close(1000, ""), "ninenines/cowboy, src/cowboy_websocket.erl"),
    // From Thousand Island 1.5 on. Before, a message to the handler's process started its timeout anew, too.
    server("bandit-idle", silence(Outbound, 60), close(1002, ""), "mtrudel/bandit, lib/bandit/websocket/connection.ex; mtrudel/thousand_island, lib/thousand_island/handler.ex"),
    server("jetty-idle", silence(Both, 30), close(1001, "Connection Idle Timeout"), "jetty/jetty.project, WebSocketConstants.java and WebSocketConnection.java"),
    // A Ping after 20 s, its Pong missed for 20 s more. No Ping is sent here: a browser would answer it.
    server("websockets-keepalive", age(40), close(1011, "keepalive ping timeout"), "python-websockets/websockets, src/websockets/asyncio/connection.py"),
    server("uvicorn-shutdown", OPERATED, close(1012, ""), "Kludex/uvicorn, uvicorn/protocols/websockets/websockets_impl.py"),
    // The application's exception.
    server("uvicorn-crash", Moment::Message, Ending::Fin, "Kludex/uvicorn, uvicorn/protocols/websockets/websockets_impl.py"),
    server("caddy-reload", OPERATED, close(1001, ""), "caddyserver/caddy, modules/caddyhttp/reverseproxy/streaming.go"),
    server("bandit-shutdown", OPERATED, close(1000, ""), "mtrudel/bandit, lib/bandit/websocket/connection.ex"),
    server("daphne-timeout", age(86_400), close(1000, ""), "django/daphne, daphne/server.py and daphne/ws_protocol.py"),
    // Its own Ping, which is not sent here, keeps a client that answers it.
    server("uwebsockets-idle", silence(Outbound, 120), Ending::Fin, "uNetworking/uWebSockets, src/App.h and src/WebSocketContext.h"),
    // The documentation speaks of what the proxied server sends; in the source, what the client sends
    // starts the same timer anew.
    server("nginx-idle", silence(Both, 60), Ending::Fin, "nginx/nginx, src/http/ngx_http_upstream.c; <https://nginx.org/en/docs/http/websocket.html>"),
    server("alb-idle", silence(Both, 60), Ending::Fin, "<https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html>"),
    server("heroku-idle", silence(Both, 55), Ending::Fin, "<https://devcenter.heroku.com/articles/error-codes#h15-idle-connection>"),
    server("cloudflare-idle", silence(Both, 100), Ending::Fin, "reported in <https://github.com/buildbot/buildbot/issues/4078>"),
    server("google-lifetime", age(30), Ending::Fin, "kubernetes/ingress-gce, examples/websocket/README.md"),
    server("api-gateway-idle", silence(Both, 600), close(1001, ""), API_GATEWAY),
    server("api-gateway-lifetime", age(7_200), close(1001, ""), API_GATEWAY),
];

const API_GATEWAY: &str = "<https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>";

const fn server(key: &'static str, moment: Moment, ending: Ending, source: &'static str) -> Server {
    Server {
        key,
        moment,
        ending,
        source,
    }
}

const fn silence(direction: Direction, seconds: u64) -> Moment {
    Moment::Silence(direction, Duration::from_secs(seconds))
}

const fn age(seconds: u64) -> Moment {
    Moment::Age(Duration::from_secs(seconds))
}

const fn close(code: u16, reason: &'static str) -> Ending {
    Ending::Close {
        code,
        reason: Cow::Borrowed(reason),
    }
}
