//! Inputs on their way into the session: what the browser says.

use super::Driver;
use crate::browser::delegate::{Delegate, Received};
use crate::browser::page::{Page, PageEvent};
use crate::browser::socket::SocketEvent;
use crate::close::{Announced, Notice, may_lead_to};
use crate::session::{Generation, Input, Reply, State};

impl<D: Delegate> Driver<D> {
    /// Takes what the browser says, and tells all that follows from it.
    pub(super) fn take_input(&self, input: Input<D::Message>) {
        let _ = self.handle(input);
        self.drain_outputs();
    }

    pub(super) fn handle(&self, input: Input<D::Message>) -> Reply<D::Message> {
        let now = self.clock.now();
        self.session.borrow_mut().handle(input, now)
    }

    pub(super) fn on_socket_event(&self, generation: Generation, event: SocketEvent) {
        let input = self.read(generation, event);
        if matches!(input, Input::Errored { .. } | Input::Closed { .. }) {
            self.look_around();
        }
        self.take_input(input);
    }

    fn read(&self, generation: Generation, event: SocketEvent) -> Input<D::Message> {
        match event {
            SocketEvent::Opened => {
                self.note_opening(generation);
                Input::Opened(generation)
            }
            SocketEvent::Errored {
                closes_in_this_task,
                error,
            } => {
                if self.is_current(generation) {
                    self.socket_error.replace(error);
                }
                Input::Errored {
                    generation,
                    // In Chromium no close follows where the page's policy blocks it.
                    closes_in_this_task: closes_in_this_task || self.is_blocked(),
                }
            }
            SocketEvent::Message(event) => {
                let handshaking = self.session.borrow().is_handshaking();
                let Received {
                    message,
                    bytes,
                    kind,
                    announced,
                } = self.delegate.receive(event, handshaking);
                Input::Received {
                    generation,
                    message,
                    bytes,
                    kind,
                    notice: announced.map(|announced| self.take_announced(generation, announced)),
                }
            }
            SocketEvent::Closed {
                code,
                reason,
                was_clean,
            } => Input::Closed {
                generation,
                code,
                reason,
                was_clean,
                buffered: if self.is_current(generation) {
                    self.detach_socket()
                } else {
                    0
                },
            },
        }
    }

    /// Keeps the address of the next connection, of which the session knows nothing. One
    /// on another host, or without the TLS that this connection has, is not followed.
    fn take_announced(&self, generation: Generation, announced: Announced) -> Notice {
        if self.is_current(generation) {
            let present = self.attempt_url();
            let url = announced.url.filter(|url| may_lead_to(&present, url));
            self.announced_url.replace(url);
        }
        announced.notice
    }

    /// Without reconnecting and liveness there is nothing that the page could change.
    pub(super) fn watch_page(&self) {
        let is_of_interest = {
            let session = self.session.borrow();
            let config = session.config();
            config.reconnect.is_some() || config.liveness.is_some()
        };
        if !is_of_interest {
            return;
        }
        let this = self.this.clone();
        *self.page.borrow_mut() = Some(Page::watch(move |event| {
            if let Some(driver) = this.upgrade() {
                driver.take_input(match event {
                    PageEvent::Online => Input::Online,
                    PageEvent::Offline => Input::Offline,
                    PageEvent::Frozen => Input::Frozen,
                    PageEvent::Resumed => Input::Resumed,
                    PageEvent::VisibilityChanged => Input::Wake,
                });
            }
        }));
        if Page::is_offline() {
            let _ = self.handle(Input::Offline);
        }
    }

    pub(super) fn set_alarm(&self) {
        let at = self.session.borrow().poll_timeout();
        let this = self.this.clone();
        self.alarm.set(at, &self.clock, move || {
            if let Some(driver) = this.upgrade() {
                driver.alarm.clear();
                if driver.state() == State::Connecting {
                    // What is due may be the end of the attempt.
                    driver.look_around();
                }
                driver.take_input(Input::Wake);
            }
        });
    }
}
