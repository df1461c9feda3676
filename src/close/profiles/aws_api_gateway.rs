//! WebSocket APIs of Amazon API Gateway.
//!
//! Codes: <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html>.
//! Limits: <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>:
//! 10 minutes idle, 2 hours in all, messages of 128 KB in frames of 32 KB, 500
//! new connections a second for an account. What is not here is as the standard
//! says.

use super::table::{profile, row};
use crate::close::profile::Profile;
use crate::close::rule::Rule;
use crate::close::verdict::Verdict::{self, Stop};

/// WebSocket APIs of Amazon API Gateway.
pub static AWS_API_GATEWAY: Profile = profile("aws-api-gateway", SOURCE, RULES);

const SOURCE: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html";

#[rustfmt::skip] // a row a code
const RULES: &[Rule] = &[
    row(1001, SOON, "Going Away", Some("10 minutes idle or 2 hours connected are over")),
    row(1003, Stop, "Unsupported Data", Some("binary messages are not supported")),
    row(1008, THROTTLED, "Policy Violation", Some("too many requests from this client")),
    row(1009, Stop, "Message Too Big", Some("the limit is 128 KB, in frames of 32 KB")),
];

/// A planned reconnect; the spread keeps clients that connected together (and
/// are sent away together after 2 hours) under the limit of new connections.
const SOON: Verdict = Verdict::window(0, 5_000);

/// The client was too fast: back slowly.
const THROTTLED: Verdict = Verdict::window(5_000, 30_000);
