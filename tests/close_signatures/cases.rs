//! A case for each signature, stated from its source rather than from the table: what
//! the source says that a client sees, and what to do about it.

use std::collections::BTreeSet;
use std::time::Duration;

use closewise::close::{Context, Source, Verdict, signatures};

use super::{diagnosed, names, shipped};

/// How the connection lived, in seconds, by the source.
#[derive(Clone, Copy, Debug)]
enum Life {
    /// Nothing went either way for so long.
    Silent(u64),
    /// The client sent nothing for so long, while data came in.
    Listening(u64),
    /// The server sent nothing for so long, while data went out.
    Talking(u64),
    /// It was busy, and so old.
    Aged(u64),
    /// Its words tell, whenever it ended.
    Whenever,
}
use Life::{Aged, Listening, Silent, Talking, Whenever};

impl Life {
    fn context(self) -> Context {
        // The close takes its way to the client.
        let late = Duration::from_millis(150);
        let span = |seconds| Duration::from_secs(seconds) + late;
        let just_now = Duration::from_millis(700);
        let (uptime, inbound, outbound) = match self {
            Silent(seconds) => (span(seconds + 37), span(seconds), span(seconds)),
            Listening(seconds) => (span(seconds + 37), just_now, span(seconds)),
            Talking(seconds) => (span(seconds + 37), span(seconds), just_now),
            Aged(seconds) => (span(seconds), just_now, just_now),
            Whenever => (span(4_321), just_now, just_now),
        };
        Context {
            opened: true,
            uptime,
            inbound_silence: Some(inbound),
            outbound_silence: Some(outbound),
            ..Context::default()
        }
    }
}

/// What the verdict is, and whether the code alone would say so.
#[derive(Clone, Copy, Debug)]
enum Told {
    /// A retry by the code.
    Retry,
    /// A retry, where the code says to stop.
    RetryAfterAll,
    /// To stop, by the code.
    Stop,
}
use Told::{Retry, RetryAfterAll, Stop};

/// Key, code, reason, life, verdict.
type Case = (&'static str, u16, &'static str, Life, Told);

#[rustfmt::skip] // a case a row
const CASES: &[Case] = &[
    // Load balancers, proxies and platforms.
    ("nginx-proxy-read-timeout", 1006, "", Silent(60), Retry),
    ("nginx-proxy-read-timeout", 1006, "", Silent(62), Retry),
    ("aws-alb-idle", 1006, "", Silent(60), Retry),
    ("aws-clb-idle", 1006, "", Silent(60), Retry),
    ("aws-nlb-idle", 1006, "", Silent(350), Retry),
    ("heroku-h15", 1006, "", Silent(55), Retry),
    ("cloudflare-idle", 1006, "", Silent(100), Retry),
    ("cloudflare-idle", 1006, "", Silent(120), Retry),
    ("azure-front-door-idle", 1006, "", Silent(5 * 60), Retry),
    ("azure-front-door-lifetime", 1006, "", Aged(4 * 3_600), Retry),
    ("azure-load-balancer-idle", 1006, "", Silent(4 * 60), Retry),
    ("cloud-run-request-timeout", 1006, "", Aged(5 * 60), Retry),
    ("cloud-run-request-timeout-max", 1006, "", Aged(60 * 60), Retry),
    ("aws-api-gateway-idle", 1001, "Going away", Silent(10 * 60), Retry),
    ("aws-api-gateway-lifetime", 1001, "Going away", Aged(2 * 3_600), Retry),
    ("cloudfront-idle", 1006, "", Talking(10 * 60), Retry),
    ("envoy-stream-idle", 1006, "", Silent(5 * 60), Retry),
    ("gcp-lb-backend-timeout", 1006, "", Aged(30), Retry),
    ("vercel-max-duration", 1006, "", Aged(300), Retry),
    ("vercel-max-duration", 1001, "", Aged(300), Retry),
    ("apache-proxy-timeout", 1006, "", Silent(60), Retry),
    ("haproxy-30", 1006, "", Silent(30), Retry),
    ("haproxy-50", 1006, "", Silent(50), Retry),
    ("yarp-activity-timeout", 1006, "", Silent(100), Retry),
    ("cloudflare-restart", 1001, "CloudFlare WebSocket proxy restarting", Whenever, Retry),
    // Servers and their libraries. Cowboy counts in ticks of 6 s.
    ("cowboy-idle", 1000, "", Listening(60), RetryAfterAll),
    ("cowboy-idle", 1000, "", Listening(66), RetryAfterAll),
    ("bandit-idle", 1002, "", Listening(60), RetryAfterAll),
    ("jetty-idle", 1001, "Connection Idle Timeout", Silent(30), Retry),
    ("python-websockets-keepalive", 1011, "keepalive ping timeout", Whenever, Retry),
    ("pekko-http-idle", 1006, "", Silent(60), Retry),
    ("play-idle", 1006, "", Silent(75), Retry),
    ("jetty9-idle", 1001, "Idle timeout expired: 300000/300000 ms", Silent(300), Retry),
    ("jetty9-idle", 1001, "Idle Timeout", Silent(300), Retry),
    ("jetty9-idle", 1000, "Idle for 300241ms > 300000ms", Silent(300), RetryAfterAll),
    ("tomcat-idle", 1001, "The WebSocket session [0] idle timeout expired", Whenever, Retry),
    ("tomcat-idle", 1001, "The WebSocket session [a1] read idle timeout expired", Whenever, Retry),
    ("uwebsockets-idle", 1006, "", Listening(120), Retry),
    ("uwebsockets-lifetime", 1000, "please reconnect", Whenever, RetryAfterAll),
    ("deno-ping-timeout", 1001, "No response from ping frame.", Whenever, Retry),
    ("tornado-ping-timeout", 1000, "ping timed out", Whenever, RetryAfterAll),
    // Pings every 25 s, of which the first was not answered within 20 s.
    ("engineio-ping-timeout", 1005, "", Aged(25 + 20), Retry),
    ("daphne-lifetime", 1000, "", Aged(86_400), RetryAfterAll),
    ("tomcat-message-too-big", 1009, "The decoded text message was too big for the output buffer and the endpoint does not support partial messages", Whenever, Stop),
    ("jetty-message-too-big", 1009, "Text message too large: 70000 > 65536", Whenever, Stop),
    ("jetty-message-too-big", 1009, "Binary message too large: 70000 > 65536", Whenever, Stop),
    ("netty-frame-too-big", 1009, "Max frame length of 65536 has been exceeded.", Whenever, Stop),
    ("python-message-too-big", 1009, "frame with 2000000 bytes exceeds limit of 1048576 bytes", Whenever, Stop),
    ("tornado-message-too-big", 1009, "message too big", Whenever, Stop),
    ("tornado-message-too-big", 1009, "message too big after decompression", Whenever, Stop),
    // Services. Binance does not say with which code it ends.
    ("binance-lifetime", 1006, "", Aged(24 * 3_600), Retry),
    ("binance-lifetime", 1008, "", Aged(24 * 3_600), RetryAfterAll),
    ("binance-pong-timeout", 1008, "Pong timeout", Whenever, RetryAfterAll),
    ("openai-realtime-lifetime", 1001, "Your session hit the maximum duration of 60 minutes.", Aged(3_600), Retry),
    ("openai-realtime-lifetime", 1001, "Your session hit the maximum duration of 15 minutes.", Aged(900), Retry),
    ("gemini-live-deadline", 1011, "Deadline expired before operation could complete.", Aged(58 * 60), Retry),
    ("deepgram-no-audio", 1011, "Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001", Listening(10), Retry),
    ("helius-idle", 1000, "", Silent(10 * 60), RetryAfterAll),
    ("discord-reconnect", 1001, "Discord WebSocket requesting client reconnect.", Whenever, Retry),
];

/// What comes behind two products with the same timeout: known to a client that leaves
/// those out.
const BEHIND: &[&str] = &["aws-clb-idle", "apache-proxy-timeout", "pekko-http-idle"];

#[test]
fn every_signature_has_a_case() {
    let cases: BTreeSet<_> = CASES.iter().map(|(key, ..)| *key).collect();
    let rows: BTreeSet<_> = signatures().iter().map(|row| row.key.as_ref()).collect();
    assert_eq!(cases, rows);
}

#[test]
fn each_code_that_a_signature_names_has_a_case_unless_the_source_names_none() {
    for row in signatures()
        .iter()
        .filter(|row| row.key != "binance-lifetime")
    {
        for code in row.codes.iter() {
            let mut cases = CASES.iter();
            let has_case = cases.any(|(key, of, ..)| *key == row.key && *of == code.0);
            assert!(has_case, "{} with {code}", row.key);
        }
    }
}

#[test]
fn what_the_source_describes_is_named_first_by_a_client_that_knows_no_other() {
    for &(key, code, reason, life, _) in CASES {
        let alone = [shipped(key).clone()];
        let diagnosis = diagnosed(code, reason, &life.context(), &alone);
        let first = diagnosis.suspects.first();
        let first = first.unwrap_or_else(|| panic!("{key}: nobody is suspected"));
        assert_eq!(first.key, key, "{code} {reason} {life:?}");
        assert_eq!(first.name, shipped(key).name);
        // What points to it is in the sentence, and what to do.
        let sentence = diagnosis.to_string();
        assert!(sentence.contains(first.sentence.as_ref()), "{sentence}");
        assert!(sentence.contains(first.remedy.as_ref()), "{sentence}");
    }
}

#[test]
fn what_the_source_describes_is_named_among_all() {
    for &(key, code, reason, life, _) in CASES {
        let diagnosis = diagnosed(code, reason, &life.context(), signatures());
        let is_named = names(&diagnosis, key);
        assert_ne!(is_named, BEHIND.contains(&key), "{key} {life:?}");
    }
}

#[test]
fn the_verdict_is_a_retry_where_the_code_alone_would_stop_for_no_reason() {
    for &(key, code, reason, life, told) in CASES {
        let (verdict, source) = match told {
            Retry => (Verdict::BACKOFF, Source::Standard),
            RetryAfterAll => (Verdict::BACKOFF, Source::Signature),
            Stop => (Verdict::Stop, Source::Standard),
        };
        for known in [signatures(), &[shipped(key).clone()][..]] {
            let diagnosis = diagnosed(code, reason, &life.context(), known);
            let of = (diagnosis.verdict, diagnosis.source);
            assert_eq!(of, (verdict, source), "{key}: {code} {reason} {life:?}");
        }
    }
}

#[test]
fn what_only_resembles_a_signature_is_not_named() {
    for (key, code, reason, life) in [
        // Data went out all the time: nginx resets its timer for it.
        ("nginx-proxy-read-timeout", 1006, "", Talking(60)),
        // CloudFront counts what the origin sends.
        ("cloudfront-idle", 1006, "", Listening(10 * 60)),
        // Cowboy counts what the client sends.
        ("cowboy-idle", 1000, "", Talking(60)),
        ("cowboy-idle", 1000, "", Aged(60)),
        ("cowboy-idle", 1000, "", Listening(70)),
        // Jetty 9's words, not Tomcat's.
        (
            "tomcat-idle",
            1001,
            "Idle timeout expired: 40000/40000 ms",
            Silent(40),
        ),
        ("tomcat-idle", 1001, "Connection Idle Timeout", Silent(30)),
        // Jetty 10 with another timeout than its own.
        ("jetty-idle", 1001, "Connection Idle Timeout", Silent(45)),
        ("tornado-message-too-big", 1009, "", Whenever),
        (
            "uwebsockets-lifetime",
            1000,
            "please do not reconnect",
            Whenever,
        ),
    ] {
        let diagnosis = diagnosed(code, reason, &life.context(), signatures());
        assert!(!names(&diagnosis, key), "{key}: {code} {reason} {life:?}");
    }
}
