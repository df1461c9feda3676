// The WebAssembly and what it exports. By hand, for it needs no more than this: nothing in it calls back, and
// wasm-bindgen's own glue weighs 1 KB brotli.
import { wasmBytes, wasmKey } from "../build/wasm-bytes.js";
import { BootError } from "./errors.js";

/** @internal What src/export exports. A text comes and goes as an address and a length. */
export interface Exports {
  create(): number;
  forget(id: number): void;
  set(id: number, row: number, value: number): number;
  features(id: number, bits: number): void;
  rule(
    id: number,
    first: number,
    last: number,
    kind: number,
    min: number,
    max: number,
    limit: number,
  ): void;
  profile(id: number, ...name: Text): number;
  start(id: number, seed: number, now: number): void;
  tell(id: number, kind: number, a: number, b: number, now: number): void;
  send(id: number, message: number, bytes: number, ttl: number, now: number): number;
  received(
    id: number,
    generation: number,
    message: number,
    bytes: number,
    reading: number,
    now: number,
  ): void;
  refused(
    id: number,
    generation: number,
    bytes: number,
    kind: number,
    min: number,
    max: number,
    limit: number,
    now: number,
  ): void;
  closed(
    ...rest: [
      id: number,
      generation: number,
      code: number,
      ...reason: Text,
      wasClean: number,
      buffered: number,
      now: number,
    ]
  ): void;
  judged(id: number, kind: number, min: number, max: number, limit: number, now: number): void;
  poll(id: number, effectsOnly: number): number;
  field(id: number, place: number): number;
  timeout(id: number): number;
  status(id: number): number;
  stat(id: number, place: number, now: number): number;
  diagnose(
    ...rest: [id: number, code: number, ...reason: Text, flags: number, uptime: number]
  ): void;
  diagnosisNumber(id: number, place: number): number;
  diagnosisText(id: number, place: number): Text;
  settingName(row: number): Text;
  settingBound(row: number, column: number): number;
  registryNumber(row: number, column: number): number;
  registryText(row: number, column: number): Text;
  closeCode(code: number): number;
  readonly memory: WebAssembly.Memory;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_free(address: number, length: number, align: number): void;
}

type Text = [address: number, length: number];

/** @internal What is exported, once it has booted. */
export let wasm: Exports;

let source: BufferSource | WebAssembly.Module | undefined;

/** @internal Names what to start from where there are no embedded bytes. */
export function supply(module: BufferSource | WebAssembly.Module): void {
  source = module;
}

/** @internal Compiles and starts the WebAssembly, once, synchronously. */
export function boot(): void {
  if (wasm) return;
  const given = source ?? embedded();
  try {
    // Not `instanceof`: a module may come from another realm, as in Next.js's edge runtime.
    const module = "byteLength" in given ? new WebAssembly.Module(given as BufferSource) : given;
    const imports: WebAssembly.Imports = {};
    // What wasm-bindgen wants at hand in case a value is passed or an error thrown, which neither happens.
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      imports[from] = { ...imports[from], [name]: () => {} };
    }
    wasm = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  } catch (cause) {
    throw new BootError(
      "closewise needs WebAssembly, which is blocked or missing here: if the page has a " +
        "Content-Security-Policy, add 'wasm-unsafe-eval' to its script-src",
      { cause },
    );
  }
  source = undefined;
}

function embedded(): BufferSource {
  const { length } = wasmBytes;
  if (!length)
    throw new BootError("there is no WebAssembly yet: await init(…) before the first use");
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = wasmBytes.charCodeAt(i) ^ wasmKey;
  return bytes;
}

let decoder: TextDecoder | undefined;

/** @internal A text that was returned. */
export function taken([address, length]: Text): string {
  decoder ??= new TextDecoder();
  const text = decoder.decode(new Uint8Array(wasm.memory.buffer, address, length));
  wasm.__wbindgen_free(address, length, 1);
  return text;
}

/** @internal A text to be passed, which the callee frees. */
export function given(text: string): Text {
  const bytes = new TextEncoder().encode(text);
  const address = wasm.__wbindgen_malloc(bytes.length, 1);
  new Uint8Array(wasm.memory.buffer, address).set(bytes);
  return [address, bytes.length];
}
