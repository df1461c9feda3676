//! ASP.NET Core SignalR.
//!
//! Codes: `StartSending` in
//! `src/SignalR/common/Http.Connections/src/Internal/Transports/WebSocketsServerTransport.cs`
//! of <https://github.com/dotnet/aspnetcore>: 1000, and 1011 after an error, which
//! is as the standard says. Whether to come back is in the Close message before it
//! (`allowReconnect`). Where there was none, the project's own client
//! (`_connectionClosed` in @microsoft/signalr 10.0.11) reconnects after every code,
//! if it was told to reconnect at all.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// ASP.NET Core SignalR.
pub static SIGNAL_R: Profile = profile("signal-r", SOURCE, RULES);

const SOURCE: &str = "https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/common/Http.Connections/src/Internal/Transports/WebSocketsServerTransport.cs";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", Some("a Close message before it says what is final")),
];
