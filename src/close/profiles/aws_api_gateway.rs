//! WebSocket APIs of Amazon API Gateway.
//!
//! Codes: <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html>.
//! Limits: <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>:
//! 10 minutes idle, 2 hours in all, messages of 128 KB in frames of 32 KB, 500
//! new connections a second for an account. What is not here is as the standard
//! says.

use super::{documented, row};
use crate::close::profile::Profile;
use crate::close::verdict::Verdict::{self, Stop};
use crate::close::words::Words;

/// A planned reconnect; the spread keeps clients that connected together (and
/// are sent away together after 2 hours) under the limit of new connections.
const SOON: Verdict = Verdict::window(0, 5_000);

/// The client was too fast: back slowly, and not for ever.
const THROTTLED: Verdict = Verdict::window(5_000, 30_000).at_most(5);

const DOCS: Words = documented(
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html",
);

#[rustfmt::skip] // a row a code
pub(crate) static PROFILE: Profile = Profile {
    name: "aws-api-gateway",
    source: DOCS.reference,
    rules: &[
        row(1001, SOON, &Words { name: "Going Away", meaning: "10 minutes idle or 2 hours connected are over", ..DOCS }),
        row(1003, Stop, &Words { name: "Unsupported Data", meaning: "binary messages are not supported", ..DOCS }),
        row(1008, THROTTLED, &Words { name: "Policy Violation", meaning: "too many requests from this client", ..DOCS }),
        row(1009, Stop, &Words { name: "Message Too Big", meaning: "the limit is 128 KB, in frames of 32 KB", ..DOCS }),
    ],
};
