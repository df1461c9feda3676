//! What keeps a connection from opening whose address was asked by a plain request.

use crate::close::address::Host;
use crate::close::context::Surroundings;
use crate::close::finding::Finding;
use crate::close::phrase::Phrase;
use crate::close::suspect::{
    Evidence, Suspect,
    SuspectKind::{
        self, Blocked, NetworkChange, RateLimit, Refused, Restart, ServerError, Tls, Unreachable,
        WrongPath,
    },
};

use super::{kinds, typical, unopened};

/// The suspects, the best first: where the request was not made, those of the attempt alone.
pub(super) fn suspects(finding: Finding, around: &Surroundings) -> Vec<Suspect> {
    let kinds = kinds_of(finding, around);
    let suspects = kinds.into_iter().map(|kind| match said_of(finding) {
        Some(said) => told(kind, said, finding),
        None => typical(kind, Evidence::Attempt, None),
    });
    suspects.collect()
}

fn kinds_of(finding: Finding, around: &Surroundings) -> Vec<SuspectKind> {
    match finding {
        Finding::Forbidden => unopened::around_alone(around),
        Finding::Nobody => of_nobody(around),
        Finding::Silence => {
            let mut kinds = vec![Unreachable, ServerError];
            kinds.extend(may_be_network(around).then_some(NetworkChange));
            kinds
        }
        // What the page does not allow would not have been answered.
        Finding::Hidden => vec![WrongPath, Refused, ServerError],
        Finding::Redirect => vec![WrongPath],
        Finding::Status(status) => of_a_status(status).to_vec(),
    }
}

fn of_nobody(around: &Surroundings) -> Vec<SuspectKind> {
    let secure = around.address.is_some_and(|address| address.secure);
    let is_named = around
        .address
        .is_none_or(|address| address.host == Host::Name);
    let mut kinds = match secure {
        // Few have a certificate for a number, or for this machine.
        true if !is_named => vec![Tls, Unreachable, Blocked],
        true => vec![Unreachable, Tls, Blocked],
        false => vec![Unreachable, Blocked],
    };
    kinds.extend(may_be_network(around).then_some(NetworkChange));
    kinds
}

fn may_be_network(around: &Surroundings) -> bool {
    let is_here = around
        .address
        .is_some_and(|address| address.host == Host::Loopback);
    !around.others_open && !is_here
}

/// What a handshake fails for where a plain request has this answer (RFC 9110 §15).
const fn of_a_status(status: u16) -> &'static [SuspectKind] {
    match status {
        // It knows the path and speaks WebSockets, so the handshake does not come as it was sent, or
        // is refused for what the plain request had not.
        400 | 426 => &[WrongPath, Refused],
        401 | 407 => &[Refused],
        // An ASGI server, too, for a path that it does not serve.
        403 => &[Refused, WrongPath],
        429 => &[RateLimit],
        502 | 504 => &[Unreachable, Restart],
        503 => &[Restart, Unreachable],
        500..=599 => &[ServerError],
        // Something else is served there, or nothing.
        _ => &[WrongPath],
    }
}

fn told(kind: SuspectKind, said: Phrase, finding: Finding) -> Suspect {
    let said = match (kind, finding) {
        // Of a proxy that answers, the name would be wrong.
        (Unreachable, Finding::Status(_)) => UPSTREAM,
        _ => said,
    };
    let words = kinds::words_of(kind);
    let remedy = match finding.is_redirect() {
        true => FOLLOW,
        false => words.remedy,
    };
    let status = finding
        .status()
        .map_or_else(String::new, |status| u32::from(status).to_string());
    let mut key = kind.as_str().to_string();
    key += ".";
    key += said.key;
    Suspect {
        key: key.into(),
        sentence: said.fill(&[("name", words.name.text), ("status", &status)]),
        remedy: remedy.text.into(),
        ..typical(kind, Evidence::Request, None)
    }
}

/// What is said of all suspects of a finding; `None` where it says nothing.
const fn said_of(finding: Finding) -> Option<Phrase> {
    Some(match finding {
        Finding::Forbidden => return None,
        Finding::Nobody => NOBODY,
        Finding::Silence => SILENCE,
        Finding::Hidden => HIDDEN,
        Finding::Redirect => REDIRECT,
        Finding::Status(426) => UPGRADE,
        Finding::Status(_) => STATUS,
    })
}

const NOBODY: Phrase = Phrase::new(
    "request-nobody",
    "Nobody answers a plain request to the same address either, which is typical of {name}.",
);
const SILENCE: Phrase = Phrase::new(
    "request-silence",
    "A plain request to the same address is not answered in time either, which is typical of {name}.",
);
const HIDDEN: Phrase = Phrase::new(
    "request-hidden",
    "Somebody answers a plain request to the same address, which is typical of {name}.",
);
const REDIRECT: Phrase = Phrase::new(
    "request-redirect",
    "A plain request to the same address is sent elsewhere, which is typical of {name}.",
);
const STATUS: Phrase = Phrase::new(
    "request-status",
    "A plain request to the same address is answered with {status}, which is typical of {name}.",
);
const UPGRADE: Phrase = Phrase::new(
    "request-upgrade",
    "A plain request to the same address is answered with {status}, as by a server of WebSockets that sees no upgrade: this is typical of {name}.",
);
const UPSTREAM: Phrase = Phrase::new(
    "request-upstream",
    "A plain request to the same address is answered with {status}, which is typical of a proxy whose server does not answer.",
);
const FOLLOW: Phrase = Phrase::new(
    "wrong-path.follow",
    "Connect to where it is sent, for a WebSocket follows no redirect. Often http: should be https:, or a slash is missing.",
);

/// Every phrase of these.
pub(super) const PHRASES: [Phrase; 8] = [
    NOBODY, SILENCE, HIDDEN, REDIRECT, STATUS, UPGRADE, UPSTREAM, FOLLOW,
];
