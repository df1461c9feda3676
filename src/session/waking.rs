//! Deadlines that have come, perhaps long ago.

use super::closing::SyntheticClose;
use super::sleep::LATE;
use super::time::{Millis, since};
use super::timers::Timer;
use super::{Command, ProviderFailure, Session, StateReason};

impl<M> Session<M> {
    /// Does all that is due, in order.
    pub(super) fn wake(&mut self, now: Millis) {
        if let Some(due) = self.timers.next() {
            let late = since(due, now);
            if late >= LATE {
                self.overslept(late, now);
            }
        }
        while let Some(timer) = self.timers.expire(now) {
            self.expired(timer, now);
        }
    }

    fn expired(&mut self, timer: Timer, now: Millis) {
        match timer {
            Timer::Provider => self.fail_attempt(ProviderFailure::TimedOut, now),
            Timer::Connect | Timer::Handshake => {
                self.close_synthetically(SyntheticClose::ConnectTimeout, now);
            }
            Timer::Error => self.close_synthetically(SyntheticClose::ErrorTimeout, now),
            Timer::Close => self.close_synthetically(SyntheticClose::CloseTimeout, now),
            Timer::Silence => self.check_silence(now),
            Timer::ProbeAnswer => self.close_synthetically(SyntheticClose::Silent, now),
            Timer::SleepCheck => self.passed_sleep_check(now),
            Timer::BufferCheck => {
                let measure = Command::MeasureBuffer(self.generation);
                self.commands.push_back(measure);
            }
            Timer::Retry => self.connect(StateReason::RetryDue, now),
            Timer::MessageExpiry => {
                self.expire_queued(now);
                self.check_drained();
            }
        }
    }
}
