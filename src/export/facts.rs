//! The tables, a row at a time.

use super::cells::{put, put_text};
use super::verdict::put_verdict;
use crate::close::{CloseCode, PROFILES, REGISTRY};
use crate::session::SETTINGS;

/// A setting, in the cells: its name, its least value, its greatest, its
/// default. False past the last row.
#[unsafe(no_mangle)]
pub extern "C" fn setting(row: usize) -> bool {
    let Some(row) = SETTINGS.get(row) else {
        return false;
    };
    put_text(0, row.name);
    put(2, row.min);
    put(3, row.max);
    put(4, row.default);
    true
}

/// The name of a profile, in the cells. False past the last one.
#[unsafe(export_name = "profileName")]
pub extern "C" fn profile_name(row: usize) -> bool {
    let Some(profile) = PROFILES.get(row) else {
        return false;
    };
    put_text(0, profile.name());
    true
}

/// A registered code, in the cells: the code, the verdict, its name, its
/// meaning, its reference. False past the last row.
#[unsafe(no_mangle)]
pub extern "C" fn registered(row: usize) -> bool {
    let Some(row) = REGISTRY.get(row) else {
        return false;
    };
    put(0, row.code().into());
    put_verdict(1, row.verdict());
    put_text(5, row.name());
    put_text(7, row.meaning());
    put_text(9, row.reference());
    true
}

/// What RFC 6455 says of a code, in bits: 0–2 its range, 3 only reported
/// locally, 4 may be on the wire, 5 a browser's `close()` takes it, 6–7 who
/// may send it.
#[unsafe(export_name = "closeCode")]
pub extern "C" fn close_code(code: u16) -> u32 {
    let code = CloseCode(code);
    code.range() as u32
        | u32::from(code.is_local()) << 3
        | u32::from(code.may_be_on_wire()) << 4
        | u32::from(code.may_browser_send()) << 5
        | (code.sender() as u32) << 6
}
