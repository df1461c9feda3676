//! HTTP answers, written byte by byte: refusals, and the 101 in its right and wrong forms.

use std::io;

use base64::{Engine, engine::general_purpose::STANDARD};
use hyper::StatusCode;
use serde_json::json;
use tokio::io::AsyncWriteExt;

use crate::{head::Head, query::BadParameter, wire::Wire};

const ALLOW_ORIGIN: &str = "Access-Control-Allow-Origin";

/// A whole HTTP answer that ends its connection.
pub struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    /// As it answers HEAD.
    without_body: bool,
}

impl Response {
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
            without_body: false,
        }
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// A JSON body `{"error": …}`.
    pub fn error(status: u16, error: &str) -> Self {
        Self::new(status).json(json!({ "error": error }))
    }

    pub fn bad_parameter(error: &BadParameter) -> Self {
        Self::new(400).json(json!({
            "error": error.to_string(),
            "parameter": error.parameter,
            "expected": error.expected,
            "given": error.given,
        }))
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn json(mut self, body: serde_json::Value) -> Self {
        self.body = body.to_string();
        self.header("Content-Type", "application/json").with_cors()
    }

    /// Lets a page of any origin read it. Browsers refuse the header given twice.
    pub fn with_cors(self) -> Self {
        if self.headers.iter().any(|(name, _)| *name == ALLOW_ORIGIN) {
            return self;
        }
        self.header(ALLOW_ORIGIN, "*")
    }

    /// In the form for this request: HEAD has no body, only its length.
    pub fn to(mut self, head: &Head) -> Self {
        self.without_body = head.method == "HEAD";
        self
    }

    /// Sends it, then FIN, then waits until the client has gone.
    pub async fn send(&self, wire: &mut Wire) -> io::Result<()> {
        let mut text = status_line(self.status);
        for (name, value) in &self.headers {
            push_header(&mut text, name, value);
        }
        push_header(&mut text, "Content-Length", &self.body.len().to_string());
        push_header(&mut text, "Connection", "close");
        text.push_str("\r\n");
        if !self.without_body {
            text.push_str(&self.body);
        }
        wire.write_all(text.as_bytes()).await?;
        wire.finish().await
    }
}

/// The 101 answer: right by default, wrong where a fault says so.
#[derive(Default)]
pub struct Upgrade {
    pub protocol: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    /// In place of the right `Sec-WebSocket-Accept`.
    pub accept: Option<String>,
}

impl Upgrade {
    /// With the first of the subprotocols that the client asked for.
    pub fn first_protocol(head: &Head) -> Self {
        Self {
            protocol: head.protocols().into_iter().next(),
            ..Self::default()
        }
    }

    /// The answer's bytes, or the refusal of a request that is no WebSocket handshake (RFC 6455 §4.2.1).
    pub fn answer(&self, head: &Head) -> Result<String, Response> {
        let key = check(head)?;
        let accept = match &self.accept {
            Some(accept) => accept.clone(),
            None => accept_for(key),
        };
        let mut text = status_line(101);
        push_header(&mut text, "Upgrade", "websocket");
        push_header(&mut text, "Connection", "Upgrade");
        push_header(&mut text, "Sec-WebSocket-Accept", &accept);
        if let Some(protocol) = &self.protocol {
            push_header(&mut text, "Sec-WebSocket-Protocol", protocol);
        }
        for (name, value) in &self.headers {
            push_header(&mut text, name, value);
        }
        text.push_str("\r\n");
        Ok(text)
    }
}

/// The `Sec-WebSocket-Accept` for a key (RFC 6455 §4.2.2).
pub fn accept_for(key: &str) -> String {
    let mut sha = sha1_smol::Sha1::new();
    sha.update(key.as_bytes());
    sha.update(b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    STANDARD.encode(sha.digest().bytes())
}

fn check(head: &Head) -> Result<&str, Response> {
    if head.method != "GET"
        || !head.has_token("upgrade", "websocket")
        || !head.has_token("connection", "upgrade")
    {
        return Err(
            Response::error(426, "this endpoint expects a WebSocket handshake")
                .header("Upgrade", "websocket"),
        );
    }
    if head.header("sec-websocket-version") != Some("13") {
        return Err(
            Response::error(426, "header Sec-WebSocket-Version: expected 13")
                .header("Sec-WebSocket-Version", "13"),
        );
    }
    match head.header("sec-websocket-key") {
        Some(key) if STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 16) => Ok(key),
        _ => Err(Response::error(
            400,
            "header Sec-WebSocket-Key: expected 16 bytes in base64",
        )),
    }
}

fn status_line(status: u16) -> String {
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("Unknown");
    format!("HTTP/1.1 {status} {reason}\r\n")
}

fn push_header(text: &mut String, name: &str, value: &str) {
    text.push_str(name);
    text.push_str(": ");
    text.push_str(value);
    text.push_str("\r\n");
}
