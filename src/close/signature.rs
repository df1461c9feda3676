//! Signatures: what an age, a silence, a code and the words of a reason point to
//! together.

use std::borrow::Cow;
use std::time::Duration;

use super::code::CloseCode;
use super::context::{Close, Context};
use super::suspect::SuspectKind;
use super::time::millis;
use super::verdict::Verdict;
use super::words::Words;

/// What is typical of one product, or of whatever else is known: one of the
/// [shipped](super::signatures) rows, or one of the user's own.
///
/// It speaks of connections that had opened and were ended by the peer or by
/// something on the way. All that it names has to be so, and it has to name a span
/// or words: a code alone is typical of nobody.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
pub struct Signature {
    /// What it is called in a table of translations; stable.
    pub key: Cow<'static, str>,
    /// What it points to.
    pub kind: SuspectKind,
    /// A short name, such as `"nginx"`.
    pub name: Cow<'static, str>,
    /// The codes that a browser reports for it; any if there are none.
    pub codes: Cow<'static, [CloseCode]>,
    /// What had lasted for how long.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub span: Option<Span>,
    /// Words in the reason, of which one phrase has to be there; none has to if
    /// there are none. They are in lower case with single spaces, and found as whole
    /// words whatever their case.
    #[cfg_attr(feature = "serde", serde(default))]
    pub words: Cow<'static, [Cow<'static, str>]>,
    /// What to do, where the standard's reading of the code is wrong for it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub verdict: Option<Verdict>,
    /// What points to it, in a sentence that says "typical of".
    pub sentence: Cow<'static, str>,
    /// What to look at or to change first.
    pub remedy: Cow<'static, str>,
    /// What backs it: the documentation or the source of the product.
    pub reference: Cow<'static, str>,
}

/// Something that lasted for so long, in ms.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// What lasted.
    pub measure: Measure,
    /// How long it is by the documentation.
    pub millis: u64,
    /// From how long on it counts: clocks and networks are not exact.
    pub from: u64,
    /// Up to how long it counts.
    pub to: u64,
}

/// What a signature measures.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Measure {
    /// For how long nothing had come in.
    InboundSilence,
    /// For how long nothing had gone out.
    OutboundSilence,
    /// For how long nothing had come in or gone out.
    Silence,
    /// How long the connection had been open.
    Age,
}

impl Measure {
    /// What was measured in that context, if it is known.
    pub(super) fn of(self, context: &Context) -> Option<Duration> {
        match self {
            Self::InboundSilence => context.inbound_silence,
            Self::OutboundSilence => context.outbound_silence,
            Self::Silence => match (context.inbound_silence, context.outbound_silence) {
                (Some(inbound), Some(outbound)) => Some(inbound.min(outbound)),
                (known, None) | (None, known) => known,
            },
            Self::Age => Some(context.uptime),
        }
    }
}

impl Span {
    pub(super) fn holds(&self, context: &Context) -> bool {
        let lasted = self.measure.of(context).map(millis);
        lasted.is_some_and(|lasted| (self.from..=self.to).contains(&lasted))
    }
}

impl Signature {
    /// Whether all that it names is so. `words` are those of the close's reason.
    pub(super) fn matches(&self, close: &Close<'_>, context: &Context, words: &Words) -> bool {
        (self.codes.is_empty() || self.codes.contains(&close.code))
            && self.span.is_none_or(|span| span.holds(context))
            && (self.words.is_empty() || words.have_any(&self.words))
            // A code alone is typical of nobody.
            && (self.span.is_some() || !self.words.is_empty())
    }
}
