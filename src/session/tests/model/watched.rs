//! A session under watch: each input is handed in, and what comes of it is held
//! against the model.

use super::{Draws, Millis, Model, Payload, Violation, ensure};
use crate::session::{
    Command, Config, Event, Generation, Input, Output, Reply, Session, State, Stats,
};

/// A session, its model, and what the session has put out that nobody has polled.
#[derive(Clone, Debug)]
pub struct Watched<M> {
    pub session: Session<M>,
    pub model: Model<M>,
    pub unpolled: Outputs<M>,
}

/// What is put out, by kind.
#[derive(Clone, Debug, Default)]
pub struct Outputs<M> {
    pub commands: Vec<Command<M>>,
    pub events: Vec<Event<M>>,
}

/// How much of what waits is polled after an input. A driver that is called again
/// while it carries out a command or tells an event has polled a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poll {
    All,
    Commands,
    Nothing,
}

/// What an input led to.
#[derive(Clone, Debug)]
pub struct Step<M> {
    pub reply: Reply<M>,
    pub commands: Vec<Command<M>>,
    pub events: Vec<Event<M>>,
}

/// What can be seen of a session from outside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glance {
    pub state: State,
    pub timeout: Option<Millis>,
    pub generation: Generation,
    pub handshaking: bool,
    pub drained: bool,
    pub queued_bytes: u64,
    pub stats: Stats,
}

impl<M: Payload> Watched<M> {
    pub fn new(config: Config, seed: u64, now: Millis) -> Self {
        Self::over(Session::new(config, seed, now), Draws::Any)
    }

    /// Watches a session that has not started.
    pub fn over(session: Session<M>, draws: Draws) -> Self {
        Self {
            session,
            model: Model::new(draws),
            unpolled: Outputs {
                commands: Vec::new(),
                events: Vec::new(),
            },
        }
    }

    /// Hands in an input, polls all, and compares what follows with the model.
    pub fn step(&mut self, input: Input<M>, now: Millis) -> Result<Step<M>, Violation> {
        self.step_polling(Poll::All, input, now)
    }

    /// The same, and polls but a part. The step is all that the input led to, polled
    /// or not.
    pub fn step_polling(
        &mut self,
        poll: Poll,
        input: Input<M>,
        now: Millis,
    ) -> Result<Step<M>, Violation> {
        let before = Glance::at(&self.session, now);
        let reply = self.session.handle(input.clone(), now);
        let after = Glance::at(&self.session, now);
        let outputs = match poll {
            Poll::All => drain(&mut self.session)?,
            Poll::Commands | Poll::Nothing => drain(&mut self.session.clone())?,
        };
        let step = Step {
            reply,
            commands: added(&outputs.commands, &self.unpolled.commands)?,
            events: added(&outputs.events, &self.unpolled.events)?,
        };
        self.unpolled = match poll {
            Poll::All => Outputs {
                commands: Vec::new(),
                events: Vec::new(),
            },
            Poll::Commands => {
                while self.session.poll_command().is_some() {}
                Outputs {
                    commands: Vec::new(),
                    ..outputs
                }
            }
            Poll::Nothing => outputs,
        };
        let config = self.session.config();
        self.model
            .check(config, &input, now, &step, [&before, &after])
            .map_err(|wrong| format!("{wrong}, after {input:?} at {now}: {step:?}"))?;
        Ok(step)
    }
}

fn drain<M: Payload>(session: &mut Session<M>) -> Result<Outputs<M>, Violation> {
    let (mut commands, mut events) = (Vec::new(), Vec::new());
    loop {
        let has_events = session.has_events();
        let Some(output) = session.poll_output() else {
            ensure!(!has_events, "an event is left untold");
            return Ok(Outputs { commands, events });
        };
        match output {
            Output::Command(command) => {
                ensure!(events.is_empty(), "a command comes after an event");
                commands.push(command);
            }
            Output::Event(event) => {
                ensure!(has_events, "an event comes unannounced");
                events.push(event);
            }
        }
    }
}

/// What came to wait behind what waited before, which has to be as it was.
fn added<T: Clone + PartialEq>(waiting: &[T], before: &[T]) -> Result<Vec<T>, Violation> {
    let added = waiting.strip_prefix(before);
    let added = added.ok_or("what waits to be polled is changed by an input")?;
    Ok(added.to_vec())
}

impl Glance {
    fn at<M>(session: &Session<M>, now: Millis) -> Self {
        Self {
            state: session.state(),
            timeout: session.poll_timeout(),
            generation: session.generation(),
            handshaking: session.is_handshaking(),
            drained: session.is_drained(),
            queued_bytes: session.queued_bytes(),
            stats: session.stats(now),
        }
    }
}
