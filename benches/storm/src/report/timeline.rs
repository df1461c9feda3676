//! The picture of a storm: the arrivals over time, a panel for each kind of client.

use plotters::prelude::*;

use super::table::whole;
use super::{ACCENT, INK, PEER, Picture, draw};
use crate::storm::Storm;

const COLUMNS: usize = 3;
const PANEL: (u32, u32) = (260, 110);
/// The top of a panel, as a share of the clients. What is above is cut off; the title
/// says how far it goes.
const TOP: f64 = 0.5;

pub fn picture(storm: &Storm) -> Picture {
    let rows = storm.outcomes.len().div_ceil(COLUMNS);
    let size = (PANEL.0 * COLUMNS as u32, PANEL.1 * rows as u32);
    let title = format!("{}: arrivals a second", storm.scenario.title);
    draw(&title, size, |root| {
        let panels = root.split_evenly((rows, COLUMNS));
        for ((contender, outcome), panel) in storm.outcomes.iter().zip(&panels) {
            let top = TOP * outcome.clients as f64;
            let shown = storm.scenario.shown as f64 / 1_000.0;
            let title = format!(
                "{}: {} at most",
                contender.name(),
                whole(outcome.peak as usize)
            );
            let mut chart = ChartBuilder::on(panel)
                .margin(4)
                .caption(title, ("sans-serif", 12, &INK))
                .x_label_area_size(16)
                .y_label_area_size(36)
                .build_cartesian_2d(0.0..shown, 0.0..top)?;
            chart
                .configure_mesh()
                .disable_mesh()
                .axis_style(INK)
                .label_style(("sans-serif", 9, &INK))
                .x_labels(6)
                .x_label_formatter(&|second| format!("{second:.0} s"))
                .y_labels(3)
                .y_label_formatter(&|arrivals| whole(*arrivals as usize))
                .draw()?;
            let color = if contender.is_closewise() {
                ACCENT
            } else {
                PEER
            };
            let steps = outcome.arrivals.iter().enumerate();
            let steps = steps.flat_map(|(second, &arrivals)| {
                let height = f64::from(arrivals).min(top);
                [(second as f64, height), (second as f64 + 1.0, height)]
            });
            let steps = steps.take_while(|&(second, _)| second <= shown);
            chart.draw_series(AreaSeries::new(steps, 0.0, color))?;
            let back_at = storm.scenario.back_at as f64 / 1_000.0;
            let line = vec![(back_at, 0.0), (back_at, top)];
            chart.draw_series([PathElement::new(line, INK)])?;
        }
        Ok(())
    })
}
