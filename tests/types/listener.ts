// What js/ implements for Rust is what Rust calls, method by method. That each has the right types is checked where
// the class is: it implements the generated interface.
/// <reference lib="es2024.arraybuffer" />
import type { Listener } from "../../build/glue/closewise.js";
import type { SessionListener } from "../../js/listener.js";
import { same } from "./support/same.js";

same<keyof SessionListener, keyof Listener>(true);
