//! What the session wants done.

use super::attempts::What;
use super::socket::Socket;
use super::{LATE, Model, Turn, Violation, ensure};
use crate::session::{Command, Input};

impl<M: Clone + PartialEq + std::fmt::Debug> Model<M> {
    pub(super) fn check_command(
        &mut self,
        command: &Command<M>,
        turn: &Turn<'_, M>,
    ) -> Result<(), Violation> {
        let &Turn {
            config, input, now, ..
        } = turn;
        match command {
            Command::Provide { generation, .. } => {
                ensure!(config.provider, "a provider is asked unasked for");
                self.check_newer(*generation)?;
                self.providing = Some(now);
            }
            Command::Dial(generation) => {
                if config.provider {
                    ensure!(
                        *generation == self.generation && matches!(input, Input::Provided(_)),
                        "a socket is dialed that nothing was provided for"
                    );
                } else {
                    self.check_newer(*generation)?;
                }
                self.socket = Some(Socket::new(*generation, now));
            }
            Command::SendGreeting => {
                let asked = config.handshake.is_some() && matches!(input, Input::Opened(_));
                ensure!(asked, "a greeting goes out of turn");
            }
            Command::Transmit(message) => {
                ensure!(
                    self.is_open() && !self.is_closing(),
                    "a message is handed to no open socket"
                );
                self.messages.transmitted(message, turn)?;
            }
            Command::MeasureBuffer(generation) => match &mut self.socket {
                Some(socket) if socket.is_open() && socket.generation == *generation => {
                    socket.measure_at = None;
                }
                _ => return Err("a socket is measured that is not open".into()),
            },
            Command::SendProbe => {}
            Command::CloseSocket { .. } => {
                let asked = matches!(input, Input::Close { .. }) && self.socket.is_some();
                ensure!(asked, "a socket is closed unasked");
            }
            Command::DropSocket => {
                let Some(socket) = &self.socket else {
                    return Err("a socket is let go that is not there".into());
                };
                let why = socket.justifications(self.frozen_at, turn)?;
                self.end_attempt(What::Synthetic(why), now);
            }
            Command::AskOverride(_) => {
                let reconnect = config.reconnect.as_ref();
                let asked = reconnect.is_some_and(|reconnect| reconnect.asks_override);
                ensure!(
                    asked && self.ended.is_some(),
                    "the predicate is asked in vain"
                );
                self.awaiting_override = true;
            }
            Command::Release => {}
        }
        Ok(())
    }

    /// Invariant 1: one connection at most, each newer than all before it.
    fn check_newer(&mut self, generation: u32) -> Result<(), Violation> {
        ensure!(
            self.socket.is_none() && self.providing.is_none(),
            "a second connection is made while one lives"
        );
        ensure!(
            generation > self.generation,
            "a connection is not newer than the last"
        );
        self.generation = generation;
        Ok(())
    }

    /// Invariant 8: whenever the machine may have slept, the peer is asked.
    pub(super) fn check_probe(
        &mut self,
        was_open: bool,
        turn: &Turn<'_, M>,
    ) -> Result<(), Violation> {
        let &Turn {
            config,
            input,
            now,
            before,
            step,
            ..
        } = turn;
        let suspicious = match input {
            Input::Wake => before.lateness(now) >= LATE,
            Input::Online | Input::Offline => true,
            Input::Resumed => self.frozen_at.is_some(),
            _ => false,
        };
        if matches!(input, Input::Resumed) {
            self.frozen_at = None;
        }
        let probes = step
            .commands
            .iter()
            .filter(|command| matches!(command, Command::SendProbe))
            .count();
        ensure!(probes <= 1, "two probes go out at once");
        let Some(socket) = &mut self.socket else {
            return match probes {
                0 => Ok(()),
                _ => Err("no connection is probed".into()),
            };
        };
        let still = was_open && socket.is_open();
        if probes == 0 {
            let due = still
                && suspicious
                && config.liveness.is_some()
                && !socket.probe_is_spent()
                && !socket.has_failed(config, now);
            ensure!(!due, "a connection that may have died is not probed");
            return Ok(());
        }
        ensure!(still && config.liveness.is_some(), "a probe out of turn");
        let quiet_at = socket.quiet_at(config);
        let quiet = quiet_at.is_some_and(|at| at <= now) && socket.probe.is_none();
        ensure!(
            quiet || (suspicious && !socket.probe_is_spent()),
            "a probe without a reason"
        );
        socket.probed(now);
        Ok(())
    }
}
