//! `cargo run --release -p closewise-storm -- --help`

use std::fs;
use std::io;
use std::process::ExitCode;

use clap::Parser;
use closewise_storm::contender::Contender;
use closewise_storm::report::{docs, table};
use closewise_storm::scenario::{SCENARIOS, Scenario};
use closewise_storm::storm::{Storm, run_all};

/// Lets a crowd of clients lose its server, in virtual time, and tells how they come back.
#[derive(Parser)]
struct Args {
    /// How many clients of each kind.
    #[arg(long, default_value_t = docs::CLIENTS)]
    clients: usize,
    /// What the random numbers grow from.
    #[arg(long, default_value_t = docs::SEED)]
    seed: u64,
    /// Only the storms of these names.
    #[arg(long, value_delimiter = ',')]
    storms: Vec<String>,
    /// Only closewise, without its peers.
    #[arg(long)]
    alone: bool,
    /// Write the tables and pictures of docs/storms.md anew, with the crowd that belongs there.
    #[arg(long, exclusive = true)]
    write: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let done = if args.write { write() } else { print(&args) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("{complaint}");
            ExitCode::FAILURE
        }
    }
}

fn print(args: &Args) -> Result<(), String> {
    let scenarios = choose(&args.storms)?;
    let mut contenders = Contender::all();
    if args.alone {
        contenders.retain(Contender::is_closewise);
        let storms = run_all(&scenarios, &contenders, args.clients, args.seed);
        println!("{}", alone(&storms));
        return Ok(());
    }
    for storm in run_all(&scenarios, &contenders, args.clients, args.seed) {
        let Scenario { title, what, .. } = storm.scenario;
        let rows = storm
            .outcomes
            .iter()
            .map(|(contender, outcome)| (contender.name(), outcome));
        println!("{title}. {what}\n\n{}", table::of_outcomes(rows));
    }
    Ok(())
}

/// One table: a row a storm.
fn alone(storms: &[Storm]) -> String {
    table::of_outcomes(storms.iter().flat_map(|storm| {
        let outcomes = storm.outcomes.iter();
        outcomes.map(|(_, outcome)| (storm.scenario.name, outcome))
    }))
}

/// The storms named, or all; an unknown name is an error, never an empty run.
fn choose(names: &[String]) -> Result<Vec<Scenario>, String> {
    let known = SCENARIOS.map(|scenario| scenario.name);
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!(
            "no storm is named {name:?}: take {}",
            known.join(", ")
        ));
    }
    let chosen = |scenario: &Scenario| names.is_empty() || names.iter().any(|n| n == scenario.name);
    Ok(SCENARIOS.into_iter().filter(chosen).collect())
}

fn write() -> Result<(), String> {
    let shown = docs::Shown::new();
    let page = docs::file(docs::PAGE);
    let told = |error: io::Error| error.to_string();
    let text = fs::read_to_string(&page).map_err(told)?;
    fs::write(&page, shown.with_tables(&text)?).map_err(told)?;
    for (path, picture) in shown.pictures() {
        fs::write(docs::file(&path), picture).map_err(told)?;
    }
    println!(
        "the tables are in {}, the pictures in docs/images",
        docs::PAGE
    );
    Ok(())
}
