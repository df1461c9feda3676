//! Settings, as the tests write them.

use std::time::Duration;

use crate::session::{
    Config, HandshakeSettings, LivenessSettings, Millis, QueueSettings, ReconnectSettings, Settings,
};

/// The defaults, with a change.
pub fn config(change: impl FnOnce(&mut Settings)) -> Config {
    let mut settings = Settings::default();
    change(&mut settings);
    Config::new(settings).expect("a consistent configuration")
}

/// The part of these settings, which is on from now.
pub fn handshake(settings: &mut Settings) -> &mut HandshakeSettings {
    settings.handshake.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn reconnect(settings: &mut Settings) -> &mut ReconnectSettings {
    settings.reconnect.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn queue(settings: &mut Settings) -> &mut QueueSettings {
    settings.queue.get_or_insert_default()
}

/// The part of these settings, which is on from now.
pub fn liveness(settings: &mut Settings) -> &mut LivenessSettings {
    settings.liveness.get_or_insert_default()
}

/// The longest first delay, by default.
pub const BASE_DELAY: Millis = 2_000;

pub const fn ms(millis: Millis) -> Duration {
    Duration::from_millis(millis)
}

pub fn millis(span: Duration) -> Millis {
    span.as_millis().try_into().expect("a span within reach")
}
