//! The deep scopes: a limit or a part each, with the inputs that lead there.

use super::configs::{handshake, liveness, queue, reconnect};
use super::kinds::{
    connects, of_a_driver_within_a_call, of_a_sleep, of_announcements, of_the_credentials,
    of_the_handshake, of_the_machine, of_the_outbox,
};
use super::moves;
use super::scopes::{ANY_PART, Scope, scope};
use crate::session::tests::world::ms;
use crate::session::{Hold, Input, LivenessSettings, QueueSettings, ReconnectSettings};

fn without_limits() -> ReconnectSettings {
    ReconnectSettings {
        max_attempts: None,
        max_flaps: None,
        ..reconnect()
    }
}

/// Each with the least that leads to what it is there to reach.
pub fn all() -> Vec<Scope> {
    vec![
        Scope {
            depth: 10,
            reaches: &["attempts-exhausted", "never-opened"],
            inputs: connects,
            ..scope("a row of attempts", |settings| {
                settings.reconnect = Some(ReconnectSettings {
                    max_attempts: Some(3),
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 7,
            reaches: &["never-opened", "offline"],
            inputs: |input| connects(input) || of_the_machine(input),
            ..scope("a first retry at once", |settings| {
                settings.connect_timeout = None;
                settings.low_water_mark = None;
                settings.reconnect = Some(ReconnectSettings {
                    base_delay: Some(ms(0)),
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 10,
            reaches: &["flapping", "dropped"],
            inputs: connects,
            ..scope("flaps", |settings| {
                settings.reconnect = Some(ReconnectSettings {
                    max_flaps: Some(2),
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 6,
            reaches: &["never-opened", "stopped"],
            inputs: |input| connects(input) || matches!(input, Input::Surroundings(_)),
            ..scope("a policy that blocks", |_| {})
        },
        Scope {
            depth: 6,
            reaches: &["never-opened", "connect-timeout"],
            inputs: connects,
            ..scope("plain requests", |settings| settings.investigates = true)
        },
        Scope {
            depth: 7,
            reaches: &["time-exhausted", "connect-timeout", "suspended", "offline"],
            inputs: |input| connects(input) || of_the_machine(input),
            ..scope("a budget of time", |settings| {
                settings.reconnect = Some(ReconnectSettings {
                    max_elapsed: Some(ms(150)),
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 10,
            reaches: &[
                "fresh by refreshAfter",
                "fresh by verdict",
                "refused again",
                "timed-out",
            ],
            inputs: |input| connects(input) || of_the_credentials(input),
            ..scope("credentials of a provider", |settings| {
                settings.provider = true;
                settings.reconnect = Some(without_limits());
            })
        },
        Scope {
            depth: 11,
            reaches: &[
                "fresh by refreshAfter",
                "fresh by verdict",
                "refused again",
                "handshake timeout",
            ],
            inputs: |input| connects(input) || of_the_handshake(input),
            ..scope("credentials of a greeting", |settings| {
                settings.handshake = Some(handshake());
                settings.reconnect = Some(without_limits());
            })
        },
        Scope {
            depth: 10,
            reaches: &["announced", "moved", "stopped", "flapping"],
            inputs: of_announcements,
            ..scope("what the peer announces", |settings| {
                settings.handshake = Some(handshake());
                settings.reconnect = Some(ReconnectSettings {
                    max_flaps: Some(1),
                    asks_override: true,
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 6,
            reaches: &["suspended"],
            inputs: of_a_sleep,
            times: moves::times_of_sleep,
            ..scope("sleep", |settings| {
                settings.stale_after = Some(ms(80_000));
                settings.reconnect = Some(ReconnectSettings {
                    max_elapsed: Some(ms(1_000)),
                    ..without_limits()
                });
            })
        },
        Scope {
            depth: 6,
            reaches: &["probe", "silent"],
            inputs: of_a_sleep,
            times: moves::times_of_sleep,
            ..scope("sleep with liveness", |settings| {
                settings.liveness = Some(LivenessSettings {
                    interval: ms(2_000),
                    timeout: ms(3_000),
                    recognises_pongs: false,
                });
            })
        },
        Scope {
            depth: 7,
            reaches: &["held and released", "expired", "ended"],
            inputs: of_the_outbox,
            ..scope("held until the first message", |settings| {
                settings.queue = Some(QueueSettings {
                    hold: Hold::UntilFirstMessage,
                    ..queue()
                });
            })
        },
        Scope {
            depth: 7,
            reaches: &["held and released", "expired", "ended"],
            inputs: of_the_outbox,
            ..scope("held for a time", |settings| {
                settings.liveness = Some(liveness());
                settings.queue = Some(QueueSettings {
                    hold: Hold::For(ms(15)),
                    ..queue()
                });
            })
        },
        Scope {
            depth: 8,
            reaches: &["opened again", "close-timeout", "aborted", "requested"],
            inputs: |input| {
                connects(input)
                    || matches!(
                        input,
                        Input::Close { .. } | Input::Abort | Input::Send { .. }
                    )
            },
            ..scope("opened again", |_| {})
        },
        Scope {
            depth: 6,
            reaches: &["opened again", "close-timeout", "aborted", "probe"],
            inputs: of_a_driver_within_a_call,
            polls: ANY_PART,
            ..scope("polled in part", |settings| {
                settings.liveness = Some(liveness());
                settings.reconnect = Some(ReconnectSettings {
                    asks_override: true,
                    ..reconnect()
                });
            })
        },
    ]
}
