//! The sentence: a diagnosis in words for people.

use std::fmt;

use super::advice::AdviceNote;
use super::cause::Cause;
use super::diagnosis::{Circumstance, Diagnosis, NoRenewal, Source};
use super::verdict::Verdict;

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl Diagnosis {
    /// The diagnosis in a sentence or more: what happened, what it may mean,
    /// what became of the advice, and what it is worth and on whose word.
    ///
    /// [`Display`](fmt::Display) writes it too; here nothing of the formatting
    /// machinery of `core::fmt` is linked, which weighs 2.5 kB.
    pub fn sentence(&self) -> String {
        let mut sentence = match self.circumstance {
            Some(Circumstance::HandshakeRefused) => {
                "The peer refused the application handshake.".to_string()
            }
            Some(Circumstance::Moved) => {
                "The peer asked for another connection in the place of this one.".to_string()
            }
            Some(Circumstance::NotProvided) => {
                "No connection was tried: the address or its credentials could not be had."
                    .to_string()
            }
            Some(Circumstance::JustOpened | Circumstance::AboutAMinute) | None => {
                self.cause_in_words()
            }
        };
        sentence += match self.circumstance {
            Some(Circumstance::JustOpened) => {
                " It had only just opened: something accepts connections and drops them at once."
            }
            Some(Circumstance::AboutAMinute) => {
                " About a minute is a common idle timeout of proxies: a heartbeat prevents it."
            }
            Some(
                Circumstance::HandshakeRefused | Circumstance::Moved | Circumstance::NotProvided,
            )
            | None => "",
        };
        sentence += match self.advice {
            AdviceNote::None | AdviceNote::Taken => "",
            AdviceNote::Ignored => " The advice in its reason was ignored.",
            AdviceNote::Malformed => " The advice in its reason is malformed and was ignored.",
        };
        if self.is_final() {
            return sentence;
        }
        match self.verdict {
            Verdict::Stop => sentence += " Not worth a retry",
            Verdict::Reauthenticate => {
                sentence += " Worth fresh credentials";
                if self.no_renewal.is_none() {
                    sentence += ", then one retry";
                }
            }
            Verdict::Retry { .. } => {
                sentence += " Worth a ";
                sentence += &self.verdict.in_words();
            }
        }
        sentence += match self.source {
            Source::Standard => ".",
            Source::Profile => ", as the profile says.",
            Source::User => ", as your own rules say.",
            Source::Advice => ", as the server advised.",
            Source::Announced => ", as the peer announced.",
        };
        sentence += match self.no_renewal {
            Some(NoRenewal::NobodyToAsk) => {
                " There is neither a provider of the URL nor a handshake to get them from."
            }
            Some(NoRenewal::RefusedFresh) => " Those that were refused were fresh.",
            None => "",
        };
        sentence
    }

    fn cause_in_words(&self) -> String {
        let words = match self.cause {
            Cause::ClosedByPeer => return self.close_frame_in_words(),
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
        };
        words.to_string()
    }

    fn close_frame_in_words(&self) -> String {
        let mut words = "The peer closed the connection with ".to_string();
        words += &u32::from(self.code.0).to_string();
        words += " (";
        words += &self.name;
        words += ")";
        if !self.meaning.is_empty() {
            words += ": ";
            words += &self.meaning;
        }
        words += ".";
        words
    }
}
