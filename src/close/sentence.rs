//! The sentence: a diagnosis in words for people.

use std::fmt;

use super::advice::AdviceNote;
use super::cause::Cause;
use super::diagnosis::{Circumstance, Diagnosis, Source};
use super::verdict::Verdict;

/// What happened, what it may mean, what became of the advice, and what it is
/// worth and on whose word.
impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.circumstance {
            Some(Circumstance::HandshakeRefused) => {
                f.write_str("The peer refused the application handshake.")?;
            }
            Some(Circumstance::NotProvided) => f.write_str(
                "No connection was tried: the address or its credentials could not be had.",
            )?,
            Some(Circumstance::JustOpened | Circumstance::AboutAMinute) | None => {
                self.write_cause(f)?;
            }
        }
        f.write_str(match self.circumstance {
            Some(Circumstance::JustOpened) => {
                " It had only just opened: something accepts connections and drops them at once."
            }
            Some(Circumstance::AboutAMinute) => {
                " About a minute is a common idle timeout of proxies: a heartbeat prevents it."
            }
            Some(Circumstance::HandshakeRefused | Circumstance::NotProvided) | None => "",
        })?;
        f.write_str(match self.advice {
            AdviceNote::None | AdviceNote::Taken => "",
            AdviceNote::Ignored => " The advice in its reason was ignored.",
            AdviceNote::Malformed => " The advice in its reason is malformed and was ignored.",
        })?;
        if self.is_final() {
            return Ok(());
        }
        match self.verdict {
            Verdict::Stop => f.write_str(" Not worth a retry")?,
            Verdict::Reauthenticate => f.write_str(" Worth fresh credentials, then one retry")?,
            Verdict::Retry { .. } => write!(f, " Worth a {}", self.verdict)?,
        }
        f.write_str(match self.source {
            Source::Standard => ".",
            Source::Profile => ", as the profile says.",
            Source::User => ", as your own rules say.",
            Source::Advice => ", as the server advised.",
        })
    }
}

impl Diagnosis {
    fn write_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.cause {
            Cause::ClosedByPeer => return self.write_close_frame(f),
            Cause::Requested => "The connection was closed as requested.",
            Cause::NeverOpened => {
                "The connection never opened, and the browser hides why: refused, DNS, TLS, an \
                 HTTP status (401, 403, 404, 503), mixed content (ws: in an https: page) or CSP \
                 (connect-src). Check the address, the console, and the server's log for the \
                 handshake."
            }
            Cause::ConnectTimeout => "The connection did not open in time.",
            Cause::Dropped => "The connection was lost: it ended without a Close frame.",
            Cause::Silent => {
                "The peer had been silent for too long, so the connection was given up."
            }
            Cause::Offline => "The connection was lost: the machine was offline.",
            Cause::CloseTimeout => {
                "The peer did not answer the close in time, so it was ended here."
            }
            Cause::Suspended => "The connection did not survive while the page or machine slept.",
            Cause::Aborted => "The session was aborted.",
        })
    }

    fn write_close_frame(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            code,
            name,
            meaning,
            ..
        } = self;
        write!(f, "The peer closed the connection with {} ({name})", code.0)?;
        if !meaning.is_empty() {
            write!(f, ": {meaning}")?;
        }
        f.write_str(".")
    }
}
