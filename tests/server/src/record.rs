//! The record: for each client id what was connected, received and sent, in order.
//!
//! An entry is made before the answer to it leaves, so whoever has seen an echo sees its record.

use std::{
    collections::HashMap,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;

use crate::head::Head;

/// Of a longer message only so many bytes are kept.
pub const KEPT_PAYLOAD: usize = 16 * 1024;
/// Of more messages of a connection, in each direction, only so many are kept. All are counted.
pub const KEPT_ENTRIES: usize = 50_000;

/// All connections that gave a client id.
#[derive(Default)]
pub struct Record {
    clients: Mutex<HashMap<String, Vec<Shared>>>,
}

type Shared = Arc<Mutex<Connection>>;

impl Record {
    /// Begins the record of a connection.
    pub fn connection(&self, client: &str, head: &Head) -> Log {
        let connection = Arc::new(Mutex::new(Connection {
            path: head.path.clone(),
            query: head.query.clone(),
            protocols: head.protocols(),
            at: now(),
            ..Connection::default()
        }));
        lock(&self.clients)
            .entry(client.to_owned())
            .or_default()
            .push(Arc::clone(&connection));
        Log(Some(connection))
    }

    /// A client's connections as JSON, in the order in which they came.
    pub fn json(&self, client: &str) -> serde_json::Value {
        let connections = lock(&self.clients).get(client).cloned().unwrap_or_default();
        let connections: Vec<_> = connections
            .iter()
            .map(|connection| serde_json::json!(&*lock(connection)))
            .collect();
        serde_json::json!({ "connections": connections })
    }

    /// Forgets a client; says whether it was known.
    pub fn forget(&self, client: &str) -> bool {
        lock(&self.clients).remove(client).is_some()
    }
}

/// What happened on one connection. Times are ms since 1970.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Connection {
    path: String,
    query: String,
    /// The subprotocols asked for.
    protocols: Vec<String>,
    /// The subprotocol answered.
    protocol: Option<String>,
    /// Whether a 101 was sent.
    opened: bool,
    at: u64,
    received: Vec<Entry>,
    sent: Vec<Entry>,
    received_total: Total,
    sent_total: Total,
    /// `null` as long as it lasts.
    close: Option<Close>,
    /// The Close frame that the server sent.
    close_sent: Option<CloseSent>,
    #[serde(skip)]
    sequence: u64,
}

/// A message, or anything else sent but a Close frame.
#[derive(Serialize)]
struct Entry {
    kind: Kind,
    /// Its place among all entries of the connection, in both directions.
    sequence: u64,
    at: u64,
    /// The payload's full length.
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
    /// Only a beginning of the payload was kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Text,
    Binary,
    Ping,
    Pong,
    /// Bytes on the wire that are no whole, lawful message.
    Raw,
}

#[derive(Default, Serialize)]
struct Total {
    messages: u64,
    bytes: u64,
}

/// The first end that the server saw.
#[derive(Serialize)]
struct Close {
    how: How,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    at: u64,
}

/// Without a code when the body is shorter than one.
#[derive(Serialize)]
struct CloseSent {
    code: Option<u16>,
    reason: String,
    /// The body's full length.
    bytes: usize,
    at: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The client's Close frame; without a code when its body was empty.
    Frame,
    /// The client's FIN.
    Eof,
    /// The client's RST.
    Reset,
    /// The client broke the protocol; the reason says how.
    Violation,
    /// The server's HTTP answer in place of a 101.
    Refused,
    /// The server's RST.
    ServerReset,
}

/// The pen of one connection; does nothing for a connection without a client id.
#[derive(Clone, Default)]
pub struct Log(Option<Shared>);

impl Log {
    pub fn opened(&self, protocol: Option<&str>) {
        self.write(|connection| {
            connection.opened = true;
            connection.protocol = protocol.map(str::to_owned);
        });
    }

    pub fn received(&self, kind: Kind, payload: &[u8]) {
        self.write(|connection| {
            let entry = Entry::new(kind, payload, connection.next());
            connection.received_total.add(kind, payload);
            keep(&mut connection.received, entry);
        });
    }

    pub fn sent(&self, kind: Kind, payload: &[u8]) {
        self.write(|connection| {
            let entry = Entry::new(kind, payload, connection.next());
            connection.sent_total.add(kind, payload);
            keep(&mut connection.sent, entry);
        });
    }

    /// Notes the first Close frame of the server.
    pub fn close_sent(&self, body: &[u8]) {
        let (code, reason) = split_close(body);
        self.write(|connection| {
            connection.close_sent.get_or_insert(CloseSent {
                code,
                reason,
                bytes: body.len(),
                at: now(),
            });
        });
    }

    pub fn closed(&self, how: How) {
        self.close(how, None, None, None);
    }

    pub fn closed_by_frame(&self, body: &[u8]) {
        let (code, reason) = split_close(body);
        self.close(How::Frame, code, Some(reason), None);
    }

    pub fn violated(&self, how: String) {
        self.close(How::Violation, None, Some(how), None);
    }

    pub fn refused(&self, status: u16) {
        self.close(How::Refused, None, None, Some(status));
    }

    /// Notes the end of a connection's task, in case nothing noted an end before.
    pub fn ended(&self, result: &io::Result<()>) {
        self.closed(match result {
            Err(error) => how(error),
            Ok(()) => How::Eof,
        });
    }

    fn close(&self, how: How, code: Option<u16>, reason: Option<String>, status: Option<u16>) {
        self.write(|connection| {
            connection.close.get_or_insert(Close {
                how,
                code,
                reason,
                status,
                at: now(),
            });
        });
    }

    fn write(&self, change: impl FnOnce(&mut Connection)) {
        if let Some(connection) = &self.0 {
            change(&mut lock(connection));
        }
    }
}

/// What an I/O error says of the end.
pub fn how(error: &io::Error) -> How {
    match error.kind() {
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => How::Reset,
        _ => How::Eof,
    }
}

impl Connection {
    fn next(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }
}

impl Entry {
    fn new(kind: Kind, payload: &[u8], sequence: u64) -> Self {
        let mut entry = Self {
            kind,
            sequence,
            at: now(),
            bytes: payload.len(),
            text: None,
            base64: None,
            truncated: false,
        };
        match kind {
            Kind::Text => {
                let kept = kept_text(payload);
                entry.truncated = kept.len() < payload.len();
                entry.text = Some(String::from_utf8_lossy(kept).into_owned());
            }
            Kind::Binary | Kind::Ping | Kind::Pong | Kind::Raw => {
                let kept = &payload[..payload.len().min(KEPT_PAYLOAD)];
                entry.truncated = kept.len() < payload.len();
                entry.base64 = Some(STANDARD.encode(kept));
            }
        }
        entry
    }
}

impl Total {
    fn add(&mut self, kind: Kind, payload: &[u8]) {
        if matches!(kind, Kind::Text | Kind::Binary) {
            self.messages += 1;
            self.bytes += payload.len() as u64;
        }
    }
}

fn keep(entries: &mut Vec<Entry>, entry: Entry) {
    if entries.len() < KEPT_ENTRIES {
        entries.push(entry);
    }
}

/// The longest beginning that fits and ends between characters.
fn kept_text(payload: &[u8]) -> &[u8] {
    if payload.len() <= KEPT_PAYLOAD {
        return payload;
    }
    let mut end = KEPT_PAYLOAD;
    while end > 0 && payload[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    &payload[..end]
}

fn split_close(body: &[u8]) -> (Option<u16>, String) {
    match body {
        [high, low, reason @ ..] => (
            Some(u16::from_be_bytes([*high, *low])),
            String::from_utf8_lossy(reason).into_owned(),
        ),
        _ => (None, String::new()),
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as u64)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
