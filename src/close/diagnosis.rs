//! The diagnosis: cause and verdict of a close, and who decided.

use super::advice::{Advice, AdviceNote, Refined, refine};
use super::cause::Cause;
use super::code::{CloseCode, Range};
use super::context::{Close, Context, Millis, Profiles, Signs};
use super::registry::Registration;
use super::rule::Rule;
use super::scene::Scene;
use super::sentence::{self, Listen};
use super::table::{self, Place, place_of};
use super::texts::{NEVER_TO_BE_SENT, Said};
use super::verdict::Verdict;
use super::words::Speaker;

/// Who decided a verdict.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Source {
    /// The standard, or the cause itself.
    Standard,
    /// The profile.
    Profile,
    /// The user's codes.
    User,
    /// The server's advice in the close reason.
    Advice,
}

impl Source {
    /// The name as JavaScript sees it, such as `"profile"`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Profile => "profile",
            Self::User => "user",
            Self::Advice => "advice",
        }
    }
}

/// Why a connection ended, what to do now, and who says so.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Diagnosis {
    /// The code of the close.
    pub code: CloseCode,
    /// What really happened.
    pub cause: Cause,
    /// What to do now.
    pub verdict: Verdict,
    /// Who decided the verdict.
    pub source: Source,
    /// What became of the server's advice.
    pub advice: AdviceNote,
    pub(super) scene: Scene,
    pub(super) hint: Hint,
    pub(super) speaker: Speaker,
}

impl Diagnosis {
    /// The diagnosis of an attempt that failed before there was a socket:
    /// whatever should have provided its address did not.
    pub const NOT_PROVIDED: Self = Self {
        code: CloseCode::ABNORMAL_CLOSURE,
        cause: Cause::NeverOpened,
        verdict: Verdict::BACKOFF,
        source: Source::Standard,
        advice: AdviceNote::None,
        scene: Scene::NOT_PROVIDED,
        hint: Hint::None,
        speaker: Speaker::standard(Place::find(CloseCode::ABNORMAL_CLOSURE)),
    };

    /// Whether this side wanted the end, so that nothing may bring the
    /// connection back: requested, aborted or close timeout.
    pub const fn is_final(&self) -> bool {
        is_own_end(self.cause)
    }

    /// The same diagnosis with a verdict of the user's, unless it is final.
    #[must_use]
    pub const fn overridden(mut self, verdict: Verdict) -> Self {
        if !self.is_final() {
            self.verdict = verdict;
            self.source = Source::User;
        }
        self
    }

    /// The diagnosis of a connection that the peer left open but refused in
    /// the application handshake, with the verdict that this gives.
    #[must_use]
    pub const fn handshake_refused(mut self, verdict: Verdict) -> Self {
        self.cause = Cause::ClosedByPeer;
        self.verdict = verdict;
        self.source = Source::User;
        self.scene = Scene::REFUSED;
        self.hint = Hint::None;
        self
    }

    /// The code's name: the user's, the profile's, IANA's or its range's.
    pub fn name(&self) -> &'static str {
        self.said_name().text()
    }

    pub(crate) fn said_name(&self) -> Said {
        self.speaker.name()
    }

    /// The range that the code lies in.
    pub fn range(&self) -> Range {
        self.code.range()
    }

    /// The code's row in the IANA registry. A profile may give the same code
    /// another meaning; name and reference are then the profile's.
    pub fn registration(&self) -> Option<&'static Registration> {
        self.code.registration()
    }

    /// What backs the diagnosis: a section of an RFC, or an address.
    pub fn reference(&self) -> &'static str {
        self.said_reference().text()
    }

    pub(crate) fn said_reference(&self) -> Said {
        match self.speaker.users_reference() {
            Some(reference) => reference,
            None if self.scene.is_closed_by_peer() => self.speaker.codes_reference(),
            None => self.scene.reference(),
        }
    }

    pub(super) fn said_meaning(&self) -> Said {
        // Firefox passes them on if a peer sends them.
        if matches!(self.code.0, 1006 | 1015) && !self.speaker.is_named_by_a_rule() {
            Said::Line(NEVER_TO_BE_SENT)
        } else {
            self.speaker.meaning()
        }
    }

    /// The diagnosis in words: what happened, what it may mean, and what it is
    /// worth. It holds nothing that the peer sent but the code.
    pub fn sentence(&self) -> String {
        let mut sentence = String::new();
        self.say(&mut sentence);
        sentence
    }

    /// Says the [sentence](Self::sentence) in parts.
    pub(crate) fn say(&self, to: &mut impl Listen) {
        sentence::say(self, to);
    }
}

/// What else the context suggests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hint {
    None,
    /// It had only just opened.
    Fresh,
    /// It had been open for about a minute.
    Minute,
}

/// Says why a connection ended and what to do now. It takes any code in any
/// context, allocates nothing and never panics.
///
/// Who decides the verdict, from the strongest:
/// 1. the cause, where this side wanted the end: requested, aborted and close
///    timeout stop, whatever the code;
/// 2. the user's codes, also for the codes that are only reported locally
///    (1005, 1006) and for closes that the session declared;
/// 3. the server's advice, if it is to be read and the peer sent a Close frame;
/// 4. the profile, if the peer sent a Close frame;
/// 5. the standard: the code's registration or range where the peer sent a
///    Close frame, else the cause.
pub fn diagnose(close: &Close<'_>, context: &Context, profiles: &Profiles<'_>) -> Diagnosis {
    let advice = if context.read_advice {
        Advice::read(close.reason)
    } else {
        Advice::None
    };
    diagnose_with_advice(close.code, close.was_clean, advice, context, profiles)
}

/// As [`diagnose`], for a caller that has read the server's advice by itself.
/// [`Context::read_advice`] is not looked at.
pub fn diagnose_with_advice(
    code: CloseCode,
    was_clean: bool,
    advice: Advice,
    context: &Context,
    profiles: &Profiles<'_>,
) -> Diagnosis {
    diagnose_by_signs(
        code,
        was_clean,
        advice,
        context.signs(),
        context.uptime,
        profiles,
    )
}

pub(crate) fn diagnose_by_signs(
    code: CloseCode,
    was_clean: bool,
    advice: Advice,
    signs: Signs,
    uptime: Millis,
    profiles: &Profiles<'_>,
) -> Diagnosis {
    // Of the codes that are only reported locally, 1005 is the report of a
    // Close frame without a code; a clean close had a Close frame in any case
    // (Firefox passes on a 1006 that is on the wire).
    let close_frame = was_clean || !matches!(code.0, 1006 | 1015);
    let cause = signs.and(Signs::CLOSE_FRAME, close_frame).cause();
    let place = Place::find(code);
    let mut diagnosis = Diagnosis {
        code,
        cause,
        verdict: table::verdict(match cause {
            Cause::ClosedByPeer => place.verdict_place(),
            Cause::Suspended => const { place_of(Verdict::NOW) },
            _ if is_own_end(cause) => const { place_of(Verdict::Stop) },
            _ => const { place_of(Verdict::BACKOFF) },
        }),
        source: Source::Standard,
        advice: AdviceNote::None,
        scene: Scene::of(cause),
        hint: hint(cause, uptime),
        speaker: Speaker::standard(place),
    };
    let by_peer = cause == Cause::ClosedByPeer;
    if by_peer && let Some(rule) = Rule::find(profiles.profile, code) {
        diagnosis.verdict = rule.verdict;
        diagnosis.source = Source::Profile;
        diagnosis.speaker.and_profile(rule.words);
    }
    if let Some(rule) = Rule::find(profiles.codes, code) {
        diagnosis.speaker.and_user(rule.words);
        diagnosis = diagnosis.overridden(rule.verdict);
    }
    if by_peer {
        diagnosis.take(advice);
    }
    diagnosis
}

impl Diagnosis {
    fn take(&mut self, advice: Advice) {
        self.advice = match advice {
            Advice::None => AdviceNote::None,
            Advice::Malformed => AdviceNote::Malformed,
            Advice::Given { .. } if self.source == Source::User => AdviceNote::Ignored,
            Advice::Given {
                reconnect,
                retry_after,
            } => match refine(&mut self.verdict, reconnect, retry_after) {
                Refined::Useless => AdviceNote::Ignored,
                Refined::Same => AdviceNote::Taken,
                Refined::Changed => {
                    self.source = Source::Advice;
                    AdviceNote::Taken
                }
            },
        };
    }
}

const fn is_own_end(cause: Cause) -> bool {
    const OWN: u32 =
        1 << Cause::Requested as u32 | 1 << Cause::Aborted as u32 | 1 << Cause::CloseTimeout as u32;
    OWN >> cause as u32 & 1 > 0
}

fn hint(cause: Cause, uptime: Millis) -> Hint {
    match (cause, uptime) {
        (Cause::Dropped, 0..=1_000) => Hint::Fresh,
        (Cause::Dropped, 55_000..=65_000) => Hint::Minute,
        _ => Hint::None,
    }
}
