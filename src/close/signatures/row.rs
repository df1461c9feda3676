//! How a shipped signature is written down: as a constant table, a product a row.

use std::borrow::Cow;

use crate::close::code::CloseCode;
use crate::close::signature::{Measure, Signature, Span};
use crate::close::suspect::SuspectKind;
use crate::close::verdict::Verdict;

/// The fields of a [`Signature`], as constants can be written.
pub(super) struct Row {
    pub(super) key: &'static str,
    pub(super) kind: SuspectKind,
    pub(super) name: &'static str,
    pub(super) codes: &'static [CloseCode],
    pub(super) span: Option<Span>,
    /// In lower case, with single spaces.
    pub(super) words: &'static [Cow<'static, str>],
    pub(super) verdict: Option<Verdict>,
    pub(super) sentence: &'static str,
    pub(super) remedy: &'static str,
    pub(super) reference: &'static str,
}

pub(super) const fn of(row: Row) -> Signature {
    Signature {
        key: Cow::Borrowed(row.key),
        kind: row.kind,
        name: Cow::Borrowed(row.name),
        codes: Cow::Borrowed(row.codes),
        span: row.span,
        words: Cow::Borrowed(row.words),
        verdict: row.verdict,
        sentence: Cow::Borrowed(row.sentence),
        remedy: Cow::Borrowed(row.remedy),
        reference: Cow::Borrowed(row.reference),
    }
}

/// So long with nothing either way, in ms: by the documentation, from and to.
pub(super) const fn silence(millis: u64, from: u64, to: u64) -> Option<Span> {
    span(Measure::Silence, millis, from, to)
}

/// So long with nothing from the server.
pub(super) const fn inbound(millis: u64, from: u64, to: u64) -> Option<Span> {
    span(Measure::InboundSilence, millis, from, to)
}

/// So long with nothing from the client.
pub(super) const fn outbound(millis: u64, from: u64, to: u64) -> Option<Span> {
    span(Measure::OutboundSilence, millis, from, to)
}

/// So long since it opened, busy or not.
pub(super) const fn age(millis: u64, from: u64, to: u64) -> Option<Span> {
    span(Measure::Age, millis, from, to)
}

const fn span(measure: Measure, millis: u64, from: u64, to: u64) -> Option<Span> {
    Some(Span {
        measure,
        millis,
        from,
        to,
    })
}
