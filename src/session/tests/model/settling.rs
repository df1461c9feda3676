//! What follows the end of an attempt, and when the next one comes.

use super::attempts::{Ended, Expected, What, Window};
use super::socket::Why;
use super::{Model, Turn, Violation, ensure, millis};
use crate::close::{Diagnosis, Source};
use crate::session::{Command, EndReason, Event, Input, State};

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    pub(super) fn settle(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn {
            input, now, step, ..
        } = turn;
        let end = step.events.iter().find_map(|event| match event {
            Event::Ended(end) => Some(end),
            _ => None,
        });
        let answered = matches!(
            input,
            Input::Overridden(_) | Input::Close { .. } | Input::Abort | Input::Reconnect
        );
        let asks = step
            .commands
            .iter()
            .any(|e| matches!(e, Command::AskOverride(_)));
        if answered && !asks {
            self.awaiting_override = false;
        }
        let ended = if self.awaiting_override {
            None
        } else {
            self.ended.take()
        };
        let Some(ended) = ended else {
            if matches!(input, Input::Reconnect) {
                self.attempts.restart();
            }
            if let Some(end) = end {
                ensure!(end.diagnosis == self.attempts.last, "an older diagnosis");
            }
            return self.check_early_retry(turn);
        };
        let diagnosis = told(&ended, input)?;
        self.attempts.last = Some(diagnosis.clone());
        let expected = self.expected(&ended, &diagnosis, turn);
        let will_retry = ended.told.as_ref().map(|closed| closed.will_retry);
        match (expected, end) {
            (Expected::End(reason), Some(end)) => {
                ensure!(end.reason == reason, "the end should be {reason:?}");
            }
            (Expected::Retry { or_out_of_time, .. }, Some(end)) => ensure!(
                or_out_of_time && end.reason == EndReason::TimeExhausted,
                "the session gives up before its limit"
            ),
            (Expected::End(reason), None) => {
                return Err(format!("the session goes on, and should end: {reason:?}"));
            }
            (Expected::Retry { floor, ceiling, .. }, None) => {
                self.attempts.retry = Some(Window {
                    floor: now.saturating_add(floor),
                    latest: now.saturating_add(ceiling),
                });
                if !matches!(input, Input::Reconnect) {
                    self.check_set(turn)?;
                }
            }
        }
        ensure!(
            will_retry.is_none_or(|will| will == end.is_none()),
            "a close promises another end"
        );
        ensure!(
            end.is_none_or(|end| end.diagnosis == Some(diagnosis)),
            "the end has another diagnosis than its close"
        );
        Ok(())
    }

    fn expected(&mut self, ended: &Ended, diagnosis: &Diagnosis, turn: &Turn<'_, M>) -> Expected {
        let &Turn {
            config, input, now, ..
        } = turn;
        match input {
            Input::Abort => Expected::End(EndReason::Aborted),
            Input::Close { .. } => Expected::End(EndReason::Requested),
            Input::Reconnect => {
                self.attempts.restart();
                Expected::Retry {
                    floor: 0,
                    ceiling: 0,
                    or_out_of_time: false,
                }
            }
            _ if ended.requested => Expected::End(EndReason::Requested),
            _ => {
                self.attempts.note(config, ended);
                self.attempts.expect(config, diagnosis, now)
            }
        }
    }

    /// A retry is set, and told, unless it has to wait for the network or the page.
    fn check_set(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let paused = self.offline || self.frozen_at.is_some();
        ensure!(
            paused == (self.state == State::Paused),
            "a retry that should{} be paused",
            if paused { "" } else { " not" }
        );
        let told = self.check_retry(turn)?;
        ensure!(told != paused, "a retry is told amiss");
        Ok(())
    }

    /// A paused retry that may come now, and has to keep to its floor.
    fn check_early_retry(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let back = matches!(turn.input, Input::Online | Input::Resumed);
        let told = self.check_retry(turn)?;
        ensure!(
            !told || (back && self.state == State::Waiting),
            "a retry from nowhere"
        );
        Ok(())
    }

    fn check_retry(&mut self, turn: &Turn<'_, M>) -> Result<bool, Violation> {
        let &Turn { now, step, .. } = turn;
        let mut told = step.events.iter().filter_map(|event| match event {
            Event::Retry { attempt, delay } => Some((*attempt, millis(*delay))),
            _ => None,
        });
        let first = told.next();
        ensure!(told.next().is_none(), "two retries are set");
        let Some((attempt, delay)) = first else {
            return Ok(false);
        };
        ensure!(
            attempt == self.attempts.retries,
            "retry {} is told as {attempt}",
            self.attempts.retries
        );
        let due = now.saturating_add(delay);
        let Some(window) = &mut self.attempts.retry else {
            return Err("a retry that was never granted".into());
        };
        ensure!(
            window.floor <= due && due <= window.latest,
            "a delay of {delay} ends outside of {window:?}"
        );
        window.latest = due;
        Ok(true)
    }

    /// An attempt comes when it is due, and says which it is.
    pub(super) fn check_attempt(&mut self, turn: &Turn<'_, M>) -> Result<(), Violation> {
        let &Turn {
            input, now, step, ..
        } = turn;
        let mut begun = false;
        for command in &step.commands {
            match command {
                Command::Provide {
                    attempt,
                    fresh,
                    last,
                    ..
                } => {
                    begun = true;
                    ensure!(
                        *attempt == self.attempts.retries
                            && *fresh == self.attempts.fresh
                            && *last == self.attempts.last,
                        "the provider is told amiss: {:?}",
                        self.attempts
                    );
                }
                Command::Dial(_) => {
                    begun |= !matches!(input, Input::Provided(_));
                    self.attempts.fresh = false;
                }
                _ => {}
            }
        }
        if !begun {
            return Ok(());
        }
        let due = match (input, self.attempts.retry.take()) {
            (Input::Open | Input::Reconnect, _) => true,
            (Input::Wake, Some(window)) => window.latest <= now,
            (Input::Online | Input::Resumed, Some(window)) => window.floor <= now,
            _ => false,
        };
        ensure!(due, "an attempt comes out of turn");
        Ok(())
    }
}

/// The diagnosis of an attempt as it was told.
fn told<M>(ended: &Ended, input: &Input<M>) -> Result<Diagnosis, Violation> {
    let diagnosis = match (&ended.what, &ended.told) {
        (What::NotProvided, _) => match input {
            Input::Overridden(Some(verdict)) => Diagnosis::not_provided().overridden(*verdict),
            _ => Diagnosis::not_provided(),
        },
        (_, Some(closed)) => closed.diagnosis.clone(),
        (_, None) => return Err("a close is not told".into()),
    };
    let own = match (input, &ended.what) {
        (Input::Overridden(verdict), _) => *verdict,
        (Input::Received { .. }, What::Synthetic(why)) => why.iter().find_map(|why| match why {
            Why::Refused(verdict) => Some(*verdict),
            _ => None,
        }),
        _ => None,
    };
    if let Some(verdict) = own {
        ensure!(
            diagnosis.verdict == verdict && diagnosis.source == Source::User,
            "the user's own verdict does not hold"
        );
    }
    Ok(diagnosis)
}
