//! How a shipped profile is written down: as constant tables, a row a code, and a
//! row an announcement.

use std::borrow::Cow;

use crate::close::announcement::{Announcement, Member, Notice, Pattern, Scalar};
use crate::close::code::CloseCode;
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

pub(super) const fn profile(
    name: &'static str,
    source: &'static str,
    rules: &'static [Rule],
) -> Profile {
    announcing(name, source, rules, &[])
}

/// A profile of a protocol that announces its closes.
pub(super) const fn announcing(
    name: &'static str,
    source: &'static str,
    rules: &'static [Rule],
    announcements: &'static [Announcement],
) -> Profile {
    Profile {
        name: Cow::Borrowed(name),
        source: Cow::Borrowed(source),
        rules: Cow::Borrowed(rules),
        announcements: Cow::Borrowed(announcements),
        receive_only: false,
    }
}

/// A profile of a protocol that announces its closes, and lets the client send nothing.
pub(super) const fn receive_only(
    name: &'static str,
    source: &'static str,
    rules: &'static [Rule],
    announcements: &'static [Announcement],
) -> Profile {
    Profile {
        name: Cow::Borrowed(name),
        source: Cow::Borrowed(source),
        rules: Cow::Borrowed(rules),
        announcements: Cow::Borrowed(announcements),
        receive_only: true,
    }
}

/// Messages that are this text.
pub(super) const fn text(text: &'static str, notice: Notice) -> Announcement {
    announcement(Pattern::Text(Cow::Borrowed(text)), notice, None)
}

/// Messages that begin with this text.
pub(super) const fn prefix(prefix: &'static str, notice: Notice) -> Announcement {
    announcement(Pattern::Prefix(Cow::Borrowed(prefix)), notice, None)
}

/// Messages that are a JSON object with these members.
pub(super) const fn json(members: &'static [Member], notice: Notice) -> Announcement {
    announcement(Pattern::Members(Cow::Borrowed(members)), notice, None)
}

/// The same with the path to the URL of the next connection.
pub(super) const fn json_with_url(
    members: &'static [Member],
    notice: Notice,
    url: &'static str,
) -> Announcement {
    announcement(Pattern::Members(Cow::Borrowed(members)), notice, Some(url))
}

/// The member at a path that has to be a text.
pub(super) const fn is(path: &'static str, text: &'static str) -> Member {
    Member {
        path: Cow::Borrowed(path),
        is: Scalar::Text(Cow::Borrowed(text)),
    }
}

/// The member at a path that has to be a number.
pub(super) const fn is_number(path: &'static str, number: u32) -> Member {
    Member {
        path: Cow::Borrowed(path),
        is: Scalar::Number(number),
    }
}

/// The member at a path that has to be `true`.
pub(super) const fn is_true(path: &'static str) -> Member {
    Member {
        path: Cow::Borrowed(path),
        is: Scalar::Bool(true),
    }
}

const fn announcement(message: Pattern, notice: Notice, url: Option<&'static str>) -> Announcement {
    Announcement {
        message,
        notice,
        url: match url {
            Some(path) => Some(Cow::Borrowed(path)),
            None => None,
        },
    }
}

/// A rule for a single code.
pub(super) const fn row(
    code: u16,
    verdict: Verdict,
    name: &'static str,
    meaning: Option<&'static str>,
) -> Rule {
    rows(code, code, verdict, name, meaning)
}

/// A rule for the codes from `first` to `last`.
pub(super) const fn rows(
    first: u16,
    last: u16,
    verdict: Verdict,
    name: &'static str,
    meaning: Option<&'static str>,
) -> Rule {
    Rule {
        first: CloseCode(first),
        last: CloseCode(last),
        verdict,
        name: Some(Cow::Borrowed(name)),
        meaning: match meaning {
            Some(meaning) => Some(Cow::Borrowed(meaning)),
            None => None,
        },
        reference: None,
    }
}
