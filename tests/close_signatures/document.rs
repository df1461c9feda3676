//! The tables of docs/signatures.md that are made of signatures and suspects.

#[path = "../close_support/page.rs"]
mod page;
#[path = "../close_support/reasons.rs"]
mod reasons;

use std::time::Duration;

use closewise::close::{
    Context, Diagnosis, Evidence, Measure, Signature, Surroundings, SuspectKind, Verdict,
};
use page::{header, hold, line};
use reasons::REASONS;

use crate::{chance, diagnosed};

#[test]
fn the_tables_of_the_page_show_what_the_code_does() {
    hold(&[
        ("signatures", signatures()),
        ("spans", usual_spans()),
        ("reasons", reasons()),
        ("codes", codes()),
        ("unopened", unopened()),
        ("chance", chance_of_spans()),
    ]);
}

fn signatures() -> String {
    let mut table = header(&[
        "name",
        "key",
        "sign",
        "codes",
        "kind",
        "verdict",
        "by chance",
    ]);
    for row in closewise::close::signatures().iter() {
        table += &line(&[
            format!("[{}]({})", row.name, row.reference),
            format!("`{}`", row.key),
            sign(row),
            listed(row.codes.iter().map(|code| code.0)),
            row.kind.to_string(),
            row.verdict.map_or_else(String::new, |v| v.to_string()),
            chance::in_percent(chance::of(row)),
        ]);
    }
    table
}

/// What points to it: a span with its bounds, and words.
fn sign(row: &Signature) -> String {
    let span = row.span.map(|span| {
        let of = match span.measure {
            Measure::InboundSilence => "nothing came in for",
            Measure::OutboundSilence => "nothing went out for",
            Measure::Silence => "nothing either way for",
            Measure::Age => "open for",
        };
        let [millis, from, to] = [span.millis, span.from, span.to].map(in_words);
        format!("{of} {millis} ({from} to {to})")
    });
    let words = row.words.iter().map(|words| format!("“{words}”"));
    let words = words.collect::<Vec<_>>().join(" or ");
    let words = (!words.is_empty()).then_some(words);
    span.into_iter().chain(words).collect::<Vec<_>>().join(", ")
}

/// The silences and ages that point to a timeout, whoever has it, found by trying all.
fn usual_spans() -> String {
    let mut table = header(&["ended with", "silences", "ages"]);
    for (codes, code) in [("1001, 1005, 1006 or 1011", 1006), ("1000 or 1002", 1000)] {
        let (mut silences, mut ages) = (Vec::new(), Vec::new());
        for seconds in 1..=100_000 {
            let span = Duration::from_secs(seconds);
            let silent = Context {
                inbound_silence: Some(span),
                outbound_silence: Some(span),
                ..opened(span)
            };
            let busy = Context {
                inbound_silence: Some(Duration::from_secs(10)),
                outbound_silence: Some(Duration::from_secs(10)),
                ..opened(span)
            };
            silences.extend(span_by(Evidence::Silence, code, &silent));
            ages.extend(span_by(Evidence::Age, code, &busy));
        }
        silences.dedup();
        ages.dedup();
        table += &line(&[codes.into(), listed(silences.iter()), listed(ages.iter())]);
    }
    table
}

fn span_by(evidence: Evidence, code: u16, context: &Context) -> Option<String> {
    let suspects = diagnosed(code, "", context, &[]).suspects;
    let mut suspects = suspects.iter();
    let suspect = suspects.find(|suspect| suspect.evidence == evidence)?;
    let millis = suspect.span?.as_millis();
    Some(in_words(millis.try_into().ok()?))
}

fn reasons() -> String {
    let mut table = header(&["code", "reason", "kind", "verdict"]);
    for (code, reason, _, source) in REASONS {
        let diagnosis = diagnosed(*code, reason, &opened(Duration::from_secs(10)), &[]);
        table += &line(&[
            code.to_string(),
            format!("[{reason}]({source})"),
            diagnosis.suspects[0].kind.to_string(),
            changed(&diagnosis),
        ]);
    }
    table
}

/// The verdict, marked where the code alone would say another.
fn changed(diagnosis: &Diagnosis) -> String {
    let plain = diagnosed(diagnosis.code.0, "", &opened(Duration::from_secs(10)), &[]);
    if diagnosis.verdict == plain.verdict {
        diagnosis.verdict.to_string()
    } else {
        format!("**{}**", diagnosis.verdict)
    }
}

fn codes() -> String {
    let mut of_kinds: Vec<(String, Vec<u16>)> = Vec::new();
    for code in (1000..=1015).chain(3000..=4999) {
        let kinds = kinds(&diagnosed(code, "", &opened(Duration::from_secs(10)), &[]));
        match of_kinds.iter_mut().find(|(known, _)| *known == kinds) {
            Some((_, codes)) => codes.push(code),
            None if kinds.is_empty() => {}
            None => of_kinds.push((kinds, vec![code])),
        }
    }
    let mut table = header(&["code", "typical of"]);
    for (kinds, codes) in of_kinds {
        let is_rest = codes.len() > 100;
        let named = codes.iter().filter(|code| !is_rest || **code < 3_000);
        let named = named.map(u16::to_string);
        let rest = is_rest.then(|| "others from 3000 to 4999".to_string());
        let codes = listed(named.chain(rest));
        table += &line(&[codes, kinds]);
    }
    table
}

fn unopened() -> String {
    let attempt = |url, page| Context {
        elapsed: Some(Duration::from_millis(500)),
        surroundings: Surroundings::between(url, page),
        ..Context::default()
    };
    let page = Some("https://example.com/");
    let blocked = {
        let mut context = attempt("wss://example.com/", page);
        context.surroundings.blocked_by = Some("connect-src".into());
        context
    };
    let rows = [
        (
            "a policy of the page blocked it, and the browser said so",
            blocked,
        ),
        (
            "`ws:` to another machine from a page with TLS",
            attempt("ws://example.com/", page),
        ),
        (
            "no answer for 9 s",
            Context {
                elapsed: Some(Duration::from_secs(9)),
                ..attempt("wss://example.com/", page)
            },
        ),
        (
            "it had opened before",
            Context {
                opened_before: true,
                ..attempt("wss://example.com/", page)
            },
        ),
        (
            "`ws:` to this machine, failed within 100 ms",
            Context {
                elapsed: Some(Duration::from_millis(100)),
                ..attempt("ws://localhost:3000/", Some("http://localhost/"))
            },
        ),
        (
            "`wss:` to this machine or to a number",
            attempt("wss://localhost/", page),
        ),
        (
            "`wss:` to another host than the page's",
            attempt("wss://example.com/", Some("https://example.net/")),
        ),
        (
            "`wss:` with a port of its own",
            attempt("wss://example.com:8443/", page),
        ),
        (
            "`wss:` to the page's host",
            attempt("wss://example.com/", page),
        ),
        ("nothing is known", Context::default()),
    ];
    let mut table = header(&["what is known", "typical of", "verdict"]);
    for (known, context) in rows {
        let diagnosis = diagnosed(1006, "", &context, &[]);
        let verdict = diagnosis.verdict.to_string();
        table += &line(&[known.into(), kinds(&diagnosis), verdict]);
    }
    table
}

fn chance_of_spans() -> String {
    let mut table = header(&[
        "ended with",
        "a usual span by chance",
        "changes the verdict",
    ]);
    for code in [1001, 1005, 1006, 1011, 1000, 1002, 1003, 1008, 1009, 4000] {
        let plain = diagnosed(code, "", &opened(Duration::from_secs(10)), &[]).verdict;
        let changes = !plain.is_retry() && plain != Verdict::Reauthenticate;
        let rate = chance::of_a_usual_span(code);
        let is_changed = if changes && rate > 0.0 {
            "to a retry"
        } else {
            "no"
        };
        table += &line(&[
            code.to_string(),
            chance::in_percent(rate),
            is_changed.into(),
        ]);
    }
    table
}

fn opened(uptime: Duration) -> Context {
    Context {
        opened: true,
        uptime,
        ..Context::default()
    }
}

fn kinds(diagnosis: &Diagnosis) -> String {
    let kinds = diagnosis.suspects.iter().map(|suspect| suspect.kind);
    let mut kinds: Vec<SuspectKind> = kinds.collect();
    kinds.dedup();
    listed(kinds.iter())
}

fn listed<T: ToString>(items: impl Iterator<Item = T>) -> String {
    let items = items.map(|item| item.to_string());
    items.collect::<Vec<_>>().join(", ")
}

/// In the greatest unit that it is a whole number of, or in seconds.
fn in_words(millis: u64) -> String {
    match millis {
        7_200_000.. if millis.is_multiple_of(3_600_000) => format!("{} h", millis / 3_600_000),
        120_000.. if millis.is_multiple_of(60_000) => format!("{} min", millis / 60_000),
        _ if millis.is_multiple_of(1_000) => format!("{} s", millis / 1_000),
        _ => format!("{}.{} s", millis / 1_000, millis % 1_000 / 100),
    }
}
