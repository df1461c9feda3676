//! The standard's table as it is held: packed by the compiler from the rows
//! that the registry writes down.

use super::code::{CloseCode, Sender};
use super::registry::ROWS;
use super::texts::{ROW, Said};
use super::verdict::Verdict;

/// A row as it is written down: what one code means, or a range of codes.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) sender: Sender,
    pub(super) verdict: Verdict,
    pub(super) name: &'static str,
    /// As half a sentence.
    pub(super) meaning: &'static str,
    pub(super) reference: &'static str,
}

/// A row by its place. In the npm build the rules of a profile follow the rows;
/// JavaScript has their words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place(pub(super) u16);

impl Place {
    /// The row for a code. There is one for each.
    pub(super) const fn find(code: CloseCode) -> Self {
        let mut place = 0;
        loop {
            let row = &PACKED[place as usize];
            if code.0.wrapping_sub(row.first) <= row.width {
                return Self(place);
            }
            place += 1;
        }
    }

    pub(super) const fn first(self) -> u16 {
        self.packed().first
    }

    pub(super) const fn sender(self) -> Sender {
        SENDERS[self.0 as usize]
    }

    pub(super) const fn verdict(self) -> Verdict {
        verdict(self.verdict_place())
    }

    pub(super) const fn verdict_place(self) -> u16 {
        self.packed().verdict
    }

    pub(super) const fn name(self) -> Said {
        self.line(0)
    }

    pub(super) const fn meaning(self) -> Said {
        self.line(1)
    }

    pub(super) const fn reference(self) -> Said {
        self.line(2)
    }

    const fn line(self, part: usize) -> Said {
        Said::Line(ROW + self.0 as usize * 3 + part)
    }

    const fn packed(self) -> &'static Packed {
        &PACKED[self.0 as usize]
    }
}

pub(super) const fn verdict(place: u16) -> Verdict {
    VERDICTS[place as usize]
}

/// The place of a verdict, which a row has to have.
pub(super) const fn place_of(verdict: Verdict) -> u16 {
    let place = place_of_verdict(&ALL_VERDICTS.0, verdict);
    assert!(place < VERDICTS.len());
    place as u16
}

/// A row beside its words and its sender, of which the npm package knows.
#[derive(Clone, Copy)]
struct Packed {
    first: u16,
    /// How many codes follow the first.
    width: u16,
    /// The place in [`VERDICTS`].
    verdict: u16,
}

static PACKED: [Packed; COUNT] = {
    let empty = Packed {
        first: 0,
        width: 0,
        verdict: 0,
    };
    let mut packed = [empty; COUNT];
    let mut place = 0;
    while place < COUNT {
        let row = &ROWS[place];
        packed[place] = Packed {
            first: row.first,
            width: row.last - row.first,
            verdict: place_of_verdict(&ALL_VERDICTS.0, row.verdict) as u16,
        };
        place += 1;
    }
    packed
};

static SENDERS: [Sender; COUNT] = {
    let mut senders = [Sender::Both; COUNT];
    let mut place = 0;
    while place < senders.len() {
        senders[place] = ROWS[place].sender;
        place += 1;
    }
    senders
};

/// Each verdict once.
static VERDICTS: [Verdict; ALL_VERDICTS.1] = *ALL_VERDICTS.0.first_chunk().unwrap();

/// Name, meaning and reference of each row.
pub(super) const WORDS: [&str; COUNT * 3] = {
    let mut texts = [""; COUNT * 3];
    let mut place = 0;
    while place < COUNT {
        texts[place * 3] = ROWS[place].name;
        texts[place * 3 + 1] = ROWS[place].meaning;
        texts[place * 3 + 2] = ROWS[place].reference;
        place += 1;
    }
    texts
};

pub(super) const COUNT: usize = ROWS.len();

/// Each verdict of the rows once, after the one that only a cause has, and how
/// many they are.
const ALL_VERDICTS: ([Verdict; 1 + COUNT], usize) = {
    let mut found = [Verdict::NOW; 1 + COUNT];
    let (mut count, mut place) = (1, 0);
    while place < COUNT {
        let verdict = ROWS[place].verdict;
        let at = place_of_verdict(found.split_at(count).0, verdict);
        if at == count {
            found[at] = verdict;
            count += 1;
        }
        place += 1;
    }
    (found, count)
};

/// The first place of the verdict, or the one past the last.
const fn place_of_verdict(verdicts: &[Verdict], wanted: Verdict) -> usize {
    let mut place = 0;
    while place < verdicts.len() && !is_same_verdict(verdicts[place], wanted) {
        place += 1;
    }
    place
}

/// `==`, which does not work in a constant yet.
const fn is_same_verdict(a: Verdict, b: Verdict) -> bool {
    let (a, b) = (a.numbers(), b.numbers());
    a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3]
}
