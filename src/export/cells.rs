//! The numbers that an export takes or gives beside its arguments and its result.

use std::cell::UnsafeCell;

/// As many as the longest answer has, which is a sentence's lines.
const COUNT: usize = 64;

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
    unsafe {
        if let Some(cell) = (&mut *CELLS.0.get()).get_mut(place) {
            *cell = number;
        }
    }
}
