// For runtimes that forbid compiling bytes, such as workerd: they compile a .wasm file that is imported. All
// of their tools know the suffix; without it, Next.js takes the file for a module of its own making.

import { supply } from "./boot.js";
import module from "./closewise.wasm?module";

supply(module);

export * from "./index.js";
