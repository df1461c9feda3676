//! docs/signatures.md: its tables are made of what the code does, the words around them
//! are people's. `WRITE_DOCS=1 cargo test --test 'close_*' page` writes them anew.

use std::env;
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/signatures.md");

/// Holds these tables, each by its name, to what the page shows, or writes them into it.
pub fn hold(tables: &[(&str, String)]) {
    let page = fs::read_to_string(PAGE).expect("docs/signatures.md");
    let expected = tables.iter().fold(page.clone(), |page, (name, table)| {
        with_table(&page, name, table)
    });
    if env::var_os("WRITE_DOCS").is_some() {
        fs::write(PAGE, &expected).expect("docs/signatures.md can be written");
    } else {
        assert_eq!(
            page, expected,
            "WRITE_DOCS=1 cargo test --test 'close_*' page writes docs/signatures.md anew"
        );
    }
}

/// The page with another table between the two markers of that name.
fn with_table(page: &str, name: &str, table: &str) -> String {
    let begin = format!("<!-- table: {name} -->\n");
    let end = format!("<!-- end: {name} -->");
    let (before, rest) = page.split_once(&begin).expect(&begin);
    let (_, after) = rest.split_once(&end).expect(&end);
    format!("{before}{begin}{table}{end}{after}")
}

pub fn header(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    line(&names) + &line(&vec!["---".to_string(); names.len()])
}

pub fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
