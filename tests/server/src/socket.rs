//! An open WebSocket that keeps its record: messages through the library, faults past it.

use std::{future::poll_fn, io, pin::Pin, time::Duration};

use futures_util::{SinkExt, Stream};
use tokio::io::AsyncWriteExt;
use tokio_websockets::{Error, Limits, Message, ServerBuilder, WebSocketStream};

use crate::{
    frame,
    record::{self, How, Kind, Log},
    wire::Wire,
};

pub struct Socket {
    stream: WebSocketStream<Wire>,
    log: Log,
    /// A Close frame has been sent, or the client's has come.
    closing: bool,
}

impl Socket {
    pub fn new(wire: Wire, log: Log) -> Self {
        let limits = Limits::default().max_payload_len(None);
        Self {
            stream: ServerBuilder::new().limits(limits).serve(wire),
            log,
            closing: false,
        }
    }

    /// The next text or binary message; `None` once the client has ended, in whatever way. Pings and a
    /// Close are answered on the way. Cancel safe.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            match poll_fn(|cx| Pin::new(&mut self.stream).poll_next(cx)).await {
                Some(Ok(message)) => {
                    let payload = message.as_payload();
                    let Some(kind) = kind(&message) else {
                        self.closed_by_frame(payload);
                        continue;
                    };
                    self.log.received(kind, payload);
                    match kind {
                        Kind::Ping if !self.closing => self.log.sent(Kind::Pong, payload),
                        Kind::Text | Kind::Binary => return Some(message),
                        Kind::Ping | Kind::Pong | Kind::Raw => {}
                    }
                }
                // The library answers a violation with a Close when polled once more.
                Some(Err(Error::Protocol(error))) => self.log.violated(error.to_string()),
                Some(Err(Error::Io(error))) => {
                    self.log.closed(record::how(&error));
                    return None;
                }
                Some(Err(_)) => {}
                None => {
                    self.log.closed(How::Eof);
                    return None;
                }
            }
        }
    }

    /// Reads, records and drops what comes within this time; says whether the client is still there.
    pub async fn read_for(&mut self, time: Duration) -> bool {
        if time.is_zero() {
            return true;
        }
        tokio::time::timeout(time, self.read_to_end())
            .await
            .is_err()
    }

    /// Reads, records and drops what comes until the client ends.
    pub async fn read_to_end(&mut self) {
        while self.next().await.is_some() {}
    }

    /// Sends back whatever comes until the client ends.
    pub async fn echo(&mut self) -> io::Result<()> {
        while let Some(message) = self.next().await {
            self.feed(message).await?;
        }
        Ok(())
    }

    /// Sends back whatever comes until this has happened; says whether the client is still there.
    pub async fn echo_until(&mut self, event: impl Future<Output = ()>) -> io::Result<bool> {
        tokio::select! {
            ended = self.echo() => ended.map(|()| false),
            () = event => Ok(true),
        }
    }

    pub async fn send(&mut self, message: Message) -> io::Result<()> {
        self.feed(message).await?;
        self.stream.flush().await.map_err(into_io)
    }

    pub async fn send_text(&mut self, text: impl Into<String>) -> io::Result<()> {
        self.send(Message::text(text.into())).await
    }

    /// Sends with the next read.
    async fn feed(&mut self, message: Message) -> io::Result<()> {
        if let Some(kind) = kind(&message) {
            self.log.sent(kind, message.as_payload());
        }
        self.stream.feed(message).await.map_err(into_io)
    }

    /// Sends bytes past the library, without a record.
    pub async fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.flush().await.map_err(into_io)?;
        self.stream.get_mut().write_all(bytes).await
    }

    /// Sends bytes past the library and records them as raw.
    pub async fn send_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.log.sent(Kind::Raw, bytes);
        self.send_bytes(bytes).await
    }

    /// Sends a Close frame with any body, lawful or not; nothing is sent after it.
    pub async fn send_close(&mut self, body: &[u8]) -> io::Result<()> {
        self.closing = true;
        self.log.close_sent(body);
        self.send_bytes(&frame::frame(frame::FIN | frame::CLOSE, body))
            .await?;
        self.mute();
        Ok(())
    }

    /// The closing handshake from our side: Close, the client's Close or end, FIN.
    pub async fn close(mut self, body: &[u8]) -> io::Result<()> {
        self.send_close(body).await?;
        self.read_to_end().await;
        self.finish().await
    }

    /// FIN, whatever the state, and reads until the client ends.
    pub async fn finish(mut self) -> io::Result<()> {
        let _ = self.stream.flush().await;
        self.stream.get_mut().shutdown().await?;
        self.mute();
        self.read_to_end().await;
        self.stream.get_mut().finish().await
    }

    /// Reads until the client ends, then ends too.
    pub async fn finish_when_ended(mut self) -> io::Result<()> {
        self.read_to_end().await;
        self.finish().await
    }

    /// RST.
    pub fn reset(self) -> io::Result<()> {
        self.log.closed(How::ServerReset);
        self.stream.get_ref().prepare_reset()
    }

    /// From now on nothing is sent: no Pong, no Close.
    pub fn mute(&mut self) {
        self.closing = true;
        self.stream.get_mut().mute();
    }

    /// Neither reads nor sends until the client has gone.
    pub async fn hold(&mut self) -> io::Result<()> {
        self.stream.get_ref().hold().await
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The library answers with the same code, unless we have closed before.
    fn closed_by_frame(&mut self, body: &[u8]) {
        self.log.closed_by_frame(body);
        if !self.closing {
            self.log.close_sent(&body[..body.len().min(2)]);
            self.closing = true;
        }
    }
}

/// `None` for a Close, which the record keeps apart.
fn kind(message: &Message) -> Option<Kind> {
    if message.is_text() {
        Some(Kind::Text)
    } else if message.is_binary() {
        Some(Kind::Binary)
    } else if message.is_ping() {
        Some(Kind::Ping)
    } else if message.is_pong() {
        Some(Kind::Pong)
    } else {
        None
    }
}

fn into_io(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        error => io::Error::other(error),
    }
}
