// The ribbon and the charts on their canvases, over one time axis.
import type { State } from "closewise";
import uPlot from "uplot";
import { onThemeChange, type Palette, readPalette } from "./palette.js";
import { paintRibbon } from "./ribbon.js";
import { PLOTS, type PlotName } from "./time-view.js";
import type { Timeline } from "./timeline.js";
import { type Present, TimeWindow } from "./window.js";

/** Room beside every plot, the same for all so that their times stand above each other. */
const GUTTER = 48;

export interface ChartsOptions {
  /** Holds an element for each plot. */
  readonly host: HTMLElement;
  readonly timeline: () => Timeline;
  /** Whether time goes on. */
  readonly isRunning: () => boolean;
  readonly stateName: (state: State) => string;
  /** The window or the sample under the pointer is another one. */
  readonly changed: () => void;
}

export class Charts {
  readonly window = new TimeWindow();
  /** The index of the sample under the pointer. */
  hovered: number | undefined;
  readonly #options: ChartsOptions;
  #plots = new Map<PlotName, uPlot>();
  #palette: Palette;
  /** While the charts set their own range, they do not hear of it. */
  #isDrawing = false;
  #now = Date.now();

  constructor(options: ChartsOptions) {
    this.#options = options;
    this.#palette = readPalette(options.host);
    this.#make();
    onThemeChange(() => {
      this.#palette = readPalette(options.host);
      this.#make();
    });
    new ResizeObserver(() => this.#resize()).observe(options.host);
  }

  get palette(): Palette {
    return this.#palette;
  }

  /** The present, or the end of what there is. */
  get now(): number {
    const { isRunning, timeline } = this.#options;
    return isRunning() ? Date.now() : (timeline().end ?? Date.now());
  }

  get #present(): Present {
    const { isRunning, timeline } = this.#options;
    return { now: this.now, start: timeline().start, isRunning: isRunning() };
  }

  canvas(name: PlotName): HTMLCanvasElement | undefined {
    return this.#plots.get(name)?.ctx.canvas;
  }

  pause(): void {
    this.window.pause(this.#present);
  }

  /** Under 1 comes nearer. */
  zoom(factor: number): void {
    this.window.zoom(factor, this.#present);
  }

  /** By a part of what is shown. */
  move(part: number): void {
    this.window.move(part, this.#present);
  }

  showAll(): void {
    const { start = this.now } = this.#options.timeline();
    const margin = Math.max((this.now - start) * 0.03, 250);
    this.window.show({ from: start - margin, to: this.now + margin });
  }

  draw(): void {
    this.#now = this.now;
    const { from, to } = this.window.range(this.#present);
    const data = this.#data();
    this.#isDrawing = true;
    for (const [name, plot] of this.#plots) {
      plot.batch(() => {
        plot.setData(data[name], false);
        plot.setScale("x", { min: from / 1000, max: to / 1000 });
      });
    }
    this.#isDrawing = false;
  }

  #data(): Record<PlotName, uPlot.AlignedData> {
    const { samples } = this.#options.timeline();
    const times = samples.map(({ at }) => at / 1000);
    const column = <Name extends keyof (typeof samples)[number]>(name: Name) =>
      samples.map((sample) => sample[name] as number | null);
    return {
      states: [times, times.map(() => null)],
      roundTrip: [times, column("roundTrip")],
      rate: [times, column("received"), column("sent")],
      waiting: [times, column("queued"), column("unsent")],
    };
  }

  #make(): void {
    for (const plot of this.#plots.values()) plot.destroy();
    this.#plots = new Map(PLOTS.map((name) => [name, this.#plot(name)]));
    this.draw();
  }

  #plot(name: PlotName): uPlot {
    const element = this.#element(name);
    const plot = new uPlot(this.#optionsOf(name, element), this.#data()[name], element);
    // Labels are in the page's own words beside it.
    plot.root.setAttribute("aria-hidden", "true");
    return plot;
  }

  #element(name: PlotName): HTMLElement {
    const element = this.#options.host.querySelector<HTMLElement>(`[data-plot="${name}"]`);
    if (!element) throw new Error(`there is no place for the plot ${name}`);
    return element;
  }

  #resize(): void {
    for (const [name, plot] of this.#plots) {
      const { clientWidth: width, clientHeight: height } = this.#element(name);
      if (width > 0 && (width !== plot.width || height !== plot.height))
        plot.setSize({ width, height });
    }
  }

  #optionsOf(name: PlotName, { clientWidth, clientHeight }: HTMLElement): uPlot.Options {
    return {
      width: Math.max(clientWidth, 100),
      height: clientHeight,
      pxAlign: true,
      legend: { show: false },
      padding: [8, name === "waiting" ? 0 : GUTTER, name === "waiting" ? 0 : 4, 0],
      cursor: {
        sync: { key: "bench", setSeries: false },
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        // A double click would show all that there is of this plot alone.
        bind: { dblclick: () => null },
      },
      scales: this.#scales(name),
      axes: this.#axes(name),
      series: this.#series(name),
      hooks: {
        drawClear: name === "states" ? [(plot) => this.#paintRibbon(plot)] : [],
        draw: [(plot) => this.#paintNow(plot)],
        setSelect: [(plot) => this.#select(plot)],
        setCursor: [(plot) => this.#hover(plot)],
      },
    };
  }

  #scales(name: PlotName): uPlot.Scales {
    // From 0, and never flat.
    const fromZero = (least: number) => (_: uPlot, __: number | null, max: number | null) =>
      [0, Math.max((max ?? 0) * 1.1, least)] as [number, number];
    const y: uPlot.Scale = {
      range: name === "states" ? [0, 1] : fromZero(name === "roundTrip" ? 10 : 4),
    };
    return {
      x: { time: true },
      y,
      ...(name === "waiting" ? { bytes: { range: fromZero(1000) } } : {}),
    };
  }

  #axes(name: PlotName): uPlot.Axis[] {
    const { muted, line, font } = this.#palette;
    const text = `11px ${font}`;
    const shared = { stroke: muted, font: text, ticks: { show: false }, gap: 4 };
    const grid = { stroke: line, width: 1 };
    const isLast = name === "waiting";
    const x: uPlot.Axis = {
      ...shared,
      grid,
      space: 84,
      size: isLast ? 24 : 0,
      values: (_, splits, __, ___, step) =>
        splits.map((seconds) => (isLast ? clock(seconds, step) : "")),
    };
    const y: uPlot.Axis = {
      ...shared,
      grid,
      space: 24,
      size: GUTTER,
      // A count has no halves.
      incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6],
      values: (_, splits) => splits.map((value) => (name === "states" ? "" : short(value))),
    };
    if (name === "states")
      return [
        { ...x, grid: { show: false } },
        { ...y, grid: { show: false } },
      ];
    if (!isLast) return [x, y];
    const incrs = [1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 2e7, 5e7];
    return [
      x,
      y,
      {
        ...y,
        scale: "bytes",
        side: 1,
        grid: { show: false },
        incrs,
        values: (_, splits) => splits.map(shortBytes),
      },
    ];
  }

  #series(name: PlotName): uPlot.Series[] {
    const { accent, ink } = this.#palette;
    const first: uPlot.Series = { stroke: accent, width: 1.75, points: { show: false } };
    // Told apart without colours, too.
    const second: uPlot.Series = {
      stroke: ink,
      width: 1.25,
      dash: [4, 3],
      points: { show: false },
    };
    switch (name) {
      case "states":
        return [{}, { points: { show: false } }];
      case "roundTrip":
        return [{}, first];
      case "rate":
        return [{}, first, second];
      case "waiting":
        return [{}, first, { ...second, scale: "bytes" }];
    }
  }

  #paintRibbon(plot: uPlot): void {
    const { timeline, stateName: name } = this.#options;
    const { spans } = timeline();
    paintRibbon(plot, { spans, now: this.#now, palette: this.#palette, name }, uPlot.pxRatio);
  }

  /** Where the present is. */
  #paintNow(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(this.#now / 1000, "x", true));
    if (!this.#options.isRunning() || x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.fillStyle = this.#palette.muted;
    ctx.fillRect(x, bbox.top, uPlot.pxRatio, bbox.height);
  }

  #select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (this.#isDrawing || width < 4) return;
    const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    for (const one of this.#plots.values())
      one.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.window.show({ from: from * 1000, to: to * 1000 });
    this.#options.changed();
  }

  #hover({ cursor }: uPlot): void {
    if (this.#isDrawing) return;
    const isOver = cursor.left !== undefined && cursor.left >= 0;
    const hovered = isOver ? (cursor.idx ?? undefined) : undefined;
    if (hovered === this.hovered) return;
    this.hovered = hovered;
    this.#options.changed();
  }
}

/** `14:03:05`, with tenths or thousandths where the labels are as near to each other. */
function clock(seconds: number, step: number): string {
  const text = new Date(seconds * 1000).toLocaleTimeString("en-GB");
  if (step >= 1) return text;
  const digits = step >= 0.1 ? 1 : 3;
  return text + (seconds % 1).toFixed(digits).slice(1);
}

const short = (value: number): string => (value >= 1000 ? `${value / 1000}k` : String(value));

const shortBytes = (value: number): string => {
  if (value >= 1e6) return `${value / 1e6} MB`;
  return value === 0 ? "0" : `${value / 1e3} kB`;
};
