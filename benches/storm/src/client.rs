//! What the world and a client have to say to each other.

use crate::Millis;

/// The number of a client's attempt at a connection.
pub type Attempt = u32;

/// A client that is open when the storm begins.
pub trait Client {
    /// Takes what has happened, and adds what it does to `actions`. News of an attempt
    /// that the client has given up changes nothing.
    fn hear(&mut self, news: News, now: Millis, actions: &mut Vec<Action>);

    /// When it wants to hear [`News::Wake`].
    fn wakes_at(&self) -> Option<Millis>;
}

/// What happens to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The token endpoint has answered.
    Token(Attempt),
    /// The socket of this attempt is open.
    Opened(Attempt),
    /// The socket of this attempt is closed, or could not be opened.
    Closed(Attempt, u16),
    /// The machine has lost its network.
    Offline,
    /// The machine has a network again.
    Online,
    /// The moment that the client asked for has come.
    Wake,
}

/// What a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It asks the token endpoint.
    AskForToken(Attempt),
    /// It makes a socket.
    Dial(Attempt),
    /// It takes its connection for open.
    Open,
    /// It will not try again.
    GiveUp,
}
