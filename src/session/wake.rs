//! Deadlines that have come, perhaps long ago.

use super::mutation::Mutation;
use super::timers::Timer;
use super::{CloseReason, Effect, Millis, Phase, ProviderFailure, Reason, Session, since};
use crate::close::{Context, Timeout};

/// A wake-up so late, in ms, that the machine or the page must have slept.
const LATE: Millis = 2_000;
/// A wake-up later, in ms, than throttled timers make it: hidden pages get
/// one a minute.
const ASLEEP: Millis = 70_000;

impl<M, R: CloseReason> Session<M, R> {
    pub(crate) fn wake(&mut self, now: Millis) {
        let late = since(self.timers.next(), now);
        if late >= LATE && !self.is(Mutation::SleepOn) {
            self.overslept(late, now);
        }
        while let Some(timer) = self.timers.expire(now) {
            self.expired(timer, now);
        }
    }

    fn overslept(&mut self, late: Millis, now: Millis) {
        if late >= ASLEEP {
            self.connection.slept = true;
            if self.phase != Phase::Paused {
                self.streak.excuse(late);
            }
        }
        self.suspect(late, now);
    }

    fn expired(&mut self, timer: Timer, now: Millis) {
        match timer {
            Timer::Provider => self.has_no_socket(ProviderFailure::TimedOut, now),
            Timer::Connect | Timer::Handshake => {
                let known = Context {
                    timeout: Some(Timeout::Connect),
                    ..Context::default()
                };
                self.declare(known, now);
            }
            Timer::Error => self.declare(Context::default(), now),
            Timer::Close => {
                let known = Context {
                    timeout: Some(Timeout::Close),
                    ..Context::default()
                };
                self.declare(known, now);
            }
            Timer::Retry => self.connect(Reason::RetryDue, now),
            // Traffic has moved the deadline without setting the timer.
            Timer::Silence if self.quiet_at() > now => self.listen(),
            Timer::Silence => self.probe(now),
            Timer::Answer => {
                let known = Context {
                    silent: true,
                    ..Context::default()
                };
                self.declare(known, now);
            }
            // In time: if the socket had died in a sleep, it would have said so.
            Timer::Watch => {
                self.connection.slept = false;
                self.watch(now);
            }
            Timer::Drain => self.effects.push(Effect::Measure(self.generation)),
            Timer::Expiry => {
                self.expire_queued(now);
                self.check_drained();
            }
        }
    }
}
