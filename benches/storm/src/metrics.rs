//! What is written down while a storm lasts, and what it comes to.

use crate::Millis;
use crate::scenario::{CALM, HORIZON};

/// The span over which arrivals are counted.
const SECOND: usize = 1_000;

/// Written down event by event. Moments are those of the world.
pub struct Record {
    clients: usize,
    /// Arrivals in each ms since the storm began.
    arrivals: Vec<u32>,
    dials: u64,
    back: Vec<Millis>,
    lost: usize,
}

impl Record {
    pub fn new(clients: usize) -> Self {
        Self {
            clients,
            arrivals: vec![0; HORIZON as usize + SECOND],
            dials: 0,
            back: Vec::with_capacity(clients),
            lost: 0,
        }
    }

    pub fn arrival(&mut self, now: Millis) {
        self.arrivals[(now - CALM) as usize] += 1;
    }

    pub fn dial(&mut self) {
        self.dials += 1;
    }

    pub fn back(&mut self, now: Millis) {
        self.back.push(now - CALM);
    }

    pub fn lost(&mut self) {
        self.lost += 1;
    }

    /// Whether every client is back, or lost.
    pub fn is_complete(&self) -> bool {
        self.back.len() + self.lost == self.clients
    }

    /// What it comes to, where the service was back at that moment.
    pub fn outcome(&self, service_back_at: Millis) -> Outcome {
        let after = |moment: Millis| moment.saturating_sub(service_back_at);
        let time_until = |share: f64| {
            let place = (share * self.clients as f64).ceil() as usize;
            // They came back in the order of time.
            self.back.get(place - 1).copied().map(after)
        };
        Outcome {
            clients: self.clients,
            peak: peak(&self.arrivals),
            peak_when_back: peak(&self.arrivals[service_back_at as usize..]),
            wasted: self.dials - self.back.len() as u64,
            until_50_percent: time_until(0.5),
            until_99_percent: time_until(0.99),
            until_999_permille: time_until(0.999),
            lost: self.lost,
            arrivals: self
                .arrivals
                .chunks(SECOND)
                .map(|second| second.iter().sum())
                .collect(),
        }
    }
}

/// How a crowd came back. Times count from the moment when the service was back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub clients: usize,
    /// The most arrivals in any one second.
    pub peak: u32,
    /// The most in any one second once the service was back.
    pub peak_when_back: u32,
    /// Dials that led to no connection, of all clients together.
    pub wasted: u64,
    pub until_50_percent: Option<Millis>,
    pub until_99_percent: Option<Millis>,
    pub until_999_permille: Option<Millis>,
    /// Clients that will never try again.
    pub lost: usize,
    /// The arrivals in each second since the storm began.
    pub arrivals: Vec<u32>,
}

impl Outcome {
    pub fn wasted_by_each(&self) -> f64 {
        self.wasted as f64 / self.clients as f64
    }
}

/// The most in any one second, wherever it begins.
fn peak(per_ms: &[u32]) -> u32 {
    let mut within: u32 = per_ms.iter().take(SECOND).sum();
    let mut most = within;
    for (came, went) in per_ms.iter().skip(SECOND).zip(per_ms) {
        within = within + came - went;
        most = most.max(within);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_found_wherever_its_second_begins() {
        let mut per_ms = vec![0; 5_000];
        per_ms[1_700] = 3;
        per_ms[2_699] = 4;
        per_ms[2_700] = 5;
        assert_eq!(peak(&per_ms), 9);
    }

    #[test]
    fn times_count_from_when_the_service_was_back() {
        let mut record = Record::new(4);
        for at in [6_000, 7_000, 8_000] {
            record.dial();
            record.back(CALM + at);
        }
        record.dial();
        let outcome = record.outcome(5_000);
        assert_eq!(outcome.until_50_percent, Some(2_000));
        assert_eq!(outcome.until_99_percent, None);
        assert_eq!(outcome.wasted, 1);
    }
}
