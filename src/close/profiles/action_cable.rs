//! Action Cable of Ruby on Rails.
//!
//! `close` in `actioncable/lib/action_cable/server/socket/client_socket.rb` of
//! <https://github.com/rails/rails>: the server closes with 1000, whether it
//! restarts or refuses the client. Which it is comes in the `disconnect` message
//! before it (`close` in `actioncable/lib/action_cable/connection/base.rb`), whose
//! `reconnect` is false for a client that is not authorized. Without that message
//! its own client (@rails/actioncable 8.1.400) comes back after every code.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// Action Cable of Ruby on Rails.
pub static ACTION_CABLE: Profile = profile("action-cable", SOURCE, RULES);

const SOURCE: &str = "https://github.com/rails/rails/blob/main/actioncable/lib/action_cable/server/socket/client_socket.rb";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", Some("a disconnect message before it says what is final")),
];
