//! Deadlines that have come, perhaps long ago.

use super::closing::SyntheticClose;
use super::time::Millis;
use super::timers::Timer;
use super::{Command, ProviderFailure, Session, StateReason};

impl<M> Session<M> {
    /// Does all that is due, in order. A retry that an input has just brought about,
    /// the last of all that is due, waits for the next input, so that the user hears of
    /// the close before anything of a new attempt is done.
    pub(super) fn run_due(&mut self, retry_was_due: bool, now: Millis) {
        while let Some(timer) = self.timers.first_due(now) {
            if timer == Timer::Retry && !retry_was_due {
                return;
            }
            self.timers.clear(timer);
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
            Timer::Hold => self.flush(now),
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
