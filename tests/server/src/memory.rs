//! What endpoints remember between connections, by the `key` that a client chose.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// Visits to the endpoints that behave differently from one connection to the next.
#[derive(Default)]
pub struct Memory {
    visits: Mutex<HashMap<(&'static str, String), Visits>>,
}

#[derive(Clone, Copy, Debug)]
pub struct Visits {
    pub first: Instant,
    /// This one included.
    pub count: u32,
}

impl Memory {
    /// Notes a visit and returns all of them so far.
    pub fn visit(&self, endpoint: &'static str, key: &str) -> Visits {
        let mut visits = self.visits.lock().unwrap_or_else(PoisonError::into_inner);
        let visits = visits
            .entry((endpoint, key.to_owned()))
            .or_insert_with(|| Visits {
                first: Instant::now(),
                count: 0,
            });
        visits.count += 1;
        *visits
    }
}
