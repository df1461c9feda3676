//! Who says what a code means: the user, the profile or the standard.

use super::table::Place;
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
mod speaker {
    use super::{Place, Said, Words};

    /// The words of a rule, if it has any.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct RuleWords(Option<&'static Words>);

    impl RuleWords {
        pub(crate) const NONE: Self = Self(None);

        pub(crate) const fn new(words: &'static Words) -> Self {
            Self(Some(words))
        }

        pub(crate) const fn get(self) -> Option<&'static Words> {
            self.0
        }
    }

    /// Who speaks of a code: for each part the user, else the profile, else
    /// the standard.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct Speaker {
        users: RuleWords,
        profiles: RuleWords,
        standards: Place,
    }

    impl Speaker {
        pub(crate) const fn standard(place: Place) -> Self {
            Self {
                users: RuleWords::NONE,
                profiles: RuleWords::NONE,
                standards: place,
            }
        }

        pub(crate) const fn and_profile(&mut self, words: RuleWords) {
            self.profiles = words;
        }

        pub(crate) const fn and_user(&mut self, words: RuleWords) {
            self.users = words;
        }

        pub(crate) fn name(self) -> Said {
            match self.named() {
                Some(words) => Said::Words(words.name),
                None => self.standards.name(),
            }
        }

        /// Name and meaning belong together.
        pub(crate) fn meaning(self) -> Said {
            match self.named() {
                Some(words) => Said::Words(words.meaning),
                None => self.standards.meaning(),
            }
        }

        /// Whether a rule names the code.
        pub(crate) fn is_named_by_a_rule(self) -> bool {
            self.named().is_some()
        }

        /// What backs whatever the user says of the code, if anything does.
        pub(crate) fn users_reference(self) -> Option<Said> {
            reference(self.users)
        }

        /// What backs the code of a Close frame, if the user names nothing.
        pub(crate) fn codes_reference(self) -> Said {
            reference(self.profiles).unwrap_or(self.standards.reference())
        }

        fn named(self) -> Option<&'static Words> {
            self.rules().find(|words| !words.name.is_empty())
        }

        fn rules(self) -> impl Iterator<Item = &'static Words> {
            [self.users.0, self.profiles.0].into_iter().flatten()
        }
    }

    fn reference(words: RuleWords) -> Option<Said> {
        let reference = words.0?.reference;
        (!reference.is_empty()).then_some(Said::Words(reference))
    }
}

/// In the npm package users have no words of their own, and those of a profile
/// are in its JavaScript, three lines a rule as for a row of the standard.
#[cfg(all(target_arch = "wasm32", feature = "export"))]
mod speaker {
    use super::{Place, Said, Words};
    use crate::close::table;

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
    }

    /// The row that speaks of a code: the standard's or the profile's.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub(crate) struct Speaker(Place);

    impl Speaker {
        pub(crate) const fn standard(place: Place) -> Self {
            Self(place)
        }

        pub(crate) const fn and_profile(&mut self, words: RuleWords) {
            self.0 = Place(table::COUNT as u16 - 1 + words.0);
        }

        pub(crate) const fn and_user(&mut self, _words: RuleWords) {}

        pub(crate) fn name(self) -> Said {
            self.0.name()
        }

        pub(crate) fn meaning(self) -> Said {
            self.0.meaning()
        }

        pub(crate) fn is_named_by_a_rule(self) -> bool {
            self.0.0 >= table::COUNT as u16
        }

        pub(crate) fn users_reference(self) -> Option<Said> {
            None
        }

        pub(crate) fn codes_reference(self) -> Said {
            self.0.reference()
        }
    }
}

pub(super) use speaker::{RuleWords, Speaker};
