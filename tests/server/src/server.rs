//! The accept loop and the way from a connection to its endpoint.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use tokio::net::{TcpListener, TcpStream};

use crate::{
    control,
    endpoints::{self, Action},
    head::{self, Head},
    memory::Memory,
    query::{BadParameter, Query},
    record::{Log, Record},
    response::Response,
    visit::{Plan, Visit},
    wire::Wire,
};

/// A bound, not yet running server.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What all connections know together.
#[derive(Default)]
pub struct Shared {
    pub record: Record,
    pub memory: Memory,
}

impl Server {
    /// Binds 127.0.0.1; port 0 takes a free one.
    pub async fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        Ok(Self {
            listener,
            address,
            shared: Arc::default(),
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until dropped.
    pub async fn run(self) {
        loop {
            match self.listener.accept().await {
                Ok((tcp, _)) => {
                    tokio::spawn(serve(tcp, Arc::clone(&self.shared)));
                }
                // Out of file descriptors, most likely: let some close.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

async fn serve(mut tcp: TcpStream, shared: Arc<Shared>) {
    // Each write is to leave at once: a fault's timing is part of the fault.
    let _ = tcp.set_nodelay(true);
    let (head, received, length) = match head::read(&mut tcp).await {
        Ok(Some(read)) => read,
        Ok(None) => return,
        Err(error) => {
            let response = Response::error(400, &error.to_string());
            let _ = response.send(&mut Wire::new(tcp)).await;
            return;
        }
    };
    let Some(endpoint) = endpoints::find(&head.path) else {
        let response =
            Response::error(404, &format!("no endpoint {}; GET / lists them", head.path));
        let _ = response.to(&head).send(&mut Wire::new(tcp)).await;
        return;
    };
    match endpoint.action {
        Action::Control => control::serve(Wire::with_prefix(tcp, received.freeze()), shared).await,
        Action::Socket(prepare) => {
            let wire = Wire::with_prefix(tcp, received.freeze().split_off(length));
            match check(&head, prepare) {
                Ok(checked) => run(head, wire, checked, shared).await,
                Err(error) => {
                    eprintln!("chaos: {} refused: {error}", head.target());
                    let mut wire = wire;
                    let response = Response::bad_parameter(&error).to(&head);
                    let _ = response.send(&mut wire).await;
                }
            }
        }
    }
}

/// What a request asks for: the parameters of every endpoint, and the plan from its own.
struct Checked {
    client: Option<String>,
    cors: bool,
    plan: Plan,
}

fn check(
    head: &Head,
    prepare: fn(&mut Query) -> Result<Plan, BadParameter>,
) -> Result<Checked, BadParameter> {
    let mut query = Query::parse(&head.query);
    let checked = Checked {
        client: query.text("client"),
        cors: query.flag("cors")?,
        plan: prepare(&mut query)?,
    };
    query.finish()?;
    Ok(checked)
}

async fn run(head: Head, wire: Wire, checked: Checked, shared: Arc<Shared>) {
    let log = match checked.client {
        Some(client) => shared.record.connection(&client, &head),
        None => Log::default(),
    };
    let visit = Visit {
        head,
        wire,
        log: log.clone(),
        cors: checked.cors,
        shared,
    };
    let result = (checked.plan)(visit).await;
    log.ended(&result);
}
