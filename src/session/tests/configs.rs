//! Configurations that cover all features between them, with limits so low
//! that a few steps reach them.

use super::world::ms;
use crate::session::{
    Config, HandshakeSettings, LivenessSettings, Overflow, QueueSettings, ReconnectSettings,
    Settings,
};

/// A configuration and its name.
#[derive(Clone)]
pub struct Named {
    pub name: &'static str,
    pub config: Config,
}

pub fn all() -> Vec<Named> {
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

fn named(name: &'static str, change: fn(&mut Settings)) -> Named {
    let mut settings = Settings {
        connect_timeout: ms(100),
        close_timeout: ms(30),
        error_timeout: ms(40),
        provider_timeout: ms(50),
        reconnect: Some(reconnect()),
        queue: Some(queue()),
        high_water_mark: Some(8),
        low_water_mark: Some(2),
        ..Settings::default()
    };
    change(&mut settings);
    let config = Config::new(settings).expect("a consistent configuration");
    Named { name, config }
}

fn handshake() -> HandshakeSettings {
    HandshakeSettings { timeout: ms(60) }
}

fn reconnect() -> ReconnectSettings {
    ReconnectSettings {
        base_delay: ms(10),
        max_delay: ms(20),
        max_attempts: Some(2),
        min_uptime: ms(70),
        max_flaps: Some(2),
        refresh_after: Some(2),
        ..ReconnectSettings::default()
    }
}

fn queue() -> QueueSettings {
    QueueSettings {
        max_messages: Some(2),
        max_bytes: Some(9),
        ..QueueSettings::default()
    }
}

fn liveness() -> LivenessSettings {
    LivenessSettings {
        interval: ms(200),
        timeout: ms(80),
        recognises_pongs: false,
    }
}
