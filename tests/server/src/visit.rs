//! One connection that has asked for an endpoint and had no answer yet.

use std::{future::Future, io, pin::Pin, sync::Arc};

use tokio::io::AsyncWriteExt;

use crate::{
    head::Head,
    record::{How, Log},
    response::{Response, Upgrade},
    server::Shared,
    socket::Socket,
    wire::Wire,
};

/// What an endpoint will do to the visitor, its parameters checked.
pub type Plan =
    Box<dyn FnOnce(Visit) -> Pin<Box<dyn Future<Output = io::Result<()>> + Send>> + Send>;

/// Boxes an async closure as a plan.
pub fn plan<F>(act: impl FnOnce(Visit) -> F + Send + 'static) -> Plan
where
    F: Future<Output = io::Result<()>> + Send + 'static,
{
    Box::new(move |visit| Box::pin(act(visit)))
}

pub struct Visit {
    pub head: Head,
    pub wire: Wire,
    pub log: Log,
    /// The parameter `cors`: a page of any origin may read an HTTP answer in place of the 101.
    pub cors: bool,
    pub shared: Arc<Shared>,
}

impl Visit {
    /// Answers with a right 101 and the first subprotocol asked for.
    pub async fn accept(self) -> io::Result<Socket> {
        let upgrade = Upgrade::first_protocol(&self.head);
        self.accept_with(upgrade).await
    }

    /// Answers with this 101; what is no WebSocket handshake is refused and ends in an error.
    pub async fn accept_with(mut self, upgrade: Upgrade) -> io::Result<Socket> {
        match upgrade.answer(&self.head) {
            Ok(answer) => {
                self.log.opened(upgrade.protocol.as_deref());
                self.wire.write_all(answer.as_bytes()).await?;
                Ok(Socket::new(self.wire, self.log))
            }
            Err(response) => {
                self.refuse(response).await?;
                Err(io::ErrorKind::InvalidInput.into())
            }
        }
    }

    /// Answers with HTTP in place of a 101.
    pub async fn refuse(mut self, response: Response) -> io::Result<()> {
        self.log.refused(response.status());
        let response = if self.cors {
            response.with_cors()
        } else {
            response
        };
        response.to(&self.head).send(&mut self.wire).await
    }

    pub fn reset(self) -> io::Result<()> {
        self.log.closed(How::ServerReset);
        self.wire.reset()
    }
}
