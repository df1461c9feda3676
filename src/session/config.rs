//! What a session can be told: one table of numbers, with their defaults and
//! bounds, and a few switches.

use crate::close::{Profile, Rule};

/// A number that the user may set. Times are in ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Setting {
    /// How long the socket may take to open.
    ConnectTimeout,
    /// How long a close that the user asked for may take.
    CloseTimeout,
    /// How long the close that follows an `error` may take.
    ErrorTimeout,
    /// How long the provider of the URL and protocols may take.
    ProviderTimeout,
    /// How long the application handshake may take.
    HandshakeTimeout,
    /// The ceiling of the first delay, from which the later ones grow.
    BaseDelay,
    /// The longest delay; server advice is clamped to it.
    MaxDelay,
    /// The growth of the ceiling from one retry to the next.
    Factor,
    /// How many retries in a row before the session gives up.
    MaxAttempts,
    /// How long a row of retries may last before the session gives up.
    MaxElapsed,
    /// How long a connection must have been open to count as good.
    MinUptime,
    /// How many connections in a row may open and drop before `MinUptime`.
    MaxFlaps,
    /// After how many connections in a row that never opened the provider is
    /// asked for fresh credentials.
    RefreshAfter,
    /// How many messages the outbox holds.
    QueueMessages,
    /// How many bytes the outbox holds.
    QueueBytes,
    /// How long a message may wait in the outbox.
    QueueTtl,
    /// What gives way when the outbox is full: see [`Overflow`].
    QueueOverflow,
    /// The `bufferedAmount`, in bytes, above which the session counts as not drained.
    HighWaterMark,
    /// The `bufferedAmount`, in bytes, at which it counts as drained again.
    LowWaterMark,
    /// How long the peer may be silent before a probe.
    LivenessInterval,
    /// How long a probe may go unanswered before the connection is declared silent.
    LivenessTimeout,
    /// How long the machine may have slept before an open connection that
    /// cannot be probed is replaced.
    StaleAfter,
}

/// The name, default and bounds of a [`Setting`].
#[derive(Clone, Copy, Debug)]
pub struct SettingRow {
    /// The setting.
    pub setting: Setting,
    /// Its path among the options of the JavaScript face.
    pub name: &'static str,
    /// Its value unless set; `INFINITY` means no limit.
    pub default: f64,
    /// The least value allowed.
    pub min: f64,
    /// The greatest value allowed; `INFINITY` allows "no limit".
    pub max: f64,
}

/// The longest time that a browser's timers can count, in ms (24.8 days).
const LONGEST: f64 = 2_147_483_647.0;
const NO_LIMIT: f64 = f64::INFINITY;

const fn row(setting: Setting, name: &'static str, default: f64, min: f64, max: f64) -> SettingRow {
    SettingRow {
        setting,
        name,
        default,
        min,
        max,
    }
}

/// Every setting, in the order of the enum.
///
/// Why these defaults: RFC 6455 §7.2.3 asks for a random first delay and
/// suggests up to 5 s; a person who waits wants it short, so the first is
/// drawn from 0–1 s and the growth does the rest. The cap of 30 s keeps a
/// restarted server findable within half a minute. Five seconds of uptime
/// tell a server that works from one that accepts and drops.
pub const SETTINGS: [SettingRow; 22] = {
    use Setting::*;
    [
        row(ConnectTimeout, "connectTimeout", 10_000.0, 1.0, LONGEST),
        row(CloseTimeout, "closeTimeout", 3_000.0, 1.0, LONGEST),
        row(ErrorTimeout, "errorTimeout", 3_000.0, 1.0, LONGEST),
        row(ProviderTimeout, "providerTimeout", 10_000.0, 1.0, LONGEST),
        row(
            HandshakeTimeout,
            "handshake.timeout",
            10_000.0,
            1.0,
            LONGEST,
        ),
        row(BaseDelay, "reconnect.baseDelay", 1_000.0, 1.0, LONGEST),
        row(MaxDelay, "reconnect.maxDelay", 30_000.0, 1.0, LONGEST),
        row(Factor, "reconnect.factor", 2.0, 1.0, 100.0),
        row(
            MaxAttempts,
            "reconnect.maxAttempts",
            NO_LIMIT,
            1.0,
            NO_LIMIT,
        ),
        row(MaxElapsed, "reconnect.maxElapsed", NO_LIMIT, 1.0, NO_LIMIT),
        row(MinUptime, "reconnect.minUptime", 5_000.0, 0.0, LONGEST),
        row(MaxFlaps, "reconnect.maxFlaps", 20.0, 1.0, NO_LIMIT),
        row(RefreshAfter, "reconnect.refreshAfter", 3.0, 1.0, NO_LIMIT),
        row(QueueMessages, "queue.maxMessages", 1_000.0, 1.0, NO_LIMIT),
        row(QueueBytes, "queue.maxBytes", 1_048_576.0, 1.0, NO_LIMIT),
        row(QueueTtl, "queue.ttl", NO_LIMIT, 1.0, NO_LIMIT),
        row(QueueOverflow, "queue.overflow", 0.0, 0.0, 2.0),
        row(HighWaterMark, "highWaterMark", 1_048_576.0, 1.0, NO_LIMIT),
        row(LowWaterMark, "lowWaterMark", 65_536.0, 0.0, NO_LIMIT),
        row(
            LivenessInterval,
            "liveness.interval",
            30_000.0,
            1.0,
            LONGEST,
        ),
        row(LivenessTimeout, "liveness.timeout", 10_000.0, 1.0, LONGEST),
        row(StaleAfter, "staleAfter", 75_000.0, 1_000.0, NO_LIMIT),
    ]
};

/// What gives way when the outbox is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Overflow {
    /// The new message is refused at the call.
    #[default]
    Reject,
    /// The oldest queued messages are reported undelivered.
    DropOldest,
    /// The new message is reported undelivered.
    DropNewest,
}

/// The parts of a session that can be on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    /// Connections that end are retried as their verdict says.
    pub reconnect: bool,
    /// Messages sent while not open are queued.
    pub queue: bool,
    /// The URL and protocols come from a provider, asked before every attempt.
    pub provider: bool,
    /// The first messages decide whether the connection is open.
    pub handshake: bool,
    /// The user's own predicate has the last word on each verdict.
    pub judge: bool,
    /// Silence is probed.
    pub liveness: bool,
    /// Answers to a probe are told from other traffic by a matcher.
    pub matcher: bool,
    /// A close reason that is JSON may advise on the retry.
    pub advice: bool,
}

impl Features {
    const DEFAULT: Self = Self {
        reconnect: true,
        queue: true,
        provider: false,
        handshake: false,
        judge: false,
        liveness: false,
        matcher: false,
        advice: false,
    };
}

impl Default for Features {
    /// Reconnects and queues; the rest needs something from the user.
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The whole configuration of a session.
#[derive(Clone, Debug)]
pub struct Config {
    numbers: [f64; SETTINGS.len()],
    /// The parts that are on.
    pub features: Features,
    /// The user's own codes; they win over the profile and the standard.
    pub codes: Vec<Rule>,
    /// The profile of the server's protocol.
    pub profile: Option<Profile>,
}

impl Default for Config {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Config {
    const DEFAULT: Self = Self {
        numbers: {
            let mut numbers = [0.0; SETTINGS.len()];
            let mut row = 0;
            while row < numbers.len() {
                numbers[row] = SETTINGS[row].default;
                row += 1;
            }
            numbers
        },
        features: Features::DEFAULT,
        codes: Vec::new(),
        profile: None,
    };

    /// Sets a number, which has to lie within its row's bounds.
    pub fn set(&mut self, setting: Setting, given: f64) -> Result<(), ConfigError> {
        let row = &SETTINGS[setting as usize];
        // NaN fails both comparisons.
        if given >= row.min && given <= row.max {
            self.numbers[setting as usize] = given;
            Ok(())
        } else {
            Err(ConfigError::OutOfBounds {
                option: row.name,
                given,
                min: row.min,
                max: row.max,
            })
        }
    }

    /// Checks the rules that hold between two settings.
    pub fn check(&self) -> Result<(), ConfigError> {
        use Setting::*;
        for (least, most) in [(BaseDelay, MaxDelay), (LowWaterMark, HighWaterMark)] {
            if self.number(least) > self.number(most) {
                return Err(ConfigError::OutOfBounds {
                    option: SETTINGS[most as usize].name,
                    given: self.number(most),
                    min: self.number(least),
                    max: SETTINGS[most as usize].max,
                });
            }
        }
        Ok(())
    }

    /// A number as it was set, or its default.
    pub fn number(&self, setting: Setting) -> f64 {
        self.numbers[setting as usize]
    }

    /// A number as a count or in ms; no limit is the greatest number.
    pub(super) fn whole(&self, setting: Setting) -> u64 {
        self.number(setting) as u64
    }

    pub(super) fn overflow(&self) -> Overflow {
        match self.whole(Setting::QueueOverflow) {
            0 => Overflow::Reject,
            1 => Overflow::DropOldest,
            _ => Overflow::DropNewest,
        }
    }
}

/// A configuration that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConfigError {
    /// A number outside its bounds.
    OutOfBounds {
        /// The option's name.
        option: &'static str,
        /// What was given.
        given: f64,
        /// The least value allowed.
        min: f64,
        /// The greatest value allowed; `INFINITY` allows "no limit".
        max: f64,
    },
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self::OutOfBounds {
            option,
            given,
            min,
            max,
        } = self;
        write!(
            f,
            "{option} is {given}; allowed is a number from {min} to {max}"
        )
    }
}

impl std::error::Error for ConfigError {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_every_setting_at_its_own_place_with_a_default_in_bounds() {
        for (place, row) in SETTINGS.iter().enumerate() {
            assert_eq!(place, row.setting as usize);
            assert!(
                row.min <= row.default && row.default <= row.max,
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn a_number_out_of_bounds_is_refused_by_name_and_changes_nothing() {
        for bad in [-1.0, f64::NAN, f64::NEG_INFINITY, f64::INFINITY, 1e300] {
            let mut config = Config::default();
            let error = config.set(Setting::ConnectTimeout, bad).unwrap_err();
            assert!(error.to_string().starts_with("connectTimeout is "));
            assert_eq!(config.number(Setting::ConnectTimeout), 10_000.0);
        }
    }

    #[test]
    fn a_cap_under_the_base_is_refused() {
        let mut config = Config::default();
        config.set(Setting::MaxDelay, 10.0).unwrap();
        assert_eq!(
            config.check().unwrap_err().to_string(),
            "reconnect.maxDelay is 10; allowed is a number from 1000 to 2147483647"
        );
    }
}
