//! The plain request that follows an attempt which never opened.

use std::rc::Weak;

use super::callbacks::Callbacks;
use super::event::Event;
use super::task::Task;
use crate::browser::{Driver, investigate};
use crate::close::Diagnosis;

/// All that it takes: an app that does not want it does not carry it.
pub(super) type Investigate = fn(&Task, Weak<Driver<Callbacks>>, String, Diagnosis);

/// Asks an address, and tells what that found.
pub(super) fn asking(
    task: &Task,
    driver: Weak<Driver<Callbacks>>,
    url: String,
    diagnosis: Diagnosis,
) {
    task.run(async move {
        let Ok(investigation) = investigate(&url).await else {
            return;
        };
        if let Some(driver) = driver.upgrade() {
            let event = Event::Investigated {
                // The query may hold credentials.
                url: url.split('?').next().unwrap_or_default().to_string(),
                investigation,
                diagnosis,
            };
            driver.delegate().events.push(event, false);
        }
    });
}
