//! The sessions, each known by its address.

use super::cells::{get, put};
use super::input::Close;
use super::verdict::{given_verdict, put_verdict};
use crate::close::{COLON, Diagnosis, Listen, Profiles, Rule, Said, Signs, diagnose_by_signs};
use crate::session::{CloseReason, Features, Session, Stats};

/// A message stays in JavaScript; the session knows it by a number.
pub(super) type Message = u32;

/// A session, and what was last told of it.
// The session first: its own order is the one that counts.
#[repr(C)]
pub struct Client {
    pub(super) session: Session<Message, Close>,
    pub(super) diagnosis: Option<Diagnosis>,
    /// What JavaScript reads where it lies.
    stats: Stats,
}

/// A client that is yet to be configured.
#[unsafe(no_mangle)]
pub extern "C" fn create() -> Box<Client> {
    const FRESH: Client = Client {
        session: Session::FRESH,
        diagnosis: None,
        stats: Stats::NONE,
    };
    Box::new(FRESH)
}

/// Forgets a client.
#[unsafe(no_mangle)]
pub extern "C" fn forget(client: Option<Box<Client>>) {
    drop(client);
}

/// Adds what a code, or a range of codes, means: to the user, or to the
/// profile, whose rules are numbered from one and whose words are in JavaScript.
/// The verdict is in the cells.
#[unsafe(no_mangle)]
pub extern "C" fn rule(client: Option<&mut Client>, first: u16, last: u16, number: u16) {
    if let Some(client) = client {
        let rule = Rule::range(first, last, given_verdict()).numbered(number);
        let config = &mut client.session.config;
        let rules = if number > 0 {
            &mut config.profile
        } else {
            &mut config.codes
        };
        rules.push(rule);
    }
}

/// Ends the configuration. `features` are bits, in the order of [`Features`];
/// the numbers of all settings are in the cells, within their bounds.
#[unsafe(no_mangle)]
pub extern "C" fn start(client: Option<&mut Client>, features: u32, seed: f64, now: f64) {
    let on = |place: u32| features >> place & 1 == 1;
    if let Some(client) = client {
        client.session.config.features = Features {
            reconnect: on(0),
            queue: on(1),
            provider: on(2),
            handshake: on(3),
            judge: on(4),
            liveness: on(5),
            matcher: on(6),
            advice: on(7),
        };
        client.session.config.fill(get);
        client.session.begin(seed as u64, now as u64);
    }
}

/// When to tell of a wake-up; infinite for never.
#[unsafe(no_mangle)]
pub extern "C" fn timeout(client: Option<&mut Client>) -> f64 {
    let at = client.and_then(|client| client.session.poll_timeout());
    at.map_or(f64::INFINITY, |at| at as f64)
}

/// What is true now, in bits: 0–2 the state, 3 notices wait, 4 messages belong
/// to the application handshake, 5 drained.
#[unsafe(no_mangle)]
pub extern "C" fn status(client: Option<&mut Client>) -> u32 {
    client.map_or(0, |Client { session, .. }| {
        session.state() as u32
            | u32::from(session.has_notices()) << 3
            | u32::from(session.is_handshaking()) << 4
            | u32::from(session.is_drained()) << 5
    })
}

/// The numbers for observers, as so many `u64`: those of [`Stats`] in order,
/// of which the last says whether there is one more.
#[unsafe(no_mangle)]
pub extern "C" fn stats(client: Option<&mut Client>, now: f64) -> Option<&Stats> {
    const {
        assert!(size_of::<Stats>() == 18 * 8);
        // SAFETY: they are of one size, and any bits are a number.
        let parts = unsafe { std::mem::transmute::<Option<u64>, [u64; 2]>(Some(7)) };
        assert!(parts[0] == 1 && parts[1] == 7);
    }
    let client = client?;
    client.stats = client.session.stats(now as u64);
    Some(&client.stats)
}

/// Diagnoses a close, packed as for `tell`, with the codes and the profile of
/// a client. `signs` are the bits of [`Signs`].
#[unsafe(export_name = "diagnose")]
pub extern "C" fn diagnose_close(client: Option<&mut Client>, close: u32, signs: u32, uptime: f64) {
    let close = Close(close);
    if let Some(client) = client {
        let config = &client.session.config;
        let profiles = Profiles {
            codes: &config.codes,
            profile: &config.profile,
        };
        client.diagnosis = Some(diagnose_by_signs(
            close.code(),
            close.was_clean(),
            close.advice(),
            Signs(signs),
            uptime as u64,
            &profiles,
        ));
    }
}

/// The last diagnosis, in the cells: code, cause, source, advice, verdict, the
/// lines of the code's name and the reference, then those of the sentence, in
/// which a number n is -1 - n.
/// Returns how many these are: 0 if there is no diagnosis.
#[unsafe(no_mangle)]
pub extern "C" fn explain(client: Option<&mut Client>) -> usize {
    let Some(diagnosis) = client.and_then(|client| client.diagnosis.as_ref()) else {
        return 0;
    };
    put(0, diagnosis.code.0.into());
    put(1, f64::from(diagnosis.cause as u32));
    put(2, f64::from(diagnosis.source as u32));
    put(3, f64::from(diagnosis.advice as u32));
    put_verdict(4, diagnosis.verdict);
    let mut sentence = Sentence(8);
    sentence.said(diagnosis.said_name());
    sentence.said(diagnosis.said_reference());
    diagnosis.say(&mut sentence);
    sentence.0 - 10
}

/// The next cell.
struct Sentence(usize);

impl Listen for Sentence {
    #[inline(never)]
    fn line(&mut self, place: usize) {
        put(self.0, place as f64);
        self.0 += 1;
    }

    fn said(&mut self, Said::Line(place): Said) {
        self.line(place);
    }

    /// JavaScript drops the colon where there is none.
    fn meaning(&mut self, meaning: Said) {
        self.line(COLON);
        self.said(meaning);
    }

    #[inline(never)]
    fn number(&mut self, number: u32) {
        put(self.0, -1.0 - f64::from(number));
        self.0 += 1;
    }
}
