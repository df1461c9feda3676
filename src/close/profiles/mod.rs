//! The shipped profiles, one table a file, each checked against the
//! documentation that its `source` names.

mod action_cable;
mod assembly_ai;
mod aws_api_gateway;
mod azure_web_pub_sub;
mod centrifugo;
mod colyseus;
mod discord;
mod discord_voice;
mod graphql_transport_ws;
mod hocuspocus;
mod home_assistant;
mod liveblocks;
mod obs_websocket;
mod phoenix;
mod pusher;
mod signal_r;
mod socket_io;
mod table;
mod twitch_event_sub;

pub use action_cable::ACTION_CABLE;
pub use assembly_ai::ASSEMBLY_AI;
pub use aws_api_gateway::AWS_API_GATEWAY;
pub use azure_web_pub_sub::AZURE_WEB_PUB_SUB;
pub use centrifugo::CENTRIFUGO;
pub use colyseus::COLYSEUS;
pub use discord::DISCORD;
pub use discord_voice::DISCORD_VOICE;
pub use graphql_transport_ws::GRAPHQL_TRANSPORT_WS;
pub use hocuspocus::HOCUSPOCUS;
pub use home_assistant::HOME_ASSISTANT;
pub use liveblocks::LIVEBLOCKS;
pub use obs_websocket::OBS_WEBSOCKET;
pub use phoenix::PHOENIX;
pub use pusher::PUSHER;
pub use signal_r::SIGNAL_R;
pub use socket_io::SOCKET_IO;
pub use twitch_event_sub::TWITCH_EVENT_SUB;

use super::profile::Profile;

/// Every profile that comes with the crate.
pub static PROFILES: &[&Profile] = &[
    &GRAPHQL_TRANSPORT_WS,
    &PUSHER,
    &CENTRIFUGO,
    &DISCORD,
    &AWS_API_GATEWAY,
    &HOCUSPOCUS,
    &LIVEBLOCKS,
    &TWITCH_EVENT_SUB,
    &OBS_WEBSOCKET,
    &COLYSEUS,
    &DISCORD_VOICE,
    &ASSEMBLY_AI,
    &AZURE_WEB_PUB_SUB,
    &PHOENIX,
    &SIGNAL_R,
    &ACTION_CABLE,
    &SOCKET_IO,
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
