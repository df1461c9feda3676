//! What people see of the outcomes.

pub mod docs;
mod frontier;
pub mod table;
mod timeline;
pub mod verdict;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::*;

/// The text of an SVG file.
type Picture = String;

const INK: RGBColor = RGBColor(90, 90, 90);
const ACCENT: RGBColor = RGBColor(208, 72, 16);
const PEER: RGBColor = RGBColor(96, 125, 159);

type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type CanvasError<'a> = DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>;

/// Draws a picture of that size. The title is for those who cannot see it.
fn draw(
    title: &str,
    size: (u32, u32),
    paint: impl FnOnce(&Canvas<'_>) -> Result<(), CanvasError<'static>>,
) -> Picture {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE)
            .and_then(|()| paint(&root))
            .and_then(|()| root.present())
            .expect("a text takes whatever is drawn");
    }
    // Behind the opening tag, where plotters puts none.
    svg.replacen('>', &format!("><title>{title}</title>"), 1)
}
