//! Profiles: what application codes mean, by agreement between applications.

use super::code::CloseCode;
use super::table::{Part, Place, TABLES, profile_name};
use super::texts::Said;
use super::verdict::Verdict;

/// A table of application codes that comes with the crate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Profile {
    number: u8,
    pub(super) part: Part,
}

impl Profile {
    /// The shipped profile of that name.
    ///
    /// ```
    /// use closewise::close::{CloseCode, Profile, Verdict};
    ///
    /// let discord = Profile::named("discord").unwrap();
    /// assert_eq!(discord.rule(CloseCode(4004)).unwrap().verdict(), Verdict::Stop);
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name() == name)
    }

    /// The name by which [`Profile::named`] finds it.
    pub fn name(&self) -> &'static str {
        profile_name(self.number).text()
    }

    /// The project's own documentation of its codes.
    pub fn source(&self) -> &'static str {
        Place(self.part.first).reference().text()
    }

    /// The rule that speaks of `code`: the narrowest one.
    pub fn rule(&self, code: CloseCode) -> Option<ProfileRule> {
        let place = Place::find(code, self.part);
        (!place.is_standard()).then_some(ProfileRule(place))
    }

    /// What its codes mean, a rule for one code before one for a range.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = ProfileRule> + use<> {
        let Part { first, end } = self.part;
        (first..end).map(|place| ProfileRule(Place(place)))
    }
}

/// What one code, or a range of codes, means to the applications of a profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ProfileRule(Place);

impl ProfileRule {
    /// The first code that the rule covers.
    pub const fn first(&self) -> u16 {
        self.0.first()
    }

    /// The last code that the rule covers; equal to `first` for a single code.
    pub const fn last(&self) -> u16 {
        self.0.last()
    }

    /// What to do.
    pub const fn verdict(&self) -> Verdict {
        self.0.verdict()
    }

    /// A short name.
    pub fn name(&self) -> &'static str {
        self.0.name().text()
    }

    /// What the code means, as half a sentence; may be empty.
    pub fn meaning(&self) -> &'static str {
        self.0.meaning().map_or("", Said::text)
    }

    /// Where it is written down.
    pub fn reference(&self) -> &'static str {
        self.0.reference().text()
    }
}

/// The profiles that come with the crate.
pub const PROFILES: &[Profile] = &SHIPPED;

/// All tables but the standard's.
static SHIPPED: [Profile; TABLES.len() - 1] = {
    let first = Profile {
        number: 0,
        part: Part::of(1),
    };
    let mut profiles = [first; TABLES.len() - 1];
    let mut number = 1;
    while number < profiles.len() {
        profiles[number] = Profile {
            number: number as u8,
            part: Part::of(number + 1),
        };
        number += 1;
    }
    profiles
};
