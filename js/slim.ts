import { supply } from "./boot.js";
import type * as platform from "./platform.js";

export * from "./index.js";

/**
 * Loads the WebAssembly of closewise, which `closewise/slim` does not hold. Await it before the first use.
 *
 * ```js
 * import wasm from "closewise/closewise.wasm?url";
 * await init(wasm);
 * ```
 *
 * @param source The address of `closewise/closewise.wasm`, its response, its bytes, or it compiled.
 */
export async function init(
  source:
    | string
    | platform.URL
    | platform.Response
    | Promise<platform.Response>
    | platform.BufferSource
    | platform.WebAssemblyModule,
): Promise<void> {
  const found = await (typeof source === "string" || source instanceof URL
    ? fetch(source)
    : source);
  if (found instanceof Response) supply(await compiled(found));
  // Not `instanceof`: a module may come from another realm.
  else supply("byteLength" in found ? await WebAssembly.compile(found as BufferSource) : found);
}

/** While it comes in, where the server says what it is. */
async function compiled(response: Response): Promise<WebAssembly.Module> {
  const bytes = response.clone();
  try {
    return await WebAssembly.compileStreaming(response);
  } catch {
    return WebAssembly.compile(await bytes.arrayBuffer());
  }
}
