//! What a peer announces in a message, of the close that follows: the messages
//! of a protocol that do so, and what one of them said.

use std::borrow::Cow;

use super::json::{self, Value};
use super::verdict::Verdict;

/// A message by which a protocol announces what the close that follows means.
///
/// ```
/// use closewise::close::{Announcement, Member, Notice, Profile, Verdict};
///
/// let goodbye = Announcement::of_members(
///     vec![Member::new("type", "goodbye"), Member::new("again", false)],
///     Notice::Close(Verdict::Stop),
/// );
/// let chess = Profile::new("chess", "https://example.com/codes", vec![]).announcing(vec![goodbye]);
///
/// let announced = chess.read(r#"{ "type": "goodbye", "again": false }"#).unwrap();
/// assert_eq!(announced.notice, Notice::Close(Verdict::Stop));
/// assert_eq!(chess.read(r#"{ "type": "goodbye" }"#), None);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Announcement {
    /// What the message looks like.
    pub message: Pattern,
    /// What it says.
    pub notice: Notice,
    /// Where a message of JSON has the URL of the next connection: a path as that of
    /// a [`Member`].
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub url: Option<Cow<'static, str>>,
}

/// What a message looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Pattern {
    /// It is this text.
    Text(Cow<'static, str>),
    /// It begins with this text.
    Prefix(Cow<'static, str>),
    /// It is a JSON object that has all of these members. One of more than 4,096
    /// UTF-16 code units is not looked into: announcements are short.
    Members(Cow<'static, [Member]>),
}

/// A member of a JSON object, and what it has to be.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Member {
    /// Its name, with those of the objects around it before: `payload.session`.
    pub path: Cow<'static, str>,
    /// Its value.
    pub is: Scalar,
}

/// A value of JSON that has no parts.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[non_exhaustive]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(u32),
    /// A text.
    Text(Cow<'static, str>),
}

/// What a message says of the close that follows it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Notice {
    /// This verdict.
    Close(Verdict),
    /// This verdict, and that the client is not to wait for the close: it is to
    /// leave this connection for another one now.
    Move(Verdict),
    /// Nothing any more: what was announced before is taken back.
    Withdrawn,
}

/// What a message announced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announced {
    /// What it says of the close.
    pub notice: Notice,
    /// The URL of the next connection, where the message names one.
    pub url: Option<String>,
}

impl Announcement {
    /// Messages that are a JSON object with these members.
    pub fn of_members(members: impl Into<Cow<'static, [Member]>>, notice: Notice) -> Self {
        Self::of(Pattern::Members(members.into()), notice)
    }

    /// Messages that are this text.
    pub fn of_text(text: impl Into<Cow<'static, str>>, notice: Notice) -> Self {
        Self::of(Pattern::Text(text.into()), notice)
    }

    /// Messages that begin with this text.
    pub fn of_prefix(prefix: impl Into<Cow<'static, str>>, notice: Notice) -> Self {
        Self::of(Pattern::Prefix(prefix.into()), notice)
    }

    /// The same messages, which have the URL of the next connection at this path.
    #[must_use]
    pub fn url_at(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.url = Some(path.into());
        self
    }

    fn of(message: Pattern, notice: Notice) -> Self {
        Self {
            message,
            notice,
            url: None,
        }
    }

    fn read(&self, record: &str) -> Option<Announced> {
        self.message.is_of(record).then(|| Announced {
            notice: self.notice,
            url: self.url.as_ref().and_then(|path| url_at(record, path)),
        })
    }
}

impl Member {
    /// A member at a path, and what it has to be.
    pub fn new(path: impl Into<Cow<'static, str>>, is: impl Into<Scalar>) -> Self {
        Self {
            path: path.into(),
            is: is.into(),
        }
    }

    fn is_of(&self, record: &str) -> bool {
        match (json::value_at(record, &self.path), &self.is) {
            (Some(Value::Bool(found)), Scalar::Bool(is)) => found == *is,
            (Some(Value::Number(found)), Scalar::Number(is)) => found == f64::from(*is),
            (Some(Value::Text(found)), Scalar::Text(is)) => found.read() == *is,
            _ => false,
        }
    }
}

impl From<bool> for Scalar {
    fn from(is: bool) -> Self {
        Self::Bool(is)
    }
}

impl From<u32> for Scalar {
    fn from(is: u32) -> Self {
        Self::Number(is)
    }
}

impl From<&'static str> for Scalar {
    fn from(is: &'static str) -> Self {
        Self::Text(is.into())
    }
}

impl From<String> for Scalar {
    fn from(is: String) -> Self {
        Self::Text(is.into())
    }
}

/// What ends each of several records in one message (SignalR). No JSON has it:
/// in a text it is written as an escape.
const RECORD_SEPARATOR: char = '\u{1e}';

/// No record of JSON that is longer is looked into, in UTF-16 code units, as JavaScript
/// counts: announcements are short, and what is large would take time.
const LONGEST: usize = 4_096;

/// Reads a message. Of the records in it, the last that announces anything counts,
/// and of the announcements of one protocol, the first that a record looks like.
pub(super) fn read(announcements: &[Announcement], message: &str) -> Option<Announced> {
    message
        .split(RECORD_SEPARATOR)
        .filter_map(|record| announcements.iter().find_map(|one| one.read(record)))
        .next_back()
}

impl Pattern {
    fn is_of(&self, record: &str) -> bool {
        match self {
            Self::Text(text) => record == text,
            Self::Prefix(prefix) => record.starts_with(prefix.as_ref()),
            Self::Members(members) => {
                is_short(record) && members.iter().all(|member| member.is_of(record))
            }
        }
    }
}

fn is_short(record: &str) -> bool {
    // No UTF-16 code unit takes more than three bytes of UTF-8.
    record.len() <= LONGEST
        || (record.len() <= LONGEST * 3 && record.encode_utf16().count() <= LONGEST)
}

fn url_at(record: &str, path: &str) -> Option<String> {
    match json::value_at(record, path)? {
        Value::Text(text) => Some(text.read()),
        _ => None,
    }
}
