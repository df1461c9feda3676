import { initSync } from "../build/glue/closewise.js";
import { wasmBytes } from "../build/wasm-bytes.js";

/** WebAssembly cannot be used here. The message names the remedy. */
export class BootError extends Error {
  override name = "BootError";
}

let booted = false;
let source: BufferSource | WebAssembly.Module | undefined;

/** @internal Names what to start from in place of the embedded bytes. */
export function supply(module: BufferSource | WebAssembly.Module): void {
  source = module;
}

/** @internal Compiles and starts the WebAssembly, once, synchronously. */
export function boot(): void {
  if (booted) return;
  if (!source && !wasmBytes) {
    throw new BootError(
      "closewise/slim has no WebAssembly yet: await init(…) before the first use",
    );
  }
  try {
    initSync({ module: source ?? Uint8Array.from(wasmBytes, (char) => char.charCodeAt(0)) });
    booted = true;
  } catch (cause) {
    throw new BootError(
      "closewise needs WebAssembly, which is blocked or missing here: if the page has a Content-Security-Policy, " +
        "add 'wasm-unsafe-eval' to its script-src",
      { cause },
    );
  }
  source = undefined;
}
