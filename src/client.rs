//! The face for Rust.
