//! The numbers that an export takes or gives beside its arguments and its result.

use std::cell::UnsafeCell;

/// As many as the longest answer has.
const COUNT: usize = 14;

struct Cells(UnsafeCell<[f64; COUNT]>);

// SAFETY: the npm build has no threads: each worker has an instance of its own.
unsafe impl Sync for Cells {}

static CELLS: Cells = Cells(UnsafeCell::new([0.0; COUNT]));

/// Where the cells are.
#[unsafe(no_mangle)]
pub extern "C" fn cells() -> *const f64 {
    CELLS.0.get().cast()
}

/// A number that JavaScript left in a cell.
pub(super) fn get(place: usize) -> f64 {
    // SAFETY: JavaScript does not run meanwhile, and no reference to a cell outlives a call.
    unsafe { (*CELLS.0.get())[place] }
}

/// Leaves a number in a cell for JavaScript.
pub(super) fn put(place: usize, number: f64) {
    // SAFETY: as above.
    unsafe { (&mut *CELLS.0.get())[place] = number }
}

/// Leaves a text in two cells: its address and its length in bytes.
pub(super) fn put_text(place: usize, text: &str) {
    put(place, text.as_ptr() as usize as f64);
    put(place + 1, text.len() as f64);
}
