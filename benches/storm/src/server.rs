//! The server: when it is there, and how many handshakes it can take.

use crate::Millis;

/// What the server does with handshakes. Shares are of all the clients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Handshakes {
    /// Each is answered at once.
    Unlimited,
    /// They are done one after the other. Who comes when more than a second's worth
    /// waits is refused.
    Refuse { share_per_second: f64 },
    /// They are done one after the other, however many wait, and whether or not the
    /// client is still there.
    Queue { share_per_second: f64 },
}

/// What a dial comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    OpensAt(Millis),
    Refused,
}

/// The longest wait that a refusing server lets anybody have.
const LONGEST_LINE: Nanos = 1_000_000_000;

/// A moment or a span in ns: a million clients are served faster than one a ms.
type Nanos = u64;
const PER_MILLI: Nanos = 1_000_000;

pub struct Server {
    back_at: Millis,
    /// How long one handshake takes.
    handshake: Nanos,
    longest_line: Nanos,
    /// When all that have come by now have been served.
    free_at: Nanos,
}

impl Server {
    /// A server that is gone until `back_at`.
    pub fn new(handshakes: Handshakes, clients: usize, back_at: Millis) -> Self {
        let (share, longest_line) = match handshakes {
            Handshakes::Unlimited => (None, Nanos::MAX),
            Handshakes::Refuse { share_per_second } => (Some(share_per_second), LONGEST_LINE),
            Handshakes::Queue { share_per_second } => (Some(share_per_second), Nanos::MAX),
        };
        let handshake = share.map_or(0.0, |share| 1e9 / (share * clients as f64));
        Self {
            back_at,
            handshake: handshake as Nanos,
            longest_line,
            free_at: 0,
        }
    }

    pub fn dialed(&mut self, now: Millis) -> Answer {
        if now < self.back_at {
            return Answer::Refused;
        }
        let now = now * PER_MILLI;
        let starts = self.free_at.max(now);
        if starts - now > self.longest_line {
            return Answer::Refused;
        }
        self.free_at = starts + self.handshake;
        Answer::OpensAt(self.free_at.div_ceil(PER_MILLI))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(server: &mut Server, dials: usize, now: Millis) -> Vec<Answer> {
        (0..dials).map(|_| server.dialed(now)).collect()
    }

    #[test]
    fn a_server_that_is_gone_refuses() {
        let mut server = Server::new(Handshakes::Unlimited, 100, 5_000);
        assert_eq!(server.dialed(4_999), Answer::Refused);
        assert_eq!(server.dialed(5_000), Answer::OpensAt(5_000));
    }

    #[test]
    fn handshakes_are_done_one_after_the_other() {
        let handshakes = Handshakes::Queue {
            share_per_second: 0.05,
        };
        let mut server = Server::new(handshakes, 100, 0);
        let expected = [200, 400, 600].map(Answer::OpensAt);
        assert_eq!(answers(&mut server, 3, 0), expected);
        assert_eq!(server.dialed(1_000), Answer::OpensAt(1_200));
    }

    #[test]
    fn a_refusing_server_lets_a_second_s_worth_wait() {
        let handshakes = Handshakes::Refuse {
            share_per_second: 0.05,
        };
        let mut server = Server::new(handshakes, 100, 0);
        let answers = answers(&mut server, 10, 0);
        assert_eq!(
            answers
                .iter()
                .filter(|&&answer| answer != Answer::Refused)
                .count(),
            6
        );
        assert_eq!(server.dialed(200), Answer::OpensAt(1_400));
    }
}
