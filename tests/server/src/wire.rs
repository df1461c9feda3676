//! The TCP connection under a WebSocket, with what a fault needs of it: a throttle on reading,
//! silence on writing, a reset in place of an end.

use std::{
    io,
    num::NonZeroU32,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::{Buf, Bytes};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, Interest, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep},
};

use crate::traffic::Traffic;

/// How long a client may take to end its side after ours has ended.
const FINISH_TIMEOUT: Duration = Duration::from_secs(10);

/// How often a peer that is not read from is looked at.
const GONE_INTERVAL: Duration = Duration::from_millis(50);

pub struct Wire {
    tcp: TcpStream,
    /// Received together with the request head.
    prefix: Bytes,
    muted: bool,
    throttle: Option<Throttle>,
    traffic: Option<Traffic>,
}

impl Wire {
    pub fn new(tcp: TcpStream) -> Self {
        Self::with_prefix(tcp, Bytes::new())
    }

    pub fn with_prefix(tcp: TcpStream, prefix: Bytes) -> Self {
        Self {
            tcp,
            prefix,
            muted: false,
            throttle: None,
            traffic: None,
        }
    }

    /// From now on notes when bytes are read and sent.
    pub fn watch(&mut self) -> Traffic {
        self.traffic.get_or_insert_default().clone()
    }

    /// From now on nothing is sent, whatever is written.
    pub fn mute(&mut self) {
        self.muted = true;
    }

    /// From now on no more than so many bytes a second are read, with the smallest receive buffer
    /// that the system grants, so that the client feels it soon.
    pub fn throttle(&mut self, bytes_per_second: NonZeroU32) -> io::Result<()> {
        self.throttle = Some(Throttle::new(bytes_per_second.get()));
        socket2::SockRef::from(&self.tcp).set_recv_buffer_size(1)
    }

    /// FIN, then reads and drops what still comes until the client ends too: unread bytes would turn
    /// the end into a reset.
    pub async fn finish(&mut self) -> io::Result<()> {
        self.shutdown().await?;
        let mut scratch = vec![0; 16 * 1024];
        let drain = async {
            while self.read(&mut scratch).await? > 0 {}
            Ok(())
        };
        tokio::time::timeout(FINISH_TIMEOUT, drain)
            .await
            .unwrap_or(Ok(()))
    }

    /// RST, now.
    pub fn reset(self) -> io::Result<()> {
        self.prepare_reset()
    }

    /// Makes the drop of this connection a RST in place of a FIN.
    pub fn prepare_reset(&self) -> io::Result<()> {
        self.tcp.set_zero_linger()
    }

    /// Reads nothing, sends nothing, keeps the connection until the client has gone.
    pub async fn hold(&self) -> io::Result<()> {
        loop {
            // Ready at once while bytes lie unread, so this polls; the end of the client adds to what
            // is ready.
            let ready = self.tcp.ready(Interest::READABLE).await?;
            if ready.is_read_closed() {
                return match self.tcp.take_error()? {
                    Some(error) => Err(error),
                    None => Ok(()),
                };
            }
            tokio::time::sleep(GONE_INTERVAL).await;
        }
    }

    /// Notes so many bytes sent and returns their number.
    fn sent(&self, bytes: usize) -> usize {
        if let Some(traffic) = &self.traffic
            && bytes > 0
        {
            traffic.note_inbound();
        }
        bytes
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let limit = match &mut this.throttle {
            Some(throttle) => ready!(throttle.poll_allowance(cx)).min(buf.remaining()),
            None => buf.remaining(),
        };
        let before = buf.filled().len();
        if this.prefix.is_empty() {
            if limit == buf.remaining() {
                ready!(Pin::new(&mut this.tcp).poll_read(cx, buf))?;
            } else {
                let mut part = ReadBuf::new(buf.initialize_unfilled_to(limit));
                ready!(Pin::new(&mut this.tcp).poll_read(cx, &mut part))?;
                let read = part.filled().len();
                buf.advance(read);
            }
        } else {
            let length = this.prefix.len().min(limit);
            buf.put_slice(&this.prefix[..length]);
            this.prefix.advance(length);
        }
        let read = buf.filled().len() - before;
        if let Some(throttle) = &mut this.throttle {
            throttle.allowance -= read;
        }
        if let Some(traffic) = &this.traffic
            && read > 0
        {
            traffic.note_outbound();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.muted {
            return Poll::Ready(Ok(buf.len()));
        }
        let written = ready!(Pin::new(&mut this.tcp).poll_write(cx, buf))?;
        Poll::Ready(Ok(this.sent(written)))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().tcp).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().tcp).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.muted {
            return Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()));
        }
        let written = ready!(Pin::new(&mut this.tcp).poll_write_vectored(cx, bufs))?;
        Poll::Ready(Ok(this.sent(written)))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }
}

/// A portion of bytes at a time, and a pause after each.
struct Throttle {
    portion: usize,
    pause: Duration,
    allowance: usize,
    next: Pin<Box<Sleep>>,
}

impl Throttle {
    fn new(bytes_per_second: u32) -> Self {
        let portion = (bytes_per_second / 20).max(1);
        Self {
            portion: portion as usize,
            pause: Duration::from_secs_f64(f64::from(portion) / f64::from(bytes_per_second)),
            allowance: 0,
            next: Box::pin(tokio::time::sleep(Duration::ZERO)),
        }
    }

    fn poll_allowance(&mut self, cx: &mut Context<'_>) -> Poll<usize> {
        if self.allowance == 0 {
            ready!(self.next.as_mut().poll(cx));
            self.allowance = self.portion;
            self.next.as_mut().reset(Instant::now() + self.pause);
        }
        Poll::Ready(self.allowance)
    }
}
