//! Profiles: what application codes mean, by agreement between applications.

use super::code::CloseCode;
use super::profiles::{aws_api_gateway, centrifugo, discord, graphql_transport_ws, pusher};
use super::rule::Rule;

/// A table of application codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The name by which [`Profile::named`] finds a shipped one.
    pub name: &'static str,
    /// The project's own documentation of its codes.
    pub source: &'static str,
    /// What its codes mean, each with a name.
    pub rules: &'static [Rule],
}

impl Profile {
    /// The shipped profile of that name.
    ///
    /// ```
    /// use closewise::close::{CloseCode, Profile, Verdict};
    ///
    /// let discord = Profile::named("discord").unwrap();
    /// assert_eq!(discord.rule(CloseCode(4004)).unwrap().verdict, Verdict::Stop);
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.into_iter().find(|profile| profile.name == name)
    }

    /// The rule that speaks of `code`: the narrowest one.
    pub fn rule(&self, code: CloseCode) -> Option<&'static Rule> {
        Rule::find(self.rules, code)
    }
}

/// The profiles that come with the crate.
pub static PROFILES: [&Profile; 5] = [
    &graphql_transport_ws::PROFILE,
    &pusher::PROFILE,
    &centrifugo::PROFILE,
    &discord::PROFILE,
    &aws_api_gateway::PROFILE,
];
