//! When bytes last went over a connection, in each direction.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

/// A direction as the client sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the server to the client.
    Inbound,
    /// From the client to the server.
    Outbound,
    /// Bytes of either direction count.
    Both,
}

/// The times of one connection, shared by the wire that notes them and the fault that waits.
#[derive(Clone)]
pub struct Traffic(Arc<Mutex<Latest>>);

struct Latest {
    inbound: Instant,
    outbound: Instant,
}

impl Traffic {
    pub fn note_inbound(&self) {
        self.lock().inbound = Instant::now();
    }

    pub fn note_outbound(&self) {
        self.lock().outbound = Instant::now();
    }

    /// Waits until no byte has gone in this direction for so long.
    pub async fn silence(&self, direction: Direction, span: Duration) {
        loop {
            let end = self.latest(direction) + span;
            if end <= Instant::now() {
                return;
            }
            sleep_until(end).await;
        }
    }

    fn latest(&self, direction: Direction) -> Instant {
        let latest = self.lock();
        match direction {
            Direction::Inbound => latest.inbound,
            Direction::Outbound => latest.outbound,
            Direction::Both => latest.inbound.max(latest.outbound),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Latest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Traffic {
    /// Counts from now.
    fn default() -> Self {
        let now = Instant::now();
        Self(Arc::new(Mutex::new(Latest {
            inbound: now,
            outbound: now,
        })))
    }
}
