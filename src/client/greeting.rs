//! The greeting: the first message of an application handshake.

use std::future::Future;
use std::rc::Rc;

use super::attempt::{Ask, Attempt};
use crate::browser::Message;

/// All that it takes to ask for a greeting: an app without one does not carry it.
pub(super) fn asking<F>(greeting: impl Fn(Attempt) -> F + 'static) -> Ask
where
    F: Future<Output = Option<Message>> + 'static,
{
    let greeting = Rc::new(greeting);
    Box::new(move |task, driver, generation, attempt| {
        let greeting = greeting.clone();
        // It is polled before the browser delivers another event, so what is ready
        // at once goes out before any message is received.
        task.run(async move {
            let Some(attempt) = Attempt::new(attempt, &driver) else {
                return;
            };
            let message = greeting(attempt).await;
            if let Some(driver) = driver.upgrade() {
                driver.greeted(generation, message);
            }
        });
    })
}
