//! The reliable subprotocols of Azure Web PubSub.
//!
//! §1.4 of
//! <https://github.com/Azure/azure-webpubsub/blob/main/protocols/client/client-spec.md>:
//! after a drop a client recovers its session by the connection's ID and token;
//! 1008 says that this session is gone, and a new connection must be made. With a
//! plain subprotocol there is no session to recover: leave the profile out.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// The reliable subprotocols of Azure Web PubSub.
pub static AZURE_WEB_PUB_SUB: Profile = profile("azure-web-pub-sub", SOURCE, RULES);

const SOURCE: &str =
    "https://github.com/Azure/azure-webpubsub/blob/main/protocols/client/client-spec.md";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1008, Verdict::BACKOFF, "Session gone", Some("it cannot be recovered; connect anew, without its ID and token")),
];
