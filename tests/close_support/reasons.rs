//! Reasons that real servers write, each with the thread or the source where it was read.

use closewise::close::{
    SuspectKind,
    SuspectKind::{
        IdleTimeout, KeepaliveTimeout, Lifetime, ProtocolError, RateLimit, Refused, Replaced,
        Restart, ServerError, SizeLimit,
    },
};

/// Code, reason, what it points to, where it was read.
#[rustfmt::skip] // a reason a row
pub const REASONS: &[(u16, &str, SuspectKind, &str)] = &[
    (1001, "Connection Idle Timeout", IdleTimeout, "https://github.com/jetty/jetty.project/issues/11088"),
    (1000, "Idle for 300241ms > 300000ms", IdleTimeout, "https://github.com/itm/testbed-runtime/issues/307"),
    (1011, "Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001", IdleTimeout, "https://github.com/pipecat-ai/pipecat/issues/1113"),
    (1008, "Have not received a new text input within the timeout of 20 seconds. Streaming input terminated.", IdleTimeout, "https://github.com/elevenlabs/elevenlabs-docs/issues/426"),
    (1001, "Your session hit the maximum duration of 60 minutes.", Lifetime, "https://github.com/pollen-robotics/reachy_mini_conversation_app/issues/134"),
    (1011, "Deadline expired before operation could complete.", Lifetime, "https://github.com/kizuna-ai-lab/sokuji/issues/179"),
    (1011, "keepalive ping timeout", KeepaliveTimeout, "https://github.com/equinor/ert/issues/7603"),
    (1001, "ping_timeout", KeepaliveTimeout, "https://github.com/Mnexa-AI/e2a/issues/464"),
    (4201, "Pong reply not received", KeepaliveTimeout, "https://github.com/pusher/pusher-websocket-react-native/issues/89"),
    (1001, "server shutting down", Restart, "https://github.com/Mnexa-AI/e2a/issues/464"),
    (1012, "Service Restart", Restart, "https://github.com/ColeMurray/background-agents/issues/1795"),
    (1001, "CloudFlare WebSocket proxy restarting", Restart, "https://github.com/huobiapi/API_Docs/issues/128"),
    (1011, "Internal error occurred.", ServerError, "https://github.com/livekit/agents/issues/2274"),
    (1008, "Invalid or expired token", Refused, "https://github.com/BasedHardware/omi/issues/7633"),
    (1008, "Authorization header not found", Refused, "https://github.com/BasedHardware/omi/issues/7664"),
    (1000, "JWT expired", Refused, "https://github.com/diogob/postgres-websockets/issues/54"),
    (1002, "Unauthorized: invalid token", Refused, "https://github.com/openfrontio/OpenFrontIO/issues/5186"),
    (1007, "API key expired. Please renew the API key.", Refused, "https://github.com/yagudaev/voiceclaw/issues/155"),
    (1009, "Max frame length of 65536 has been exceeded.", SizeLimit, "https://github.com/TooTallNate/Java-WebSocket/issues/1466"),
    (1009, "message too big", SizeLimit, "https://github.com/tornadoweb/tornado/blob/master/tornado/websocket.py"),
    (1009, "Frame size of 131000 bytes exceeds maximum accepted frame size", SizeLimit, "https://github.com/theturtle32/WebSocket-Node/issues/403"),
    (1002, "RSV bit(s) incorrectly set.", ProtocolError, "https://github.com/javaee/tyrus/issues/607"),
    (1002, "Invalid UTF-8 in text frame", ProtocolError, "https://github.com/owenliang/k8s-client-go/issues/2"),
    (1008, "Rate limited, retry later", RateLimit, "https://github.com/BasedHardware/omi/issues/7633"),
    (4004, "Account over quota", RateLimit, "https://github.com/dirkbonhomme/pusher-client-node/issues/9"),
    (1008, "replaced by new connection", Replaced, "https://github.com/Mnexa-AI/e2a/issues/464"),
    (4000, "replaced", Replaced, "https://github.com/webex/webex-js-sdk/issues/5065"),
    (4000, "Session is already attached to another connection", Replaced, "https://github.com/openonion/connectonion/issues/1606"),
    (1000, "ping timed out", KeepaliveTimeout, "https://github.com/tornadoweb/tornado/blob/master/tornado/websocket.py"),
    (1008, "Pong timeout", KeepaliveTimeout, "https://github.com/ccxt/php-binance-api/issues/453"),
];
