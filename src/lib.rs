//! closewise: the WebSocket client for the browser that knows why a connection
//! ended and does the right thing next.

#![forbid(unsafe_op_in_unsafe_fn)]
#![warn(missing_docs)]

pub mod close;
