//! Profiles: what application codes mean, by agreement between applications, and the
//! messages that say it before the close.

use std::borrow::Cow;

use super::announcement::{self, Announced, Announcement};
use super::code::CloseCode;
use super::rule::Rule;
use super::signature::Signature;

/// What is particular to a protocol: its application codes, and the messages by
/// which it announces what a close means. It is one of the
/// [shipped](super::profiles) ones, or one of the user's own.
///
/// ```
/// use closewise::close::{CloseCode, Profile, Rule, Verdict};
///
/// let chess = Profile::new(
///     "chess",
///     "https://example.com/codes",
///     vec![
///         Rule::code(4007, Verdict::Stop)
///             .name("Checkmate")
///             .meaning("the game is over"),
///         Rule::range(4100, 4199, Verdict::BACKOFF).name("Adjourned"),
///     ],
/// );
/// assert_eq!(chess.rule(CloseCode(4150)).unwrap().verdict, Verdict::BACKOFF);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Profile {
    /// The name of the protocol.
    pub name: Cow<'static, str>,
    /// Where its codes are documented: the reference of every rule that has
    /// none of its own.
    pub source: Cow<'static, str>,
    /// What its codes mean, each with a name.
    pub rules: Cow<'static, [Rule]>,
    /// The messages by which the peer says what the close that follows means. The
    /// first that a message looks like counts.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "<[_]>::is_empty")
    )]
    pub announcements: Cow<'static, [Announcement]>,
    /// The protocol lets the client send nothing: a session that goes by the profile
    /// refuses every message.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "std::ops::Not::not")
    )]
    pub receive_only: bool,
}

impl Profile {
    /// A profile of these rules, documented at `source`.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        source: impl Into<Cow<'static, str>>,
        rules: impl Into<Cow<'static, [Rule]>>,
    ) -> Self {
        Self {
            name: name.into(),
            source: source.into(),
            rules: rules.into(),
            announcements: Cow::Borrowed(&[]),
            receive_only: false,
        }
    }

    /// The same profile with the messages by which the peer announces its closes.
    #[must_use]
    pub fn announcing(mut self, announcements: impl Into<Cow<'static, [Announcement]>>) -> Self {
        self.announcements = announcements.into();
        self
    }

    /// The same profile of a protocol that lets the client send nothing.
    #[must_use]
    pub fn receive_only(mut self) -> Self {
        self.receive_only = true;
        self
    }

    /// What a text message says of the close that follows, if it says anything. It
    /// takes any text and never panics.
    ///
    /// ```
    /// use closewise::close::{Notice, Verdict, profiles::HOME_ASSISTANT};
    ///
    /// let message = r#"{"type":"auth_invalid","message":"Invalid access token or password"}"#;
    /// let announced = HOME_ASSISTANT.read(message).unwrap();
    /// assert_eq!(announced.notice, Notice::Close(Verdict::Reauthenticate));
    /// assert_eq!(HOME_ASSISTANT.read(r#"{"type":"auth_required"}"#), None);
    /// ```
    pub fn read(&self, message: &str) -> Option<Announced> {
        announcement::read(&self.announcements, message)
    }

    /// The rule that speaks of `code`: the narrowest one.
    pub fn rule(&self, code: CloseCode) -> Option<&Rule> {
        Rule::find(&self.rules, code)
    }

    /// What the meaning of a rule of this profile is called in a table of
    /// translations: `"profile.discord.4004"`, or `"profile.pusher.4100-4199"`.
    pub fn meaning_key(&self, rule: &Rule) -> Cow<'static, str> {
        let mut key = "profile.".to_string();
        key += &self.name;
        key += ".";
        key += &u32::from(rule.first.0).to_string();
        if rule.first != rule.last {
            key += "-";
            key += &u32::from(rule.last.0).to_string();
        }
        key.into()
    }
}

/// So that whoever wants a profile of their own can be given a shipped one.
impl From<&Self> for Profile {
    fn from(profile: &Self) -> Self {
        profile.clone()
    }
}

/// The application's own codes.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
pub struct Profiles<'a> {
    /// The user's codes. They win over the server's advice, the profile and
    /// the standard.
    pub codes: &'a [Rule],
    /// The profile of the server's protocol. It wins over the standard where
    /// the peer sent a Close frame.
    pub profile: Option<&'a Profile>,
    /// The signatures of named products, such as [those](super::signatures) of the crate.
    /// Without them a diagnosis names kinds of suspects, and no products.
    pub signatures: &'a [Signature],
}
