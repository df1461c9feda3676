//! ASP.NET Core SignalR.
//!
//! Codes: `StartSending` in
//! `src/SignalR/common/Http.Connections/src/Internal/Transports/WebSocketsServerTransport.cs`
//! of <https://github.com/dotnet/aspnetcore>: 1000, and 1011 after an error, which
//! is as the standard says. Whether to come back is in the Close message before it
//! (`allowReconnect`). Where there was none, the project's own client
//! (`_connectionClosed` in @microsoft/signalr 10.0.11) reconnects after every code,
//! if it was told to reconnect at all.
//!
//! The Close message: `src/SignalR/docs/specs/HubProtocol.md` there, in JSON (type 7),
//! where each message ends with U+001E. Its client stops unless `allowReconnect` is
//! true (`_processIncomingData` in
//! `src/SignalR/clients/ts/signalr/src/HubConnection.ts`). MessagePack is not read.

use super::table::{announcing, is_number, is_true, json, row};
use crate::close::announcement::{Announcement, Member, Notice};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict;

/// ASP.NET Core SignalR.
pub static SIGNAL_R: Profile = announcing("signal-r", SOURCE, RULES, ANNOUNCEMENTS);

const SOURCE: &str = "https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/common/Http.Connections/src/Internal/Transports/WebSocketsServerTransport.cs";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1000, Verdict::BACKOFF, "Normal Closure", Some("a Close message before it says what is final")),
];

const ANNOUNCEMENTS: &[Announcement] = &[
    json(CLOSE_TO_RECONNECT, Notice::Close(Verdict::BACKOFF)),
    json(CLOSE, Notice::Close(Verdict::Stop)),
];

const CLOSE: &[Member] = &[is_number("type", 7)];
const CLOSE_TO_RECONNECT: &[Member] = &[is_number("type", 7), is_true("allowReconnect")];
