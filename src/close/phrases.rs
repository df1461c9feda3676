//! All that diagnoses and suspects are told with.

use super::phrase::Phrase;
use super::{sentence, suspects};

/// Every phrase that diagnoses and suspects are told with, for a table of translations.
/// What codes, profiles and [signatures](super::signatures()) say is in their own tables.
///
/// ```
/// use closewise::close::phrases;
///
/// assert!(phrases().iter().any(|phrase| phrase.key == "never-opened"));
/// ```
pub fn phrases() -> Vec<Phrase> {
    let mut phrases = sentence::phrases();
    phrases.extend(suspects::phrases());
    phrases
}
