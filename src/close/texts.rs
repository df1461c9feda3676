//! All texts of a diagnosis, in one. In WebAssembly a text of its own costs
//! eight bytes for where it is and how long, a line of one text costs one.

use super::scene;
use super::table::WORDS;

/// A text that is said of a close.
#[derive(Clone, Copy)]
pub(crate) enum Said {
    /// The one at this place.
    Line(usize),
    /// A rule's own words.
    #[cfg(not(all(target_arch = "wasm32", feature = "export")))]
    Words(&'static str),
}

impl Said {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Line(place) => at(place),
            #[cfg(not(all(target_arch = "wasm32", feature = "export")))]
            Self::Words(words) => words,
        }
    }
}

/// The text at a place: where its group begins, and its place in the group.
#[inline(never)]
pub(super) fn at(place: usize) -> &'static str {
    let mut left = place;
    let mut start = TEXT.as_bytes();
    let mut rest = start;
    while let [byte, after @ ..] = rest {
        if *byte == b'\n' {
            if left == 0 {
                break;
            }
            left -= 1;
            start = after;
        }
        rest = after;
    }
    let line = &start[..start.len() - rest.len()];
    // SAFETY: `start` follows a line's end or is the start of a text, `line`
    // ends at a line's end or at that of the text.
    unsafe { str::from_utf8_unchecked(line) }
}

/// All texts of diagnoses, for the build of the npm package: there WebAssembly
/// knows them by their places, and JavaScript has them.
#[doc(hidden)]
pub fn texts() -> impl Iterator<Item = &'static str> {
    TEXT.split_terminator('\n')
}

/// The place of the name of the table's first row: name, meaning and reference
/// of each row follow each other.
#[doc(hidden)]
pub const FIRST_ROW: usize = ROW;

/// Where each group begins.
pub(super) const SCENE: usize = 0;
pub(super) const HINT: usize = end(0);
pub(super) const ADVICE: usize = end(1);
pub(super) const CODE: usize = end(2);
pub(crate) const COLON: usize = CODE + 2;
pub(super) const NEVER_TO_BE_SENT: usize = CODE + 4;
pub(super) const WORTH: usize = end(3);
pub(super) const SOURCE: usize = end(4);
pub(super) const REFERENCE: usize = end(5);
pub(super) const ROW: usize = end(6);

const GROUPS: [&[&str]; 8] = [
    &scene::HAPPENED,
    // `Hint`
    &[
        "",
        " It had only just opened: something accepts connections and drops them at once.",
        " About a minute is a common idle timeout of proxies: a heartbeat prevents it.",
    ],
    // `AdviceNote`
    &[
        "",
        "",
        " The advice in its reason was ignored.",
        " The advice in its reason is malformed and was ignored.",
    ],
    &[" (", ")", ": ", ".", "the code must never be sent, and was"],
    &[
        " Not worth a retry",
        " Worth fresh credentials, then one retry",
        " Worth a retry at once",
        " Worth a retry with backoff",
        " Worth a retry in ",
        " to ",
        " s",
        " ms",
        ", at most ",
        " in a row",
    ],
    // `Source`
    &[
        ".",
        ", as the profile says.",
        ", as your own rules say.",
        ", as the server advised.",
    ],
    &scene::REFERENCES,
    &WORDS,
];

/// The number of texts up to the end of a group.
const fn end(group: usize) -> usize {
    let before = if group == 0 { 0 } else { end(group - 1) };
    before + GROUPS[group].len()
}

const TEXT: &str = match str::from_utf8(&JOINED) {
    Ok(text) => text,
    Err(_) => panic!("texts are not UTF-8"),
};

static JOINED: [u8; LENGTH] = {
    let mut joined = [b'\n'; LENGTH];
    let (mut group, mut at) = (0, 0);
    while group < GROUPS.len() {
        let mut place = 0;
        while place < GROUPS[group].len() {
            let text = GROUPS[group][place].as_bytes();
            let mut byte = 0;
            while byte < text.len() {
                assert!(text[byte] != b'\n', "a text is one line");
                joined[at] = text[byte];
                at += 1;
                byte += 1;
            }
            at += 1;
            place += 1;
        }
        group += 1;
    }
    joined
};

const LENGTH: usize = {
    let (mut length, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut place = 0;
        while place < GROUPS[group].len() {
            length += GROUPS[group][place].len() + 1;
            place += 1;
        }
        group += 1;
    }
    length
};
