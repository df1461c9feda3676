//! Outputs on their way out of the session: commands that are carried out, and
//! events that are told.

use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::Driver;
use crate::browser::delegate::Delegate;
use crate::browser::socket::Socket;
use crate::session::{Command, Event, Generation, Input, Output, State};

impl<D: Delegate> Driver<D> {
    /// Carries out and tells everything. Called again from inside a user's
    /// function, it leaves the events to the call already under way, so that
    /// they keep their order.
    pub(super) fn drain_outputs(&self) {
        if self.is_draining.replace(true) {
            return self.perform_commands();
        }
        // The user may let go of the client inside a function of theirs.
        let _alive = self.this.upgrade();
        while let Some(output) = self.next_output() {
            match output {
                Output::Command(command) => self.perform(command),
                Output::Event(event) => self.delegate.on_event(self.completed(event), self),
            }
        }
        self.is_draining.set(false);
        self.set_alarm();
    }

    fn next_output(&self) -> Option<Output<D::Message>> {
        self.session.borrow_mut().poll_output()
    }

    fn next_command(&self) -> Option<Command<D::Message>> {
        self.session.borrow_mut().poll_command()
    }

    pub(super) fn perform_commands(&self) {
        let _alive = self.this.upgrade();
        while let Some(command) = self.next_command() {
            self.perform(command);
        }
        self.set_alarm();
    }

    pub(super) fn drain_later(&self) {
        let mut later = self.later_drain.borrow_mut();
        if later.is_some() {
            return;
        }
        let this = self.this.clone();
        *later = Some(Timeout::new(0, move || {
            if let Some(driver) = this.upgrade() {
                driver.later_drain.take();
                driver.drain_outputs();
            }
        }));
    }

    /// A synthetic close lacks what only the socket knew.
    fn completed(&self, event: Event<D::Message>) -> Event<D::Message> {
        match event {
            Event::Closed(mut closed) if closed.synthetic => {
                closed.in_doubt = self.left_behind.borrow_mut().pop_front().unwrap_or(0);
                Event::Closed(closed)
            }
            event => event,
        }
    }

    fn perform(&self, command: Command<D::Message>) {
        match command {
            Command::Provide {
                generation,
                attempt,
            } => {
                self.provider_error.take();
                if self.announced_url.borrow().is_some() && !attempt.fresh {
                    // The peer has said where to go, and the credentials are good.
                    let _ = self.handle(Input::Provided(generation));
                } else {
                    // Fresh credentials may be in the URL that the provider gives.
                    self.announced_url.take();
                    self.delegate
                        .provide(self.this.clone(), generation, attempt);
                }
            }
            Command::Dial(generation) => self.dial(generation),
            Command::SendGreeting {
                generation,
                attempt,
            } => self.delegate.greet(self.this.clone(), generation, attempt),
            Command::Transmit {
                message,
                was_queued,
            } => {
                self.transmit(&message);
                if was_queued {
                    let _ = self.handle(Input::Transmitted(message));
                }
            }
            Command::SendProbe => self.send_probe(),
            Command::MeasureBuffer(generation) => {
                let amount = self.socket().map_or(0, |socket| socket.buffered());
                let _ = self.handle(Input::Buffered(generation, amount));
            }
            Command::CloseSocket { code, reason } => {
                if let Some(socket) = self.socket() {
                    socket.close(code, &reason);
                }
            }
            Command::DropSocket { code, reason } => {
                let amount = self.detach_socket();
                self.left_behind.borrow_mut().push_back(amount);
                if let Some(socket) = self.socket() {
                    socket.close(code, &reason);
                }
            }
            Command::AskOverride { diagnosis, closed } => {
                let verdict = self
                    .delegate
                    .override_verdict(&diagnosis, closed.as_deref());
                let _ = self.handle(Input::Overridden(verdict));
            }
            Command::Investigate { diagnosis } => self.investigate(diagnosis),
            Command::Release => {
                self.release();
                // The user has opened the session again while it was closing.
                if self.state() != State::Ended {
                    self.begin();
                }
            }
        }
    }

    fn dial(&self, generation: Generation) {
        let this = self.this.clone();
        let mut endpoint = self.endpoint.borrow().clone();
        // Once: what follows that connection goes where connections go.
        let announced = self.announced_url.take();
        if let Some(url) = &announced {
            endpoint.url.clone_from(url);
        }
        self.followed_url.replace(announced);
        let class = self.socket_class.borrow().clone();
        self.watch_attempt(generation, &endpoint.url);
        let socket = Socket::dial(
            class.as_ref(),
            &endpoint,
            self.binary_type.get(),
            move |event| {
                if let Some(driver) = this.upgrade() {
                    driver.on_socket_event(generation, event);
                }
            },
        );
        match socket {
            // A class that was injected may end the session, or close it, while it makes the socket.
            Ok(socket) if !self.is_current(generation) || self.state() == State::Ended => {
                drop(socket);
            }
            Ok(socket) => {
                if self.state() == State::Closing {
                    socket.close(None, "");
                }
                self.socket.replace(Some(Rc::new(socket)));
            }
            Err(failure) if failure.error.is_block() => self.fail_later(generation, failure.thrown),
            Err(failure) if self.is_opening.get() => {
                self.opening_failure.replace(Some(failure));
            }
            Err(failure) => {
                self.provider_error.replace(Some(failure.into()));
                let _ = self.handle(Input::DialRefused(generation));
            }
        }
    }

    pub(super) fn transmit(&self, message: &D::Message) {
        if let Some(socket) = self.socket() {
            self.delegate.transmit(message, socket.raw());
        }
    }

    /// The function that makes the probe may close the client or have the
    /// connection replaced: its message is meant for neither.
    fn send_probe(&self) {
        let generation = self.session.borrow().generation();
        let Some(probe) = self.delegate.probe() else {
            return;
        };
        if self.is_current(generation) && self.state() == State::Open {
            self.transmit(&probe);
        }
    }

    /// A handle of its own: a call on the socket may lead back here.
    pub(super) fn socket(&self) -> Option<Rc<Socket>> {
        self.socket.borrow().clone()
    }

    /// Hears no more of the socket. Returns the bytes that it holds, if it was heard till now.
    pub(super) fn detach_socket(&self) -> u64 {
        match self.socket() {
            Some(socket) if socket.is_heard() => {
                let buffered = socket.buffered();
                socket.detach();
                buffered
            }
            _ => 0,
        }
    }

    /// The bytes that the socket holds. Once its connection is over, they wait no more.
    pub(super) fn in_socket(&self) -> u64 {
        match self.socket() {
            Some(socket) if socket.is_heard() => socket.buffered(),
            _ => 0,
        }
    }

    /// Lets go of all that the browser holds for the session.
    pub(super) fn release(&self) {
        if let Some(socket) = self.socket() {
            self.discard(socket.buffered());
        }
        self.alarm.clear();
        self.page.take();
        self.lookout.take();
        self.later_failure.take();
        self.detach_socket();
    }
}
