//! Looks for words in a close reason.

/// The words of a text: lower case, each between two spaces, so that a phrase
/// is found as whole words alone. `TokenExpired` and `token_expired` are two.
pub(super) struct Words(String);

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = String::from(" ");
        let mut may_begin_word = false;
        for letter in text.chars() {
            if letter.is_ascii_uppercase() && may_begin_word {
                words.push(' ');
            }
            may_begin_word = letter.is_ascii_lowercase();
            if letter.is_ascii_alphanumeric() || !letter.is_ascii() {
                words.push(letter.to_ascii_lowercase());
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        Self(words)
    }

    /// Whether these words come in it, in this order and next to each other. A
    /// phrase is written in lower case, with single spaces.
    pub(super) fn have(&self, phrase: &str) -> bool {
        let text = self.0.as_bytes();
        (0..text.len()).any(|at| text[at] == b' ' && begins_with(&text[at + 1..], phrase))
    }

    pub(super) fn have_any<T: AsRef<str>>(&self, phrases: &[T]) -> bool {
        phrases.iter().any(|phrase| self.have(phrase.as_ref()))
    }

    /// Whether they are that phrase and nothing else.
    pub(super) fn are(&self, phrase: &str) -> bool {
        // Beside it there are but the spaces around it.
        self.0.len() == phrase.len() + 2 && self.have(phrase)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0 == " "
    }
}

fn begins_with(text: &[u8], phrase: &str) -> bool {
    text.strip_prefix(phrase.as_bytes())
        .is_some_and(|rest| rest.first() == Some(&b' '))
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn a_phrase_is_found_as_whole_words_whatever_their_case() {
        let words = Words::of("Keepalive PING timeout.");
        assert!(words.have("ping timeout"));
        assert!(words.have("keepalive"));
        assert!(!words.have("ping time"));
        assert!(!words.have("alive"));
        assert!(!words.have("timeout ping"));
    }

    #[test]
    fn words_that_are_written_together_are_taken_apart() {
        for text in [
            "TokenExpired",
            "token_expired",
            "TOKEN-EXPIRED",
            "{\"token\":\"expired\"}",
        ] {
            assert!(Words::of(text).have("token expired"), "{text}");
        }
    }

    #[test]
    fn a_phrase_may_be_all_that_is_said() {
        assert!(Words::of("Shutting down!").are("shutting down"));
        assert!(!Words::of("not shutting down").are("shutting down"));
        assert!(!Words::of("shutting").are("shutting down"));
        assert!(!Words::of("").are("shutting down"));
    }

    #[test]
    fn a_text_without_words_has_none() {
        assert!(Words::of("").is_empty());
        assert!(Words::of(" -- ").is_empty());
        assert!(!Words::of("").have("a"));
        assert!(Words::of("é").have("é"));
    }
}
