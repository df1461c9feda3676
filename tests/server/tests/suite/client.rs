//! A WebSocket client that believes nothing and hides nothing: bytes out, bytes in, and how it ended.

use std::{future::Future, io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// RFC 6455 §1.3's own example.
pub const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
pub const ACCEPT: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// What is to happen happens sooner.
const PATIENCE: Duration = Duration::from_secs(10);
/// That nothing happens can only be seen by waiting; a fault that sends does so in microseconds.
const SILENCE: Duration = Duration::from_millis(150);

#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Fin,
    Rst,
}

pub struct Client {
    tcp: TcpStream,
}

impl Client {
    /// Connects and sends a right handshake request.
    pub async fn ask(server: SocketAddr, target: &str) -> Self {
        Self::ask_with(server, target, "").await
    }

    /// The same with further header lines, each ended by CRLF.
    pub async fn ask_with(server: SocketAddr, target: &str, headers: &str) -> Self {
        Self::send_request(
            server,
            &format!(
                "GET {target} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\n\
                 Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: {KEY}\r\n\
                 Sec-WebSocket-Version: 13\r\n{headers}\r\n"
            ),
        )
        .await
    }

    pub async fn send_request(server: SocketAddr, request: &str) -> Self {
        let tcp = within(TcpStream::connect(server)).await.expect("connects");
        let mut client = Self { tcp };
        client.send(request.as_bytes()).await;
        client
    }

    /// Connects, asks and reads a right 101.
    pub async fn open(server: SocketAddr, target: &str) -> Self {
        let mut client = Self::ask(server, target).await;
        let head = client.head().await;
        assert!(head.starts_with("HTTP/1.1 101 "), "{head}");
        client
    }

    /// Reads an HTTP head, its empty line included, and not a byte more.
    pub async fn head(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.extend(self.bytes(1).await);
        }
        String::from_utf8(head).expect("a head in UTF-8")
    }

    /// Reads exactly so many bytes.
    pub async fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        within(self.tcp.read_exact(&mut bytes))
            .await
            .expect("reads");
        bytes
    }

    /// Reads a frame of at most 125 bytes, unmasked: first byte and payload.
    pub async fn frame(&mut self) -> (u8, Vec<u8>) {
        let header = self.bytes(2).await;
        assert!(header[1] <= 125, "a short unmasked frame, got {header:?}");
        (header[0], self.bytes(header[1].into()).await)
    }

    /// Reads a short, whole text message.
    pub async fn text(&mut self) -> String {
        let (first, payload) = self.frame().await;
        assert_eq!(first, 0x81, "a whole text message");
        String::from_utf8(payload).expect("text in UTF-8")
    }

    /// Reads to the end.
    pub async fn rest(&mut self) -> (Vec<u8>, End) {
        let mut bytes = Vec::new();
        match within(self.tcp.read_to_end(&mut bytes)).await {
            Ok(_) => (bytes, End::Fin),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => (bytes, End::Rst),
            Err(error) => panic!("unexpected end: {error}"),
        }
    }

    /// Waits until there is something to read, or for the end.
    pub async fn peek(&mut self) -> Result<(), End> {
        match within(self.tcp.peek(&mut [0])).await {
            Ok(0) => Err(End::Fin),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Err(End::Rst),
            Err(error) => panic!("unexpected end: {error}"),
        }
    }

    /// Asserts that the server neither sends nor ends.
    pub async fn hears_nothing(&mut self) {
        let mut byte = [0];
        if let Ok(read) = timeout(SILENCE, self.tcp.read(&mut byte)).await {
            panic!("expected silence, got {read:?} {byte:?}");
        }
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        within(self.tcp.write_all(bytes)).await.expect("writes");
    }

    pub async fn send_text(&mut self, text: &str) {
        self.send(&masked(0x81, text.as_bytes())).await;
    }

    pub async fn send_close(&mut self, code: u16, reason: &str) {
        self.send(&masked(
            0x88,
            &[&code.to_be_bytes(), reason.as_bytes()].concat(),
        ))
        .await;
    }

    /// Ends its side of the TCP connection.
    pub async fn fin(&mut self) {
        within(self.tcp.shutdown()).await.expect("ends");
    }

    /// Ends the TCP connection with RST.
    pub fn rst(self) {
        self.tcp.set_zero_linger().expect("a linger option");
    }

    /// Writes until no more is taken; panics if so much as this limit is.
    pub async fn write_until_stuck(&mut self, limit: usize) {
        let chunk = vec![0; 64 * 1024];
        let mut written = 0;
        while let Ok(taken) = timeout(SILENCE, self.tcp.write(&chunk)).await {
            written += taken.expect("writes");
            assert!(written < limit, "{written} bytes were taken");
        }
    }
}

/// A frame as a client sends it.
pub fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
    let mut bytes = vec![first];
    match payload.len() {
        length @ 0..=125 => bytes.push(0x80 | length as u8),
        length @ 126..=0xffff => {
            bytes.push(0xfe);
            bytes.extend((length as u16).to_be_bytes());
        }
        length => {
            bytes.push(0xff);
            bytes.extend((length as u64).to_be_bytes());
        }
    }
    bytes.extend(MASK);
    bytes.extend(payload.iter().zip(MASK.iter().cycle()).map(|(b, m)| b ^ m));
    bytes
}

pub async fn within<T>(event: impl Future<Output = T>) -> T {
    timeout(PATIENCE, event).await.expect("it happens in time")
}
