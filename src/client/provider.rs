//! The provider: where each attempt goes, and with which credentials.

use std::error::Error;
use std::future::Future;
use std::rc::Rc;

use super::attempt::{Ask, Attempt};
use crate::browser::Endpoint;
use crate::session::ProviderFailure;

/// All that it takes to ask a provider: an app without one does not carry it.
pub(super) fn asking<F, E>(provider: impl Fn(Attempt) -> F + 'static) -> Ask
where
    F: Future<Output = Result<Endpoint, E>> + 'static,
    E: Into<Box<dyn Error>>,
{
    let provider = Rc::new(provider);
    Box::new(move |task, driver, generation, attempt| {
        let provider = provider.clone();
        // The user's function runs in the task too, never inside a call of theirs.
        task.run(async move {
            let Some(attempt) = Attempt::new(attempt, &driver) else {
                return;
            };
            let answer = provider(attempt).await;
            let Some(driver) = driver.upgrade() else {
                return;
            };
            match answer {
                Ok(endpoint) => driver.provided(generation, endpoint),
                Err(error) => {
                    let error: Box<dyn Error> = error.into();
                    driver.provider_failed(generation, ProviderFailure::Threw, error.into());
                }
            }
        });
    })
}
