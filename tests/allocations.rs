//! A message costs no allocation.

#![cfg(not(target_arch = "wasm32"))]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use closewise::session::{
    Command, Config, Event, Input, MessageKind, Output, Reply, Session, Settings,
};

/// The system's allocator, which counts what each thread asks of it.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

fn count() {
    ALLOCATIONS.with(|allocations| allocations.set(allocations.get() + 1));
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations_of(work: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

fn open() -> Session<u32> {
    let mut settings = Settings::default();
    let liveness = settings.liveness.get_or_insert_default();
    liveness.recognises_pongs = true;
    let config = Config::new(settings).expect("a consistent configuration");
    let mut session = Session::new(config, 7, 0);
    for input in [Input::Open, Input::Opened(1)] {
        assert_eq!(session.handle(input, 0), Reply::Done);
        while session.poll_output().is_some() {}
    }
    session
}

fn receive(session: &mut Session<u32>, message: u32) {
    let received = Input::Received {
        generation: 1,
        message,
        bytes: 100,
        kind: MessageKind::Data,
        notice: None,
    };
    assert_eq!(session.handle(received, message.into()), Reply::Done);
    let output = session.poll_output();
    assert!(matches!(output, Some(Output::Event(Event::Message(told))) if told == message));
    assert!(session.poll_output().is_none());
}

fn send(session: &mut Session<u32>, message: u32) {
    let send = Input::Send {
        message,
        bytes: 1,
        ttl: None,
    };
    assert_eq!(session.handle(send, 0), Reply::Sent);
    let output = session.poll_output();
    assert!(
        matches!(output, Some(Output::Command(Command::Transmit { message: sent, .. })) if sent == message)
    );
    assert!(session.poll_output().is_none());
}

#[test]
fn the_count_counts() {
    assert_eq!(
        allocations_of(|| drop(std::hint::black_box(Box::new(1)))),
        1
    );
}

#[test]
fn a_message_received_allocates_nothing() {
    let mut session = open();
    let allocations = allocations_of(|| {
        for message in 0..10_000 {
            receive(&mut session, message);
        }
    });
    assert_eq!(allocations, 0);
}

#[test]
fn a_message_sent_allocates_nothing() {
    let mut session = open();
    let allocations = allocations_of(|| {
        for message in 0..10_000 {
            send(&mut session, message);
        }
    });
    assert_eq!(allocations, 0);
}
