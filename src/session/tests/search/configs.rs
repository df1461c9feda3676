//! Configurations that cover all features between them, with limits so low
//! that a few steps reach them.

use crate::session::tests::world::ms;
use crate::session::{
    HandshakeSettings, Hold, LivenessSettings, Overflow, QueueSettings, ReconnectSettings, Settings,
};

/// Settings with their names.
pub fn all() -> Vec<(&'static str, Settings)> {
    vec![
        named("bare", |settings| {
            settings.reconnect = None;
            settings.queue = None;
        }),
        named("plain", |_| {}),
        named("budgeted", |settings| {
            settings.reads_advice = true;
            settings.reconnect = Some(ReconnectSettings {
                max_elapsed: Some(ms(45)),
                max_attempts: Some(9),
                ..reconnect()
            });
        }),
        named("provider", |settings| {
            settings.provider = true;
            settings.reconnect = Some(ReconnectSettings {
                asks_override: true,
                ..reconnect()
            });
            settings.queue = Some(QueueSettings {
                overflow: Overflow::DropOldest,
                ..queue()
            });
        }),
        named("handshake", |settings| {
            settings.handshake = Some(handshake());
            settings.reconnect = Some(ReconnectSettings {
                min_uptime: ms(0),
                ..reconnect()
            });
            settings.queue = Some(QueueSettings {
                overflow: Overflow::DropNewest,
                ..queue()
            });
        }),
        named("liveness", |settings| settings.liveness = Some(liveness())),
        named("everything", |settings| {
            settings.provider = true;
            settings.reads_advice = true;
            settings.handshake = Some(handshake());
            settings.reconnect = Some(ReconnectSettings {
                max_flaps: Some(1),
                asks_override: true,
                ..reconnect()
            });
            settings.queue = Some(QueueSettings {
                ttl: Some(ms(30)),
                hold: Hold::UntilFirstMessage,
                ..queue()
            });
            settings.liveness = Some(LivenessSettings {
                timeout: ms(300),
                recognises_pongs: true,
                ..liveness()
            });
        }),
    ]
}

fn named(name: &'static str, change: fn(&mut Settings)) -> (&'static str, Settings) {
    let mut settings = base();
    change(&mut settings);
    (name, settings)
}

/// What all of them have, unless they say otherwise.
pub fn base() -> Settings {
    Settings {
        connect_timeout: Some(ms(100)),
        close_timeout: ms(30),
        error_timeout: ms(40),
        provider_timeout: Some(ms(50)),
        reconnect: Some(reconnect()),
        queue: Some(queue()),
        high_water_mark: Some(8),
        low_water_mark: Some(2),
        ..Settings::default()
    }
}

pub fn handshake() -> HandshakeSettings {
    HandshakeSettings {
        timeout: Some(ms(60)),
    }
}

pub fn reconnect() -> ReconnectSettings {
    ReconnectSettings {
        base_delay: Some(ms(10)),
        max_delay: Some(ms(20)),
        max_attempts: Some(2),
        min_uptime: ms(70),
        max_flaps: Some(2),
        refresh_after: Some(2),
        ..ReconnectSettings::default()
    }
}

pub fn queue() -> QueueSettings {
    QueueSettings {
        max_messages: Some(2),
        max_bytes: Some(9),
        ..QueueSettings::default()
    }
}

pub fn liveness() -> LivenessSettings {
    LivenessSettings {
        interval: ms(200),
        timeout: ms(80),
        recognises_pongs: false,
    }
}
