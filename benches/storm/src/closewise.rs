//! The driver of a real session: it turns news into inputs and carries commands out.

use closewise::close::CloseCode;
use closewise::session::{Command, Config, Event, Input, Output, Session};

use crate::Millis;
use crate::client::{Action, Client, News};

pub struct Closewise(Session<()>);

impl Closewise {
    /// A session whose first connection is open already.
    pub fn open(config: Config, seed: u64, now: Millis) -> Self {
        let mut client = Self(Session::new(config, seed, now));
        let mut actions = Vec::new();
        client.step(Input::Open, now, &mut actions);
        client.step(Input::Provided(1), now, &mut actions);
        client.step(Input::Opened(1), now, &mut actions);
        client
    }

    fn step(&mut self, input: Input<()>, now: Millis, actions: &mut Vec<Action>) {
        let _ = self.0.handle(input, now);
        while let Some(output) = self.0.poll_output() {
            actions.extend(action(&output));
        }
    }
}

impl Client for Closewise {
    fn hear(&mut self, news: News, now: Millis, actions: &mut Vec<Action>) {
        let input = match news {
            News::Token(generation) => Input::Provided(generation),
            News::Opened(generation) => Input::Opened(generation),
            News::Closed(generation, code) => {
                let was_clean = CloseCode(code) != CloseCode::ABNORMAL_CLOSURE;
                if !was_clean {
                    let errored = Input::Errored {
                        generation,
                        closes_in_this_task: true,
                    };
                    self.step(errored, now, actions);
                }
                Input::Closed {
                    generation,
                    code: CloseCode(code),
                    reason: String::new(),
                    was_clean,
                    buffered: 0,
                }
            }
            News::Offline => Input::Offline,
            News::Online => Input::Online,
            News::Wake => Input::Wake,
        };
        self.step(input, now, actions);
    }

    fn wakes_at(&self) -> Option<Millis> {
        self.0.poll_timeout()
    }
}

fn action(output: &Output<()>) -> Option<Action> {
    match output {
        Output::Command(Command::Provide { generation, .. }) => {
            Some(Action::AskForToken(*generation))
        }
        Output::Command(Command::Dial(generation)) => Some(Action::Dial(*generation)),
        Output::Event(Event::Opened) => Some(Action::Open),
        Output::Event(Event::Ended(_)) => Some(Action::GiveUp),
        _ => None,
    }
}
