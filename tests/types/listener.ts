// What js/ implements for Rust is what Rust calls, method by method, and one property for the client. That each method
// has the right types is checked where the class is: it implements the generated interface.
/// <reference lib="es2024.arraybuffer" />
import type { Listener } from "../../build/glue/closewise.js";
import type { SessionListener } from "../../js/listener.js";
import { same } from "./support/same.js";

same<Exclude<keyof SessionListener, "diagnosis">, keyof Listener>(true);
