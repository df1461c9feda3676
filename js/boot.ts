// Starts the WebAssembly. Nothing else in js/ knows where it comes from.
import { initSync } from "../build/glue/closewise.js";
import { wasmBytes, wasmKey } from "../build/wasm-bytes.js";
import { decode } from "./bytes.js";
import { BootError } from "./errors.js";

let supplied: WebAssembly.Module | undefined;
let isBooted = false;

/** @internal Names what to start, where there are no embedded bytes or the runtime compiles none. */
export function supply(module: WebAssembly.Module): void {
  supplied = module;
}

/** @internal Compiles and starts the WebAssembly, once, synchronously. */
export function boot(): void {
  if (isBooted) return;
  try {
    initSync({ module: supplied ?? new WebAssembly.Module(decode(wasmBytes, wasmKey)) });
  } catch (cause) {
    throw new BootError(
      "WebAssembly is blocked or missing here: a Content-Security-Policy needs 'wasm-unsafe-eval' in its " +
        "script-src, and closewise/slim an awaited init()",
      { cause },
    );
  }
  isBooted = true;
}
