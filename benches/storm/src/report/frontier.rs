//! The picture of the frontier: for each storm, the peak that a client makes against
//! the time until it is back. Who spreads a crowd evenly over a span is on the line, and
//! nobody can be below it.

use std::ops::Range;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{ACCENT, INK, PEER, Picture, draw};
use crate::contender::Contender;
use crate::storm::Storm;

const COLUMNS: usize = 2;
const PANEL: (u32, u32) = (390, 230);
/// In s.
const TIMES: Range<f64> = 0.1..500.0;
/// As shares of the clients, in one second.
const PEAKS: Range<f64> = 0.02..2.0;

pub fn picture(storms: &[Storm]) -> Picture {
    let rows = storms.len().div_ceil(COLUMNS);
    let size = (PANEL.0 * COLUMNS as u32, PANEL.1 * rows as u32);
    draw("Peaks against times until clients are back", size, |root| {
        for (storm, panel) in storms.iter().zip(root.split_evenly((rows, COLUMNS))) {
            let mut chart = ChartBuilder::on(&panel)
                .margin(6)
                .caption(storm.scenario.title, ("sans-serif", 13, &INK))
                .x_label_area_size(28)
                .y_label_area_size(44)
                .build_cartesian_2d(TIMES.log_scale(), PEAKS.log_scale())?;
            chart
                .configure_mesh()
                .max_light_lines(0)
                .axis_style(INK)
                .label_style(("sans-serif", 10, &INK))
                .x_desc("until 99 % are back")
                .x_label_formatter(&|time| format!("{time} s"))
                .y_desc("peak, % of the clients a second")
                .y_label_formatter(&|share| format!("{:.0} %", share * 100.0))
                .draw()?;
            // Within a second it cannot be more than all of them.
            let even = vec![
                (TIMES.start, 0.99),
                (1.0, 0.99),
                (0.99 / PEAKS.start, PEAKS.start),
            ];
            chart.draw_series([PathElement::new(even, INK)])?;
            chart.draw_series(points(storm).into_iter().map(|(contender, at)| {
                let color = if contender.is_closewise() {
                    &ACCENT
                } else {
                    &PEER
                };
                let style = ("sans-serif", 13)
                    .into_font()
                    .style(FontStyle::Bold)
                    .color(color)
                    .pos(Pos::new(HPos::Center, VPos::Center));
                Text::new(contender.mark(), at, style)
            }))?;
        }
        Ok(())
    })
}

/// Who got 99 % back, and where that is; closewise last, on top of the others.
fn points(storm: &Storm) -> Vec<(&Contender, (f64, f64))> {
    let outcomes = storm.outcomes.iter().rev();
    outcomes
        .filter_map(|(contender, outcome)| {
            let time = outcome.until_99_percent? as f64 / 1_000.0;
            let peak = f64::from(outcome.peak_when_back) / outcome.clients as f64;
            Some((contender, (time, peak)))
        })
        .collect()
}
