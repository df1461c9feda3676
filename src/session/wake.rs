//! Deadlines that have come, perhaps long ago.

use super::timers::Timer;
use super::{Command, Millis, Phase, ProviderFailure, Session, StateReason, since};
use crate::close::{Context, Timeout};

/// A wake-up so late, in ms, that the machine or the page must have slept.
const LATE: Millis = 2_000;
/// A wake-up later, in ms, than throttled timers make it: hidden pages get
/// one a minute.
const ASLEEP: Millis = 70_000;

impl<M> Session<M> {
    pub(crate) fn wake(&mut self, now: Millis) {
        let late = since(self.timers.next(), now);
        if late >= LATE {
            self.overslept(late, now);
        }
        while let Some(timer) = self.timers.expire(now) {
            self.expired(timer, now);
        }
    }

    fn overslept(&mut self, late: Millis, now: Millis) {
        if late >= ASLEEP {
            self.connection.maybe_stale = true;
            if self.phase != Phase::Paused {
                self.streak.exclude_elapsed(late);
            }
        }
        self.probe_or_replace(late, now);
    }

    fn expired(&mut self, timer: Timer, now: Millis) {
        match timer {
            Timer::Provider => self.has_no_socket(ProviderFailure::TimedOut, now),
            Timer::Connect | Timer::Handshake => {
                let known = Context {
                    timeout: Some(Timeout::Connect),
                    ..Context::default()
                };
                self.close_synthetically(known, now);
            }
            Timer::Error => self.close_synthetically(Context::default(), now),
            Timer::Close => {
                let known = Context {
                    timeout: Some(Timeout::Close),
                    ..Context::default()
                };
                self.close_synthetically(known, now);
            }
            Timer::Retry => self.connect(StateReason::RetryDue, now),
            // Traffic has moved the deadline without setting the timer.
            Timer::Silence if self.quiet_at() > now => self.listen(),
            Timer::Silence => self.probe(now),
            Timer::Answer => {
                let known = Context {
                    silent: true,
                    ..Context::default()
                };
                self.close_synthetically(known, now);
            }
            // In time: if the socket had died in a sleep, it would have said so.
            Timer::Watch => {
                self.connection.maybe_stale = false;
                self.watch(now);
            }
            Timer::Drain => self
                .commands
                .push_back(Command::MeasureBuffer(self.generation)),
            Timer::Expiry => {
                self.expire_queued(now);
                self.check_drained();
            }
        }
    }
}
