//! What there is to say of each kind of suspect, whatever points to it.

use crate::close::phrase::Phrase;
use crate::close::suspect::{KindWords, SuspectKind};

/// Every name and remedy, a kind a row.
#[rustfmt::skip] // a kind a row
pub(super) const fn words_of(kind: SuspectKind) -> KindWords {
    match kind {
        SuspectKind::IdleTimeout => words(
            Phrase::new("idle-timeout.name", "an idle timeout"),
            Phrase::new("idle-timeout.remedy", "Compare how long it had been silent with the timeouts of the server and of each proxy before it; a heartbeat prevents it."),
            "https://nginx.org/en/docs/http/websocket.html",
        ),
        SuspectKind::Lifetime => words(
            Phrase::new("lifetime.name", "a limit of a connection's age"),
            Phrase::new("lifetime.remedy", "A heartbeat does not help: raise the limit, or plan for a new connection before it."),
            "https://cloud.google.com/load-balancing/docs/backend-service#timeout-setting",
        ),
        SuspectKind::KeepaliveTimeout => words(
            Phrase::new("keepalive-timeout.name", "a ping that was not answered in time"),
            Phrase::new("keepalive-timeout.remedy", "Look for what kept either side from answering: a blocked thread or event loop, a throttled tab, a path that is half open."),
            "RFC 6455 §5.5.2",
        ),
        SuspectKind::Restart => words(
            Phrase::new("restart.name", "a restart or a deploy"),
            Phrase::new("restart.remedy", "Look for a deploy, a crash or a reload at this time; Caddy and ingress-nginx end all WebSockets when they reload."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::ServerError => words(
            Phrase::new("server-error.name", "an error in the server"),
            Phrase::new("server-error.remedy", "Read the server's log at this moment, for an exception in the handler of the connection or of its last message."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::Refused => words(
            Phrase::new("refused.name", "refused credentials or a refused origin"),
            Phrase::new("refused.remedy", "Check token, cookies and allowed origins, and read the server's log. An ASGI server that closes before it accepts answers 403."),
            "https://websockets.spec.whatwg.org/#feedback-from-the-protocol",
        ),
        SuspectKind::WrongPath => words(
            Phrase::new("wrong-path.name", "a wrong path or a proxy that does not forward the upgrade"),
            Phrase::new("wrong-path.remedy", "Compare the path with the server's routes. nginx needs: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection \"upgrade\";"),
            "https://nginx.org/en/docs/http/websocket.html",
        ),
        SuspectKind::Tls => words(
            Phrase::new("tls.name", "a fault of TLS or of the certificate"),
            Phrase::new("tls.remedy", "Open the same address with https: in a tab: the browser says there what is wrong. A page cannot accept a self-signed certificate."),
            "RFC 6455 §4.1",
        ),
        SuspectKind::Blocked => words(
            Phrase::new("blocked.name", "a block by the browser itself"),
            Phrase::new("blocked.remedy", "Read the console: it names mixed content (ws: in an https: page) or the Content Security Policy. Try without extensions."),
            "https://www.w3.org/TR/CSP3/#directive-connect-src",
        ),
        SuspectKind::Unreachable => words(
            Phrase::new("unreachable.name", "a server that is not there"),
            Phrase::new("unreachable.remedy", "Check that the server runs and listens on this host and port, then DNS, firewalls and the proxies before it."),
            "RFC 6455 §4.1",
        ),
        SuspectKind::SizeLimit => words(
            Phrase::new("size-limit.name", "a limit of the size of a message"),
            Phrase::new("size-limit.remedy", "Send smaller messages, or raise the limit of the server and of each proxy."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::ProtocolError => words(
            Phrase::new("protocol-error.name", "a message that is against the protocol"),
            Phrase::new("protocol-error.remedy", "Look at the last messages: their format, the subprotocol, compression, and whether a proxy changes them."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::RateLimit => words(
            Phrase::new("rate-limit.name", "a limit of messages, connections or credit"),
            Phrase::new("rate-limit.remedy", "Send less often, open fewer connections, and come back later; the server's documentation names its limits."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::Replaced => words(
            Phrase::new("replaced.name", "another session that took over"),
            Phrase::new("replaced.remedy", "Look for a second tab, device or copy of the client with the same identity. Two that retry push each other out for ever."),
            "RFC 6455 §7.4.1",
        ),
        SuspectKind::NetworkChange => words(
            Phrase::new("network-change.name", "a network that changed or went away"),
            Phrase::new("network-change.remedy", "Nothing to mend where it is rare: a retry helps. Where it is not, look at Wi-Fi, VPN and mobile hand-overs."),
            "RFC 6455 §7.1.5",
        ),
        SuspectKind::Sleep => words(
            Phrase::new("sleep.name", "a machine or a page that slept"),
            Phrase::new("sleep.remedy", "Nothing to mend: a new connection helps."),
            "https://wicg.github.io/page-lifecycle/",
        ),
        SuspectKind::Throttled => words(
            Phrase::new("throttled.name", "a browser that holds back timers or attempts"),
            Phrase::new("throttled.remedy", "In a hidden page timers ring once a minute, and Firefox puts off attempts after failures: let the server ping, or connect from a worker."),
            "https://developer.chrome.com/blog/timer-throttling-in-chrome-88",
        ),
    }
}

const fn words(name: Phrase, remedy: Phrase, reference: &'static str) -> KindWords {
    KindWords {
        name,
        remedy,
        reference,
    }
}
