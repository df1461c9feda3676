//! The chaos server's own tests: a raw TCP client looks at the wire.

mod announce;
mod application;
mod client;
mod close;
mod command;
mod control;
mod cut;
mod echo;
mod handshake;
mod http;
mod load;
mod outage;
mod parameters;
mod plain;
mod readme;
mod servers;
mod silence;
mod timeout;
mod violate;

use std::net::SocketAddr;

use closewise_chaos::Server;

/// Starts a server of the test's own.
async fn server() -> SocketAddr {
    let server = Server::bind(0).await.expect("a free port");
    let address = server.address();
    tokio::spawn(server.run());
    address
}
