//! Action Cable of Ruby on Rails.
//!
//! `close` in `actioncable/lib/action_cable/server/socket/client_socket.rb` of
//! <https://github.com/rails/rails>: the server closes with 1000, whether it
//! restarts or refuses the client. Which it is comes in the `disconnect` message
//! before it (`close` in `actioncable/lib/action_cable/connection/base.rb`), whose
//! `reconnect` is false for a client that is not authorized. Without that message
//! its own client (@rails/actioncable 8.1.400) comes back after every code; with it,
//! only where `reconnect` is true (`message` in
//! `actioncable/app/javascript/action_cable/connection.js`).

use super::table::{announcing, is, is_true, json, row};
use crate::close::announcement::{Announcement, Member, Notice};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// Action Cable of Ruby on Rails.
pub static ACTION_CABLE: Profile = announcing("action-cable", SOURCE, RULES, ANNOUNCEMENTS);

const SOURCE: &str = "https://github.com/rails/rails/blob/main/actioncable/lib/action_cable/server/socket/client_socket.rb";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", Some("a disconnect message before it says what is final")),
];

const ANNOUNCEMENTS: &[Announcement] = &[
    json(DISCONNECT_TO_RECONNECT, Notice::Close(Verdict::BACKOFF)),
    json(DISCONNECT, Notice::Close(Verdict::Stop)),
];

const DISCONNECT: &[Member] = &[is("type", "disconnect")];
const DISCONNECT_TO_RECONNECT: &[Member] = &[is("type", "disconnect"), is_true("reconnect")];
