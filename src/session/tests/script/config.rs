//! A configuration, written as bytes.

use super::Script;
use crate::close::{PROFILES, Rule};
use crate::session::{Config, Field, Hold, Overflow, QueueSettings, Settings};

impl Script<'_> {
    pub(super) fn config(&mut self) -> Config {
        let bits = self.byte();
        let on = |place: u8| bits >> place & 1 == 1;
        let mut settings = Settings::default();
        // A number has no place in a part that is off.
        settings.handshake.get_or_insert_default();
        settings.liveness.get_or_insert_default();
        for &field in Field::ALL {
            let (least, most) = field.bounds();
            if let Some(number) = self.number(least, most) {
                settings
                    .set_number(field, number)
                    .expect("within its bounds");
            }
            if field == Field::QueueTtl {
                let overflow = self.overflow();
                settings.queue.get_or_insert_default().overflow = overflow;
            }
        }
        self.hold(settings.queue.get_or_insert_default());
        reconcile(&mut settings);
        settings.liveness.get_or_insert_default().recognises_pongs = on(6);
        settings.reconnect.get_or_insert_default().asks_override = on(4);
        settings.provider = on(2);
        settings.reads_advice = on(7);
        settings.reconnect = settings.reconnect.filter(|_| !on(0));
        settings.queue = settings.queue.filter(|_| !on(1));
        settings.handshake = settings.handshake.filter(|_| on(3));
        settings.liveness = settings.liveness.filter(|_| on(5));
        if self.bit() {
            let verdict = self.verdict();
            settings.codes.push(Rule::range(4000, 4100, verdict));
        }
        let profile = usize::from(self.byte());
        settings.profile = PROFILES.get(profile).map(|&profile| profile.clone());
        settings.investigates = self.bit();
        Config::new(settings).expect("a consistent configuration")
    }

    /// A number within these bounds, or none for the default.
    fn number(&mut self, least: f64, most: f64) -> Option<f64> {
        const NUMBERS: [f64; 14] = [
            0.0,
            1.0,
            2.0,
            3.0,
            5.0,
            10.0,
            20.0,
            50.0,
            100.0,
            500.0,
            2_000.0,
            9_000.0,
            60_000.0,
            3_600_000.0,
        ];
        match self.byte() % 16 {
            0 => None,
            place @ 1..15 => Some(NUMBERS[usize::from(place) - 1].clamp(least, most)),
            _ => Some(most),
        }
    }

    /// A time to hold for was taken as a number, and is for some to have.
    fn hold(&mut self, queue: &mut QueueSettings) {
        match self.byte() % 4 {
            0 => {}
            1 => queue.hold = Hold::UntilFirstMessage,
            _ => queue.hold = Hold::UntilOpen,
        }
    }

    fn overflow(&mut self) -> Overflow {
        match self.byte() % 16 {
            0 | 1 => Overflow::Reject,
            2 => Overflow::DropOldest,
            _ => Overflow::DropNewest,
        }
    }
}

/// Has one of two settings give way that contradict each other.
fn reconcile(settings: &mut Settings) {
    let reconnect = settings.reconnect.get_or_insert_default();
    if let (Some(base), Some(most)) = (reconnect.base_delay, &mut reconnect.max_delay) {
        *most = base.max(*most);
    }
    if let (Some(low), Some(high)) = (settings.low_water_mark, &mut settings.high_water_mark) {
        *high = low.max(*high);
    }
}
