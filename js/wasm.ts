// The WebAssembly and what it exports: numbers alone, and nothing in it calls back.
import { wasmBytes, wasmKey } from "../build/wasm-bytes.js";
import { decode } from "./bytes.js";
import { BootError } from "./errors.js";
import type { Tell } from "./tell.js";

/** @internal What src/export exports. What does not fit an argument or a result is in the cells. */
export interface Exports {
  cells(): number;
  create(): number;
  forget(id: number): void;
  rule(id: number, first: number, last: number, number: number): void;
  start(id: number, features: number, seed: number, now: number): void;
  tell(id: number, kind: Tell, now: number, a?: number, b?: number, c?: number): number;
  poll(id: number, effectsOnly: number): number;
  timeout(id: number): number;
  status(id: number): number;
  stats(id: number, now: number): number;
  diagnose(id: number, close: number, flags: number, uptime: number): void;
  explain(id: number): number;
  readonly memory: WebAssembly.Memory;
}

/** @internal What is exported, once it has booted. */
export let wasm: Exports;

let source: WebAssembly.Module | undefined;

/** @internal Names what to start from where there are no embedded bytes. */
export function supply(module: WebAssembly.Module): void {
  source = module;
}

/** @internal Compiles and starts the WebAssembly, once, synchronously. */
export function boot(): void {
  if (wasm) return;
  try {
    const module = source ?? new WebAssembly.Module(decode(wasmBytes, wasmKey));
    wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
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
  if (!view?.length) view = new Float64Array(wasm.memory.buffer, wasm.cells());
  return view;
}
