//! Phoenix channels and LiveView.
//!
//! The codes are those of the server below: Cowboy's `websocket_send_close` in
//! `src/cowboy_websocket.erl` of <https://github.com/ninenines/cowboy>, Bandit's
//! `lib/bandit/websocket/connection.ex` in <https://github.com/mtrudel/bandit>; the
//! minute is the default `timeout` of Phoenix. 1001 is Phoenix's own, from 1.8 on
//! (`__info__` in `lib/phoenix/socket.ex` of
//! <https://github.com/phoenixframework/phoenix>); before, 1000 said it. Its client
//! (phoenix.js 1.8.16) comes back after every code but its own. A crash (1011), a
//! drain before a restart (1012) and a message that is too big (1009) are as the
//! standard says; what happens to a channel comes in a message.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// Phoenix channels and LiveView.
pub static PHOENIX: Profile = profile("phoenix", SOURCE, RULES);

const SOURCE: &str = "https://github.com/phoenixframework/phoenix/blob/main/lib/phoenix/socket.ex";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, RETRY, "Normal Closure", Some("a minute without a message (Cowboy), a shutdown (Bandit), or the server disconnected this socket")),
    row(1001, RETRY, "Going Away", Some("the server disconnected this socket, which may come back")),
    row(1002, RETRY, "Protocol error", Some("a minute without a message (Bandit), or the protocol was violated")),
];

const RETRY: Verdict = Verdict::BACKOFF;
