//! The one table of endpoints: what GET / lists, what README.md shows, what the server can do.

use serde_json::{Value, json};

use crate::{
    faults::{
        announce, application, close, cut, echo, handshake, load, outage, refuse, servers, silence,
        timeout, violate,
    },
    query::{BadParameter, Query},
    visit::Plan,
};

/// Where the records of clients lie.
pub const CLIENTS: &str = "/control/clients/";

pub struct Endpoint {
    pub path: &'static str,
    /// Query parameters as a person reads them; every WebSocket endpoint takes `client` and
    /// `cors` besides.
    pub parameters: &'static str,
    pub summary: &'static str,
    pub action: Action,
}

#[derive(Clone, Copy)]
pub enum Action {
    /// Checks the parameters and says what will be done.
    Socket(fn(&mut Query) -> Result<Plan, BadParameter>),
    /// Plain HTTP.
    Control,
}

/// The endpoint for a request's path.
pub fn find(path: &str) -> Option<&'static Endpoint> {
    ENDPOINTS.iter().find(|endpoint| match endpoint.action {
        Action::Socket(_) => endpoint.path == path,
        Action::Control if endpoint.path == "/" => path == "/",
        // The control service itself answers for paths below.
        Action::Control => path.starts_with("/control/"),
    })
}

/// The table as GET / shows it.
pub fn json() -> Value {
    ENDPOINTS
        .iter()
        .map(|endpoint| {
            json!({
                "path": endpoint.path,
                "parameters": endpoint.parameters,
                "summary": endpoint.summary,
            })
        })
        .collect()
}

/// The table as README.md shows it.
pub fn markdown() -> String {
    let mut text = String::from("| endpoint | parameters | what it does |\n|---|---|---|\n");
    for endpoint in ENDPOINTS {
        let parameters = match endpoint.parameters {
            "" => String::new(),
            parameters => format!("`{}`", parameters.replace('|', "\\|")),
        };
        text.push_str(&format!(
            "| `{}` | {parameters} | {} |\n",
            endpoint.path, endpoint.summary
        ));
    }
    text
}

const fn socket(
    path: &'static str,
    parameters: &'static str,
    summary: &'static str,
    prepare: fn(&mut Query) -> Result<Plan, BadParameter>,
) -> Endpoint {
    Endpoint {
        path,
        parameters,
        summary,
        action: Action::Socket(prepare),
    }
}

const fn control(path: &'static str, summary: &'static str) -> Endpoint {
    Endpoint {
        path,
        parameters: "",
        summary,
        action: Action::Control,
    }
}

#[rustfmt::skip]
pub const ENDPOINTS: &[Endpoint] = &[
    socket("/echo", "[fragments=n]", "Sends back text and binary, in n fragments if asked; answers with the first subprotocol asked for.", echo::echo),
    socket("/close", "[code=1000] [reason=] [after=ms]", "Closes properly with a code that may be sent.", close::close),
    socket("/raw-close", "code=u16 | body=empty|one-byte|bad-utf8 [reason=] [after=ms]", "Sends a Close frame with any code, or with an unlawful body.", close::raw_close),
    socket("/close-then-silence", "[code=1000] [reason=] [after=ms]", "Sends a Close frame, then neither reads nor ends the TCP connection.", close::close_then_silence),
    socket("/fin", "[after=ms]", "Ends the TCP connection (FIN) without a Close frame.", cut::fin),
    socket("/reset", "at=before-handshake|during-handshake|after-open|mid-message [after=ms]", "Resets the TCP connection (RST): with no answer, amid the 101, once open, or amid a text message.", cut::reset),
    socket("/idle-timeout", "for=ms [direction=inbound|outbound|both] [end=fin|reset|close] [code=1000] [reason=]", "Echoes; ends when no byte has gone to the client (inbound), from it, or either way for this time.", timeout::idle_timeout),
    socket("/lifetime", "for=ms [end=fin|reset|close] [code=1000] [reason=]", "Echoes; ends at this age, busy or not.", timeout::lifetime),
    socket("/as", "like=cowboy-idle|bandit-idle|jetty-idle|websockets-keepalive|uvicorn-shutdown|uvicorn-crash|caddy-reload|bandit-shutdown|daphne-timeout|uwebsockets-idle|nginx-idle|alb-idle|heroku-idle|cloudflare-idle|google-lifetime|api-gateway-idle|api-gateway-lifetime [scale=1]", "Echoes; ends when and as this server does, with times divided by the scale.", servers::play),
    socket("/announce", "message=text [after=ms] [end=close|fin|reset] [code=1000] [reason=]", "Sends this text as soon as it is open, then ends: for protocols whose verdict comes in a message.", announce::announce),
    socket("/refuse", "status=400|401|403|404|429|500|503 [retry-after=s]", "Answers the handshake with an HTTP status, and with Retry-After if given.", refuse::refuse),
    socket("/redirect", "", "Answers the handshake with 302 to /echo.", refuse::redirect),
    socket("/bad-accept", "", "Answers 101 with the Sec-WebSocket-Accept of another key.", handshake::bad_accept),
    socket("/unasked-subprotocol", "", "Answers 101 with a subprotocol that nobody asked for.", handshake::unasked_subprotocol),
    socket("/unasked-extension", "", "Answers 101 with an extension that nobody asked for.", handshake::unasked_extension),
    socket("/never", "", "Never answers the handshake.", handshake::never),
    socket("/stall", "", "Opens, then never reads nor answers.", silence::stall),
    socket("/violate", "kind=masked|reserved-bits|bad-opcode|invalid-utf8|oversized-control|orphan-continuation [after=ms]", "Breaks the protocol in this way, then reads.", violate::violate),
    socket("/flood", "count=n size=bytes [binary=1]", "Sends n messages as fast as they are taken, then stays. Text begins with its index in decimals and a colon, binary with its index as a big-endian u32; no message is shorter than its index.", load::flood),
    socket("/sink", "", "Counts what arrives; the text `report` is answered with {\"messages\":n,\"bytes\":n} and not counted.", load::sink),
    socket("/slow", "rate=bytes-per-second", "Reads no faster than this, with the smallest receive buffer.", load::slow),
    socket("/flap", "key=K times=n [up=ms]", "The first n times for key K opens, echoes for this time and ends (FIN); afterwards echoes.", outage::flap),
    socket("/down", "key=K for=ms", "Resets (RST) every attempt for key K until this time after the first; afterwards echoes.", outage::down),
    socket("/heartbeat", "answers=n [ping=ping] [pong=pong]", "Answers the text ping with the text pong n times; then sends nothing more, not even Pong or Close, but reads on.", silence::heartbeat),
    socket("/status", "[code=2000] [refuse=1]", "Answers 101 with the subprotocol custom-protocol if asked for and the header Custom-Status, and sends {\"status\":code} as the first message; then echoes, or closes with 1008 if it is to refuse.", application::status),
    socket("/auth", "[token=good] [mode=first-message|query|subprotocol] [t=T] [deny=401|403]", "Asks for the token: in a first message {\"token\":T}, answered with {\"type\":\"ack\"} and echo or {\"type\":\"denied\"}; in the parameter t; or as one of the subprotocols. A wrong one in the URL or the subprotocols is closed with 3000, or refused with the HTTP status.", application::auth),
    socket("/never-ack", "", "Opens and reads, never sends a message.", silence::never_ack),
    control("/", "GET lists these endpoints as JSON."),
    control("/control/health", "GET answers {\"status\":\"ok\"}."),
    control("/control/clients/ID", "GET answers the record of a client id, DELETE forgets it."),
];
