//! The tables of codes, the standard's and the profiles', as they are held:
//! packed by the compiler from the rows that the other files write down.

use super::code::{CloseCode, Sender};
use super::scene;
use super::texts::{PROFILE, REFERENCE, ROW, Said};
use super::verdict::Verdict;
use super::{profiles, registry};

/// A table as it is written down.
pub(super) struct Table {
    /// The name of a profile.
    pub(super) name: &'static str,
    /// Where it is documented: the reference of the rows that name none.
    pub(super) source: &'static str,
    pub(super) rows: &'static [Row],
}

/// A row as it is written down: what one code means, or a range of codes.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) sender: Sender,
    pub(super) verdict: Verdict,
    pub(super) name: &'static str,
    /// As half a sentence; may be empty.
    pub(super) meaning: &'static str,
    /// May be empty.
    pub(super) reference: &'static str,
}

impl Row {
    /// A row with its table's reference, for codes that either endpoint sends.
    pub(super) const fn new(
        first: u16,
        last: u16,
        verdict: Verdict,
        name: &'static str,
        meaning: &'static str,
    ) -> Self {
        Self {
            first,
            last,
            sender: Sender::Both,
            verdict,
            name,
            meaning,
            reference: "",
        }
    }
}

/// Every table: the standard, then the profiles.
pub(super) const TABLES: [&Table; 6] = [
    &registry::TABLE,
    &profiles::graphql_transport_ws::TABLE,
    &profiles::pusher::TABLE,
    &profiles::centrifugo::TABLE,
    &profiles::discord::TABLE,
    &profiles::aws_api_gateway::TABLE,
];

/// A row by its place among the rows of all tables, of which the standard's are
/// the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place(pub(super) u8);

impl Place {
    /// The row for a code: the narrowest of a profile's that speaks of it, else
    /// of the standard's, which has one for each code.
    pub(super) const fn find(code: CloseCode, Part { first, end }: Part) -> Self {
        let mut place = first;
        loop {
            if place == end {
                place = 0;
            }
            let row = &PACKED[place as usize];
            if code.0.wrapping_sub(row.first) <= row.width {
                return Self(place);
            }
            place += 1;
        }
    }

    pub(super) const fn is_standard(self) -> bool {
        self.0 < STANDARD.end
    }

    pub(super) const fn first(self) -> u16 {
        self.packed().first
    }

    pub(super) const fn last(self) -> u16 {
        self.packed().first + self.packed().width
    }

    pub(super) const fn sender(self) -> Sender {
        SENDERS[self.0 as usize]
    }

    pub(super) const fn verdict(self) -> Verdict {
        verdict(self.verdict_place())
    }

    pub(super) const fn verdict_place(self) -> u8 {
        self.packed().verdict & !HAS_MEANING
    }

    pub(super) const fn name(self) -> Said {
        Said::Line(ROW + self.0 as usize * 2)
    }

    /// None for many rows of profiles.
    pub(super) fn meaning(self) -> Option<Said> {
        let line = ROW + self.0 as usize * 2 + 1;
        (self.packed().verdict & HAS_MEANING > 0).then_some(Said::Line(line))
    }

    pub(super) const fn reference(self) -> Said {
        reference(self.packed().reference)
    }

    const fn packed(self) -> &'static Packed {
        &PACKED[self.0 as usize]
    }
}

/// The rows of one table: the places of the first, and past the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Part {
    pub(super) first: u8,
    pub(super) end: u8,
}

impl Part {
    /// Those of the table at this place in [`TABLES`].
    pub(super) const fn of(table: usize) -> Self {
        let (mut first, mut before) = (0, 0);
        while before < table {
            first += TABLES[before].rows.len();
            before += 1;
        }
        Self {
            first: first as u8,
            end: (first + TABLES[table].rows.len()) as u8,
        }
    }
}

pub(super) const STANDARD: Part = Part::of(0);

pub(super) const fn verdict(place: u8) -> Verdict {
    VERDICTS[place as usize]
}

/// The place of a verdict, which a row has to have.
pub(super) const fn place_of(verdict: Verdict) -> u8 {
    let place = place_of_verdict(&ALL_VERDICTS.0, verdict);
    assert!(place < VERDICTS.len());
    place as u8
}

/// The reference at a place: first those of the scenes, then those of rows.
pub(super) const fn reference(place: u8) -> Said {
    Said::Line(REFERENCE + place as usize)
}

/// The name of a profile, counted from zero.
pub(super) const fn profile_name(number: u8) -> Said {
    Said::Line(PROFILE + number as usize)
}

/// A row beside its words and its sender, of which the npm package knows.
#[derive(Clone, Copy)]
struct Packed {
    first: u16,
    /// How many codes follow the first.
    width: u16,
    /// The place in [`VERDICTS`], and [`HAS_MEANING`].
    verdict: u8,
    /// The place in [`REFERENCES`].
    reference: u8,
}

const HAS_MEANING: u8 = 0x80;

static PACKED: [Packed; COUNT] = {
    let empty = Packed {
        first: 0,
        width: 0,
        verdict: 0,
        reference: 0,
    };
    let mut packed = [empty; COUNT];
    let mut place = 0;
    while place < COUNT {
        let row = &ROWS[place];
        let verdict = place_of_verdict(&ALL_VERDICTS.0, row.verdict) as u8;
        packed[place] = Packed {
            first: row.first,
            width: width(row),
            verdict: if row.meaning.is_empty() {
                verdict
            } else {
                verdict | HAS_MEANING
            },
            reference: place_of_text(&ALL_REFERENCES.0, row.reference) as u8,
        };
        place += 1;
    }
    packed
};

static SENDERS: [Sender; STANDARD.end as usize] = {
    let mut senders = [Sender::Both; STANDARD.end as usize];
    let mut place = 0;
    while place < senders.len() {
        senders[place] = ROWS[place].sender;
        place += 1;
    }
    senders
};

/// Each verdict once.
static VERDICTS: [Verdict; ALL_VERDICTS.1] = *ALL_VERDICTS.0.first_chunk().unwrap();

/// Name and meaning of each row.
pub(super) const WORDS: [&str; COUNT * 2] = {
    let mut texts = [""; COUNT * 2];
    let mut place = 0;
    while place < COUNT {
        texts[place * 2] = ROWS[place].name;
        texts[place * 2 + 1] = ROWS[place].meaning;
        place += 1;
    }
    texts
};

/// The name of each profile.
pub(super) const NAMES: [&str; TABLES.len() - 1] = {
    let mut texts = [""; TABLES.len() - 1];
    let mut number = 0;
    while number < texts.len() {
        texts[number] = TABLES[number + 1].name;
        number += 1;
    }
    texts
};

/// Each reference once.
pub(super) const REFERENCES: &[&str] = ALL_REFERENCES.0.split_at(ALL_REFERENCES.1).0;

const COUNT: usize = Part::of(TABLES.len() - 1).end as usize;

/// The rows of all tables, each table's narrowest first and with a reference.
const ROWS: [Row; COUNT] = {
    let mut rows = [TABLES[0].rows[0]; COUNT];
    let (mut table, mut count) = (0, 0);
    while table < TABLES.len() {
        let Table {
            source, rows: own, ..
        } = TABLES[table];
        let start = count;
        let mut next = 0;
        while next < own.len() {
            let mut row = own[next];
            if row.reference.is_empty() {
                row.reference = source;
            }
            let mut place = count;
            while place > start && width(&rows[place - 1]) > width(&row) {
                rows[place] = rows[place - 1];
                place -= 1;
            }
            rows[place] = row;
            count += 1;
            next += 1;
        }
        table += 1;
    }
    rows
};

const fn width(row: &Row) -> u16 {
    row.last - row.first
}

/// Each verdict of the rows once, and how many they are.
const ALL_VERDICTS: ([Verdict; COUNT], usize) = {
    let mut found = [Verdict::Stop; COUNT];
    let (mut count, mut place) = (0, 0);
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

/// The references of the scenes, then each reference of the rows once, and how
/// many they are.
const ALL_REFERENCES: ([&str; scene::REFERENCES.len() + COUNT], usize) = {
    let mut found = [""; scene::REFERENCES.len() + COUNT];
    let mut count = 0;
    while count < scene::REFERENCES.len() {
        found[count] = scene::REFERENCES[count];
        count += 1;
    }
    let mut place = 0;
    while place < COUNT {
        let text = ROWS[place].reference;
        let at = place_of_text(found.split_at(count).0, text);
        if at == count {
            found[at] = text;
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

/// The first place of the text, or the one past the last.
const fn place_of_text(texts: &[&str], wanted: &str) -> usize {
    let mut place = 0;
    while place < texts.len() && !is_same_text(texts[place], wanted) {
        place += 1;
    }
    place
}

/// `==`, which does not work in a constant yet.
const fn is_same_verdict(a: Verdict, b: Verdict) -> bool {
    let (a, b) = (a.numbers(), b.numbers());
    a[0] == b[0] && a[1] == b[1] && a[2] == b[2] && a[3] == b[3]
}

const fn is_same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}
