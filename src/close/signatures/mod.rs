//! The signatures of named products, each checked against the documentation or the
//! source that its `reference` names.
//!
//! What has no signature is what shows by a code alone, or not at all: Caddy's 1001 to
//! all when it reloads, Bandit's 1000 when it stops, Uvicorn's 1012, its end without a
//! Close frame after an exception, and its 403 for a close before it has accepted. The
//! remedies of their kinds speak of those.

mod proxies;
mod row;
mod servers;
mod services;

use std::sync::{Arc, LazyLock};

use super::signature::Signature;

/// Every signature that comes with the crate. Of two that fit, the first is named first.
pub fn signatures() -> &'static Arc<[Signature]> {
    static ALL: LazyLock<Arc<[Signature]>> = LazyLock::new(|| {
        let groups = [proxies::PROXIES, servers::SERVERS, services::SERVICES];
        groups.concat().into()
    });
    &ALL
}
