//! Messages as a sink, with backpressure.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_sink::Sink;

use super::error::SendError;
use super::{Client, Handle};
use crate::browser::Message;
use crate::close::CloseCode;
use crate::session::{Refusal, State};

/// Ready while nothing waits in the outbox and the socket's buffer has not
/// risen above its high-water mark; without an outbox, only while a connection is
/// open. Flushed when nothing waits and the buffer has come down to its
/// low-water mark. To close is to flush, then to close the client with 1000
/// and to wait for its end.
impl Sink<Message> for Handle {
    type Error = SendError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        let is_ready = self.with_driver(|driver| {
            let has_a_place = driver.queues() || driver.state() == State::Open;
            has_a_place && driver.is_drained()
        });
        self.poll_until(is_ready, cx)
    }

    fn start_send(self: Pin<&mut Self>, message: Message) -> Result<(), SendError> {
        self.send(message).map(|_| ())
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        self.poll_until(self.with_driver(|driver| driver.is_drained()), cx)
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        match self.state() {
            State::Ended => return Poll::Ready(Ok(())),
            State::Closing => {}
            _ => {
                let is_drained = self.with_driver(|driver| driver.is_drained());
                if is_drained == Some(true) {
                    // It fails only for a code or a reason that may not be sent.
                    let _ = self.close(CloseCode::NORMAL_CLOSURE, "");
                }
            }
        }
        match self.state() {
            State::Ended => Poll::Ready(Ok(())),
            _ => {
                self.wake_later(cx);
                Poll::Pending
            }
        }
    }
}

impl Sink<Message> for Client {
    type Error = SendError;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Pin::new(&mut self.handle).poll_ready(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), SendError> {
        Pin::new(&mut self.handle).start_send(message)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Pin::new(&mut self.handle).poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        Pin::new(&mut self.handle).poll_close(cx)
    }
}

impl Handle {
    /// Ready once `holds` is true; it is `None` where the client is gone.
    fn poll_until(&self, holds: Option<bool>, cx: &mut Context<'_>) -> Poll<Result<(), SendError>> {
        match (holds, self.state()) {
            (None, _) | (_, State::Closing | State::Ended) => Poll::Ready(Err(SendError {
                why: Refusal::Ended,
                message: None,
                profile: None,
            })),
            (Some(true), _) => Poll::Ready(Ok(())),
            (Some(false), _) => {
                self.wake_later(cx);
                Poll::Pending
            }
        }
    }

    fn wake_later(&self, cx: &Context<'_>) {
        self.with_driver(|driver| driver.delegate().writers.add(cx.waker()));
    }
}
