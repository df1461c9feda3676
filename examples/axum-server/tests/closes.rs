//! What a client makes of each close of the example.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use closewise::close::{
    Advice, AdviceNote, Close, CloseCode, Context, Diagnosis, Profiles, Reason, Source, Verdict,
    diagnose,
};
use futures_util::StreamExt;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{client_async, tungstenite::Message};

/// What is to happen happens sooner.
const PATIENCE: Duration = Duration::from_secs(10);

/// The example on a free port.
struct Server {
    _process: Process,
    address: String,
}

/// Ends with its test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    fn start() -> Self {
        let mut process = Process(
            Command::new(env!("CARGO_BIN_EXE_closewise-axum-server"))
                .env("PORT", "0")
                .stdout(Stdio::piped())
                .spawn()
                .expect("starts"),
        );
        let stdout = process.0.stdout.take().expect("a pipe");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("ws://");
        Self {
            _process: process,
            address: address.expect("an address").to_string(),
        }
    }

    /// The code and reason of the Close frame that ends a connection to the path.
    async fn close_of(&self, path: &str) -> (CloseCode, String) {
        let tcp = TcpStream::connect(&self.address).await.expect("connects");
        let url = format!("ws://{}{path}", self.address);
        let (mut socket, _) = client_async(url, tcp).await.expect("opens");
        let message = timeout(PATIENCE, socket.next()).await.expect("in time");
        let Some(Ok(Message::Close(Some(frame)))) = message else {
            panic!("expected a Close frame from {path}, got {message:?}");
        };
        // The server lets go of the connection once the close is answered.
        let end = timeout(PATIENCE, socket.next()).await.expect("in time");
        assert!(end.is_none(), "{path}: {end:?}");
        (u16::from(frame.code).into(), frame.reason.to_string())
    }

    async fn diagnosis_of(&self, path: &str) -> (Diagnosis, Reason) {
        let (code, reason) = self.close_of(path).await;
        let close = Close {
            code,
            reason: &reason,
            was_clean: true,
        };
        let context = Context {
            opened: true,
            uptime: Duration::from_secs(60),
            read_advice: true,
            ..Context::default()
        };
        let diagnosis = diagnose(&close, &context, &Profiles::default());
        (diagnosis, Reason::parse(&reason))
    }
}

#[tokio::test]
async fn each_close_tells_a_client_what_to_do() {
    let server = Server::start();
    for (path, code, verdict) in [
        ("/restart", 1012, Verdict::window(8_000, 12_000)),
        ("/overloaded", 1013, Verdict::window(300_000, 450_000)),
        ("/unauthorized", 3000, Verdict::Reauthenticate),
        ("/forbidden", 3003, Verdict::Stop),
        ("/too-big", 1009, Verdict::Stop),
        ("/failed", 1011, Verdict::BACKOFF),
        ("/done", 1000, Verdict::Stop),
        ("/kicked", 4001, Verdict::Stop),
    ] {
        let (diagnosis, reason) = server.diagnosis_of(path).await;
        assert_eq!(diagnosis.code, CloseCode(code), "{path}");
        assert_eq!(diagnosis.verdict, verdict, "{path}: {diagnosis}");
        assert!(!reason.text().is_empty(), "{path}");

        let (note, source) = match reason.advice() {
            Advice::None => (AdviceNote::None, Source::Standard),
            _ => (AdviceNote::Taken, Source::Advice),
        };
        assert_eq!((diagnosis.advice, diagnosis.source), (note, source));
    }
}

#[tokio::test]
async fn a_reason_is_plain_text_unless_it_advises_something() {
    let server = Server::start();
    let (_, done) = server.close_of("/done").await;
    assert_eq!(done, "the game is over");
    let (_, restart) = server.close_of("/restart").await;
    assert_eq!(restart, r#"{"retryAfter":8000,"message":"a new version"}"#);
    let (_, kicked) = server.close_of("/kicked").await;
    assert_eq!(
        kicked,
        r#"{"reconnect":false,"message":"a moderator closed it"}"#
    );
}
