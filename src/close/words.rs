//! What a rule says in words, and how a diagnosis holds them.

use super::texts::Said;

/// What to say of the codes of a [`Rule`](super::Rule).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    /// A short name; may be empty, and name and meaning are then left to the
    /// profile or the standard.
    pub name: &'static str,
    /// What the code means, as half a sentence; may be empty.
    pub meaning: &'static str,
    /// Where it is written down; may be empty, and is then left to the profile
    /// or the standard.
    pub reference: &'static str,
}

impl Words {
    /// None at all.
    pub const NONE: Self = Self {
        name: "",
        meaning: "",
        reference: "",
    };
}

#[cfg(not(all(target_arch = "wasm32", feature = "export")))]
mod held {
    use super::{Said, Words};

    /// The words of a rule, if it has any.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct RuleWords(Option<&'static Words>);

    /// Those of a rule of the user's.
    pub(crate) type UsersWords = RuleWords;

    impl RuleWords {
        pub(crate) const NONE: Self = Self(None);

        pub(crate) const fn new(words: &'static Words) -> Self {
            Self(Some(words))
        }

        pub(crate) const fn get(self) -> Option<&'static Words> {
            self.0
        }

        pub(crate) const fn of_user(self) -> UsersWords {
            self
        }

        pub(crate) fn name(self) -> Option<Said> {
            self.named().map(|words| Said::Words(words.name))
        }

        /// Name and meaning belong together.
        pub(crate) fn meaning(self) -> Option<Said> {
            self.named().map(|words| Said::Words(words.meaning))
        }

        pub(crate) fn reference(self) -> Option<Said> {
            self.0
                .filter(|words| !words.reference.is_empty())
                .map(|words| Said::Words(words.reference))
        }

        fn named(self) -> Option<&'static Words> {
            self.0.filter(|words| !words.name.is_empty())
        }
    }
}

/// In the npm package the words of profiles are in its JavaScript, and users
/// have none of their own.
#[cfg(all(target_arch = "wasm32", feature = "export"))]
mod held {
    use super::{Said, Words};
    use crate::close::texts;

    /// The number of a rule within its profile, from one; 0 for no words.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct RuleWords(u16);

    impl RuleWords {
        pub(crate) const NONE: Self = Self(0);

        pub(crate) const fn numbered(rule: u16) -> Self {
            Self(rule)
        }

        pub(crate) const fn new(_words: &'static Words) -> Self {
            Self::NONE
        }

        pub(crate) const fn get(self) -> Option<&'static Words> {
            None
        }

        pub(crate) const fn of_user(self) -> UsersWords {
            UsersWords
        }

        pub(crate) fn name(self) -> Option<Said> {
            self.line(0)
        }

        /// The line has the colon before it.
        pub(crate) fn meaning(self) -> Option<Said> {
            self.line(1)
        }

        pub(crate) fn reference(self) -> Option<Said> {
            self.line(2)
        }

        /// Each rule has three lines, after all lines of ours.
        fn line(self, part: usize) -> Option<Said> {
            let before = usize::from(self.0).checked_sub(1)?;
            Some(Said::Line(texts::COUNT + before * 3 + part))
        }
    }

    /// None.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct UsersWords;

    impl UsersWords {
        pub(crate) const NONE: Self = Self;

        pub(crate) fn name(self) -> Option<Said> {
            None
        }

        pub(crate) fn meaning(self) -> Option<Said> {
            None
        }

        pub(crate) fn reference(self) -> Option<Said> {
            None
        }
    }
}

pub(super) use held::{RuleWords, UsersWords};
