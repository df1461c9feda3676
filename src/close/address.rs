//! What an address alone says of a connection to it.

/// What an address alone says of a connection to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
#[non_exhaustive]
pub struct Address {
    /// Whether its scheme has TLS: `wss` or `https`.
    pub secure: bool,
    /// What kind of host it names.
    pub host: Host,
    /// Whether it names a port.
    pub port: bool,
}

/// A kind of host.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Host {
    /// This machine: `localhost`, a name under it, 127.0.0.0/8 or `::1`.
    Loopback,
    /// The number of another machine. Few have a certificate for it.
    Number,
    /// A name.
    Name,
}

impl Address {
    /// What a URL says; `None` if it is none with a host.
    ///
    /// ```
    /// use closewise::close::{Address, Host};
    ///
    /// let address = Address::of("wss://127.0.0.1:9001/feed").unwrap();
    /// assert!(address.secure);
    /// assert_eq!(address.host, Host::Loopback);
    /// ```
    pub fn of(url: &str) -> Option<Self> {
        Location::of(url).map(Location::address)
    }
}

/// Where a URL leads.
///
/// It is taken apart by its bytes, since all that is looked for is ASCII: what a `str`
/// is searched and trimmed with weighs 1,300 bytes of brotli more.
#[derive(Clone, Copy)]
pub(super) struct Location<'a> {
    scheme: &'a [u8],
    /// A number of IPv6 is without its brackets.
    host: &'a [u8],
    has_port: bool,
}

impl<'a> Location<'a> {
    /// `None` if the URL has no host.
    pub(super) fn of(url: &'a str) -> Option<Self> {
        let (scheme, rest) = split_at(url.as_bytes().trim_ascii(), b':')?;
        let rest = rest.strip_prefix(b"//")?;
        let authority = rest
            .split(|byte| matches!(byte, b'/' | b'?' | b'#'))
            .next()?;
        let address = authority.rsplit(|byte| *byte == b'@').next()?;
        let (host, has_port) = match address.strip_prefix(b"[") {
            Some(rest) => {
                let (host, port) = split_at(rest, b']')?;
                (host, !port.is_empty())
            }
            None => match split_at(address, b':') {
                Some((host, _)) => (host, true),
                None => (address, false),
            },
        };
        (!host.is_empty()).then_some(Self {
            scheme,
            host,
            has_port,
        })
    }

    pub(super) fn address(self) -> Address {
        Address {
            secure: self.is_secure(),
            host: Host::of(self.host),
            port: self.has_port,
        }
    }

    pub(super) fn is_secure(self) -> bool {
        self.scheme.eq_ignore_ascii_case(b"wss") || self.scheme.eq_ignore_ascii_case(b"https")
    }

    pub(super) fn has_same_host(self, other: Self) -> bool {
        self.host.eq_ignore_ascii_case(other.host)
    }
}

/// Whether a peer at one URL may name another for the next connection: what goes there
/// (subprotocols, a greeting, the outbox) was meant for this host alone, and for TLS
/// where this URL has it.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn may_lead_to(from: &str, to: &str) -> bool {
    match (Location::of(from), Location::of(to)) {
        (Some(from), Some(to)) => from.has_same_host(to) && (to.is_secure() || !from.is_secure()),
        _ => false,
    }
}

impl Host {
    /// A number of IPv6 is without its brackets.
    fn of(host: &[u8]) -> Self {
        let is_number =
            host.contains(&b':') || host.iter().all(|b| b.is_ascii_digit() || *b == b'.');
        let top = host.rsplit(|byte| *byte == b'.').next();
        let is_local = top.is_some_and(|top| top.eq_ignore_ascii_case(b"localhost"));
        if is_local || host == b"::1" || (is_number && host.starts_with(b"127.")) {
            Self::Loopback
        } else if is_number {
            Self::Number
        } else {
            Self::Name
        }
    }
}

/// Whether a report of what a page's policy blocked may be about this URL, which has
/// neither credentials nor a fragment.
///
/// CSP3, "Strip URL for use in reports", leaves no more than the scheme of a URL that is
/// not HTTP's. Browsers name it whole, as WebSockets were before that; older ones cut what
/// is of another origin down to its origin.
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) fn is_reported_as(url: &str, reported: &str) -> bool {
    let url = url.as_bytes();
    let Some((scheme, rest)) = split_at(url, b':') else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(b"//") else {
        return false;
    };
    let path = rest.iter().position(|byte| matches!(byte, b'/' | b'?'));
    let behind_the_origin = path.map_or(0, |at| rest.len() - at);
    let origin = url.get(..url.len() - behind_the_origin);
    let reported = without_slash(reported.as_bytes());
    reported == scheme || Some(reported) == origin || reported == without_slash(url)
}

#[cfg(any(test, target_arch = "wasm32"))]
fn without_slash(url: &[u8]) -> &[u8] {
    url.strip_suffix(b"/").unwrap_or(url)
}

/// What comes before the first such byte, and after it.
fn split_at(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|other| *other == byte)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::{Address, Host, Location, is_reported_as, may_lead_to};

    #[test]
    fn a_peer_may_lead_on_to_its_own_host_alone_and_never_out_of_tls() {
        let from = "wss://example.com/feed";
        assert!(may_lead_to(from, "wss://EXAMPLE.com:8443/other?id=7"));
        assert!(may_lead_to("ws://example.com/", "wss://example.com/"));
        for to in [
            "ws://example.com/feed",
            "wss://evil.example/feed",
            "wss://example.com@evil.example/feed",
            "wss://eu.example.com/feed",
            "/feed",
            "",
        ] {
            assert!(!may_lead_to(from, to), "{to}");
        }
    }

    #[test]
    fn an_address_says_whether_it_has_tls_and_what_kind_of_host_it_names() {
        for (url, secure, host) in [
            ("ws://localhost/feed:3", false, Host::Loopback),
            ("WSS://LOCALHOST", true, Host::Loopback),
            ("wss://app.localhost/", true, Host::Loopback),
            ("ws://127.4.0.1?x", false, Host::Loopback),
            ("ws://[::1]/", false, Host::Loopback),
            ("wss://[2001:db8::1]/", true, Host::Number),
            ("wss://user:secret@192.168.1.7/api", true, Host::Number),
            ("wss://127.example.com/", true, Host::Name),
            ("https://example.com#localhost", true, Host::Name),
        ] {
            let port = false;
            let address = Address { secure, host, port };
            assert_eq!(Address::of(url), Some(address), "{url}");
        }
        for url in ["ws://localhost:3000", "wss://u:s@h:1/", "wss://[::1]:80/a"] {
            assert!(Address::of(url).unwrap().port, "{url}");
        }
        for url in [
            "",
            "example.com",
            "mailto:a@b",
            "ws://",
            "ws:///feed",
            "ws://[::1",
        ] {
            assert_eq!(Address::of(url), None, "{url}");
        }
    }

    #[test]
    fn hosts_are_the_same_whatever_scheme_port_and_path_are() {
        let have_same_host = |url, other| {
            let (url, other) = (Location::of(url).unwrap(), Location::of(other).unwrap());
            url.has_same_host(other)
        };
        assert!(have_same_host(
            "wss://Example.com:81/a",
            "https://example.com/b"
        ));
        assert!(!have_same_host(
            "wss://a.example.com/",
            "https://example.com/"
        ));
    }

    #[test]
    fn a_report_names_the_url_its_origin_or_its_scheme() {
        let url = "wss://api.example.com:81/a/b?q=2";
        for reported in [
            url,
            "wss://api.example.com:81",
            "wss://api.example.com:81/",
            "wss",
        ] {
            assert!(is_reported_as(url, reported), "{reported}");
        }
        for reported in [
            "",
            "ws",
            "wss://api.example.com",
            "wss://api.example.com:81/a",
            "inline",
        ] {
            assert!(!is_reported_as(url, reported), "{reported}");
        }
        assert!(is_reported_as("ws://a.example/", "ws://a.example"));
        assert!(!is_reported_as("ws://a.example.com/", "ws://a.example"));
        assert!(!is_reported_as("/feed", ""));
    }
}
