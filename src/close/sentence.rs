//! The sentence: a diagnosis in words, put together from fixed parts.

use super::advice::AdviceNote;
use super::cause::Cause;
use super::diagnosis::{Diagnosis, Source};
use super::verdict::{Pace, Verdict};

/// What happened, what it may mean, what became of the advice, what comes next.
pub(super) fn compose(diagnosis: &Diagnosis) -> String {
    let mut sentence = String::new();
    sentence.push_str(diagnosis.happened);
    if diagnosis.tells_code {
        push_code(&mut sentence, diagnosis);
    }
    push_sentence(&mut sentence, diagnosis.hint);
    push_sentence(&mut sentence, advice(diagnosis.advice));
    if !diagnosis.is_final() {
        push_next(&mut sentence, diagnosis);
    }
    sentence
}

pub(super) fn happened(cause: Cause) -> &'static str {
    match cause {
        Cause::Requested => "The connection was closed as requested.",
        Cause::ClosedByPeer => "The peer closed the connection with ",
        Cause::NeverOpened => {
            "The connection never opened, and the browser hides why: refused, DNS, TLS, an HTTP \
             status (401, 403, 404, 503), mixed content (ws: in an https: page) or CSP \
             (connect-src). Check the address, the console, and the server's log for the handshake."
        }
        Cause::ConnectTimeout => "The connection did not open in time.",
        Cause::Dropped => "The connection was lost: it ended without a Close frame.",
        Cause::Silent => "The peer had been silent for too long, so the connection was given up.",
        Cause::Offline => "The connection was lost: the machine was offline.",
        Cause::CloseTimeout => "The peer did not answer the close in time, so it was ended here.",
        Cause::Suspended => "The connection did not survive while the page or machine slept.",
        Cause::Aborted => "The session was aborted.",
    }
}

fn push_code(sentence: &mut String, diagnosis: &Diagnosis) {
    push_number(sentence, u32::from(diagnosis.code.0));
    sentence.push_str(" (");
    sentence.push_str(diagnosis.name);
    sentence.push(')');
    if !diagnosis.meaning.is_empty() {
        sentence.push_str(": ");
        sentence.push_str(diagnosis.meaning);
    }
    sentence.push('.');
}

fn advice(note: AdviceNote) -> &'static str {
    match note {
        AdviceNote::None | AdviceNote::Taken => "",
        AdviceNote::Ignored => "The advice in its reason was ignored.",
        AdviceNote::Malformed => "The advice in its reason is malformed and was ignored.",
    }
}

fn push_next(sentence: &mut String, diagnosis: &Diagnosis) {
    push_sentence(
        sentence,
        match diagnosis.verdict {
            Verdict::Stop => "No retry",
            Verdict::Reauthenticate => "Next: fresh credentials, then one retry",
            Verdict::Retry { .. } => "Next: a retry",
        },
    );
    if let Verdict::Retry { pace, limit } = diagnosis.verdict {
        match pace {
            Pace::Now => sentence.push_str(" at once"),
            Pace::Backoff => sentence.push_str(" with backoff"),
            Pace::Window { min, max } => {
                let whole_seconds = min % 1_000 == 0 && max % 1_000 == 0;
                let (unit, name) = if whole_seconds {
                    (1_000, " s")
                } else {
                    (1, " ms")
                };
                sentence.push_str(" in ");
                push_number(sentence, min / unit);
                sentence.push_str(" to ");
                push_number(sentence, max / unit);
                sentence.push_str(name);
            }
        }
        if let Some(limit) = limit {
            sentence.push_str(", at most ");
            push_number(sentence, limit);
            sentence.push_str(" in a row");
        }
    }
    sentence.push_str(match diagnosis.source {
        Source::Standard => ".",
        Source::Profile => ", as the profile says.",
        Source::User => ", as your own rules say.",
        Source::Advice => ", as the server advised.",
    });
}

fn push_sentence(sentence: &mut String, next: &str) {
    if !next.is_empty() {
        sentence.push(' ');
        sentence.push_str(next);
    }
}

/// Decimal digits without the formatting machinery, which weighs more than
/// this whole module in WebAssembly.
fn push_number(sentence: &mut String, number: u32) {
    if number >= 10 {
        push_number(sentence, number / 10);
    }
    sentence.push(char::from(b'0' + (number % 10) as u8));
}
