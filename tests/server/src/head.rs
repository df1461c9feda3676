//! The request head, read by hand: a fault must be able to strike before any library answers.

use std::{fmt, io};

use bytes::BytesMut;
use tokio::{io::AsyncReadExt, net::TcpStream};

const MAX_LENGTH: usize = 64 * 1024;
const MAX_HEADERS: usize = 128;

/// Method, target and headers of a request.
#[derive(Debug)]
pub struct Head {
    pub method: String,
    pub path: String,
    /// What follows the `?`, still encoded.
    pub query: String,
    headers: Vec<(String, String)>,
}

impl Head {
    /// Path and query as asked.
    pub fn target(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }

    /// The first header of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Whether a comma-separated header has this token, in any case.
    pub fn has_token(&self, name: &str, token: &str) -> bool {
        self.tokens(name).any(|t| t.eq_ignore_ascii_case(token))
    }

    /// The subprotocols asked for, in order.
    pub fn protocols(&self) -> Vec<String> {
        self.tokens("sec-websocket-protocol")
            .map(str::to_owned)
            .collect()
    }

    fn tokens(&self, name: &str) -> impl Iterator<Item = &str> {
        self.all(name)
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .filter(|token| !token.is_empty())
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers
            .iter()
            .filter(move |(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Why no request head came.
#[derive(Debug)]
pub enum HeadError {
    Io(io::Error),
    TooLong,
    /// Not HTTP/1.1: a TLS hello, say.
    Malformed(httparse::Error),
}

impl fmt::Display for HeadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::TooLong => write!(f, "the request head is longer than {MAX_LENGTH} bytes"),
            Self::Malformed(error) => write!(f, "expected an HTTP/1.1 request: {error}"),
        }
    }
}

/// Reads up to the end of the head; returns it with all bytes received and the head's length in them.
/// `None` when the client went away without asking anything.
pub async fn read(tcp: &mut TcpStream) -> Result<Option<(Head, BytesMut, usize)>, HeadError> {
    let mut received = BytesMut::with_capacity(4096);
    loop {
        if tcp.read_buf(&mut received).await.map_err(HeadError::Io)? == 0 {
            return Ok(None);
        }
        if let Some((head, length)) = parse(&received)? {
            return Ok(Some((head, received, length)));
        }
        if received.len() > MAX_LENGTH {
            return Err(HeadError::TooLong);
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, HeadError> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes).map_err(HeadError::Malformed)? {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial => return Ok(None),
    };
    let target = request.path.unwrap_or("/");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let head = Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: request
            .headers
            .iter()
            .map(|header| {
                let value = String::from_utf8_lossy(header.value).into_owned();
                (header.name.to_owned(), value)
            })
            .collect(),
    };
    Ok(Some((head, length)))
}
