//! Reasons that real servers write, each with where it was read.

use closewise::close::{
    Source, SuspectKind,
    SuspectKind::{
        IdleTimeout, KeepaliveTimeout, Lifetime, ProtocolError, RateLimit, Refused, Replaced,
        Restart, ServerError, SizeLimit,
    },
    Verdict,
};

use super::{has, kinds, told};

/// Code, reason, kind. The addresses are those of threads on GitHub.
const REASONS: &[(u16, &str, SuspectKind)] = &[
    // jetty/jetty.project#11088
    (1001, "Connection Idle Timeout", IdleTimeout),
    // itm/testbed-runtime#307
    (1000, "Idle for 300241ms > 300000ms", IdleTimeout),
    // pipecat-ai/pipecat#1113
    (
        1011,
        "Deepgram did not receive audio data or a text message within the timeout window. \
         See https://dpgr.am/net0001",
        IdleTimeout,
    ),
    // elevenlabs/elevenlabs-docs#426
    (
        1008,
        "Have not received a new text input within the timeout of 20 seconds. \
         Streaming input terminated.",
        IdleTimeout,
    ),
    // pollen-robotics/reachy_mini_conversation_app#134
    (
        1001,
        "Your session hit the maximum duration of 60 minutes.",
        Lifetime,
    ),
    // kizuna-ai-lab/sokuji#179
    (
        1011,
        "Deadline expired before operation could complete.",
        Lifetime,
    ),
    // equinor/ert#7603
    (1011, "keepalive ping timeout", KeepaliveTimeout),
    // Mnexa-AI/e2a#464
    (1001, "ping_timeout", KeepaliveTimeout),
    // pusher/pusher-websocket-react-native#89
    (4201, "Pong reply not received", KeepaliveTimeout),
    // Mnexa-AI/e2a#464
    (1001, "server shutting down", Restart),
    // ColeMurray/background-agents#1795
    (1012, "Service Restart", Restart),
    // huobiapi/API_Docs#128
    (1001, "CloudFlare WebSocket proxy restarting", Restart),
    // livekit/agents#2274
    (1011, "Internal error occurred.", ServerError),
    // BasedHardware/omi#7633
    (1008, "Invalid or expired token", Refused),
    // BasedHardware/omi#7664
    (1008, "Authorization header not found", Refused),
    // diogob/postgres-websockets#54
    (1000, "JWT expired", Refused),
    // openfrontio/OpenFrontIO#5186
    (1002, "Unauthorized: invalid token", Refused),
    // yagudaev/voiceclaw#155
    (1007, "API key expired. Please renew the API key.", Refused),
    // TooTallNate/Java-WebSocket#1466
    (
        1009,
        "Max frame length of 65536 has been exceeded.",
        SizeLimit,
    ),
    // python-websockets/websockets#1382
    (1009, "message too big", SizeLimit),
    // theturtle32/WebSocket-Node#403
    (
        1009,
        "Frame size of 131000 bytes exceeds maximum accepted frame size",
        SizeLimit,
    ),
    // javaee/tyrus#607
    (1002, "RSV bit(s) incorrectly set.", ProtocolError),
    // owenliang/k8s-client-go#2
    (1002, "Invalid UTF-8 in text frame", ProtocolError),
    // BasedHardware/omi#7633
    (1008, "Rate limited, retry later", RateLimit),
    // dirkbonhomme/pusher-client-node#9
    (4004, "Account over quota", RateLimit),
    // Mnexa-AI/e2a#464
    (1008, "replaced by new connection", Replaced),
    // webex/webex-js-sdk#5065
    (4000, "replaced", Replaced),
    // openonion/connectonion#1606
    (
        4000,
        "Session is already attached to another connection",
        Replaced,
    ),
];

#[test]
fn the_words_of_a_reason_name_the_first_suspect() {
    for (code, reason, kind) in REASONS {
        let diagnosis = told(*code, reason);
        assert_eq!(kinds(&diagnosis)[0], *kind, "{code} {reason}");
        let key = format!("{kind}.words");
        assert!(has(&diagnosis, &key), "{code} {reason}");
    }
}

#[test]
fn an_end_that_a_policy_brings_about_in_time_is_worth_a_retry_whatever_its_code() {
    for (code, reason) in [
        // Tornado: https://github.com/tornadoweb/tornado/blob/master/tornado/websocket.py
        (1000, "ping timed out"),
        (1000, "Idle for 300241ms > 300000ms"),
        (
            1008,
            "Have not received a new text input within the timeout of 20 seconds. \
             Streaming input terminated.",
        ),
        // ccxt/php-binance-api#453
        (1008, "Pong timeout"),
        (1000, "maximum connection duration"),
        (1000, "Closed due to inactivity"),
        (1008, "Server restarting"),
        (1000, "heartbeat timeout"),
    ] {
        let diagnosis = told(code, reason);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::BACKOFF, Source::Signature),
            "{code} {reason}"
        );
    }
}

#[test]
fn what_is_a_retry_by_its_code_stays_one_as_the_standard_has_it() {
    let idle = told(1001, "Connection Idle Timeout");
    assert_eq!(
        (idle.verdict, idle.source),
        (Verdict::BACKOFF, Source::Standard)
    );
    let restart = told(1012, "Service Restart");
    assert_eq!(
        (restart.verdict, restart.source),
        (Verdict::window(5_000, 30_000), Source::Standard)
    );
}

#[test]
fn two_clients_that_would_push_each_other_out_for_ever_stop() {
    for (code, reason) in [
        (1008, "replaced by new connection"),
        (1001, "replaced by new connection"),
        (4000, "replaced"),
        (4000, "Session is already attached to another connection"),
        (4101, "You are logged in from another device"),
        (1012, "Signed in elsewhere"),
    ] {
        let diagnosis = told(code, reason);
        assert_eq!(diagnosis.verdict, Verdict::Stop, "{code} {reason}");
    }
    let stopped = told(4000, "replaced");
    assert_eq!(stopped.source, Source::Signature);
}

#[test]
fn no_word_turns_what_takes_fresh_credentials_into_a_retry() {
    for reason in ["ping timeout", "replaced", "server restarting"] {
        let diagnosis = told(3000, reason);
        assert_eq!(
            (diagnosis.verdict, diagnosis.source),
            (Verdict::Reauthenticate, Source::Standard),
            "{reason}"
        );
    }
}

#[test]
fn a_reason_that_speaks_of_credentials_too_is_no_retry() {
    for reason in [
        "logged out due to inactivity",
        "Unauthorized: idle timeout",
        "invalid token (ping timeout)",
        "authentication timeout",
    ] {
        let diagnosis = told(1008, reason);
        assert_eq!(diagnosis.verdict, Verdict::Stop, "{reason}");
        assert!(kinds(&diagnosis).contains(&Refused), "{reason}");
    }
}
