use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use crate::http::request;

const PROGRAM: &str = env!("CARGO_BIN_EXE_closewise-chaos");

/// Ends with its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_program_prints_its_address_when_it_is_ready() {
    let mut process = Process(
        Command::new(PROGRAM)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts"),
    );
    let mut stdout = BufReader::new(process.0.stdout.take().expect("a pipe"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("a line");
    let address = line
        .strip_prefix("chaos: ws://")
        .and_then(|address| address.trim_end().parse().ok())
        .expect("an address");
    assert_eq!(request(address, "GET", "/control/health").await.status, 200);

    drop(process);
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).expect("the rest");
    assert_eq!(rest, "");
}

#[test]
fn a_port_in_use_is_one_clear_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port();
    let output = Command::new(PROGRAM)
        .args(["--port", &port.to_string()])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains(&format!("port {port} on 127.0.0.1 is in use")),
        "{stderr}"
    );
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}
