//! When the peers try again, each as its source has it.
//!
//! What they have in common (a retry after every close, a connect timeout) is
//! [`Peer`](crate::peer::Peer)'s; here are their numbers.

use crate::Millis;
use crate::random::Random;

/// When a client tries again.
#[derive(Debug)]
pub struct Policy {
    /// The package, with the version whose source was read.
    pub name: &'static str,
    /// A letter for it in a picture.
    pub mark: &'static str,
    /// How long a socket may take to open; `None` leaves it to the browser.
    pub connect_timeout: Option<Millis>,
    /// How long a connection must have been open for the next retry to be the first of
    /// a row again.
    pub min_uptime: Millis,
    /// Whether a client that waits goes at once when the network is back.
    pub goes_when_online: bool,
    /// The wait before a retry; `None` if there is none any more.
    pub delay: fn(&Retry, &mut Random) -> Option<Millis>,
}

impl Policy {
    /// What a policy that says nothing of it has.
    pub const DEFAULT: Self = Self {
        name: "",
        mark: "",
        connect_timeout: None,
        min_uptime: 0,
        goes_when_online: false,
        delay: |_, _| None,
    };
}

/// The retry that is to come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Retry {
    /// How many there were in this row.
    pub number: i32,
    /// How long ago the row began.
    pub elapsed: Millis,
    /// What the page drew when it was loaded, from 0 to 1.
    pub drawn_by_the_page: f64,
}

pub const PEERS: [&Policy; 8] = [
    &PARTYSOCKET,
    &RECONNECTING_WEBSOCKET,
    &SOCKET_IO,
    &GRAPHQL_WS,
    &CENTRIFUGE,
    &SIGNALR,
    &PHOENIX,
    &ABLY,
];

/// `_getNextDelay` in `ws.js`: 3 s, growing by 1.3 up to 10 s.
pub const PARTYSOCKET: Policy = Policy {
    name: "partysocket 1.3.0",
    mark: "p",
    connect_timeout: Some(4_000),
    min_uptime: 5_000,
    delay: |retry, _| Some(growing(3_000.0, 1.3, retry.number).min(10_000)),
    ..Policy::DEFAULT
};

/// The same, from a minimum that each page draws from 1 to 5 s as it is loaded.
pub const RECONNECTING_WEBSOCKET: Policy = Policy {
    name: "reconnecting-websocket 4.4.0",
    mark: "r",
    connect_timeout: Some(4_000),
    min_uptime: 5_000,
    delay: |retry, _| {
        let least = 1_000.0 + retry.drawn_by_the_page * 4_000.0;
        Some(growing(least, 1.3, retry.number).min(10_000))
    },
    ..Policy::DEFAULT
};

/// `backo2.js`: 1 s, doubling, up or down by half at most, and only then capped at 5 s.
pub const SOCKET_IO: Policy = Policy {
    name: "socket.io-client 4.8.4",
    mark: "s",
    connect_timeout: Some(20_000),
    delay: |retry, random| {
        let delay = growing(1_000.0, 2.0, retry.number);
        let share = random.share();
        let deviation = (share * 0.5 * delay as f64) as Millis;
        let down = ((share * 10.0) as u32).is_multiple_of(2);
        let drawn = if down {
            delay - deviation
        } else {
            delay.saturating_add(deviation)
        };
        Some(drawn.min(5_000))
    },
    ..Policy::DEFAULT
};

/// `randomisedExponentialBackoff`: 1 s, doubling, and 0.3 to 3 s more; five times.
pub const GRAPHQL_WS: Policy = Policy {
    name: "graphql-ws 6.4.2",
    mark: "g",
    delay: |retry, random| {
        (retry.number < 5).then(|| {
            growing(1_000.0, 2.0, retry.number) + 300 + (random.share() * 2_700.0) as Millis
        })
    },
    ..Policy::DEFAULT
};

/// `backoff`: 0.5 s, and from nothing to 0.5 s more, which doubles; 20 s at most.
pub const CENTRIFUGE: Policy = Policy {
    name: "centrifuge 5.8.0",
    mark: "c",
    connect_timeout: Some(5_000),
    goes_when_online: true,
    delay: |retry, random| {
        let most = growing(500.0, 2.0, retry.number).min(20_000);
        let drawn = (random.share() * (most + 1) as f64) as Millis;
        Some((500 + drawn).min(20_000))
    },
    ..Policy::DEFAULT
};

/// `DefaultReconnectPolicy`, by `withAutomaticReconnect()`.
pub const SIGNALR: Policy = Policy {
    name: "SignalR 10.0.11",
    mark: "S",
    delay: |retry, _| {
        [0, 2_000, 10_000, 30_000]
            .get(retry.number as usize)
            .copied()
    },
    ..Policy::DEFAULT
};

/// `reconnectAfterMs` in `socket.js`.
pub const PHOENIX: Policy = Policy {
    name: "phoenix 1.8.16",
    mark: "x",
    delay: |retry, _| {
        let first = [10, 50, 100, 150, 200, 250, 500, 1_000, 2_000];
        Some(first.get(retry.number as usize).copied().unwrap_or(5_000))
    },
    ..Policy::DEFAULT
};

/// `notifyState` in `connectionmanager.ts`: at once, then 15 s times (n + 2) / 3, at most
/// doubled, less up to a fifth; two minutes after the row began it is suspended, and
/// tries every 30 s. Its fallback hosts are not there: the one server is the service.
pub const ABLY: Policy = Policy {
    name: "Ably 2.28.0",
    mark: "A",
    connect_timeout: Some(10_000),
    goes_when_online: true,
    delay: |retry, random| {
        const SUSPENDED_AFTER: Millis = 120_000;
        const SUSPENDED_DELAY: Millis = 30_000;
        if retry.number == 0 {
            return Some(0);
        }
        let factor = (f64::from(retry.number + 3) / 3.0).min(2.0);
        let delay = (15_000.0 * factor * (1.0 - random.share() * 0.2)) as Millis;
        let left = SUSPENDED_AFTER.saturating_sub(retry.elapsed);
        Some(if delay < left {
            delay
        } else {
            left + SUSPENDED_DELAY
        })
    },
    ..Policy::DEFAULT
};

fn growing(first: f64, factor: f64, number: i32) -> Millis {
    (first * factor.powi(number)) as Millis
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shortest and the longest of many draws of the first delays, in ms.
    fn delays(policy: &Policy, retries: i32) -> Vec<(Millis, Millis)> {
        let mut random = Random::new(1);
        let mut draw = |number| {
            let retry = Retry {
                number,
                drawn_by_the_page: random.share(),
                ..Retry::default()
            };
            (policy.delay)(&retry, &mut random).expect("a further retry")
        };
        (0..retries)
            .map(|number| {
                let draws: Vec<_> = (0..20_000).map(|_| draw(number)).collect();
                (*draws.iter().min().unwrap(), *draws.iter().max().unwrap())
            })
            .collect()
    }

    fn exactly(delays: &[Millis]) -> Vec<(Millis, Millis)> {
        delays.iter().map(|&delay| (delay, delay)).collect()
    }

    #[track_caller]
    fn assert_about(policy: &Policy, expected: &[(Millis, Millis)]) {
        let delays = delays(policy, expected.len() as i32);
        for (&(least, most), &(low, high)) in delays.iter().zip(expected) {
            let is_near = |drawn: Millis, bound: Millis| drawn.abs_diff(bound) <= 20;
            assert!(is_near(least, low) && is_near(most, high), "{delays:?}");
        }
    }

    #[test]
    fn partysocket_waits_3_s_and_longer_without_jitter() {
        let expected = exactly(&[3_000, 3_900, 5_070, 6_591, 8_568, 10_000, 10_000]);
        assert_eq!(delays(&PARTYSOCKET, 7), expected);
    }

    #[test]
    fn reconnecting_websocket_spreads_by_what_the_page_drew() {
        assert_about(
            &RECONNECTING_WEBSOCKET,
            &[(1_000, 5_000), (1_300, 6_500), (1_690, 8_450)],
        );
    }

    #[test]
    fn socket_io_ends_at_exactly_5_s() {
        let expected = [
            (550, 1_500),
            (1_100, 3_000),
            (2_200, 5_000),
            (4_400, 5_000),
            (5_000, 5_000),
        ];
        assert_about(&SOCKET_IO, &expected);
    }

    #[test]
    fn graphql_ws_tries_five_times() {
        let expected = [1, 2, 4, 8, 16].map(|s| (s * 1_000 + 300, s * 1_000 + 3_000));
        assert_about(&GRAPHQL_WS, &expected);
        let sixth = Retry {
            number: 5,
            ..Retry::default()
        };
        assert_eq!((GRAPHQL_WS.delay)(&sixth, &mut Random::new(1)), None);
    }

    #[test]
    fn centrifuge_has_full_jitter_above_half_a_second() {
        assert_about(
            &CENTRIFUGE,
            &[(500, 1_000), (500, 1_500), (500, 2_500), (500, 4_500)],
        );
        assert!(
            delays(&CENTRIFUGE, 20)
                .iter()
                .all(|&(_, most)| most <= 20_000)
        );
    }

    #[test]
    fn signalr_tries_four_times_without_jitter() {
        assert_eq!(delays(&SIGNALR, 4), exactly(&[0, 2_000, 10_000, 30_000]));
        let fifth = Retry {
            number: 4,
            ..Retry::default()
        };
        assert_eq!((SIGNALR.delay)(&fifth, &mut Random::new(1)), None);
    }

    #[test]
    fn phoenix_tries_often_at_first_and_then_every_5_s() {
        let expected = [10, 50, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000, 5_000];
        assert_eq!(delays(&PHOENIX, 11), exactly(&expected));
    }

    #[test]
    fn ably_tries_at_once_and_then_not_for_long() {
        assert_about(
            &ABLY,
            &[(0, 0), (16_000, 20_000), (20_000, 25_000), (24_000, 30_000)],
        );
        let late = Retry {
            number: 5,
            elapsed: 110_000,
            ..Retry::default()
        };
        assert_eq!((ABLY.delay)(&late, &mut Random::new(1)), Some(40_000));
    }
}
