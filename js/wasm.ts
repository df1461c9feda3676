// The WebAssembly and what it exports: numbers alone, and nothing in it calls back.
import { wasmBytes, wasmKey } from "../build/wasm-bytes.js";
import { decode } from "./bytes.js";
import { BootError } from "./errors.js";
import type { Tell } from "./tell.js";

// What src/export exports, and set once it has booted. What does not fit an argument or a result is in the cells.
let cellsAt: () => number;
/** @internal */
export let create: () => number;
/** @internal */
export let diagnose: (id: number, close: number, signs: number, uptime: number) => void;
/** @internal */
export let explain: (id: number) => number;
/** @internal */
export let forget: (id: number) => void;
/** @internal */
export let poll: (id: number, effectsOnly: number) => number;
/** @internal */
export let rule: (id: number, first: number, last: number, number: number) => void;
/** @internal */
export let start: (id: number, features: number, seed: number, now: number) => void;
/** @internal */
export let stats: (id: number, now: number) => number;
/** @internal */
export let status: (id: number) => number;
/** @internal */
export let tell: (
  id: number,
  kind: Tell,
  now: number,
  a?: number,
  b?: number,
  c?: number,
) => number;
/** @internal */
export let timeout: (id: number) => number;
/** @internal */
export let memory: WebAssembly.Memory;

let source: WebAssembly.Module | undefined;

/** @internal Names what to start from where there are no embedded bytes. */
export function supply(module: WebAssembly.Module): void {
  source = module;
}

/** @internal Compiles and starts the WebAssembly, once, synchronously. */
export function boot(): void {
  if (memory) return;
  try {
    const module = source ?? new WebAssembly.Module(decode(wasmBytes, wasmKey));
    const { exports } = new WebAssembly.Instance(module);
    // Functions are numbered there in the order of their names: names weigh.
    [
      cellsAt,
      create,
      diagnose,
      explain,
      forget,
      poll,
      rule,
      start,
      stats,
      status,
      tell,
      timeout,
      memory,
    ] =
      // biome-ignore lint/suspicious/noExplicitAny: their types are above
      Object.values(exports) as any;
  } catch (cause) {
    throw new BootError(
      "WebAssembly is blocked or missing here: a Content-Security-Policy needs 'wasm-unsafe-eval' in its " +
        "script-src, and closewise/slim an awaited init()",
      { cause },
    );
  }
}

let view: Float64Array | undefined;

/** @internal A number that passed beside arguments and results. */
export const cell = (place: number): number => cells()[place] as number;

/** @internal All of them. */
export function cells(): Float64Array {
  // Memory that grows leaves the view on the old one empty.
  if (!view?.length) view = new Float64Array(memory.buffer, cellsAt());
  return view;
}
