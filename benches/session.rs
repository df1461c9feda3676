//! What the session costs for each message.

use std::hint::black_box;

use closewise::session::{Config, Input, MessageKind, Output, Session, Settings};
use criterion::{Criterion, criterion_group, criterion_main};

/// An open session with liveness, which looks at every message.
fn open() -> Session<u64> {
    let mut settings = Settings::default();
    let liveness = settings.liveness.get_or_insert_default();
    liveness.recognises_pongs = true;
    let config = Config::new(settings).expect("a consistent configuration");
    let mut session = Session::new(config, 7, 0);
    for input in [Input::Open, Input::Opened(1)] {
        drain(&mut session, input, 0);
    }
    session
}

/// Hands in an input and takes all that comes of it, as a driver does.
fn drain(session: &mut Session<u64>, input: Input<u64>, now: u64) {
    let _ = black_box(session.handle(input, now));
    while let Some(output) = session.poll_output() {
        take(output);
    }
    black_box(session.poll_timeout());
}

fn take(output: Output<u64>) {
    black_box(&output);
}

fn messages(criterion: &mut Criterion) {
    let mut session = open();
    let mut now = 0;
    criterion.bench_function("a message received", |bencher| {
        bencher.iter(|| {
            now += 1;
            let received = Input::Received {
                generation: 1,
                message: now,
                bytes: 100,
                kind: MessageKind::Data,
                notice: None,
            };
            drain(&mut session, received, now);
        });
    });

    let mut session = open();
    criterion.bench_function("a message sent", |bencher| {
        bencher.iter(|| {
            let send = Input::Send {
                message: 1,
                bytes: 100,
                ttl: None,
            };
            drain(&mut session, send, 0);
        });
    });
}

criterion_group!(benches, messages);
criterion_main!(benches);
