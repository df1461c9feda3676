//! Tables in Markdown.

use crate::Millis;
use crate::metrics::Outcome;

const COLUMNS: [&str; 8] = [
    "client",
    "peak, 1/s",
    "peak when back, 1/s",
    "wasted tries each",
    "50 % back, s",
    "99 % back, s",
    "99.9 % back, s",
    "lost",
];

/// A row for each labelled outcome.
pub fn of_outcomes<'a>(rows: impl IntoIterator<Item = (&'a str, &'a Outcome)>) -> String {
    let rows = rows.into_iter().map(|(label, outcome)| {
        let cells = [
            label.to_owned(),
            whole(outcome.peak as usize),
            whole(outcome.peak_when_back as usize),
            format!("{:.2}", outcome.wasted_by_each()),
            seconds(outcome.until_50_percent),
            seconds(outcome.until_99_percent),
            seconds(outcome.until_999_permille),
            whole(outcome.lost),
        ];
        cells.to_vec()
    });
    markdown(&COLUMNS.map(str::to_owned), rows.collect())
}

/// A table whose first column is left-aligned and whose others are right-aligned.
pub fn markdown(head: &[String], rows: Vec<Vec<String>>) -> String {
    let lines: Vec<Vec<String>> = std::iter::once(head.to_vec()).chain(rows).collect();
    let widths: Vec<usize> = (0..lines[0].len())
        .map(|column| {
            let cells = lines.iter().map(|line| line[column].chars().count());
            cells.max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        for (column, (cell, &width)) in line.iter().zip(&widths).enumerate() {
            text += &if column == 0 {
                format!("| {cell:width$} ")
            } else {
                format!("| {cell:>width$} ")
            };
        }
        text += "|\n";
        if place == 0 {
            for (column, width) in widths.iter().enumerate() {
                let end = if column == 0 { '-' } else { ':' };
                text += &format!("|{}{end}", "-".repeat(width + 1));
            }
            text += "|\n";
        }
    }
    text
}

/// A number with its thousands apart.
pub fn whole(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A time in s to a tenth, or "never".
pub fn seconds(time: Option<Millis>) -> String {
    time.map_or("never".to_owned(), |time| {
        format!("{:.1}", time as f64 / 1_000.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        let texts = [0, 999, 1_000, 1_234_567].map(whole);
        assert_eq!(texts, ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let line = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let expected = "| a  | long |\n|----|-----:|\n| ab |    1 |\n";
        assert_eq!(
            markdown(&line(["a", "long"]), vec![line(["ab", "1"])]),
            expected
        );
    }
}
