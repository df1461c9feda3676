//! The control endpoint: plain HTTP with CORS, so that a test in a page can read the record.

use std::{convert::Infallible, sync::Arc};

use http_body_util::Full;
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ALLOW, CACHE_CONTROL, CONTENT_TYPE,
    },
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use crate::{endpoints, server::Shared, wire::Wire};

/// Answers one request.
pub async fn serve(wire: Wire, shared: Arc<Shared>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let answer = answer(request.method(), request.uri().path(), &shared);
        async move { Ok::<_, Infallible>(answer) }
    });
    let _ = http1::Builder::new()
        // A kept connection could be asked for a fault next, which must own its connection.
        .keep_alive(false)
        .serve_connection(TokioIo::new(wire), service)
        .await;
}

fn answer(method: &Method, path: &str, shared: &Shared) -> Response<Full<Bytes>> {
    let client = path
        .strip_prefix(endpoints::CLIENTS)
        .map(|id| percent_decode_str(id).decode_utf8_lossy());
    let allowed = if client.is_some() {
        "GET, DELETE, OPTIONS"
    } else {
        "GET, OPTIONS"
    };
    match (method, path, client) {
        (&Method::OPTIONS, ..) => respond(StatusCode::NO_CONTENT, allowed, None),
        (&Method::GET, "/", _) => respond(StatusCode::OK, allowed, Some(endpoints::json())),
        (&Method::GET, "/control/health", _) => {
            respond(StatusCode::OK, allowed, Some(json!({ "status": "ok" })))
        }
        (&Method::GET, _, Some(client)) => {
            respond(StatusCode::OK, allowed, Some(shared.record.json(&client)))
        }
        (&Method::DELETE, _, Some(client)) => {
            let forgotten = shared.record.forget(&client);
            respond(
                StatusCode::OK,
                allowed,
                Some(json!({ "forgotten": forgotten })),
            )
        }
        (&Method::GET, ..) => respond(
            StatusCode::NOT_FOUND,
            allowed,
            Some(json!({ "error": format!("no endpoint {path}; GET / lists them") })),
        ),
        _ => respond(
            StatusCode::METHOD_NOT_ALLOWED,
            allowed,
            Some(json!({ "error": format!("method {method}: expected {allowed}") })),
        ),
    }
}

fn respond(status: StatusCode, allowed: &str, body: Option<Value>) -> Response<Full<Bytes>> {
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    Response::builder()
        .status(status)
        .header(ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(ACCESS_CONTROL_ALLOW_METHODS, allowed)
        .header(ACCESS_CONTROL_ALLOW_HEADERS, "*")
        // Asked for by Chromium before a page of another address space may call loopback.
        .header("access-control-allow-private-network", "true")
        .header(ALLOW, allowed)
        .header(CACHE_CONTROL, "no-store")
        .header(CONTENT_TYPE, "application/json")
        .body(Full::from(body))
        .expect("every header above is valid")
}
