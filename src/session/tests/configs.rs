//! Configurations that cover all features between them, with limits so low
//! that a few steps reach them.

use crate::session::{Config, Features, Overflow, Setting};

/// A configuration and its name.
#[derive(Clone)]
pub struct Named {
    pub name: &'static str,
    pub config: Config,
}

pub fn all() -> Vec<Named> {
    let off = Features {
        reconnect: false,
        queue: false,
        ..Features::default()
    };
    let on = Features::default();
    let named = |name, features, changes: &[(Setting, f64)]| {
        let mut config = small(features);
        for (setting, number) in changes {
            config.set(*setting, *number).expect("in bounds");
        }
        Named { name, config }
    };
    use Setting::*;
    vec![
        named("bare", off, &[]),
        named("plain", on, &[]),
        named(
            "budgeted",
            Features { advice: true, ..on },
            &[(MaxElapsed, 45.0), (MaxAttempts, 9.0)],
        ),
        named(
            "provider",
            Features {
                provider: true,
                judge: true,
                ..on
            },
            &[(QueueOverflow, f64::from(Overflow::DropOldest as u8))],
        ),
        named(
            "handshake",
            Features {
                handshake: true,
                ..on
            },
            &[
                (QueueOverflow, f64::from(Overflow::DropNewest as u8)),
                (MinUptime, 0.0),
            ],
        ),
        named(
            "liveness",
            Features {
                liveness: true,
                ..on
            },
            &[],
        ),
        named(
            "everything",
            Features {
                reconnect: true,
                queue: true,
                provider: true,
                handshake: true,
                judge: true,
                liveness: true,
                matcher: true,
                advice: true,
            },
            &[(QueueTtl, 30.0), (MaxFlaps, 1.0), (LivenessTimeout, 300.0)],
        ),
    ]
}

fn small(features: Features) -> Config {
    use Setting::*;
    let mut config = Config::default();
    config.features = features;
    for (setting, number) in [
        (ConnectTimeout, 100.0),
        (CloseTimeout, 30.0),
        (ErrorTimeout, 40.0),
        (ProviderTimeout, 50.0),
        (HandshakeTimeout, 60.0),
        (BaseDelay, 10.0),
        (MaxDelay, 20.0),
        (MaxAttempts, 2.0),
        (MinUptime, 70.0),
        (MaxFlaps, 2.0),
        (RefreshAfter, 2.0),
        (QueueMessages, 2.0),
        (QueueBytes, 9.0),
        (HighWaterMark, 8.0),
        (LowWaterMark, 2.0),
        (LivenessInterval, 200.0),
        (LivenessTimeout, 80.0),
    ] {
        config.set(setting, number).expect("in bounds");
    }
    config.check().expect("consistent");
    config
}
