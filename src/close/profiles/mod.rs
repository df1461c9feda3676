//! The shipped profiles, one table a file, each checked against the
//! documentation that its `source` names.

mod aws_api_gateway;
mod centrifugo;
mod discord;
mod graphql_transport_ws;
mod home_assistant;
mod pusher;
mod table;

pub use aws_api_gateway::AWS_API_GATEWAY;
pub use centrifugo::CENTRIFUGO;
pub use discord::DISCORD;
pub use graphql_transport_ws::GRAPHQL_TRANSPORT_WS;
pub use home_assistant::HOME_ASSISTANT;
pub use pusher::PUSHER;

use super::profile::Profile;

/// Every profile that comes with the crate.
pub static PROFILES: &[&Profile] = &[
    &GRAPHQL_TRANSPORT_WS,
    &PUSHER,
    &CENTRIFUGO,
    &DISCORD,
    &AWS_API_GATEWAY,
    &HOME_ASSISTANT,
];

impl Profile {
    /// The shipped profile of that name, such as `"discord"`.
    ///
    /// ```
    /// use closewise::close::{CloseCode, Profile, Verdict};
    ///
    /// let discord = Profile::named("discord").unwrap();
    /// assert_eq!(discord.rule(CloseCode(4004)).unwrap().verdict, Verdict::Stop);
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES
            .iter()
            .copied()
            .find(|profile| profile.name == name)
    }
}
