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
        let (scheme, _) = url.trim().split_once("://")?;
        let (host, port) = host_and_port(url)?;
        Some(Self {
            secure: scheme.eq_ignore_ascii_case("wss") || scheme.eq_ignore_ascii_case("https"),
            host: Host::of(&host.to_ascii_lowercase()),
            port: port.starts_with(':'),
        })
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
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let origin = scheme.len() + "://".len() + authority.len();
    let reported = reported.strip_suffix('/').unwrap_or(reported);
    let whole = url.strip_suffix('/').unwrap_or(url);
    [scheme, &url[..origin], whole].contains(&reported)
}

/// Whether both URLs name the same host.
pub(super) fn have_same_host(url: &str, other: &str) -> bool {
    match (host_and_port(url), host_and_port(other)) {
        (Some((host, _)), Some((other, _))) => host.eq_ignore_ascii_case(other),
        _ => false,
    }
}

/// The host of a URL, and the port with its colon; `None` if there is no host. A
/// number of IPv6 is without its brackets.
fn host_and_port(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.trim().split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?;
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    (!host.is_empty()).then_some((host, port))
}

impl Host {
    /// `host` is in lower case, a number of IPv6 without its brackets.
    fn of(host: &str) -> Self {
        let is_number = host.contains(':') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let is_local = host == "localhost" || host.ends_with(".localhost");
        if is_local || host == "::1" || (is_number && host.starts_with("127.")) {
            Self::Loopback
        } else if is_number {
            Self::Number
        } else {
            Self::Name
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Host, have_same_host, is_reported_as};

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
        for url in ["", "example.com", "ws://", "ws:///feed", "ws://[::1"] {
            assert_eq!(Address::of(url), None, "{url}");
        }
    }

    #[test]
    fn hosts_are_the_same_whatever_scheme_port_and_path_are() {
        assert!(have_same_host(
            "wss://Example.com:81/a",
            "https://example.com/b"
        ));
        assert!(!have_same_host(
            "wss://a.example.com/",
            "https://example.com/"
        ));
        assert!(!have_same_host("", ""));
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
