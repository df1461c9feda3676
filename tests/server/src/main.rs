use std::{io::ErrorKind, process::ExitCode};

use clap::Parser;
use closewise_chaos::Server;

/// Does to a WebSocket client whatever a network or a server can do. Serves 127.0.0.1 only.
#[derive(Parser)]
#[command(name = "closewise-chaos", version)]
struct Arguments {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, env = "CHAOS_PORT", default_value_t = 0)]
    port: u16,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { port } = Arguments::parse();
    match Server::bind(port).await {
        Ok(server) => {
            println!("chaos: ws://{}", server.address());
            server.run().await;
            ExitCode::SUCCESS
        }
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            eprintln!(
                "closewise-chaos: port {port} on 127.0.0.1 is in use; choose another with --port, or 0 for a free one"
            );
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("closewise-chaos: cannot listen on 127.0.0.1:{port}: {error}");
            ExitCode::FAILURE
        }
    }
}
