//! Frames as bytes (RFC 6455 §5.2), the right and the wrong ones: no library would send the wrong.

pub const FIN: u8 = 0x80;
pub const RSV1: u8 = 0x40;

pub const CONTINUATION: u8 = 0x0;
pub const TEXT: u8 = 0x1;
pub const BINARY: u8 = 0x2;
/// The first data opcode that RFC 6455 leaves undefined.
pub const UNDEFINED: u8 = 0x3;
pub const CLOSE: u8 = 0x8;
pub const PING: u8 = 0x9;

/// An unmasked frame; `first` is its first byte: FIN, RSV bits and opcode.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + 10);
    push(&mut bytes, first, payload);
    bytes
}

/// Appends an unmasked frame.
pub fn push(bytes: &mut Vec<u8>, first: u8, payload: &[u8]) {
    push_header(bytes, first, payload.len());
    bytes.extend_from_slice(payload);
}

/// Appends only the header of an unmasked frame.
pub fn push_header(bytes: &mut Vec<u8>, first: u8, length: usize) {
    bytes.push(first);
    match length {
        0..=125 => bytes.push(length as u8),
        126..=0xffff => {
            bytes.push(126);
            bytes.extend_from_slice(&(length as u16).to_be_bytes());
        }
        _ => {
            bytes.push(127);
            bytes.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
}

/// A masked frame of at most 125 bytes, which only a client may send.
pub fn masked(first: u8, payload: &[u8], mask: [u8; 4]) -> Vec<u8> {
    debug_assert!(payload.len() <= 125);
    let mut bytes = vec![first, 0x80 | payload.len() as u8];
    bytes.extend_from_slice(&mask);
    bytes.extend(payload.iter().zip(mask.iter().cycle()).map(|(b, m)| b ^ m));
    bytes
}

/// The body of a Close frame.
pub fn close_body(code: u16, reason: &[u8]) -> Vec<u8> {
    let mut body = code.to_be_bytes().to_vec();
    body.extend_from_slice(reason);
    body
}
