//! What the npm package is built on.
