use std::{env, fs, path::Path};

use closewise_chaos::{endpoints, faults::servers};

#[test]
fn the_readme_shows_the_tables_of_endpoints_and_servers() {
    shows("| endpoint |", &endpoints::markdown());
    shows("| server |", &servers::markdown());
}

/// With UPDATE_README set, writes the table in place of comparing it.
fn shows(start: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("a README.md");
    let start = readme.find(start).expect("the table's head");
    let end = readme[start..].find("\n\n").expect("text after the table") + start + 1;
    if env::var_os("UPDATE_README").is_some() {
        let updated = [&readme[..start], table, &readme[end..]].concat();
        fs::write(&path, updated).expect("writes README.md");
    } else {
        assert_eq!(
            &readme[start..end],
            table,
            "set UPDATE_README=1 and run this test to write the table"
        );
    }
}
